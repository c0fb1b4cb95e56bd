//! Hashes: reading. What changes them is in [`super::hash_change`].

use super::enumerable::{self, number};
use super::{Answer, Request, conversion, hash_change, some, truth};
use crate::ruby::error::Flow;
use crate::ruby::interpreter::Interpreter;
use crate::ruby::object::{Key, Object, Table};
use crate::value::Map;
use std::cell::RefCell;
use std::rc::Rc;

pub type Shared = Rc<RefCell<Table>>;

pub fn call(interpreter: &mut Interpreter<'_>, table: &Shared, request: &Request<'_>) -> Answer {
    if let Some(answer) = entry(interpreter, table, request)? {
        return some(answer);
    }
    if let Some(answer) = whole(table, request)? {
        return some(answer);
    }
    if let Some(answer) = filtered(interpreter, table, request)? {
        return some(answer);
    }
    if let Some(answer) = hash_change::call(interpreter, table, request)? {
        return some(answer);
    }
    let pairs = || Ok(table.borrow().entries.iter().map(|(key, value)| Object::pair(key, value)).collect());
    enumerable::call(interpreter, &pairs, request)
}

fn entry(interpreter: &mut Interpreter<'_>, table: &Shared, request: &Request<'_>) -> Answer {
    let get = |key: &Object| {
        let table = table.borrow();
        table.entries.get(&Key::of(key)).or(table.default.as_ref()).cloned()
    };
    match request.name {
        "[]" => some(get(request.argument(0)?).unwrap_or(Object::Nil)),
        "fetch" => {
            let key = request.argument(0)?;
            let found = table.borrow().entries.get(&Key::of(key)).cloned();
            match (found, request.block, request.arguments.get(1)) {
                (Some(value), _, _) => some(value),
                (None, Some(block), _) => interpreter.invoke(block, vec![key.clone()]).map(Some),
                (None, None, Some(default)) => some(default.clone()),
                (None, None, None) => Err(Flow::raise("KeyError", format!("key not found: {}", key.inspect()))),
            }
        }
        "dig" => dig(get(request.argument(0)?).unwrap_or(Object::Nil), request.arguments.get(1..).unwrap_or(&[])),
        "key?" | "has_key?" | "include?" | "member?" => truth(table.borrow().entries.contains_key(&Key::of(request.argument(0)?))),
        "value?" | "has_value?" => {
            let wanted = request.argument(0)?;
            truth(table.borrow().entries.values().any(|value| value.equals(wanted)))
        }
        "key" => {
            let wanted = request.argument(0)?;
            let table = table.borrow();
            some(table.entries.iter().find(|(_, value)| value.equals(wanted)).map_or(Object::Nil, |(key, _)| key.object()))
        }
        "values_at" => some(Object::array(request.arguments.iter().map(|key| get(key).unwrap_or(Object::Nil)).collect())),
        "fetch_values" => {
            let value = |key: &Object| get(key).ok_or_else(|| Flow::raise("KeyError", format!("key not found: {}", key.inspect())));
            some(Object::array(request.arguments.iter().map(value).collect::<Result<_, _>>()?))
        }
        "slice" | "except" => {
            let wanted: Vec<Key> = request.arguments.iter().map(Key::of).collect();
            let table = table.borrow();
            let picked: Map<Key, Object> = if request.name == "slice" {
                wanted.into_iter().filter_map(|key| table.entries.get(&key).cloned().map(|value| (key, value))).collect()
            } else {
                table.entries.iter().filter(|(key, _)| !wanted.contains(key)).map(|(key, value)| (key.clone(), value.clone())).collect()
            };
            some(Object::hash(picked))
        }
        _ => Ok(None),
    }
}

/// What `dig` finds further down.
pub fn dig(object: Object, path: &[Object]) -> Answer {
    let mut object = object;
    for key in path {
        object = match &object {
            Object::Nil => return some(Object::Nil),
            Object::Hash(table) => table.borrow().entries.get(&Key::of(key)).cloned().unwrap_or(Object::Nil),
            Object::Array(items) => {
                let items = items.borrow();
                super::position(super::integer(key)?, items.len()).and_then(|index| items.get(index)).cloned().unwrap_or(Object::Nil)
            }
            other => return Err(Flow::type_error(format!("{} does not have #dig method", other.class_name()))),
        };
    }
    some(object)
}

