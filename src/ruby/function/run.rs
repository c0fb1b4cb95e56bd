//! Running a function that was read: values in, a value out.

use super::{Form, RubyFunction};
use crate::ruby::RubyError;
use crate::ruby::host::Host;
use crate::ruby::interpreter::{Interpreter, Itself};
use crate::ruby::object::{Object, Proc, ProcBody, Scope};
use crate::value::{EcoString, Value};
use std::rc::Rc;
use std::sync::Arc;

/// What came of a call.
pub type Outcome = Result<Value, RubyError>;

impl RubyFunction {
    /// Calls a method of a modern function. `has_block`: the host has one to call.
    ///
    /// # Errors
    /// What the code raised, or what it asks for that is not part of the small Ruby.
    pub fn call_method(&self, name: &EcoString, wants_scope: bool, arguments: &[Value], has_block: bool, host: &mut dyn Host) -> Outcome {
        let mut interpreter = self.interpreter(Itself::Function, host);
        let scope = wants_scope.then_some(Object::Scope(Scope::Calling));
        let arguments = scope.into_iter().chain(arguments.iter().map(Object::from_value)).collect();
        let block = has_block.then(|| Rc::new(Proc { body: ProcBody::Given }));
        interpreter.call_method(name, arguments, block)
    }

    /// Calls a function of the older interface.
    ///
    /// # Errors
    /// As of [`Self::call_method`].
    pub fn call_legacy(&self, arguments: &[Value], host: &mut dyn Host) -> Outcome {
        let Form::Legacy(legacy) = &self.form else { return Ok(Value::Undef) };
        let mut interpreter = self.interpreter(Itself::Scope, host);
        let arguments = Object::array(arguments.iter().map(Object::from_value).collect());
        let value = interpreter.call_body(&legacy.body, vec![arguments])?;
        Ok(if legacy.is_rvalue { value } else { Value::Undef })
    }

    fn interpreter<'h>(&self, itself: Itself, host: &'h mut dyn Host) -> Interpreter<'h> {
        Interpreter::for_function(host, itself, self.methods.clone(), Arc::clone(&self.constants))
    }
}
