//! Calls: native functions, functions written in Puppet, lambdas, types as functions.

use super::compiler::Compiler;
use super::definition::Definition;
use super::function::{Block, Call, Evaluated, Function, Interrupt};
use super::scope::{self, Scope, ScopeId, ScopeKind, Scopes};
use crate::datatype;
use crate::diagnostic::{Diagnostic, Frame, similar};
use crate::value::data_type::{Signature, Size};
use crate::value::{EcoString, Map, Type, Value, extent};
use rpuppet_syntax::ast::List;
use rpuppet_syntax::{Ast, Location, Node, NodeId};
use std::sync::Arc;

impl Compiler<'_> {
    pub(super) fn call(&mut self, ast: &Arc<Ast>, id: NodeId, function: NodeId, arguments: List, lambda: NodeId) -> Evaluated {
        let block = self.block_of(ast, lambda);
        match ast.node(function) {
            Node::QualifiedName(name) => {
                let arguments = self.unfolded(ast, arguments)?;
                self.call_named(ast.text(name), &arguments, block.as_ref(), Some(ast.location(id)))
            }
            Node::QualifiedReference(_) | Node::Access(..) => {
                let mut values = vec![self.evaluate(ast, function)?];
                values.extend(self.unfolded(ast, arguments)?);
                self.call_named("new", &values, block.as_ref(), Some(ast.location(id)))
            }
            _ => {
                let message = "Illegal expression. A function name is required here";
                Err(Diagnostic::error("ILLEGAL_EXPRESSION", message).at(ast.location(function)).into())
            }
        }
    }

    pub(super) fn method_call(&mut self, ast: &Arc<Ast>, id: NodeId, function: NodeId, arguments: List, lambda: NodeId) -> Evaluated {
        let Node::NamedAccess(receiver, name) = ast.node(function) else {
            return Err(Diagnostic::error("ILLEGAL_EXPRESSION", "Illegal function accessor").at(ast.location(function)).into());
        };
        let block = self.block_of(ast, lambda);
        let mut values = vec![self.evaluate(ast, receiver)?];
        values.extend(self.unfolded(ast, arguments)?);
        if let [object] = values.as_slice()
            && let Some(member) = datatype::object::member(object, ast.text(name))
        {
            return Ok(member);
        }
        if let Some(result) = self.context_method(ast.text(name), &values, block.as_ref()) {
            return result;
        }
        self.call_named(ast.text(name), &values, block.as_ref(), Some(ast.location(id)))
    }

    pub(super) fn named_access(&mut self, ast: &Arc<Ast>, id: NodeId, left: NodeId, name: &EcoString) -> Evaluated {
        let value = self.evaluate(ast, left)?;
        if let Some(member) = datatype::object::member(&value, name) {
            return Ok(member);
        }
        if let Some(result) = self.context_method(name, std::slice::from_ref(&value), None) {
            return result;
        }
        self.call_named(name, &[value], None, Some(ast.location(id)))
    }

    /// Calls a function by name.
    pub(super) fn call_named(&mut self, name: &str, arguments: &[Value], block: Option<&Block>, location: Option<Location>) -> Evaluated {
        let before = std::mem::replace(&mut self.call_location, location.clone());
        let result = self.dispatch(name, arguments, block, location.as_ref());
        self.call_location = before;
        result
    }

    pub(super) fn dispatch(&mut self, name: &str, arguments: &[Value], block: Option<&Block>, location: Option<&Location>) -> Evaluated {
        let inputs = self.inputs;
        let plain = name.strip_prefix("::").unwrap_or(name);
        if let Some(definition) = self.definitions.functions.get(plain).cloned() {
            return self.call_defined(&definition, arguments, block, location);
        }
        if let Some(function) = inputs.functions.function(plain) {
            let signature = block.map(|block| self.block_signature(block)).transpose()?;
            if let Some(location) = location {
                self.spend(effort(arguments), &|| location.clone())?;
            }
            check_arguments(function, arguments, signature.as_ref())?;
            let call = Call { arguments, block, location: location.cloned() };
            return function.call(&call, self);
        }
        if let Some(definition) = self.find_function(plain)? {
            return self.call_defined(&definition, arguments, block, location);
        }
        if let Some(function) = inputs.module_functions.find(plain)? {
            let signature = block.map(|block| self.block_signature(block)).transpose()?;
            let call = Call { arguments, block, location: location.cloned() };
            return function.call(&call, signature.as_ref(), self);
        }
        let mut diagnostic = Diagnostic::error("UNKNOWN_FUNCTION", format!("Unknown function: '{name}'."));
        diagnostic.location = location.cloned();
        let names = inputs.functions.names();
        let of_modules = inputs.module_functions.names();
        let defined = self.definitions.functions.keys().chain(&of_modules).map(EcoString::as_str);
        diagnostic.help = similar::closest(plain, names.into_iter().chain(defined)).map(|similar| format!("did you mean '{similar}'?"));
        Err(diagnostic.into())
    }

    /// A function written in Puppet.
    fn call_defined(
        &mut self,
        definition: &Arc<Definition>,
        arguments: &[Value],
        block: Option<&Block>,
        location: Option<&Location>,
    ) -> Evaluated {
        let frame = || Frame { what: format!("function {}", definition.name), location: location.cloned() };
        self.in_frame(frame, |this| this.evaluate_defined(definition, arguments, block))
    }

    /// The body of a function sees its parameters and the top scope.
    fn evaluate_defined(&mut self, definition: &Arc<Definition>, arguments: &[Value], block: Option<&Block>) -> Evaluated {
        if block.is_some() {
            return Err(Interrupt::failure("ILLEGAL_ARGUMENTS", format!("'{}' does not expect a block", definition.name)));
        }
        let ast = definition.ast.clone();
        let mut scope = Scope::new(ScopeKind::Function, Some(Scopes::TOP));
        // what a function declares belongs to the main class, whoever calls it
        let top = self.scopes.get(Scopes::TOP);
        scope.definition = top.and_then(|top| top.definition.clone());
        scope.container = top.and_then(|top| top.container);
        let scope = self.scopes.add(scope);
        let declared = self.declared_so_far();
        let location = || definition.location();
        // the top scope alone, without the lambdas and matches that the call stands in
        let hidden = std::mem::take(&mut self.scopes.get_mut(Scopes::TOP).frames);
        let result = self.deeper(&location, |this| {
            this.within(scope, |this| {
                let parameters = this.parameters_of(definition)?;
                let variables = this.positional(&ast, &parameters, arguments, &definition.name)?;
                Self::check_reserved(&variables)?;
                this.scopes.get_mut(scope).bind(variables);
                this.evaluate(&ast, definition.body)
            })
        });
        self.scopes.get_mut(Scopes::TOP).frames = hidden;
        // many calls would leave many scopes behind; what the body declared still needs its own
        if self.declared_so_far() == declared {
            self.scopes.discard(scope);
        }
        let value = match result {
            // leaves the function past the check of its result
            Err(Interrupt::Return(value, _)) => return Ok(value),
            Err(Interrupt::Next(value, _)) => value,
            other => other?,
        };
        self.check_returned(&ast, definition.return_type, &definition.name, value)
    }

    /// How much there is that remembers a scope.
    fn declared_so_far(&self) -> [usize; 4] {
        [self.resources.len(), self.collectors.len(), self.overrides.len(), self.relationships.len()]
    }

    fn check_returned(&mut self, ast: &Arc<Ast>, return_type: NodeId, callee: &str, value: Value) -> Evaluated {
        let Some(return_type) = return_type.some() else { return Ok(value) };
        let expected = self.type_of(ast, return_type)?;
        if datatype::accepts(&expected, &value) {
            return Ok(value);
        }
        let message = datatype::describe_mismatch(&format!("value returned from {callee} has wrong type,"), &expected, &value);
        Err(Interrupt::failure("TYPE_MISMATCH", message))
    }

    /// Calls a lambda in the scope that it closes over.
    pub(super) fn call_lambda(&mut self, block: &Block, arguments: &[Value]) -> Evaluated {
        let Node::Lambda { parameters, return_type, body } = block.ast.node(block.lambda) else { return Ok(Value::Undef) };
        let ast = block.ast.clone();
        let location = || ast.location(block.lambda);
        let result = self.deeper(&location, |this| {
            this.within(ScopeId(block.scope), |this| {
                this.guarded(|this| {
                    let parameters = this.parameters(&ast, parameters)?;
                    let variables = this.block_variables(&ast, &parameters, arguments)?;
                    Self::check_reserved(&variables)?;
                    this.with_frame(variables, |this| this.evaluate(&ast, body))
                })
            })
        });
        let value = match result {
            Err(Interrupt::Next(value, _)) => value,
            other => other?,
        };
        self.check_returned(&ast, return_type, "lambda", value)
    }

    /// What a lambda takes.
    fn block_signature(&mut self, block: &Block) -> Result<Signature, Interrupt> {
        let Node::Lambda { parameters, .. } = block.ast.node(block.lambda) else { return Ok(untyped(block)) };
        let ast = block.ast.clone();
        let parameters = self.within(ScopeId(block.scope), |this| this.parameters(&ast, parameters))?;
        Ok(parameters.signature().unwrap_or_else(|| untyped(block)))
    }

    /// Runs `work` with variables of its own.
    pub(super) fn with_frame(&mut self, variables: Map<EcoString, Value>, work: impl FnOnce(&mut Self) -> Evaluated) -> Evaluated {
        let scope = self.scope;
        self.guarded(|this| {
            this.scopes.get_mut(scope).frames.push(scope::Frame::Variables(variables));
            work(this)
        })
    }
}

