//! What can be called without a receiver: `Array()`, `Integer()`, `format`, `raise`, `scope`, …

use super::{Answer, Request, conversion, some, truth};
use crate::ruby::error::{Evaluated, Flow};
use crate::ruby::interpreter::{Interpreter, Itself};
use crate::ruby::object::{Object, Proc, Scope};
use crate::value::EcoString;
use std::rc::Rc;

/// Libraries whose part that counts here is always there.
const KNOWN_LIBRARIES: &[&str] = &[
    "ipaddr",
    "json",
    "yaml",
    "set",
    "uri",
    "cgi",
    "erb",
    "shellwords",
    "base64",
    "time",
    "date",
    "puppet",
    "securerandom",
    "digest",
    "openssl",
    "tempfile",
    "fileutils",
];

impl Interpreter<'_> {
    /// A call without a receiver that no `def` answers.
    pub fn kernel(&mut self, name: &EcoString, arguments: Vec<Object>, block: Option<Rc<Proc>>) -> Evaluated {
        let request = Request { name, arguments: &arguments, block: block.as_ref() };
        if let Some(answer) = convert(&request)? {
            return Ok(answer);
        }
        if let Some(answer) = control(self, &request)? {
            return Ok(answer);
        }
        let own = match &self.itself {
            Itself::Template => template(self, &request)?,
            Itself::Function => super::function::call(self, &request)?,
            Itself::Scope => super::scope::call(self, Scope::Calling, &request)?,
            Itself::Resource(_) | Itself::Attribute(_) => None,
        };
        own.ok_or_else(|| unknown(name, arguments.is_empty(), &self.itself))
    }
}

/// What only templates may ask.
fn template(interpreter: &Interpreter<'_>, request: &Request<'_>) -> Answer {
    let names = |names: Vec<EcoString>| some(Object::array(names.iter().map(|name| Object::string(name.as_str())).collect()));
    match request.name {
        "classes" => names(interpreter.host.classes()),
        "all_tags" => names(interpreter.host.catalog_tags()),
        "tags" => Err(Flow::raise("NotImplementedError", "Call 'all_tags' instead.")),
        _ => Ok(None),
    }
}

fn unknown(name: &str, is_name: bool, itself: &Itself) -> Flow {
    let owner = match itself {
        // Puppet's own classes have more than is known here
        Itself::Resource(_) | Itself::Attribute(_) => return Flow::outside(name),
        Itself::Template => "main:Puppet::Parser::TemplateWrapper",
        Itself::Function => "a function",
        Itself::Scope => "a scope",
    };
    match is_name {
        true => Flow::raise("NameError", format!("undefined local variable or method `{name}' for {owner}")),
        false => Flow::raise("NoMethodError", format!("undefined method `{name}' for {owner}")),
    }
}

fn convert(request: &Request<'_>) -> Answer {
    match request.name {
        "Array" => some(Object::array(as_array(request.argument(0)?))),
        "String" => some(Object::string(request.argument(0)?.to_text())),
        "Integer" => match request.argument(0)? {
            Object::Nil => Err(Flow::type_error("can't convert nil into Integer")),
            value => to_integer(value).map(|number| Some(Object::Integer(number))),
        },
        "Float" => to_float(request.argument(0)?).map(|number| Some(Object::Float(number))),
        "Hash" => match request.argument(0)? {
            Object::Nil => some(Object::hash(crate::value::Map::default())),
            Object::Array(items) if items.borrow().is_empty() => some(Object::hash(crate::value::Map::default())),
            Object::Hash(table) => some(Object::Hash(Rc::clone(table))),
            other => Err(conversion(other, "Hash")),
        },
        "URI" => super::uri::read(&request.text(0)?).map(Some),
        "format" | "sprintf" => {
            let rest = request.arguments.get(1..).unwrap_or(&[]);
            super::format::format(&request.text(0)?, rest).map(|text| Some(Object::string(text)))
        }
        _ => Ok(None),
    }
}

