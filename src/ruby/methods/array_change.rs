//! Arrays: methods that change them.

use super::{Answer, Request, array, conversion, integer, position, some};
use crate::ruby::error::Flow;
use crate::ruby::interpreter::{Interpreter, check_length};
use crate::ruby::object::Object;
use std::cell::RefCell;
use std::rc::Rc;

type Items = Rc<RefCell<Vec<Object>>>;

pub fn call(interpreter: &mut Interpreter<'_>, items: &Items, request: &Request<'_>) -> Answer {
    if let Some(answer) = ends(items, request)? {
        return some(answer);
    }
    if let Some(answer) = removal(interpreter, items, request)? {
        return some(answer);
    }
    in_place(interpreter, items, request)
}

fn ends(items: &Items, request: &Request<'_>) -> Answer {
    let same = || some(Object::Array(Rc::clone(items)));
    check_length(items.borrow().len().saturating_mul(16))?;
    match request.name {
        "<<" => items.borrow_mut().push(request.argument(0)?.clone()),
        "push" | "append" => items.borrow_mut().extend(request.arguments.iter().cloned()),
        "unshift" | "prepend" => drop(items.borrow_mut().splice(0..0, request.arguments.iter().cloned())),
        "concat" => {
            for other in request.arguments {
                let other = other.items().ok_or_else(|| conversion(other, "Array"))?;
                items.borrow_mut().extend(other);
            }
        }
        "insert" => {
            let mut items = items.borrow_mut();
            let index = request.integer(0)?;
            let index = if index < 0 { index.saturating_add(1) } else { index };
            let length = items.len();
            let place = if index == 0 && request.integer(0)? < 0 { Some(length) } else { position(index, length) };
            let place = place.ok_or_else(|| Flow::raise("IndexError", format!("index {index} out of array")))?;
            items.splice(place..place, request.arguments.iter().skip(1).cloned());
        }
        "pop" => return some(items.borrow_mut().pop().unwrap_or(Object::Nil)),
        "shift" => {
            let mut items = items.borrow_mut();
            return some(if items.is_empty() { Object::Nil } else { items.remove(0) });
        }
        "[]=" => return store(items, request),
        "clear" => items.borrow_mut().clear(),
        "replace" => {
            let other = request.argument(0)?;
            *items.borrow_mut() = other.items().ok_or_else(|| conversion(other, "Array"))?;
        }
        "fill" => items.borrow_mut().fill(request.argument(0)?.clone()),
        _ => return Ok(None),
    }
    same()
}

fn store(items: &Items, request: &Request<'_>) -> Answer {
    let [index, value] = request.arguments else { return Err(Flow::outside("an assignment to a part of an array")) };
    let mut items = items.borrow_mut();
    let index = integer(index)?;
    let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
    let place = usize::try_from(if index < 0 { index.saturating_add(length) } else { index });
    let place = place.map_err(|_| Flow::raise("IndexError", format!("index {index} too small for array")))?;
    check_length(place.saturating_mul(16))?;
    if place >= items.len() {
        items.resize(place + 1, Object::Nil);
    }
    if let Some(item) = items.get_mut(place) {
        *item = value.clone();
    }
    some(value.clone())
}

fn removal(interpreter: &mut Interpreter<'_>, items: &Items, request: &Request<'_>) -> Answer {
    match request.name {
        "delete" => {
            let wanted = request.argument(0)?;
            // an item may hold the array itself: nothing is compared while it is being changed
            let kept: Vec<Object> = items.borrow().iter().filter(|item| !item.equals(wanted)).cloned().collect();
            let before = items.replace(kept).len();
            some(if items.borrow().len() < before { wanted.clone() } else { Object::Nil })
        }
        "delete_at" => {
            let mut items = items.borrow_mut();
            let place = position(request.integer(0)?, items.len()).filter(|place| *place < items.len());
            some(place.map_or(Object::Nil, |place| items.remove(place)))
        }
        "slice!" => match request.arguments {
            [_] => removal(interpreter, items, &Request { name: "delete_at", arguments: request.arguments, block: None }),
            _ => Err(Flow::outside("Array#slice! of a part")),
        },
        "delete_if" | "reject!" | "select!" | "keep_if" | "filter!" => {
            let keeps = !matches!(request.name, "delete_if" | "reject!");
            let mut kept = Vec::new();
            let all = items.borrow().clone();
            for item in &all {
                if interpreter.invoke(request.needed_block()?, vec![item.clone()])?.is_truthy() == keeps {
                    kept.push(item.clone());
                }
            }
            let changed = kept.len() < all.len();
            *items.borrow_mut() = kept;
            some(if changed || !request.name.ends_with('!') { Object::Array(Rc::clone(items)) } else { Object::Nil })
        }
        _ => Ok(None),
    }
}

/// `sort!`, `map!` and their like: the method without the mark, put back.
fn in_place(interpreter: &mut Interpreter<'_>, items: &Items, request: &Request<'_>) -> Answer {
    const PLAIN: &[&str] = &["compact", "flatten", "uniq", "reverse", "sort", "sort_by", "map", "collect", "rotate"];
    let Some(name) = request.name.strip_suffix('!').filter(|name| PLAIN.contains(name)) else { return Ok(None) };
    let plain = Request { name, arguments: request.arguments, block: request.block };
    let Some(Object::Array(result)) = array::call(interpreter, items, &plain)? else { return Ok(None) };
    let result = result.borrow().clone();
    let changed = result.len() != items.borrow().len();
    *items.borrow_mut() = result;
    let tells = matches!(name, "compact" | "flatten" | "uniq");
    some(if changed || !tells { Object::Array(Rc::clone(items)) } else { Object::Nil })
}