/// The steps that a native function counts for: what it does is taken to grow with its arguments.
fn effort(arguments: &[Value]) -> u64 {
    let of = |value: &Value| match value {
        Value::String(text) => text.len() as u64 >> 6,
        Value::Array(_) | Value::Hash(_) => extent::of(value).size >> 3,
        _ => 0,
    };
    arguments.iter().map(of).fold(1, u64::saturating_add)
}

/// A native function's arguments must fit one of its signatures.
fn check_arguments(function: &dyn Function, arguments: &[Value], block: Option<&Signature>) -> Result<(), Interrupt> {
    if function.signatures().is_empty() {
        return Ok(());
    }
    let signatures = datatype::signature::all(function.signatures());
    if signatures.iter().any(|signature| signature.accepts(arguments, block)) {
        return Ok(());
    }
    let signatures: Vec<_> = signatures.iter().collect();
    let message = match function.refusal(arguments) {
        Some(refusal) => format!("'{}' {refusal}", function.name()),
        None => datatype::describe_signatures(function.name(), &signatures, arguments, block),
    };
    Err(Interrupt::failure("ILLEGAL_ARGUMENTS", message))
}

/// The signature of a lambda without types.
fn untyped(block: &Block) -> Signature {
    let count = block.most.unwrap_or(block.required).max(1);
    let size = Size::new(block.required as u64, block.most.map(|most| most as u64));
    Signature { parameters: vec![Type::Any; count], size, block: None, returns: None }
}
