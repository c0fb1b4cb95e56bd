//! A parameter or property of a resource, as its code sees it.

use super::resource::failure;
use super::{Answer, Request, object, some, truth};
use crate::ruby::error::Flow;
use crate::ruby::interpreter::{Interpreter, Itself};
use crate::ruby::object::Object;
use crate::ruby::types::instance::Held;
use std::rc::Rc;

/// Its own methods, then what every attribute answers.
pub fn call(interpreter: &mut Interpreter<'_>, held: &Rc<Held>, request: &Request<'_>) -> Answer {
    if let Some(method) = held.code.as_ref().and_then(|code| code.methods.get(request.name)).cloned() {
        let (arguments, block) = (request.arguments.to_vec(), request.block.cloned());
        let itself = Itself::Attribute(Rc::clone(held));
        return interpreter.become_for(itself, |interpreter| interpreter.call_definition(&method, arguments, block)).map(Some);
    }
    if let Some(answer) = inherited(interpreter, held, request)? {
        return Ok(Some(answer));
    }
    match request.name {
        "resource" => some(held.resource()),
        "provider" => Err(Flow::outside("the resource's provider")),
        "name" => some(Object::symbol(held.name.as_str())),
        "to_s" => some(Object::string(held.name.as_str())),
        "class" => some(Object::Class("Puppet::Parameter".into())),
        "respond_to?" => {
            let name = request.argument(0)?.to_text();
            truth(held.code.as_ref().is_some_and(|code| code.methods.contains_key(name.as_str())))
        }
        "send" | "public_send" | "__send__" | "tap" | "nil?" | "==" | "!=" | "!" | "is_a?" | "freeze" => {
            object::common(interpreter, &Object::Attribute(Rc::clone(held)), request)
        }
        _ => {
            let place = held.resource.upgrade().map(|instance| (instance.place.clone(), instance.reference.to_string()));
            let (place, reference) = place.unwrap_or_default();
            complain(interpreter, &place, format!("{reference}/{}", held.name), request)
        }
    }
}

/// What an attribute has from Puppet's own classes: `super` asks for it.
pub fn inherited(interpreter: &mut Interpreter<'_>, held: &Rc<Held>, request: &Request<'_>) -> Answer {
    match request.name {
        "value" | "should" => some(held.value()),
        "value=" | "should=" => {
            interpreter.give_plainly(held, request.argument(0)?.clone())?;
            some(held.stored())
        }
        "munge" | "unsafe_munge" => {
            let value = request.argument(0)?.clone();
            let Some(code) = held.code.clone() else { return some(value) };
            interpreter.munge_by_list(held, &code, value).map(Some)
        }
        "validate" | "unsafe_validate" => {
            let Some(code) = held.code.clone() else { return some(Object::Nil) };
            interpreter.validate_by_list(held, &code, request.argument(0)?).map(Some)
        }
        _ => Ok(None),
    }
}

/// What resources and attributes say of themselves: failures, and lines of the log with their name before them.
pub(super) fn complain(interpreter: &mut Interpreter<'_>, place: &str, source: String, request: &Request<'_>) -> Answer {
    match request.name {
        "fail" => Err(failure(place, request)),
        "devfail" => {
            let message = request.arguments.first().map(Object::to_text).unwrap_or_default();
            Err(Flow::raise("Puppet::DevError", format!("{message}{place}")))
        }
        "debug" | "info" | "notice" | "warning" | "err" | "alert" | "crit" | "emerg" => {
            let message = request.arguments.iter().map(Object::to_text).collect::<Vec<_>>().join(" ");
            interpreter.host.log(request.name, &format!("/{source}: {message}"));
            some(Object::Nil)
        }
        _ => Ok(None),
    }
}
