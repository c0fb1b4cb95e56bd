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
#[derive(Debug)]
pub(super) struct Parameter {
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
            parameters.push(Parameter { name: ast.text(name).clone(), data_type, default, captures_rest });
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

    /// Binds the arguments of a lambda or function by position.
    pub(super) fn positional(
        &mut self,
        ast: &Arc<Ast>,
        parameters: &[Parameter],
        arguments: &[Value],
        callee: &str,
    ) -> Result<Map<EcoString, Value>, Interrupt> {
        let mut given: Map<EcoString, Value> = Map::default();
        for (index, parameter) in parameters.iter().enumerate() {
            if parameter.captures_rest {
                let rest = arguments.get(index..).unwrap_or(&[]);
                let values = if rest.is_empty() && !parameter.default.is_none() { continue } else { rest.to_vec() };
                given.insert(parameter.name.clone(), Value::array(values));
            } else if let Some(value) = arguments.get(index) {
                given.insert(parameter.name.clone(), value.clone());
            }
        }
        let (least, most) = arity(parameters);
        if arguments.len() < least || most.is_some_and(|most| arguments.len() > most) {
            return Err(Interrupt::failure("ILLEGAL_ARGUMENT_COUNT", arity_message(callee, least, most, arguments.len())));
        }
        for parameter in parameters {
            let (Some(expected), Some(value)) = (&parameter.data_type, given.get(&parameter.name)) else { continue };
            let wrapped = parameter.captures_rest.then(|| rest_type(expected));
            let expected = wrapped.as_ref().unwrap_or(expected);
            if !datatype::accepts(expected, value) {
                let message =
                    format!("{callee}: {}", datatype::describe_mismatch(&format!("parameter '{}'", parameter.name), expected, value));
                return Err(Interrupt::failure("TYPE_MISMATCH", message));
            }
        }
        let mut unset: Map<EcoString, Value> = given;
        self.complete_positional(ast, parameters, &mut unset)?;
        Ok(unset)
    }

    /// Like `complete`, but an `undef` that was passed stays.
    fn complete_positional(
        &mut self,
        ast: &Arc<Ast>,
        parameters: &[Parameter],
        given: &mut Map<EcoString, Value>,
    ) -> Result<(), Interrupt> {
        if parameters.iter().all(|parameter| given.contains_key(&parameter.name)) {
            return Ok(());
        }
        let passed: Vec<EcoString> = given.keys().cloned().collect();
        let mut open = Vec::new();
        open.extend(parameters.iter().filter(|parameter| !passed.contains(&parameter.name)).map(|parameter| Parameter {
            name: parameter.name.clone(),
            data_type: None,
            default: parameter.default,
            captures_rest: false,
        }));
        self.complete(ast, &open, given).map(drop)
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

/// The fewest and the most arguments.
pub(super) fn arity(parameters: &[Parameter]) -> (usize, Option<usize>) {
    let least = parameters.iter().filter(|parameter| parameter.default.is_none() && !parameter.captures_rest).count();
    let most = (!parameters.iter().any(|parameter| parameter.captures_rest)).then_some(parameters.len());
    (least, most)
}

fn arity_message(callee: &str, least: usize, most: Option<usize>, actual: usize) -> String {
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    match most {
        Some(most) if most == least => format!("{callee}: expects {least} argument{}, got {}", plural(least), count_text(actual)),
        Some(most) => format!("{callee}: expects between {least} and {most} arguments, got {}", count_text(actual)),
        None => format!("{callee}: expects at least {least} argument{}, got {}", plural(least), count_text(actual)),
    }
}

fn count_text(count: usize) -> String {
    if count == 0 { "none".to_string() } else { count.to_string() }
}

fn rest_type(element: &Type) -> Type {
    match element {
        Type::Array { .. } | Type::Tuple { .. } => element.clone(),
        other => Type::Array { element: Arc::new(other.clone()), size: crate::value::data_type::Size::default() },
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
