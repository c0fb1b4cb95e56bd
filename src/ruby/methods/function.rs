//! What a function of a module may call on itself.

use super::{Answer, Request, scope, some};
use crate::ruby::interpreter::Interpreter;
use crate::ruby::object::{Object, Scope};

pub fn call(interpreter: &mut Interpreter<'_>, request: &Request<'_>) -> Answer {
    match request.name {
        "call_function" => {
            let name = request.argument(0)?.to_text();
            scope::function(interpreter, &name, request.arguments.get(1..).unwrap_or(&[]))
        }
        "closure_scope" => some(Object::Scope(Scope::Top)),
        _ => Ok(None),
    }
}
