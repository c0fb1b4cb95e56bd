//! `scope` in templates: Puppet's variables and functions.

use super::{Answer, Request, some, truth};
use crate::ruby::error::Flow;
use crate::ruby::interpreter::Interpreter;
use crate::ruby::object::{Key, Object, Scope};
use crate::value::{Map, Value};

pub fn call(interpreter: &mut Interpreter<'_>, which: Scope, request: &Request<'_>) -> Answer {
    match request.name {
        "[]" | "lookupvar" | "get" => {
            let name = named(which, request)?;
            let unset = |reason: String, name: String| Flow::argument_error(format!("Undefined variable '{name}'; {reason}"));
            let found = interpreter.look_up(&name);
            found.map(|found| Some(found.unwrap_or(Object::Nil))).or_else(|reason| Err(unset(reason, request.argument(0)?.to_text())))
        }
        "include?" | "exist?" | "bound?" => {
            let name = named(which, request)?;
            truth(interpreter.puppet_variable(&name).is_some())
        }
        "setvar" | "[]=" => {
            let name = request.argument(0)?.to_text();
            let value = request.argument(1)?.clone();
            interpreter.set_puppet_variable(&name, value.clone());
            some(value)
        }
        "to_hash" => {
            let mut table: Map<Key, Object> = Map::default();
            for (name, _) in interpreter.host.variables() {
                let value = interpreter.puppet_variable(&name).unwrap_or(Object::Nil);
                if !value.is_nil() {
                    table.insert(Key::String(name), value);
                }
            }
            some(Object::hash(table))
        }
        "lookupdefaults" => {
            let defaults = interpreter.host.resource_defaults(&request.argument(0)?.to_text());
            some(Object::hash(defaults.iter().map(|(name, value)| (Key::Symbol(name.clone()), Object::from_value(value))).collect()))
        }
        "call_function" => {
            let name = request.argument(0)?.to_text();
            let arguments = match request.arguments.get(1) {
                None => Vec::new(),
                Some(Object::Array(items)) => items.borrow().clone(),
                Some(other) => vec![other.clone()],
            };
            function(interpreter, &name, &arguments)
        }
        // what is asked of the compiler is asked of the scope
        "compiler" => some(Object::Scope(which)),
        "environment" => some(interpreter.puppet_variable("environment").unwrap_or(Object::Nil)),
        "warning" | "notice" | "info" | "debug" | "err" => function(interpreter, request.name, request.arguments),
        other => match other.strip_prefix("function_") {
            Some(name) => {
                let Some(arguments) = request.argument(0)?.items() else {
                    return Err(Flow::argument_error(
                        "custom functions must be called with a single array that contains the arguments. For example, function_example([1]) instead of function_example(1)",
                    ));
                };
                function(interpreter, name, &arguments)
            }
            None => Ok(None),
        },
    }
}

/// The variable that a call names: in the top scope, `x` is `::x`.
fn named(which: Scope, request: &Request<'_>) -> Result<String, Flow> {
    let name = request.argument(0)?.to_text();
    Ok(if which == Scope::Top && !name.contains("::") { format!("::{name}") } else { name })
}

pub(super) fn function(interpreter: &mut Interpreter<'_>, name: &str, arguments: &[Object]) -> Answer {
    if name == "template" {
        return templates(interpreter, arguments);
    }
    let arguments: Vec<Value> = arguments.iter().map(Object::to_value).collect();
    let value = interpreter.host.call_function(name, &arguments).map_err(Flow::refused)?;
    some(Object::from_value(&value))
}

/// An exception of another template is one of this, told with the other's place.
fn failed(interpreter: &mut Interpreter<'_>, name: &str, flow: Flow) -> Flow {
    match flow {
        Flow::Raise(exception, line) => Flow::raise("Puppet::ParseError", interpreter.host.template_failed(name, line, &exception.message)),
        other => other,
    }
}

/// Other templates run here too: what they change in shared variables is seen by all.
fn templates(interpreter: &mut Interpreter<'_>, names: &[Object]) -> Answer {
    let mut out = String::new();
    for name in names {
        let program = interpreter.host.template(&name.to_text()).map_err(|message| Flow::raise("Puppet::ParseError", message))?;
        let rendered = interpreter.program(&program);
        out.push_str(&rendered.map_err(|flow| failed(interpreter, &name.to_text(), flow))?.to_text());
    }
    some(Object::string(out))
}