fn whole(shared: &Shared, request: &Request<'_>) -> Answer {
    let table = shared.borrow();
    match request.name {
        "keys" => some(Object::array(table.entries.keys().map(Key::object).collect())),
        "values" => some(Object::array(table.entries.values().cloned().collect())),
        "length" | "size" => some(number(table.entries.len())),
        "count" if request.block.is_none() && request.arguments.is_empty() => some(number(table.entries.len())),
        "empty?" => truth(table.entries.is_empty()),
        "to_h" | "to_hash" if request.block.is_none() => some(Object::Hash(Rc::clone(shared))),
        "invert" => some(Object::hash(table.entries.iter().map(|(key, value)| (Key::of(value), key.object())).collect())),
        "compact" => {
            let kept = table.entries.iter().filter(|(_, value)| !value.is_nil());
            some(Object::hash(kept.map(|(key, value)| (key.clone(), value.clone())).collect()))
        }
        "first" if request.arguments.is_empty() => some(table.entries.first().map_or(Object::Nil, |(key, value)| Object::pair(key, value))),
        "first" | "take" => {
            let count = usize::try_from(request.integer(0)?).unwrap_or(0);
            some(Object::array(table.entries.iter().take(count).map(|(key, value)| Object::pair(key, value)).collect()))
        }
        "to_s" | "inspect" => some(Object::string(Object::Hash(Rc::clone(shared)).inspect())),
        "to_json" => some(Object::string(super::class::json(&Object::Hash(Rc::clone(shared)).to_value()))),
        "default" => some(table.default.clone().unwrap_or(Object::Nil)),
        _ => Ok(None),
    }
}

/// Methods whose block gets key and value as two arguments, and `each`.
fn filtered(interpreter: &mut Interpreter<'_>, shared: &Shared, request: &Request<'_>) -> Answer {
    let Some(block) = request.block else { return merged_without_block(shared, request) };
    let entries = shared.borrow().entries.clone();
    match request.name {
        "each" | "each_pair" => {
            for (key, value) in &entries {
                interpreter.invoke(block, vec![Object::pair(key, value)])?;
            }
            some(Object::Hash(Rc::clone(shared)))
        }
        "each_key" | "each_value" => {
            for (key, value) in entries {
                interpreter.invoke(block, vec![if request.name == "each_key" { key.object() } else { value }])?;
            }
            some(Object::Hash(Rc::clone(shared)))
        }
        "select" | "filter" | "reject" => {
            let mut kept = Map::default();
            for (key, value) in entries {
                if interpreter.invoke(block, vec![key.object(), value.clone()])?.is_truthy() != (request.name == "reject") {
                    kept.insert(key, value);
                }
            }
            some(Object::hash(kept))
        }
        "transform_values" => {
            let mut out = Map::default();
            for (key, value) in entries {
                out.insert(key, interpreter.invoke(block, vec![value])?);
            }
            some(Object::hash(out))
        }
        "transform_keys" => {
            let mut out = Map::default();
            for (key, value) in entries {
                out.insert(Key::of(&interpreter.invoke(block, vec![key.object()])?), value);
            }
            some(Object::hash(out))
        }
        "merge" => merge(interpreter, entries, request),
        _ => Ok(None),
    }
}

fn merged_without_block(shared: &Shared, request: &Request<'_>) -> Answer {
    if request.name != "merge" {
        return Ok(None);
    }
    let mut entries = shared.borrow().entries.clone();
    for other in request.arguments {
        let Object::Hash(other) = other else { return Err(conversion(other, "Hash")) };
        entries.extend(other.borrow().entries.clone());
    }
    some(Object::hash(entries))
}

fn merge(interpreter: &mut Interpreter<'_>, mut entries: Map<Key, Object>, request: &Request<'_>) -> Answer {
    for other in request.arguments {
        let Object::Hash(other) = other else { return Err(conversion(other, "Hash")) };
        let other = other.borrow().entries.clone();
        for (key, new) in other {
            let value = match entries.get(&key).cloned() {
                Some(old) => interpreter.invoke(request.needed_block()?, vec![key.object(), old, new])?,
                None => new,
            };
            entries.insert(key, value);
        }
    }
    some(Object::hash(entries))
}
