//! Calling blocks, procs and methods that the code defines: parameters get their arguments.

use super::{Environment, Interpreter};
use crate::ruby::error::{Evaluated, Flow, RubyError};
use crate::ruby::object::{Key, Object, Proc, ProcBody};
use crate::ruby::tree::{Definition, Lambda, Parameter};
use crate::value::{EcoString, Value};
use std::rc::Rc;

impl Interpreter<'_> {
    /// Calls a block. `next` ends it with a value; a lone array is spread over several parameters.
    pub fn invoke(&mut self, block: &Rc<Proc>, arguments: Vec<Object>) -> Evaluated {
        match &block.body {
            ProcBody::Symbol(name) => {
                let mut arguments = arguments.into_iter();
                let receiver = arguments.next().ok_or_else(|| Flow::argument_error("no receiver given"))?;
                self.send(&receiver, name, arguments.collect(), None)
            }
            ProcBody::Method(name) if self.itself.is_object() => self.call_of_object(name, arguments, None),
            ProcBody::Method(name) => self.call_own(name, arguments, None),
            ProcBody::Given => {
                let arguments: Vec<Value> = arguments.iter().map(Object::to_value).collect();
                self.host.call_block(&arguments).map(|value| Object::from_value(&value)).map_err(Flow::refused)
            }
            ProcBody::Lambda { lambda, environment } => self.invoke_lambda(lambda, environment, arguments),
        }
    }

    pub(super) fn invoke_lambda(&mut self, lambda: &Lambda, outer: &Rc<Environment>, arguments: Vec<Object>) -> Evaluated {
        let environment = Rc::new(Environment { outer: Some(Rc::clone(outer)), ..Environment::default() });
        let arguments = if lambda.strict { arguments } else { spread(&lambda.parameters, arguments) };
        if lambda.strict {
            check_count(&lambda.parameters, arguments.len())?;
        }
        self.bind(&lambda.parameters, arguments, &environment)?;
        match self.optional(lambda.body.as_ref().as_ref(), &environment) {
            Err(Flow::Next(value)) => Ok(value),
            Err(Flow::Return(value)) if lambda.strict => Ok(value),
            other => other,
        }
    }

    /// Calls a `def` of the code itself.
    pub(in crate::ruby) fn call_definition(
        &mut self,
        definition: &Definition,
        arguments: Vec<Object>,
        block: Option<Rc<Proc>>,
    ) -> Evaluated {
        check_count(&definition.parameters, arguments.len())?;
        let environment = self.environment_of(definition, &arguments, block);
        self.bind(&definition.parameters, arguments, &environment)?;
        returned(definition, self.optional(definition.body.as_ref().as_ref(), &environment))
    }

    fn environment_of(&self, definition: &Definition, arguments: &[Object], block: Option<Rc<Proc>>) -> Rc<Environment> {
        let method = self.itself.is_object().then(|| Rc::new((definition.name.clone(), arguments.to_vec())));
        Rc::new(Environment { block, method, ..Environment::default() })
    }

    /// Calls a method of a function, as the start of a run.
    pub fn call_method(&mut self, name: &EcoString, arguments: Vec<Object>, block: Option<Rc<Proc>>) -> Result<Value, RubyError> {
        let called = self.call_own(name, arguments, block);
        self.ended(called)
    }

    /// Calls the body of a function, as the start of a run.
    pub fn call_body(&mut self, body: &Lambda, arguments: Vec<Object>) -> Result<Value, RubyError> {
        let called = self.invoke_lambda(body, &Rc::default(), arguments);
        self.ended(called)
    }

    /// The value that a run ends with; what was cut at the very end is found here.
    fn ended(&mut self, called: Evaluated) -> Result<Value, RubyError> {
        let value = called.map(|object| object.to_value());
        value.and_then(|value| self.spend(0).map(|()| value)).map_err(Flow::into_error)
    }

    fn bind(&mut self, parameters: &[Parameter], mut arguments: Vec<Object>, environment: &Rc<Environment>) -> Result<(), Flow> {
        self.bind_keywords(parameters, &mut arguments, environment)?;
        let required = parameters.iter().filter(|parameter| matches!(parameter, Parameter::Required(_) | Parameter::Many(_))).count();
        let optional = parameters.iter().filter(|parameter| matches!(parameter, Parameter::Optional(..))).count();
        let mut spare = arguments.len().saturating_sub(required);
        let mut rest = spare.saturating_sub(optional);
        let mut arguments = arguments.into_iter();
        for parameter in parameters {
            match parameter {
                Parameter::Required(name) => environment.declare(name, arguments.next().unwrap_or(Object::Nil)),
                Parameter::Many(inner) => {
                    let value = arguments.next().unwrap_or(Object::Nil);
                    self.bind(inner, value.items().unwrap_or_else(|| vec![value]), environment)?;
                }
                Parameter::Optional(name, default) => {
                    let given = if spare > 0 { arguments.next() } else { None };
                    spare = spare.saturating_sub(1);
                    let value = given.map_or_else(|| self.evaluate(default, environment), Ok)?;
                    environment.declare(name, value);
                }
                Parameter::Rest(name) => {
                    let taken: Vec<Object> = arguments.by_ref().take(rest).collect();
                    rest = 0;
                    if let Some(name) = name {
                        environment.declare(name, Object::array(taken));
                    }
                }
                Parameter::Block(Some(name)) => {
                    let block = environment.block.clone().map_or(Object::Nil, Object::Proc);
                    environment.declare(name, block);
                }
                Parameter::Keyword(..) | Parameter::KeywordRest(_) | Parameter::Block(None) => {}
            }
        }
        Ok(())
    }

    fn bind_keywords(&mut self, parameters: &[Parameter], arguments: &mut Vec<Object>, environment: &Rc<Environment>) -> Result<(), Flow> {
        if !parameters.iter().any(|parameter| matches!(parameter, Parameter::Keyword(..) | Parameter::KeywordRest(_))) {
            return Ok(());
        }
        let mut given = match arguments.last() {
            Some(Object::Hash(table)) => table.borrow().entries.clone(),
            _ => crate::value::Map::default(),
        };
        if matches!(arguments.last(), Some(Object::Hash(_))) {
            arguments.pop();
        }
        for parameter in parameters {
            match parameter {
                Parameter::Keyword(name, default) => {
                    let value = match (given.shift_remove(&Key::Symbol(name.clone())), default) {
                        (Some(value), _) => value,
                        (None, Some(default)) => self.evaluate(default, environment)?,
                        (None, None) => return Err(Flow::argument_error(format!("missing keyword: :{name}"))),
                    };
                    environment.declare(name, value);
                }
                Parameter::KeywordRest(Some(name)) => environment.declare(name, Object::hash(std::mem::take(&mut given))),
                _ => {}
            }
        }
        Ok(())
    }

    /// Calls a method that the code defines, or a function of the kernel, by name.
    pub(super) fn call_own(&mut self, name: &EcoString, arguments: Vec<Object>, block: Option<Rc<Proc>>) -> Evaluated {
        match self.definitions.get(name).cloned() {
            Some(definition) => self.call_definition(&definition, arguments, block),
            None => self.kernel(name, arguments, block),
        }
    }
}