fn control(interpreter: &mut Interpreter<'_>, request: &Request<'_>) -> Answer {
    match request.name {
        "scope" => some(Object::Scope(Scope::Calling)),
        "has_variable?" => {
            let name = request.argument(0)?.to_text();
            truth(interpreter.puppet_variable(&name).is_some())
        }
        "file" | "__file__" => some(Object::Nil),
        "require" | "require_relative" => {
            let name = request.text(0)?;
            let library = name.split('/').next().unwrap_or("");
            if KNOWN_LIBRARIES.contains(&library) || library.contains("puppet_x") || library.starts_with('.') {
                truth(true)
            } else {
                Err(Flow::outside(&format!("require '{name}'")))
            }
        }
        // messages are not translated
        "_" => some(request.argument(0)?.clone()),
        "raise" | "fail" => raise(request),
        "loop" => loop {
            interpreter.spend(1)?;
            match interpreter.invoke(request.needed_block()?, Vec::new()) {
                Err(Flow::Raise(exception, _)) if exception.class == "StopIteration" => return some(Object::Nil),
                other => other?,
            };
        },
        "method" => {
            some(Object::Proc(Rc::new(Proc { body: crate::ruby::object::ProcBody::Method(request.argument(0)?.to_text().into()) })))
        }
        "binding"
        | "eval"
        | "system"
        | "exec"
        | "open"
        | "`"
        | "sleep"
        | "rand"
        | "srand"
        | "puts"
        | "print"
        | "p"
        | "exit"
        | "instance_variable_get"
        | "instance_variables"
        | "send"
        | "catch"
        | "throw" => Err(Flow::outside(request.name)),
        _ => Ok(None),
    }
}

fn raise(request: &Request<'_>) -> Answer {
    match request.arguments {
        [] => Err(Flow::raise("RuntimeError", "unhandled exception")),
        [Object::Exception(exception), ..] => Err(Flow::Raise(Rc::clone(exception), 0)),
        [Object::Class(class)] => Err(Flow::raise(class, class.as_str())),
        [Object::Class(class), message, ..] => Err(Flow::raise(class, message.to_text())),
        [message, ..] => Err(Flow::raise("RuntimeError", message.to_text())),
    }
}

/// `Array(x)`: nil is nothing, a hash its pairs, anything else alone itself.
pub fn as_array(object: &Object) -> Vec<Object> {
    match object {
        Object::Nil => Vec::new(),
        Object::Array(items) => items.borrow().clone(),
        Object::Hash(table) => table.borrow().entries.iter().map(|(key, value)| Object::pair(key, value)).collect(),
        Object::Range(range) => super::enumerable::range_items(range).unwrap_or_default(),
        other => vec![other.clone()],
    }
}

/// `Integer(x)`: the whole text must be a number, in any of Ruby's bases.
pub fn to_integer(object: &Object) -> Result<i64, Flow> {
    match object {
        Object::Integer(number) => Ok(*number),
        Object::Float(number) if number.is_finite() => Ok(number.floor() as i64),
        Object::String(text) => {
            let text = text.borrow();
            let invalid = || Flow::argument_error(format!("invalid value for Integer(): {}", Object::string(text.clone()).inspect()));
            let plain = text.trim().replace('_', "");
            let (negative, digits) =
                plain.strip_prefix('-').map_or((false, plain.strip_prefix('+').unwrap_or(&plain)), |digits| (true, digits));
            let lower = digits.to_ascii_lowercase();
            let (base, digits) = match lower.get(..2) {
                Some("0x") => (16, lower.get(2..).unwrap_or("")),
                Some("0b") => (2, lower.get(2..).unwrap_or("")),
                Some("0o") => (8, lower.get(2..).unwrap_or("")),
                Some(two) if two.starts_with('0') => (8, lower.get(1..).unwrap_or("")),
                _ => (10, lower.as_str()),
            };
            if digits.starts_with(['+', '-']) {
                return Err(invalid());
            }
            i64::from_str_radix(digits, base).map(|number| if negative { -number } else { number }).map_err(|_| invalid())
        }
        other => Err(cannot_convert(other, "Integer")),
    }
}

/// `Float(x)`.
pub fn to_float(object: &Object) -> Result<f64, Flow> {
    match object {
        Object::Integer(number) => Ok(*number as f64),
        Object::Float(number) => Ok(*number),
        Object::String(text) => {
            let text = text.borrow();
            let plain = text.trim().replace('_', "");
            let is_number = plain.ends_with(|last: char| last.is_ascii_digit());
            let invalid = || Flow::argument_error(format!("invalid value for Float(): {}", Object::string(text.clone()).inspect()));
            plain.parse().ok().filter(|_| is_number).ok_or_else(invalid)
        }
        other => Err(cannot_convert(other, "Float")),
    }
}

fn cannot_convert(object: &Object, class: &str) -> Flow {
    let what = match object {
        Object::Nil => "nil".to_string(),
        Object::Boolean(flag) => flag.to_string(),
        other => other.class_name().to_string(),
    };
    Flow::type_error(format!("can't convert {what} into {class}"))
}
