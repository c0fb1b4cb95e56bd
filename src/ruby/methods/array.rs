//! Arrays: reading. What changes them is in [`super::array_change`].

use super::enumerable::{self, number, unique};
use super::{Answer, Request, array_change, bounds, conversion, integer, position, some, truth};
use crate::ruby::effort;
use crate::ruby::error::Flow;
use crate::ruby::interpreter::{Interpreter, check_length};
use crate::ruby::object::{Key, Object};
use crate::value::{Set, format};
use std::cell::RefCell;
use std::rc::Rc;

type Items = Rc<RefCell<Vec<Object>>>;

const DEEPEST: usize = 100;

pub fn call(interpreter: &mut Interpreter<'_>, items: &Items, request: &Request<'_>) -> Answer {
    if let Some(answer) = element(items, request)? {
        return some(answer);
    }
    if let Some(answer) = array_change::call(interpreter, items, request)? {
        return some(answer);
    }
    if let Some(answer) = whole(interpreter, items, request)? {
        return some(answer);
    }
    if let Some(answer) = combine(items, request)? {
        return some(answer);
    }
    let copy = || Ok(items.borrow().clone());
    enumerable::call(interpreter, &copy, request)
}

fn element(items: &Items, request: &Request<'_>) -> Answer {
    let items = items.borrow();
    let at = |index: i64| position(index, items.len()).and_then(|index| items.get(index)).cloned();
    match request.name {
        "[]" | "slice" => slice(&items, request),
        "at" => some(at(request.integer(0)?).unwrap_or(Object::Nil)),
        "dig" => {
            let first = at(request.integer(0)?).unwrap_or(Object::Nil);
            super::hash::dig(first, request.arguments.get(1..).unwrap_or(&[]))
        }
        "fetch" => match (at(request.integer(0)?), request.arguments.get(1)) {
            (Some(item), _) => some(item),
            (None, Some(default)) => some(default.clone()),
            (None, None) => {
                let message = format!("index {} outside of array bounds: -{}...{}", request.integer(0)?, items.len(), items.len());
                Err(Flow::raise("IndexError", message))
            }
        },
        "values_at" => {
            let picked = request.arguments.iter().map(|index| Ok(at(integer(index)?).unwrap_or(Object::Nil)));
            some(Object::array(picked.collect::<Result<_, Flow>>()?))
        }
        "first" | "take" => match request.arguments {
            [] => some(items.first().cloned().unwrap_or(Object::Nil)),
            _ => some(Object::array(items.iter().take(count(request)?).cloned().collect())),
        },
        "last" => match request.arguments {
            [] => some(items.last().cloned().unwrap_or(Object::Nil)),
            _ => some(Object::array(items.get(items.len().saturating_sub(count(request)?)..).unwrap_or(&[]).to_vec())),
        },
        "drop" => some(Object::array(items.iter().skip(count(request)?).cloned().collect())),
        _ => Ok(None),
    }
}

fn count(request: &Request<'_>) -> Result<usize, Flow> {
    usize::try_from(request.integer(0)?).map_err(|_| Flow::argument_error("negative array size"))
}

fn slice(items: &[Object], request: &Request<'_>) -> Answer {
    let part = match request.arguments {
        [Object::Range(range)] => bounds(range, items.len())?,
        [start, length] => {
            let start = position(integer(start)?, items.len());
            start.zip(usize::try_from(integer(length)?).ok())
        }
        [index] => {
            let index = position(integer(index)?, items.len());
            return some(index.and_then(|index| items.get(index)).cloned().unwrap_or(Object::Nil));
        }
        _ => return Err(Flow::argument_error("wrong number of arguments")),
    };
    some(part.map_or(Object::Nil, |(start, length)| Object::array(items.iter().skip(start).take(length).cloned().collect())))
}

fn whole(interpreter: &mut Interpreter<'_>, shared: &Items, request: &Request<'_>) -> Answer {
    let items = shared.borrow().clone();
    match request.name {
        "length" | "size" => some(number(items.len())),
        "empty?" => truth(items.is_empty()),
        "each" if request.block.is_some() => {
            for item in items {
                interpreter.invoke(request.needed_block()?, vec![item])?;
            }
            some(Object::Array(Rc::clone(shared)))
        }
        "reverse_each" => {
            for item in items.into_iter().rev() {
                interpreter.invoke(request.needed_block()?, vec![item])?;
            }
            some(Object::Array(Rc::clone(shared)))
        }
        "join" => {
            let separator = match request.arguments.first() {
                None | Some(Object::Nil) => String::new(),
                Some(_) => request.text(0)?,
            };
            let text = join(&items, &separator, 0)?;
            check_length(text.len())?;
            some(Object::string(text))
        }
        "to_a" | "to_ary" | "entries" => some(Object::Array(Rc::clone(shared))),
        "reverse" => some(Object::array(items.into_iter().rev().collect())),
        "rotate" => {
            let mut items = items;
            if !items.is_empty() {
                let length = i64::try_from(items.len()).unwrap_or(1);
                items.rotate_left(usize::try_from(request.integer_or(0, 1)?.rem_euclid(length)).unwrap_or(0));
            }
            some(Object::array(items))
        }
        "compact" => some(Object::array(items.into_iter().filter(|item| !item.is_nil()).collect())),
        "flatten" => {
            let depth = request.integer_or(0, -1)?;
            some(Object::array(flatten(&items, usize::try_from(depth).unwrap_or(DEEPEST))))
        }
        "uniq" => match request.block {
            None => some(Object::array(unique(items))),
            Some(block) => {
                let mut seen = Set::default();
                let mut out = Vec::new();
                for item in items {
                    if seen.insert(Key::of(&interpreter.invoke(block, vec![item.clone()])?)) {
                        out.push(item);
                    }
                }
                some(Object::array(out))
            }
        },
        "transpose" => transpose(&items),
        "rindex" => {
            let wanted = request.argument(0)?;
            some(items.iter().rposition(|item| item.equals(wanted)).map_or(Object::Nil, number))
        }
        "assoc" => {
            let wanted = request.argument(0)?;
            let found = items.into_iter().find(|item| item.items().is_some_and(|pair| pair.first().is_some_and(|key| key.equals(wanted))));
            some(found.unwrap_or(Object::Nil))
        }
        "pack" => Err(Flow::outside("Array#pack")),
        _ => Ok(None),
    }
}

