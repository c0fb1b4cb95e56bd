//! Arguments of lambdas and functions, which are bound by position (`pops/evaluator/closure.rb`).
//!
//! A lambda takes more arguments than it has parameters and ignores them; the types of parameters are checked when all have their values,
//! those of defaults included.

use super::compiler::Compiler;
use super::function::Interrupt;
use super::parameters::Parameter;
use crate::datatype::{self, Parameters};
use crate::diagnostic::Diagnostic;
use crate::value::data_type::{Signature, Size};
use crate::value::{EcoString, Map, Type, Value};
use rpuppet_syntax::Ast;
use std::sync::Arc;

/// What is called, as messages name it: a function, or a lambda.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Callee<'a> {
    Function(&'a str),
    Lambda,
}

impl Callee<'_> {
    fn name(&self) -> &str {
        match self {
            Callee::Function(name) => name,
            Callee::Lambda => "lambda",
        }
    }
}

impl Compiler<'_> {
    /// The variables that a call binds, in the scope of the callee.
    pub(super) fn positional(
        &mut self,
        ast: &Arc<Ast>,
        parameters: &[Parameter],
        arguments: &[Value],
        callee: Callee<'_>,
    ) -> Result<Map<EcoString, Value>, Interrupt> {
        let is_typed = parameters.iter().any(|parameter| parameter.data_type.is_some());
        if callee != Callee::Lambda && (is_typed || !fits(parameters, arguments.len())) {
            check(callee, parameters, arguments)?;
        }
        let mut given: Map<EcoString, Value> = Map::default();
        for (index, parameter) in parameters.iter().enumerate() {
            if parameter.captures_rest {
                let rest = arguments.get(index..).unwrap_or(&[]);
                let left_to_default = !parameter.default.is_none() && matches!(rest, [] | [Value::Undef]);
                if !left_to_default {
                    given.insert(parameter.name.clone(), Value::array(rest.to_vec()));
                }
            } else if let Some(value) = arguments.get(index) {
                given.insert(parameter.name.clone(), value.clone());
            } else if parameter.default.is_none() {
                let message = format!("Parameter ${} is required but no value was given", parameter.name);
                return Err(Diagnostic::error("MISSING_REQUIRED_PARAMETER", message).at(ast.location(parameter.node)).into());
            }
        }
        self.complete_positional(ast, parameters, &mut given)?;
        let values = in_order(parameters, &mut given);
        if is_typed {
            check(callee, parameters, &values)?;
        }
        Ok(given)
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
        let open: Vec<Parameter> = parameters
            .iter()
            .filter(|parameter| !given.contains_key(&parameter.name))
            .map(|parameter| Parameter { data_type: None, captures_rest: false, ..Parameter::clone(parameter) })
            .collect();
        self.complete(ast, &open, given).map(drop)
    }
}

/// The values of all parameters; those of a rest parameter one by one, which thereby becomes an array.
fn in_order(parameters: &[Parameter], given: &mut Map<EcoString, Value>) -> Vec<Value> {
    let mut values = Vec::with_capacity(parameters.len());
    for parameter in parameters {
        let Some(value) = given.get_mut(&parameter.name) else { continue };
        if !parameter.captures_rest {
            values.push(value.clone());
            continue;
        }
        if !matches!(value, Value::Array(_)) {
            *value = Value::array(vec![value.clone()]);
        }
        values.extend(value.as_array().unwrap_or(&[]).iter().cloned());
    }
    values
}

/// Whether there may be so many arguments.
fn fits(parameters: &[Parameter], count: usize) -> bool {
    let required = |parameter: &&Parameter| parameter.default.is_none() && !parameter.captures_rest;
    let least = parameters.iter().filter(required).count();
    count >= least && (count <= parameters.len() || parameters.iter().any(|parameter| parameter.captures_rest))
}

fn check(callee: Callee<'_>, parameters: &[Parameter], arguments: &[Value]) -> Result<(), Interrupt> {
    let signature = signature(parameters);
    if signature.accepts(arguments, None) {
        return Ok(());
    }
    let message = datatype::describe_signatures(callee.name(), &[&signature], arguments, None);
    Err(Interrupt::failure("TYPE_MISMATCH", message))
}

/// What the parameters take as a whole: a size and element type may be said of a rest parameter by an `Array` type.
fn signature(parameters: &[Parameter]) -> Parameters {
    let mut size = Size { from: 0, to: Some(0) };
    let mut types = Vec::with_capacity(parameters.len());
    for parameter in parameters {
        let data_type = parameter.data_type.clone().unwrap_or(Type::Any);
        let (data_type, own) = match (&data_type, parameter.captures_rest) {
            (Type::Array { element, size }, true) => (element.as_ref().clone(), *size),
            (_, true) => (data_type, Size { from: 0, to: None }),
            (_, false) => (data_type, Size { from: u64::from(parameter.default.is_none()), to: Some(1) }),
        };
        size = Size { from: size.from + own.from, to: size.to.zip(own.to).map(|(all, own)| all + own) };
        types.push(data_type);
    }
    let names = parameters.iter().map(|parameter| parameter.name.clone()).collect();
    Parameters { signature: Signature { parameters: types, size, block: None, returns: None }, names }
}
