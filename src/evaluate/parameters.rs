//! Parameters of classes, defines, functions and lambdas: defaults from left to right, types, what is missing or too much.

use super::compiler::Compiler;
use super::definition::Definition;
use super::function::{Block, Interrupt};
use crate::catalog::schema::METAPARAMETERS;
use crate::datatype::{self, ParameterType};
use crate::diagnostic::{Diagnostic, Label, Precision, similar};
use crate::value::data_type::{Signature, Size};
use crate::value::{EcoString, Map, Set, Type, Value};
use rpuppet_syntax::ast::List;
use rpuppet_syntax::{Ast, Node, NodeId};
use std::fmt::Display;
use std::sync::{Arc, LazyLock, Weak};

/// One parameter of a definition.
#[derive(Clone, Debug)]
pub(super) struct Parameter {
    pub name: EcoString,
    pub data_type: Option<Type>,
    pub default: NodeId,
    pub captures_rest: bool,
    pub node: NodeId,
}

static NO_PARAMETERS: LazyLock<Arc<ParameterList>> = LazyLock::new(|| Arc::new(ParameterList::new(Vec::new())));

/// The parameters of a definition, and the signature that positional arguments must fit.
#[derive(Debug, Default)]
pub(super) struct ParameterList {
    pub items: Vec<Parameter>,
    types: Vec<ParameterType>,
    signature: Option<datatype::Parameters>,
    /// A required parameter behind an optional one.
    misplaced: Option<(NodeId, EcoString)>,
}

impl ParameterList {
    fn new(items: Vec<Parameter>) -> Self {
        let mut size = Size::new(0, Some(0));
        let mut types = Vec::with_capacity(items.len());
        let mut misplaced = None;
        let mut optional = false;
        for parameter in &items {
            let (data_type, range) = parameter.positional();
            if optional && range.from > 0 && misplaced.is_none() {
                misplaced = Some((parameter.node, parameter.name.clone()));
            }
            optional |= range.from == 0;
            size = Size::new(size.from + range.from, size.to.zip(range.to).map(|(sum, more)| sum + more));
            types.push(data_type);
        }
        let names = items.iter().map(|parameter| parameter.name.clone()).collect();
        let signature = datatype::Parameters { signature: Signature { parameters: types, size, block: None, returns: None }, names };
        let types = items.iter().map(parameter_type).collect();
        ParameterList { items, types, signature: Some(signature), misplaced }
    }

    /// Whether there is nothing to check but the number of arguments.
    fn is_untyped(&self) -> bool {
        self.items.iter().all(|parameter| parameter.data_type.is_none())
    }

    /// The signature, where parameters have types.
    pub fn signature(&self) -> Option<Signature> {
        self.signature.as_ref().filter(|_| !self.is_untyped()).map(|parameters| parameters.signature.clone())
    }

    /// Arguments of a call must fit the signature.
    fn check(&self, name: &str, arguments: &[Value]) -> Result<(), Interrupt> {
        let Some(signature) = self.signature.as_ref().filter(|signature| !signature.accepts(arguments, None)) else { return Ok(()) };
        Err(Interrupt::failure("ILLEGAL_ARGUMENTS", datatype::describe_signatures(name, &[signature], arguments, None)))
    }
}

impl Parameter {
    /// The type of one argument, and how many arguments there may be.
    fn positional(&self) -> (Type, Size) {
        let data_type = self.data_type.clone().unwrap_or(Type::Any);
        match data_type {
            Type::Array { element, size } if self.captures_rest => (element.as_ref().clone(), size),
            other if self.captures_rest => (other, Size::new(0, None)),
            other => (other, Size::new(u64::from(self.default.is_none()), Some(1))),
        }
    }
}

/// Parameter lists by tree and place. A tree may come to an end (that of an inline template does); as long as it is pointed to from here
/// its address is not given to another one.
#[derive(Default)]
pub struct Signatures {
    known: Map<(usize, u32), (Weak<Ast>, Arc<ParameterList>)>,
}

/// Lists after which those of trees that have ended are let go.
const MANY_SIGNATURES: usize = 1024;

impl Signatures {
    fn get(&self, ast: &Arc<Ast>, list: List) -> Option<Arc<ParameterList>> {
        self.known.get(&(Arc::as_ptr(ast) as usize, list.start)).map(|(_, parameters)| parameters.clone())
    }

    fn keep(&mut self, ast: &Arc<Ast>, list: List, parameters: Arc<ParameterList>) {
        if self.known.len() % MANY_SIGNATURES == MANY_SIGNATURES - 1 {
            self.known.retain(|_, (tree, _)| tree.strong_count() > 0);
        }
        self.known.insert((Arc::as_ptr(ast) as usize, list.start), (Arc::downgrade(ast), parameters));
    }
}