fn combine(items: &Items, request: &Request<'_>) -> Answer {
    let items = items.borrow();
    let other = || request.argument(0).and_then(|other| other.items().ok_or_else(|| conversion(other, "Array")));
    match request.name {
        "+" | "concat_copy" => some(Object::array(items.iter().cloned().chain(other()?).collect())),
        "-" | "difference" => {
            let gone: Set<Key> = other()?.iter().map(Key::of).collect();
            some(Object::array(items.iter().filter(|item| !gone.contains(&Key::of(item))).cloned().collect()))
        }
        "&" | "intersection" => {
            let both: Set<Key> = other()?.iter().map(Key::of).collect();
            some(Object::array(unique(items.iter().filter(|item| both.contains(&Key::of(item))).cloned().collect())))
        }
        "|" | "union" => some(Object::array(unique(items.iter().cloned().chain(other()?).collect()))),
        "intersect?" => {
            let both: Set<Key> = other()?.iter().map(Key::of).collect();
            truth(items.iter().any(|item| both.contains(&Key::of(item))))
        }
        "*" => match request.argument(0)? {
            Object::String(separator) => some(Object::string(join(&items, &separator.borrow(), 0)?)),
            times => {
                let times = usize::try_from(integer(times)?).map_err(|_| Flow::argument_error("argument must be non-negative"))?;
                check_length(items.len().saturating_mul(times))?;
                some(Object::array(std::iter::repeat_n(items.iter().cloned(), times).flatten().collect()))
            }
        },
        "<=>" => {
            let order = super::sort::order(&Object::array(items.clone()), request.argument(0)?);
            some(order.map_or(Object::Nil, |order| Object::Integer(order as i64)))
        }
        "product" => {
            let mut rows: Vec<Vec<Object>> = items.iter().map(|item| vec![item.clone()]).collect();
            for other in request.arguments {
                let other = other.items().ok_or_else(|| conversion(other, "Array"))?;
                check_length(rows.len().saturating_mul(other.len()).saturating_mul(64))?;
                rows = rows.iter().flat_map(|row| other.iter().map(|item| row.iter().cloned().chain([item.clone()]).collect())).collect();
            }
            some(Object::array(rows.into_iter().map(Object::array).collect()))
        }
        "to_s" | "inspect" => some(Object::string(Object::array(items.clone()).inspect())),
        "to_json" => some(Object::string(super::class::json(&Object::array(items.clone()).to_value()))),
        _ => Ok(None),
    }
}

/// Items with text between them; arrays inside are joined the same way.
fn join(items: &[Object], separator: &str, depth: usize) -> Result<String, Flow> {
    if depth > DEEPEST {
        return Err(Flow::argument_error("recursive array join"));
    }
    let mut out = String::new();
    for (index, item) in items.iter().enumerate() {
        out.push_str(if index > 0 { separator } else { "" });
        match item {
            Object::Array(inner) => out.push_str(&join(&inner.borrow(), separator, depth + 1)?),
            Object::Float(number) => out.push_str(&format::float(*number)),
            other => out.push_str(&other.to_text()),
        }
        check_length(out.len())?;
    }
    Ok(out)
}

pub fn flatten(items: &[Object], depth: usize) -> Vec<Object> {
    let mut out = Vec::new();
    for item in items {
        match item {
            Object::Array(_) if !effort::step() => return out,
            Object::Array(inner) if depth > 0 => out.extend(flatten(&inner.borrow(), depth - 1)),
            other => out.push(other.clone()),
        }
    }
    out
}

fn transpose(items: &[Object]) -> Answer {
    let rows: Vec<Vec<Object>> = items.iter().map(|row| row.items().ok_or_else(|| conversion(row, "Array"))).collect::<Result<_, _>>()?;
    let width = rows.first().map_or(0, Vec::len);
    if rows.iter().any(|row| row.len() != width) {
        return Err(Flow::raise("IndexError", "element size differs"));
    }
    let column = |index: usize| Object::array(rows.iter().filter_map(|row| row.get(index)).cloned().collect());
    some(Object::array((0..width).map(column).collect()))
}
