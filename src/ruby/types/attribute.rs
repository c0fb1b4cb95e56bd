//! One value of one attribute: whether it is accepted, and what is made of it, by the attribute's own code or what it has from Puppet.

use super::code::{AttributeCode, Parent};
use super::instance::Held;
use super::run::{Noted, Step, is_deferred, is_error, raised};
use crate::ruby::error::{Evaluated, Flow};
use crate::ruby::interpreter::{Interpreter, Itself};
use crate::ruby::methods::kernel::as_array;
use crate::ruby::object::Object;
use std::rc::Rc;

impl Interpreter<'_> {
    pub(super) fn validate(&mut self, held: &Rc<Held>, value: &Object) -> Result<(), Flow> {
        if is_deferred(value) {
            return Ok(());
        }
        let result = self.validate_unsafely(held, value.clone()).map(drop);
        let Noted::Raised(exception, line) = self.noted(result, Step::Validate, &held.name)? else { return Ok(()) };
        Err(if is_error(&exception, &["ArgumentError"]) {
            raised("Puppet::Error", exception.message.clone(), line)
        } else if is_error(&exception, &["Puppet::Error", "TypeError"]) {
            Flow::Raise(exception, line)
        } else {
            raised("Puppet::DevError", format!("Validate method failed for class {}: {}", held.name, exception.message), line)
        })
    }

    fn validate_unsafely(&mut self, held: &Rc<Held>, value: Object) -> Evaluated {
        let Some(code) = held.code.clone() else { return Ok(Object::Nil) };
        if let Some(block) = &code.validate {
            return self.run_block(block, Itself::Attribute(Rc::clone(held)), "unsafe_validate", vec![value]);
        }
        match code.methods.get("unsafe_validate").cloned() {
            Some(method) => self.run_method(held, &method, vec![value]),
            None => self.validate_by_list(held, &code, &value),
        }
    }

    pub(in crate::ruby) fn validate_by_list(&mut self, held: &Rc<Held>, code: &AttributeCode, value: &Object) -> Evaluated {
        match &code.parent {
            Parent::Path => {
                let is_path = |path: &Object| path.to_text().starts_with('/');
                let message = match value {
                    Object::Array(_) => Some(format!("{} only accepts a single path, not an array of paths", held.name)),
                    path if !as_array(path).iter().all(is_path) => Some(format!("{} must be a fully qualified path", held.name)),
                    _ => None,
                };
                message.map_or(Ok(Object::Nil), |message| Err(Flow::raise("Puppet::Error", message)))
            }
            Parent::Other(class) => Err(Flow::outside(class)),
            _ => self.accepted(held)?.validate(value).map(|()| Object::Nil),
        }
    }

    pub(super) fn munge(&mut self, held: &Rc<Held>, value: Object) -> Evaluated {
        if is_deferred(&value) {
            return Ok(value);
        }
        let result = self.munge_unsafely(held, value.clone());
        match self.noted(result, Step::Munge, &held.name)? {
            Noted::PassedOver => Ok(value),
            Noted::Done(munged) => Ok(munged),
            Noted::Raised(exception, line) if is_error(&exception, &["Puppet::Error"]) => Err(Flow::Raise(exception, line)),
            Noted::Raised(exception, line) => {
                let message = format!("Munging failed for value {} in class {}: {}", value.inspect(), held.name, exception.message);
                Err(raised("Puppet::DevError", message, line))
            }
        }
    }

    fn munge_unsafely(&mut self, held: &Rc<Held>, value: Object) -> Evaluated {
        let Some(code) = held.code.clone() else { return Ok(value) };
        if let Some(block) = &code.munge {
            return self.run_block(block, Itself::Attribute(Rc::clone(held)), "unsafe_munge", vec![value]);
        }
        match code.methods.get("unsafe_munge").cloned() {
            Some(method) => self.run_method(held, &method, vec![value]),
            None => self.munge_by_list(held, &code, value),
        }
    }

    pub(in crate::ruby) fn munge_by_list(&mut self, held: &Rc<Held>, code: &AttributeCode, value: Object) -> Evaluated {
        match &code.parent {
            Parent::Boolean => self.boolean(&value),
            Parent::Other(class) => Err(Flow::outside(class)),
            _ => Ok(self.accepted(held)?.munge(value)),
        }
    }
}
