//! What every object answers to, and the small kinds: nil, booleans, symbols, procs, exceptions, Puppet's own values.

use super::enumerable::number;
use super::{Answer, Request, class, some, truth};
use crate::ruby::error::Flow;
use crate::ruby::interpreter::Interpreter;
use crate::ruby::object::{Exception, Key, Object, Proc};
use crate::value::{EcoString, Value};
use std::rc::Rc;

pub fn common(interpreter: &mut Interpreter<'_>, receiver: &Object, request: &Request<'_>) -> Answer {
    match request.name {
        "==" | "equal?" => truth(receiver.equals(request.argument(0)?)),
        "eql?" => truth(Key::of(receiver) == Key::of(request.argument(0)?)),
        "!=" => truth(!receiver.equals(request.argument(0)?)),
        "!" => truth(!receiver.is_truthy()),
        "===" => Ok(Some(Object::Boolean(interpreter.case_equals(receiver, request.argument(0)?)?))),
        "=~" => some(Object::Nil),
        "!~" => {
            let found = interpreter.send(receiver, "=~", request.arguments.to_vec(), None)?;
            truth(!found.is_truthy())
        }
        "<=>" => {
            let order = super::sort::order(receiver, request.argument(0)?);
            some(order.map_or(Object::Nil, |order| Object::Integer(order as i64)))
        }
        "nil?" => truth(receiver.is_nil()),
        "is_a?" | "kind_of?" | "instance_of?" => {
            let Object::Class(name) = request.argument(0)? else { return Err(Flow::type_error("class or module required")) };
            truth(if request.name == "instance_of?" { receiver.class_name() == name } else { class::is_a(receiver, name) })
        }
        "class" => some(Object::Class(receiver.class_name().into())),
        "to_s" => some(Object::string(receiver.to_text())),
        "inspect" => some(Object::string(receiver.inspect())),
        "dup" | "clone" => some(match receiver {
            Object::Array(items) => Object::array(items.borrow().clone()),
            Object::Hash(table) => Object::hash(table.borrow().entries.clone()),
            other => other.clone(),
        }),
        "freeze" | "itself" | "taint" | "untaint" => some(receiver.clone()),
        "frozen?" => truth(!matches!(receiver, Object::String(_) | Object::Array(_) | Object::Hash(_))),
        "hash" | "object_id" | "__id__" => Err(Flow::outside(&format!("Object#{}", request.name))),
        "respond_to?" => responds(interpreter, receiver, request),
        "tap" => {
            interpreter.invoke(request.needed_block()?, vec![receiver.clone()])?;
            some(receiver.clone())
        }
        "then" | "yield_self" => interpreter.invoke(request.needed_block()?, vec![receiver.clone()]).map(Some),
        "send" | "public_send" | "__send__" => {
            let name = request.argument(0)?.to_text();
            let rest = request.arguments.get(1..).unwrap_or(&[]).to_vec();
            interpreter.send(receiver, &name, rest, request.block.cloned()).map(Some)
        }
        "to_yaml" => class::yaml(interpreter, receiver),
        "to_json" | "to_pson" => some(Object::string(class::json(&receiver.to_value()))),
        "instance_variable_get" | "instance_variables" | "instance_eval" | "define_singleton_method" | "method" => {
            Err(Flow::outside(&format!("Object#{}", request.name)))
        }
        _ => Ok(None),
    }
}

/// Whether a method of this name exists: it is asked without arguments, which those that need some answer with an `ArgumentError`.
fn responds(interpreter: &mut Interpreter<'_>, receiver: &Object, request: &Request<'_>) -> Answer {
    let name = request.argument(0)?.to_text();
    let copy = match receiver {
        Object::String(text) => Object::string(text.borrow().clone()),
        Object::Array(items) => Object::array(items.borrow().clone()),
        Object::Hash(table) => Object::hash(table.borrow().entries.clone()),
        other => other.clone(),
    };
    let probe = Request { name: &name, arguments: &[], block: None };
    match super::call(interpreter, &copy, &probe) {
        Ok(answer) => truth(answer.is_some()),
        Err(Flow::Stop(error)) => Err(Flow::Stop(error)),
        Err(_) => truth(true),
    }
}

pub fn nil(request: &Request<'_>) -> Answer {
    match request.name {
        "to_a" => some(Object::array(Vec::new())),
        "to_h" => some(Object::hash(crate::value::Map::default())),
        "to_i" => some(Object::Integer(0)),
        "to_f" => some(Object::Float(0.0)),
        "&" => truth(false),
        "|" => truth(request.argument(0)?.is_truthy()),
        _ => Ok(None),
    }
}

pub fn boolean(flag: bool, request: &Request<'_>) -> Answer {
    match request.name {
        "&" => truth(flag && request.argument(0)?.is_truthy()),
        "|" => truth(flag || request.argument(0)?.is_truthy()),
        "^" => truth(flag != request.argument(0)?.is_truthy()),
        _ => Ok(None),
    }
}

pub fn symbol(interpreter: &mut Interpreter<'_>, name: &EcoString, request: &Request<'_>) -> Answer {
    match request.name {
        "to_sym" => some(Object::Symbol(name.clone())),
        "to_s" | "name" | "id2name" => some(Object::string(name.as_str())),
        "to_proc" => some(Object::Proc(Rc::new(Proc { body: crate::ruby::object::ProcBody::Symbol(name.clone()) }))),
        "length" | "size" => some(number(name.chars().count())),
        "[]" | "empty?" | "start_with?" | "end_with?" | "=~" | "match" | "match?" => {
            interpreter.send(&Object::string(name.as_str()), request.name, request.arguments.to_vec(), None).map(Some)
        }
        "upcase" | "downcase" | "capitalize" | "swapcase" | "succ" => {
            let text = interpreter.send(&Object::string(name.as_str()), request.name, Vec::new(), None)?;
            some(Object::symbol(text.to_text()))
        }
        _ => Ok(None),
    }
}

pub fn block(interpreter: &mut Interpreter<'_>, block: &Rc<Proc>, request: &Request<'_>) -> Answer {
    match request.name {
        "call" | "()" | "yield" | "[]" | "===" => interpreter.invoke(block, request.arguments.to_vec()).map(Some),
        "to_proc" => some(Object::Proc(Rc::clone(block))),
        _ => Ok(None),
    }
}

pub fn exception(exception: &Rc<Exception>, request: &Request<'_>) -> Answer {
    match request.name {
        "message" | "to_s" | "full_message" | "detailed_message" => some(Object::string(exception.message.clone())),
        "backtrace" => some(Object::array(Vec::new())),
        _ => Ok(None),
    }
}

/// `Sensitive` gives its secret only when it is asked to; types and the rest are text.
pub fn puppet(value: &Value, request: &Request<'_>) -> Answer {
    match (value, request.name) {
        (Value::Sensitive(inner), "unwrap") => some(Object::from_value(inner)),
        (Value::Type(data_type), "title") => match data_type.as_ref() {
            crate::value::Type::Resource { title: Some(title), .. } | crate::value::Type::Class(Some(title)) => {
                some(Object::string(title.as_str()))
            }
            _ => some(Object::Nil),
        },
        (Value::Type(data_type), "type_name" | "type") => match data_type.as_ref() {
            crate::value::Type::Resource { type_name: Some(name), .. } => some(Object::string(name.as_str())),
            _ => Ok(None),
        },
        _ => Ok(None),
    }
}