/// What a method's body ended with.
fn returned(definition: &Definition, result: Evaluated) -> Evaluated {
    match result {
        Err(Flow::Return(value)) => Ok(value),
        Err(flow) if definition.is_foreign => Err(flow.without_line()),
        other => other,
    }
}

/// A block with several parameters takes a lone array apart.
fn spread(parameters: &[Parameter], arguments: Vec<Object>) -> Vec<Object> {
    let places = parameters.iter().filter(|parameter| !matches!(parameter, Parameter::Block(_))).count();
    let takes_apart = places > 1;
    match arguments.as_slice() {
        [only] if takes_apart => only.items().unwrap_or(arguments),
        _ => arguments,
    }
}

fn check_count(parameters: &[Parameter], given: usize) -> Result<(), Flow> {
    let required = parameters.iter().filter(|parameter| matches!(parameter, Parameter::Required(_) | Parameter::Many(_))).count();
    let optional = parameters.iter().filter(|parameter| matches!(parameter, Parameter::Optional(..))).count();
    let is_open =
        parameters.iter().any(|parameter| matches!(parameter, Parameter::Rest(_) | Parameter::Keyword(..) | Parameter::KeywordRest(_)));
    if given < required || !is_open && given > required + optional {
        let expected = match (is_open, optional) {
            (true, _) => format!("{required}+"),
            (false, 0) => required.to_string(),
            _ => format!("{required}..{}", required + optional),
        };
        return Err(Flow::argument_error(format!("wrong number of arguments (given {given}, expected {expected})")));
    }
    Ok(())
}
