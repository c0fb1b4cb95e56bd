//! Hashes: methods that change them.

use super::hash::{self, Shared};
use super::{Answer, Request, conversion, some};
use crate::ruby::interpreter::Interpreter;
use crate::ruby::object::{Key, Object};
use crate::value::Map;
use std::rc::Rc;

pub fn call(interpreter: &mut Interpreter<'_>, table: &Shared, request: &Request<'_>) -> Answer {
    match request.name {
        "[]=" | "store" => {
            // the key may be the table itself: it is read before the table is held
            let (key, value) = (Key::of(request.argument(0)?), request.argument(1)?.clone());
            table.borrow_mut().entries.insert(key, value.clone());
            some(value)
        }
        "delete" => {
            let key = Key::of(request.argument(0)?);
            let removed = table.borrow_mut().entries.shift_remove(&key);
            match (removed, request.block) {
                (Some(value), _) => some(value),
                (None, Some(block)) => interpreter.invoke(block, request.arguments.to_vec()).map(Some),
                (None, None) => some(Object::Nil),
            }
        }
        "shift" => {
            let removed = table.borrow_mut().entries.shift_remove_index(0);
            some(removed.map_or(Object::Nil, |(key, value)| Object::pair(&key, &value)))
        }
        "clear" => {
            table.borrow_mut().entries.clear();
            some(Object::Hash(Rc::clone(table)))
        }
        "replace" => {
            let Object::Hash(other) = request.argument(0)? else { return Err(conversion(request.argument(0)?, "Hash")) };
            let entries = other.borrow().entries.clone();
            table.borrow_mut().entries = entries;
            some(Object::Hash(Rc::clone(table)))
        }
        "default=" => {
            table.borrow_mut().default = Some(request.argument(0)?.clone());
            some(request.argument(0)?.clone())
        }
        "update" => in_place(interpreter, table, request, "merge"),
        "delete_if" => in_place(interpreter, table, request, "reject"),
        "keep_if" => in_place(interpreter, table, request, "select"),
        "merge!" | "select!" | "filter!" | "reject!" | "compact!" | "transform_values!" | "transform_keys!" => {
            in_place(interpreter, table, request, request.name.trim_end_matches('!'))
        }
        _ => Ok(None),
    }
}

/// The method that gives a new hash, put back into this one.
fn in_place(interpreter: &mut Interpreter<'_>, table: &Shared, request: &Request<'_>, name: &str) -> Answer {
    let plain = Request { name, arguments: request.arguments, block: request.block };
    let entries: Map<Key, Object> = match hash::call(interpreter, table, &plain)? {
        Some(Object::Hash(result)) => result.borrow().entries.clone(),
        _ => return Ok(None),
    };
    let changed = entries.len() != table.borrow().entries.len();
    table.borrow_mut().entries = entries;
    let tells = matches!(request.name, "select!" | "filter!" | "reject!" | "compact!");
    some(if changed || !tells { Object::Hash(Rc::clone(table)) } else { Object::Nil })
}
