//! Calls: the receiver, the arguments, the block, and who answers.

use super::{Environment, Interpreter, closure};
use crate::ruby::error::{Evaluated, Flow};
use crate::ruby::methods;
use crate::ruby::object::{Object, Proc, ProcBody};
use crate::ruby::tree::{Call, Kind};
use std::rc::Rc;

impl Interpreter<'_> {
    pub(super) fn call(&mut self, call: &Call, environment: &Rc<Environment>) -> Evaluated {
        let Some(receiver) = &call.receiver else { return self.call_without_receiver(call, environment) };
        let receiver = match &receiver.kind {
            Kind::SelfReference if !self.itself.is_object() => return self.call_without_receiver(call, environment),
            Kind::Constant(_) if self.is_of_library(&call.name) => {
                return self.call_without_receiver(call, environment);
            }
            _ => self.evaluate(receiver, environment)?,
        };
        if call.safe && receiver.is_nil() {
            return Ok(Object::Nil);
        }
        let (arguments, block) = self.arguments(call, environment)?;
        ended(self.send(&receiver, &call.name, arguments, block), call)
    }

    /// Whether a module of the code's own has such a method: `def self.name`.
    fn is_of_library(&self, name: &str) -> bool {
        self.has_library && self.definitions.get(name).is_some_and(|definition| definition.on_self)
    }

    fn call_without_receiver(&mut self, call: &Call, environment: &Rc<Environment>) -> Evaluated {
        if call.arguments.is_empty()
            && call.block.is_none()
            && let Some(local) = environment.get(&call.name)
        {
            return Ok(local);
        }
        if call.name == "block_given?" {
            return Ok(Object::Boolean(environment.method_block().is_some()));
        }
        let (arguments, block) = self.arguments(call, environment)?;
        let answer = match self.itself.is_object() {
            true => self.call_of_object(&call.name, arguments, block),
            false => self.call_own(&call.name, arguments, block),
        };
        ended(answer, call)
    }

    fn arguments(&mut self, call: &Call, environment: &Rc<Environment>) -> Result<(Vec<Object>, Option<Rc<Proc>>), Flow> {
        let mut block = call.block.as_ref().map(|block| closure(block, environment));
        let mut plain = call.arguments.as_slice();
        if let Some((last, before)) = plain.split_last()
            && let Kind::BlockPass(passed) = &last.kind
        {
            plain = before;
            block = match passed {
                Some(passed) => as_block(self.evaluate(passed, environment)?)?,
                None => environment.method_block(),
            };
        }
        Ok((self.list(plain, environment)?, block))
    }

    /// Calls a method of an object.
    pub fn send(&mut self, receiver: &Object, name: &str, arguments: Vec<Object>, block: Option<Rc<Proc>>) -> Evaluated {
        let length = if let Object::String(text) = receiver { text.borrow().len() } else { 0 };
        self.spend(1 + length / 256)?;
        let request = methods::Request { name, arguments: &arguments, block: block.as_ref() };
        if let Some(result) = methods::call(self, receiver, &request)? {
            return Ok(result);
        }
        if self.itself.is_object() && methods::names::has(receiver, name) {
            return Err(Flow::outside(&format!("{}#{name}", receiver.class_name())));
        }
        Err(Flow::raise("NoMethodError", format!("undefined method `{name}' for {}", described(receiver))))
    }
}

/// `break` in a block ends the call that the block belongs to.
fn ended(result: Evaluated, call: &Call) -> Evaluated {
    match result {
        Err(Flow::Break(value)) if call.block.is_some() => Ok(value),
        other => other,
    }
}

fn as_block(object: Object) -> Result<Option<Rc<Proc>>, Flow> {
    match object {
        Object::Nil => Ok(None),
        Object::Proc(block) => Ok(Some(block)),
        Object::Symbol(name) => Ok(Some(Rc::new(Proc { body: ProcBody::Symbol(name) }))),
        other => Err(Flow::type_error(format!("wrong argument type {} (expected Proc)", other.class_name()))),
    }
}

fn described(object: &Object) -> String {
    match object {
        Object::Nil => "nil:NilClass".to_string(),
        Object::Class(name) => format!("{name}:Class"),
        other => format!("{}:{}", other.inspect(), other.class_name()),
    }
}
