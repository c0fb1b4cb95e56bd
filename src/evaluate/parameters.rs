//! Parameters of classes, defines, functions and lambdas: defaults from left to right, types, what is missing or too much.

use super::compiler::Compiler;
use super::function::{Block, Interrupt};
use crate::catalog::schema::METAPARAMETERS;
use crate::datatype::{self, ParameterType};
use crate::diagnostic::{Diagnostic, similar};
use crate::value::{EcoString, Map, Set, Type, Value};
use rpuppet_syntax::ast::List;
use rpuppet_syntax::{Ast, Node, NodeId};
use std::sync::Arc;

/// One parameter of a definition.
#[derive(Clone, Debug)]
pub(super) struct Parameter {
    pub node: NodeId,
    pub name: EcoString,
    pub data_type: Option<Type>,
    pub default: NodeId,
    pub captures_rest: bool,
}

impl Compiler<'_> {
    /// The parameters of a list, their types evaluated once.
    pub(super) fn parameters(&mut self, ast: &Arc<Ast>, list: List) -> Result<Arc<Vec<Parameter>>, Interrupt> {
        let key = (Arc::as_ptr(ast) as usize, list.start);
        if list.is_empty() {
            return Ok(Arc::default());
        }
        if let Some(known) = self.signatures.get(&key) {
            return Ok(known.clone());
        }
        let mut parameters = Vec::with_capacity(list.length as usize);
        for id in ast.items(list) {
            let Node::Parameter { data_type, name, default, captures_rest } = ast.node(*id) else { continue };
            let data_type = data_type.some().map(|data_type| self.type_of(ast, data_type)).transpose()?;
            parameters.push(Parameter { node: *id, name: ast.text(name).clone(), data_type, default, captures_rest });
        }
        let parameters = Arc::new(parameters);
        self.signatures.insert(key, parameters.clone());
        Ok(parameters)
    }

    /// Completes named parameters by defaults, in the current scope; each default sees the ones before it.
    /// An explicit `undef` counts as not given.
    pub(super) fn complete(
        &mut self,
        ast: &Arc<Ast>,
        parameters: &[Parameter],
        given: &mut Map<EcoString, Value>,
    ) -> Result<Vec<EcoString>, Interrupt> {
        let mut defaulted = Vec::new();
        let mut pending: Set<EcoString> = Set::default();
        pending.extend(parameters.iter().filter(|parameter| is_unset(given, parameter)).map(|parameter| parameter.name.clone()));
        self.pending_parameters.push(pending);
        let scope = self.scope;
        let frame = given.clone();
        self.scopes.get_mut(scope).frames.push(super::scope::Frame::Variables(frame));
        let result = self.fill(ast, parameters, given, &mut defaulted);
        self.scopes.get_mut(scope).frames.pop();
        self.pending_parameters.pop();
        result.map(|()| defaulted)
    }

    fn fill(
        &mut self,
        ast: &Arc<Ast>,
        parameters: &[Parameter],
        given: &mut Map<EcoString, Value>,
        defaulted: &mut Vec<EcoString>,
    ) -> Result<(), Interrupt> {
        for parameter in parameters.iter().filter(|parameter| !parameter.default.is_none()) {
            if !is_unset(given, parameter) {
                continue;
            }
            let value = self.guarded(|this| this.evaluate(ast, parameter.default))?;
            if let Some(pending) = self.pending_parameters.last_mut() {
                pending.shift_remove(&parameter.name);
            }
            if let Some(super::scope::Frame::Variables(variables)) = self.scopes.get_mut(self.scope).frames.last_mut() {
                variables.insert(parameter.name.clone(), value.clone());
            }
            given.insert(parameter.name.clone(), value);
            defaulted.push(parameter.name.clone());
        }
        Ok(())
    }

    /// Checks the parameters of a class or define as a whole; every mistake in one message, as Puppet words it.
    pub(super) fn check_parameters(
        &self,
        subject: &str,
        parameters: &[Parameter],
        given: &Map<EcoString, Value>,
    ) -> Result<(), Interrupt> {
        let types: Vec<ParameterType> = parameters.iter().map(parameter_type).collect();
        let checked =
            given.iter().filter(|(name, _)| *name != "name" && !METAPARAMETERS.contains(&name.as_str()) || is_declared(name, parameters));
        let checked: Vec<(EcoString, Value)> = checked.map(|(name, value)| (name.clone(), value.clone())).collect();
        let Some(message) = datatype::describe_parameters(subject, &types, &checked) else { return Ok(()) };
        let mut diagnostic = Diagnostic::error("PARAMETER_MISMATCH", message);
        let unknown = checked.iter().map(|(name, _)| name).find(|name| !is_declared(name, parameters));
        let similar = unknown.and_then(|name| similar::closest(name, parameters.iter().map(|parameter| parameter.name.as_str())));
        diagnostic.help = similar.map(|similar| format!("did you mean '{similar}'?"));
        Err(diagnostic.into())
    }

    /// A lambda as a value that functions can call.
    pub(super) fn block_of(&self, ast: &Arc<Ast>, lambda: NodeId) -> Option<Block> {
        let Node::Lambda { parameters, .. } = ast.node(lambda) else { return None };
        let mut required = 0;
        let mut most = Some(0);
        for id in ast.items(parameters) {
            let Node::Parameter { default, captures_rest, .. } = ast.node(*id) else { continue };
            required += usize::from(default.is_none() && !captures_rest);
            most = if captures_rest { None } else { most.map(|most| most + 1) };
        }
        Some(Block { ast: ast.clone(), lambda, scope: self.scope.0, required, most })
    }
}

fn is_unset(given: &Map<EcoString, Value>, parameter: &Parameter) -> bool {
    given.get(&parameter.name).is_none_or(Value::is_undef)
}

fn is_declared(name: &str, parameters: &[Parameter]) -> bool {
    parameters.iter().any(|parameter| parameter.name == name)
}

fn parameter_type(parameter: &Parameter) -> ParameterType {
    let data_type = parameter.data_type.clone().unwrap_or(Type::Any);
    ParameterType { name: parameter.name.clone(), data_type, required: parameter.default.is_none() }
}