impl Compiler<'_> {
    /// The parameters of a definition.
    pub(super) fn parameters_of(&mut self, definition: &Definition) -> Result<Arc<ParameterList>, Interrupt> {
        if let Some(known) = definition.untyped.get() {
            return Ok(known.clone());
        }
        let parameters = self.parameters(&definition.ast, definition.parameters)?;
        if parameters.is_untyped() {
            return Ok(definition.untyped.get_or_init(|| parameters).clone());
        }
        Ok(parameters)
    }

    /// The parameters of a list, their types evaluated once.
    pub(super) fn parameters(&mut self, ast: &Arc<Ast>, list: List) -> Result<Arc<ParameterList>, Interrupt> {
        if list.is_empty() {
            return Ok(NO_PARAMETERS.clone());
        }
        if let Some(known) = self.signatures.get(ast, list) {
            return Ok(known);
        }
        let mut parameters = Vec::with_capacity(list.length as usize);
        for id in ast.items(list) {
            let Node::Parameter { data_type, name, default, captures_rest } = ast.node(*id) else { continue };
            let data_type = data_type.some().map(|data_type| self.type_of(ast, data_type)).transpose()?;
            parameters.push(Parameter { name: ast.text(name).clone(), data_type, default, captures_rest, node: *id });
        }
        let parameters = Arc::new(ParameterList::new(parameters));
        self.signatures.keep(ast, list, parameters.clone());
        Ok(parameters)
    }

    /// Completes named parameters by defaults, in the current scope; each default sees the ones before it.
    /// An explicit `undef` counts as not given.
    pub(super) fn complete(
        &mut self,
        ast: &Arc<Ast>,
        parameters: &[Parameter],
        given: &mut Map<EcoString, Value>,
        callee: &dyn Display,
    ) -> Result<Vec<EcoString>, Interrupt> {
        let mut defaulted = Vec::new();
        if !parameters.iter().any(|parameter| !parameter.default.is_none() && is_unset(given, parameter)) {
            return Ok(defaulted);
        }
        let mut pending: Set<EcoString> = Set::default();
        pending.extend(parameters.iter().filter(|parameter| is_unset(given, parameter)).map(|parameter| parameter.name.clone()));
        self.pending_parameters.push(pending);
        let scope = self.scope;
        let frame = given.clone();
        self.scopes.get_mut(scope).frames.push(super::scope::Frame::Variables(frame));
        let result = self.fill(ast, parameters, given, &mut defaulted, callee);
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
        callee: &dyn Display,
    ) -> Result<(), Interrupt> {
        for parameter in parameters.iter().filter(|parameter| !parameter.default.is_none()) {
            if !is_unset(given, parameter) {
                continue;
            }
            let value = self.guarded(|this| this.evaluate(ast, parameter.default));
            let value = value.map_err(|interrupt| illegal_access(interrupt, callee, parameters, &parameter.name))?;
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

    /// Binds the arguments of a function by position.
    pub(super) fn positional(
        &mut self,
        ast: &Arc<Ast>,
        parameters: &ParameterList,
        arguments: &[Value],
        function: &str,
    ) -> Result<Map<EcoString, Value>, Interrupt> {
        check_order(ast, parameters)?;
        parameters.check(function, arguments)?;
        self.bound(ast, parameters, arguments, function)
    }

    /// Binds the arguments of a lambda by position; those that it does not ask for are left out.
    pub(super) fn block_variables(
        &mut self,
        ast: &Arc<Ast>,
        parameters: &ParameterList,
        arguments: &[Value],
    ) -> Result<Map<EcoString, Value>, Interrupt> {
        check_order(ast, parameters)?;
        let missing =
            |(index, parameter): &(usize, &Parameter)| *index >= arguments.len() && parameter.default.is_none() && !parameter.captures_rest;
        if let Some((_, parameter)) = parameters.items.iter().enumerate().find(missing) {
            let message = format!("Parameter ${} is required but no value was given", parameter.name);
            return Err(Diagnostic::error("MISSING_REQUIRED_PARAMETER", message).at(ast.location(parameter.node)).into());
        }
        self.bound(ast, parameters, arguments, "lambda")
    }

    /// Parameters with their arguments and defaults; the types of both are checked.
    fn bound(
        &mut self,
        ast: &Arc<Ast>,
        parameters: &ParameterList,
        arguments: &[Value],
        callee: &str,
    ) -> Result<Map<EcoString, Value>, Interrupt> {
        let mut given = Map::with_capacity_and_hasher(parameters.items.len(), Default::default());
        for (index, parameter) in parameters.items.iter().enumerate() {
            if parameter.captures_rest {
                let rest = arguments.get(index..).unwrap_or(&[]);
                if !(rest.iter().all(Value::is_undef) && rest.len() < 2 && !parameter.default.is_none()) {
                    given.insert(parameter.name.clone(), Value::array(rest.to_vec()));
                }
            } else if let Some(value) = arguments.get(index) {
                given.insert(parameter.name.clone(), value.clone());
            }
        }
        self.complete_positional(ast, &parameters.items, &mut given, &callee)?;
        if !parameters.is_untyped() {
            parameters.check(callee, &final_arguments(&parameters.items, &given))?;
        }
        Ok(given)
    }

    /// Like `complete`, but an `undef` that was passed stays.
    fn complete_positional(
        &mut self,
        ast: &Arc<Ast>,
        parameters: &[Parameter],
        given: &mut Map<EcoString, Value>,
        callee: &dyn Display,
    ) -> Result<(), Interrupt> {
        if given.len() == parameters.len() {
            return Ok(());
        }
        let open: Vec<Parameter> = parameters
            .iter()
            .map(|parameter| Parameter {
                name: parameter.name.clone(),
                data_type: None,
                default: if given.contains_key(&parameter.name) { NodeId::NONE } else { parameter.default },
                captures_rest: parameter.captures_rest,
                node: parameter.node,
            })
            .collect();
        self.complete(ast, &open, given, callee)?;
        for parameter in open.iter().filter(|parameter| parameter.captures_rest && !parameter.default.is_none()) {
            if let Some(value) = given.get_mut(&parameter.name).filter(|value| value.as_array().is_none()) {
                *value = Value::array(vec![value.clone()]);
            }
        }
        Ok(())
    }

    /// Checks the parameters of a class or define as a whole; every mistake in one message, as Puppet words it.
    pub(super) fn check_parameters(
        &self,
        subject: &dyn Display,
        parameters: &ParameterList,
        given: &[(&EcoString, &Value)],
    ) -> Result<(), Interrupt> {
        let items = &parameters.items;
        let is_checked = |name: &str| name != "name" && !METAPARAMETERS.contains(&name) || is_declared(name, items);
        let checked: Vec<_> = given.iter().copied().filter(|(name, _)| is_checked(name)).collect();
        let Some(message) = datatype::describe_parameters(subject, &parameters.types, &checked) else { return Ok(()) };
        let mut diagnostic = Diagnostic::error("PARAMETER_MISMATCH", message);
        let unknown = checked.iter().map(|(name, _)| name).find(|name| !is_declared(name, items));
        let similar = unknown.and_then(|name| similar::closest(name, items.iter().map(|parameter| parameter.name.as_str())));
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

/// Required parameters come first.
fn check_order(ast: &Arc<Ast>, parameters: &ParameterList) -> Result<(), Interrupt> {
    let Some((node, name)) = &parameters.misplaced else { return Ok(()) };
    let message = format!("Parameter ${name} is required but appears after optional parameters");
    Err(Diagnostic::error("REQUIRED_PARAMETER_AFTER_OPTIONAL", message).at(ast.location(*node)).into())
}

/// The values of parameters as arguments again.
fn final_arguments(parameters: &[Parameter], given: &Map<EcoString, Value>) -> Vec<Value> {
    let mut arguments = Vec::with_capacity(parameters.len());
    for parameter in parameters {
        match given.get(&parameter.name) {
            Some(Value::Array(rest)) if parameter.captures_rest => arguments.extend(rest.iter().cloned()),
            Some(value) => arguments.push(value.clone()),
            None => arguments.push(Value::Undef),
        }
    }
    arguments
}

/// The code of a default that uses a parameter without a value; the message is completed where the default is evaluated.
pub(super) const ILLEGAL_PARAMETER_ACCESS: &str = "ILLEGAL_PARAMETER_ACCESS";

/// Says which default used a parameter too early, or one that was not given.
fn illegal_access(interrupt: Interrupt, callee: &dyn Display, parameters: &[Parameter], from: &str) -> Interrupt {
    let Interrupt::Failure(mut diagnostic) = interrupt else { return interrupt };
    if diagnostic.code != ILLEGAL_PARAMETER_ACCESS || diagnostic.precision != Precision::Nowhere {
        return Interrupt::Failure(diagnostic);
    }
    let to = std::mem::take(&mut diagnostic.message);
    let position = |name: &str| parameters.iter().position(|parameter| parameter.name == name);
    diagnostic.message = if position(&to) < position(from) {
        format!("{callee}: expects a value for parameter ${to}")
    } else {
        diagnostic.help = Some(format!("move ${to} before the parameter whose default uses it"));
        format!("{callee}: default expression for ${from} tries to illegally access not yet evaluated ${to}")
    };
    diagnostic.precision = Precision::Column;
    if let Some(used) = diagnostic.location.take() {
        diagnostic.related.push(Label { location: used, text: "used here".into() });
    }
    Interrupt::Failure(diagnostic)
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
