//! What objects answer to. One file per kind of object; each gives `None` for names that it does not know.

mod address;
mod array;
mod array_change;
pub mod attribute;
pub mod class;
mod digest;
mod enumerable;
mod file;
mod format;
mod function;
mod hash;
mod hash_change;
pub mod kernel;
mod large;
pub mod names;
mod number;
mod object;
mod path;
mod pattern;
pub mod puppet;
pub mod resource;
mod scope;
mod sort;
mod string;
mod string_change;
mod substitute;
mod uri;

use super::error::Flow;
use super::interpreter::Interpreter;
use super::object::{Object, Proc};
use std::rc::Rc;

/// A method's name with its arguments and block.
pub struct Request<'a> {
    pub name: &'a str,
    pub arguments: &'a [Object],
    pub block: Option<&'a Rc<Proc>>,
}

/// The answer to a request; `None` where the object has no such method.
pub type Answer = Result<Option<Object>, Flow>;

impl Request<'_> {
    pub fn argument(&self, index: usize) -> Result<&Object, Flow> {
        self.arguments.get(index).ok_or_else(|| {
            Flow::argument_error(format!("wrong number of arguments (given {}, expected {})", self.arguments.len(), index + 1))
        })
    }

    pub fn text(&self, index: usize) -> Result<String, Flow> {
        let argument = self.argument(index)?;
        match argument {
            Object::String(text) => Ok(text.borrow().clone()),
            other => Err(conversion(other, "String")),
        }
    }

    pub fn integer(&self, index: usize) -> Result<i64, Flow> {
        integer(self.argument(index)?)
    }

    /// The integer at `index`, or a default where it was left out.
    pub fn integer_or(&self, index: usize, default: i64) -> Result<i64, Flow> {
        self.arguments.get(index).map_or(Ok(default), integer)
    }

    pub fn needed_block(&self) -> Result<&Rc<Proc>, Flow> {
        self.block.ok_or_else(|| Flow::raise("LocalJumpError", format!("no block given ({})", self.name)))
    }
}

/// An index or count: floats are cut.
pub fn integer(object: &Object) -> Result<i64, Flow> {
    match object {
        Object::Integer(number) => Ok(*number),
        Object::Float(number) if number.is_finite() => Ok(*number as i64),
        other => Err(conversion(other, "Integer")),
    }
}

pub fn conversion(object: &Object, class: &str) -> Flow {
    let what = match object {
        Object::Nil => "nil".to_string(),
        Object::Boolean(flag) => flag.to_string(),
        other => other.class_name().to_string(),
    };
    Flow::type_error(format!("no implicit conversion of {what} into {class}"))
}

/// Asks the object's own kind first, then what all objects have.
pub fn call(interpreter: &mut Interpreter<'_>, receiver: &Object, request: &Request<'_>) -> Answer {
    let own = match receiver {
        Object::String(text) => string::call(interpreter, text, request)?,
        Object::Array(items) => array::call(interpreter, items, request)?,
        Object::Hash(table) => hash::call(interpreter, table, request)?,
        Object::Integer(_) | Object::Float(_) => number::call(interpreter, receiver, request)?,
        Object::Large(number) => large::call(*number, request)?,
        Object::Nil => object::nil(request)?,
        Object::Boolean(flag) => object::boolean(*flag, request)?,
        Object::Symbol(name) => object::symbol(interpreter, name, request)?,
        Object::Range(range) => enumerable::range(interpreter, range, request)?,
        Object::Regex(regex) => pattern::regex(interpreter, regex, request)?,
        Object::Match(found) => pattern::found(interpreter, found, request)?,
        Object::Proc(block) => object::block(interpreter, block, request)?,
        Object::Class(name) => class::call(interpreter, name, request)?,
        Object::Scope(which) => scope::call(interpreter, *which, request)?,
        Object::Path(path) => path::call(path, request)?,
        Object::Address(address, prefix) => address::call(*address, *prefix, request)?,
        Object::Uri(parts) => uri::call(parts, request)?,
        Object::Bytes(bytes) => digest::binary(bytes, request)?,
        Object::Exception(exception) => object::exception(exception, request)?,
        Object::Puppet(value) => object::puppet(value, request)?,
        Object::Resource(instance) => return answered(resource::ask(interpreter, instance, request)?, receiver, request),
        Object::Attribute(held) => return answered(attribute::call(interpreter, held, request)?, receiver, request),
        Object::Catalog(members) => return resource::catalog(members, request),
    };
    match own {
        Some(answer) => Ok(Some(answer)),
        None => object::common(interpreter, receiver, request),
    }
}

/// What Puppet's own objects do not answer here, they may answer there.
fn answered(answer: Option<Object>, receiver: &Object, request: &Request<'_>) -> Answer {
    match answer {
        Some(answer) => Ok(Some(answer)),
        None => Err(Flow::outside(&format!("{}#{}", receiver.class_name(), request.name))),
    }
}

/// Wraps what always answers.
pub fn some(object: Object) -> Answer {
    Ok(Some(object))
}

pub fn truth(flag: bool) -> Answer {
    Ok(Some(Object::Boolean(flag)))
}

/// An index counted from the end where it is negative; `None` beyond either end (`length` itself is allowed).
pub fn position(index: i64, length: usize) -> Option<usize> {
    let from_end = if index < 0 { index.checked_add(i64::try_from(length).ok()?)? } else { index };
    usize::try_from(from_end).ok().filter(|position| *position <= length)
}

/// Start and count that `[from..to]` means for a length.
pub fn bounds(range: &super::object::Range, length: usize) -> Result<Option<(usize, usize)>, Flow> {
    let from = if range.from.is_nil() { 0 } else { integer(&range.from)? };
    let Some(start) = position(from, length) else { return Ok(None) };
    let end = if range.to.is_nil() { -1 } else { integer(&range.to)? };
    let mut end = if end < 0 { end.saturating_add(i64::try_from(length).unwrap_or(i64::MAX)) } else { end };
    if !range.exclusive || range.to.is_nil() {
        end = end.saturating_add(1);
    }
    let end = usize::try_from(end).unwrap_or(0).min(length);
    Ok(Some((start, end.saturating_sub(start))))
}

impl Interpreter<'_> {
    /// `pattern === object`, as `case` asks.
    pub fn case_equals(&mut self, pattern: &Object, object: &Object) -> Result<bool, Flow> {
        match pattern {
            Object::Class(name) => Ok(class::is_a(object, name)),
            Object::Regex(regex) => match object.text() {
                Some(text) => Ok(!pattern::search(self, regex, &text, 0)?.is_nil()),
                None => Ok(false),
            },
            Object::Range(range) => Ok(enumerable::covers(range, object)),
            Object::Proc(block) => Ok(self.invoke(block, vec![object.clone()])?.is_truthy()),
            other => Ok(other.equals(object)),
        }
    }

    /// What `each` gives of an object, one after the other.
    pub fn each_item(&mut self, object: &Object) -> Result<Vec<Object>, Flow> {
        let items = match object {
            Object::Array(items) => items.borrow().clone(),
            Object::Hash(table) => table.borrow().entries.iter().map(|(key, value)| Object::pair(key, value)).collect(),
            Object::Range(range) => enumerable::range_items(range)?,
            other => return Err(Flow::raise("NoMethodError", format!("undefined method `each' for {}", other.inspect()))),
        };
        self.spend(items.len())?;
        Ok(items)
    }
}
