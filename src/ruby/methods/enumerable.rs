//! What arrays, hashes and ranges have in common: everything that only needs `each`.

use super::sort::{compare, order};
use super::{Answer, Request, integer, some, truth};
use crate::ruby::error::Flow;
use crate::ruby::interpreter::Interpreter;
use crate::ruby::object::{Key, Object, Proc, Range};
use crate::value::{Map, Set};
use std::cmp::Ordering;
use std::rc::Rc;

/// Numbers that a range may be written out to.
const LONGEST_RANGE: i64 = 1_000_000;

pub fn call(interpreter: &mut Interpreter<'_>, items: &dyn Fn() -> Result<Vec<Object>, Flow>, request: &Request<'_>) -> Answer {
    if let Some(answer) = question(interpreter, items, request)? {
        return some(answer);
    }
    if let Some(answer) = mapping(interpreter, items, request)? {
        return some(answer);
    }
    grouping(interpreter, items, request)
}

impl Interpreter<'_> {
    fn is_accepted(&mut self, block: Option<&Rc<Proc>>, pattern: Option<&Object>, item: &Object) -> Result<bool, Flow> {
        match (pattern, block) {
            (Some(pattern), _) => self.case_equals(pattern, item),
            (None, Some(block)) => Ok(self.invoke(block, vec![item.clone()])?.is_truthy()),
            (None, None) => Ok(item.is_truthy()),
        }
    }
}

fn question(interpreter: &mut Interpreter<'_>, items: &dyn Fn() -> Result<Vec<Object>, Flow>, request: &Request<'_>) -> Answer {
    let (pattern, block) = (request.arguments.first(), request.block);
    let accepted = |interpreter: &mut Interpreter<'_>| -> Result<usize, Flow> {
        let mut count = 0;
        for item in items()? {
            count += usize::from(interpreter.is_accepted(block, pattern, &item)?);
        }
        Ok(count)
    };
    match request.name {
        "any?" => {
            for item in items()? {
                if interpreter.is_accepted(block, pattern, &item)? {
                    return truth(true);
                }
            }
            truth(false)
        }
        "all?" => {
            for item in items()? {
                if !interpreter.is_accepted(block, pattern, &item)? {
                    return truth(false);
                }
            }
            truth(true)
        }
        "none?" => truth(accepted(interpreter)? == 0),
        "one?" => truth(accepted(interpreter)? == 1),
        "count" => match (pattern, block) {
            (Some(wanted), _) => some(number(items()?.iter().filter(|item| item.equals(wanted)).count())),
            (None, Some(_)) => Ok(Some(number(accepted(interpreter)?))),
            (None, None) => some(number(items()?.len())),
        },
        "find" | "detect" => {
            for item in items()? {
                if interpreter.invoke(request.needed_block()?, vec![item.clone()])?.is_truthy() {
                    return some(item);
                }
            }
            some(Object::Nil)
        }
        "find_index" | "index" => {
            for (index, item) in items()?.into_iter().enumerate() {
                let is_it = match pattern {
                    Some(wanted) => item.equals(wanted),
                    None => interpreter.invoke(request.needed_block()?, vec![item])?.is_truthy(),
                };
                if is_it {
                    return some(number(index));
                }
            }
            some(Object::Nil)
        }
        "include?" | "member?" => {
            let wanted = request.argument(0)?;
            truth(items()?.iter().any(|item| item.equals(wanted)))
        }
        _ => Ok(None),
    }
}

fn mapping(interpreter: &mut Interpreter<'_>, items: &dyn Fn() -> Result<Vec<Object>, Flow>, request: &Request<'_>) -> Answer {
    let Some(block) = request.block else { return unblocked(items, request) };
    match request.name {
        "map" | "collect" => {
            let mut out = Vec::new();
            for item in items()? {
                out.push(interpreter.invoke(block, vec![item])?);
            }
            some(Object::array(out))
        }
        "flat_map" | "collect_concat" => {
            let mut out = Vec::new();
            for item in items()? {
                match interpreter.invoke(block, vec![item])? {
                    Object::Array(inner) => out.extend(inner.borrow().iter().cloned()),
                    other => out.push(other),
                }
            }
            some(Object::array(out))
        }
        "filter_map" => {
            let mut out = Vec::new();
            for item in items()? {
                let mapped = interpreter.invoke(block, vec![item])?;
                out.extend(mapped.is_truthy().then_some(mapped));
            }
            some(Object::array(out))
        }
        "select" | "filter" | "find_all" => some(Object::array(chosen(interpreter, items()?, block, true)?)),
        "reject" => some(Object::array(chosen(interpreter, items()?, block, false)?)),
        "partition" => {
            let yes = chosen(interpreter, items()?, block, true)?;
            let no = chosen(interpreter, items()?, block, false)?;
            some(Object::array(vec![Object::array(yes), Object::array(no)]))
        }
        "each_with_index" | "with_index" | "each_index" | "map_with_index" => with_index(interpreter, items()?, request),
        "each_with_object" | "with_object" => {
            let memo = request.argument(0)?.clone();
            for item in items()? {
                interpreter.invoke(block, vec![item, memo.clone()])?;
            }
            some(memo)
        }
        "take_while" | "drop_while" => {
            let items = items()?;
            let mut place = items.len();
            for (index, item) in items.iter().enumerate() {
                if !interpreter.invoke(block, vec![item.clone()])?.is_truthy() {
                    place = index;
                    break;
                }
            }
            let part = if request.name == "take_while" { items.get(..place) } else { items.get(place..) };
            some(Object::array(part.unwrap_or(&[]).to_vec()))
        }
        _ => Ok(None),
    }
}

/// Without a block these give an enumerator in Ruby; an array does for what is chained to it.
fn unblocked(items: &dyn Fn() -> Result<Vec<Object>, Flow>, request: &Request<'_>) -> Answer {
    match request.name {
        "map" | "collect" | "each" | "select" | "filter" | "reject" | "each_entry" | "flat_map" => some(Object::array(items()?)),
        "each_with_index" | "with_index" => {
            let pair = |(index, item)| Object::array(vec![item, number(index)]);
            some(Object::array(items()?.into_iter().enumerate().map(pair).collect()))
        }
        _ => Ok(None),
    }
}

fn chosen(interpreter: &mut Interpreter<'_>, items: Vec<Object>, block: &Rc<Proc>, wanted: bool) -> Result<Vec<Object>, Flow> {
    let mut out = Vec::new();
    for item in items {
        if interpreter.invoke(block, vec![item.clone()])?.is_truthy() == wanted {
            out.push(item);
        }
    }
    Ok(out)
}

fn with_index(interpreter: &mut Interpreter<'_>, items: Vec<Object>, request: &Request<'_>) -> Answer {
    let block = request.needed_block()?;
    let first = request.integer_or(0, 0)?;
    let mut out = Vec::new();
    for (index, item) in (first..).zip(items.iter()) {
        let arguments =
            if request.name == "each_index" { vec![Object::Integer(index)] } else { vec![item.clone(), Object::Integer(index)] };
        out.push(interpreter.invoke(block, arguments)?);
    }
    some(Object::array(if request.name == "with_index" { out } else { items }))
}

fn grouping(interpreter: &mut Interpreter<'_>, items: &dyn Fn() -> Result<Vec<Object>, Flow>, request: &Request<'_>) -> Answer {
    match request.name {
        "inject" | "reduce" => inject(interpreter, items()?, request),
        "sum" => sum(interpreter, items()?, request),
        "sort" => some(Object::array(interpreter.sort(items()?, request.block)?)),
        "sort_by" => some(Object::array(interpreter.sort_by(items()?, request.needed_block()?)?)),
        "min" | "max" => {
            let sorted = interpreter.sort(items()?, request.block)?;
            extreme(sorted, request)
        }
        "min_by" | "max_by" => {
            let sorted = interpreter.sort_by(items()?, request.needed_block()?)?;
            extreme(sorted, request)
        }
        "minmax" => {
            let sorted = interpreter.sort(items()?, None)?;
            let end = |item: Option<&Object>| item.cloned().unwrap_or(Object::Nil);
            some(Object::array(vec![end(sorted.first()), end(sorted.last())]))
        }
        "group_by" => {
            let mut groups: Map<Key, Vec<Object>> = Map::default();
            for item in items()? {
                let key = Key::of(&interpreter.invoke(request.needed_block()?, vec![item.clone()])?);
                groups.entry(key).or_default().push(item);
            }
            some(Object::hash(groups.into_iter().map(|(key, items)| (key, Object::array(items))).collect()))
        }
        "tally" => {
            let mut counts: Map<Key, i64> = Map::default();
            for item in items()? {
                *counts.entry(Key::of(&item)).or_default() += 1;
            }
            some(Object::hash(counts.into_iter().map(|(key, count)| (key, Object::Integer(count))).collect()))
        }
        "each_slice" | "each_cons" => slices(interpreter, items()?, request),
        "to_a" | "entries" => some(Object::array(items()?)),
        "to_set" => some(Object::array(unique(items()?))),
        "to_h" => to_hash(interpreter, items()?, request),
        "zip" => {
            let others = request.arguments.iter().map(|other| interpreter.each_item(other)).collect::<Result<Vec<_>, _>>()?;
            let row = |(index, item): (usize, Object)| {
                let rest = others.iter().map(|other| other.get(index).cloned().unwrap_or(Object::Nil));
                Object::array(std::iter::once(item).chain(rest).collect())
            };
            some(Object::array(items()?.into_iter().enumerate().map(row).collect()))
        }
        "grep" | "grep_v" => {
            let mut out = Vec::new();
            for item in items()? {
                if interpreter.case_equals(request.argument(0)?, &item)? == (request.name == "grep") {
                    out.push(match request.block {
                        Some(block) => interpreter.invoke(block, vec![item])?,
                        None => item,
                    });
                }
            }
            some(Object::array(out))
        }
        _ => Ok(None),
    }
}

fn extreme(sorted: Vec<Object>, request: &Request<'_>) -> Answer {
    let largest = request.name.starts_with("max");
    if let Some(count) = request.arguments.first() {
        let count = usize::try_from(integer(count)?).unwrap_or(0);
        let items: Vec<Object> =
            if largest { sorted.into_iter().rev().take(count).collect() } else { sorted.into_iter().take(count).collect() };
        return some(Object::array(items));
    }
    let one = if largest { sorted.last() } else { sorted.first() };
    some(one.cloned().unwrap_or(Object::Nil))
}

fn inject(interpreter: &mut Interpreter<'_>, items: Vec<Object>, request: &Request<'_>) -> Answer {
    let (start, operator) = match (request.arguments, request.block) {
        ([start, operator], _) => (Some(start.clone()), operator.text()),
        ([operator], None) => (None, operator.text()),
        ([start], Some(_)) => (Some(start.clone()), None),
        _ => (None, None),
    };
    let mut items = items.into_iter();
    let Some(mut memo) = start.or_else(|| items.next()) else { return some(Object::Nil) };
    for item in items {
        memo = match &operator {
            Some(operator) => interpreter.send(&memo, operator, vec![item], None)?,
            None => interpreter.invoke(request.needed_block()?, vec![memo, item])?,
        };
    }
    some(memo)
}

fn sum(interpreter: &mut Interpreter<'_>, items: Vec<Object>, request: &Request<'_>) -> Answer {
    let mut total = request.arguments.first().cloned().unwrap_or(Object::Integer(0));
    for item in items {
        let item = match request.block {
            Some(block) => interpreter.invoke(block, vec![item])?,
            None => item,
        };
        total = interpreter.send(&total, "+", vec![item], None)?;
    }
    some(total)
}

fn slices(interpreter: &mut Interpreter<'_>, items: Vec<Object>, request: &Request<'_>) -> Answer {
    let size = usize::try_from(request.integer(0)?).ok().filter(|size| *size > 0);
    let size = size.ok_or_else(|| Flow::argument_error("invalid slice size"))?;
    let parts: Vec<Object> = if request.name == "each_slice" {
        items.chunks(size).map(|part| Object::array(part.to_vec())).collect()
    } else {
        items.windows(size).map(|part| Object::array(part.to_vec())).collect()
    };
    let Some(block) = request.block else { return some(Object::array(parts)) };
    for part in parts {
        interpreter.invoke(block, vec![part])?;
    }
    some(Object::array(items))
}

fn to_hash(interpreter: &mut Interpreter<'_>, items: Vec<Object>, request: &Request<'_>) -> Answer {
    let mut table = Map::default();
    for item in items {
        let pair = match request.block {
            Some(block) => interpreter.invoke(block, vec![item])?,
            None => item,
        };
        match pair.items().as_deref() {
            Some([key, value]) => drop(table.insert(Key::of(key), value.clone())),
            _ => return Err(Flow::type_error(format!("wrong element type {} (expected array)", pair.class_name()))),
        }
    }
    some(Object::hash(table))
}

/// Items without those that came before.
pub fn unique(items: Vec<Object>) -> Vec<Object> {
    let mut seen = Set::default();
    items.into_iter().filter(|item| seen.insert(Key::of(item))).collect()
}

pub fn number(count: usize) -> Object {
    Object::Integer(i64::try_from(count).unwrap_or(i64::MAX))
}

/// Ranges: their ends, and what they have as enumerables.
pub fn range(interpreter: &mut Interpreter<'_>, range: &Rc<Range>, request: &Request<'_>) -> Answer {
    match request.name {
        "first" | "begin" if request.arguments.is_empty() => some(range.from.clone()),
        "last" | "end" if request.arguments.is_empty() => some(range.to.clone()),
        "include?" | "member?" | "cover?" | "===" => truth(covers(range, request.argument(0)?)),
        "min" if request.block.is_none() => some(range.from.clone()),
        "size" | "length" => some(number(range_items(range)?.len())),
        "each" => {
            for item in range_items(range)? {
                interpreter.invoke(request.needed_block()?, vec![item])?;
            }
            some(Object::Range(Rc::clone(range)))
        }
        "step" => {
            let step = usize::try_from(request.integer(0)?)
                .ok()
                .filter(|step| *step > 0)
                .ok_or_else(|| Flow::argument_error("step can't be 0"))?;
            let items: Vec<Object> = range_items(range)?.into_iter().step_by(step).collect();
            if let Some(block) = request.block {
                for item in &items {
                    interpreter.invoke(block, vec![item.clone()])?;
                }
            }
            some(Object::array(items))
        }
        "first" | "last" | "take" | "reverse" | "reverse_each" | "join" => {
            let items = Object::array(range_items(range)?);
            super::call(interpreter, &items, request)
        }
        _ => call(interpreter, &|| range_items(range), request),
    }
}

/// The items of a range of integers or strings.
pub fn range_items(range: &Range) -> Result<Vec<Object>, Flow> {
    match (&range.from, &range.to) {
        (Object::Integer(from), Object::Integer(to)) => {
            let end = if range.exclusive { *to } else { to.saturating_add(1) };
            if end.saturating_sub(*from) > LONGEST_RANGE {
                return Err(Flow::raise("RangeError", "the range is too long"));
            }
            Ok((*from..end).map(Object::Integer).collect())
        }
        (Object::String(from), Object::String(to)) => Ok(texts(&from.borrow(), &to.borrow(), range.exclusive)),
        (from, _) => Err(Flow::type_error(format!("can't iterate from {}", from.class_name()))),
    }
}

fn texts(from: &str, to: &str, exclusive: bool) -> Vec<Object> {
    let mut out = Vec::new();
    let mut current = from.to_string();
    while current.len() <= to.len() && out.len() < 100_000 {
        let is_last = current == to;
        if !(is_last && exclusive) {
            out.push(Object::string(current.clone()));
        }
        if is_last {
            break;
        }
        current = super::string::successor(&current);
    }
    out
}

pub fn covers(range: &Range, object: &Object) -> bool {
    let above = range.from.is_nil() || order(&range.from, object).is_some_and(|order| order != Ordering::Greater);
    let limit = if range.exclusive { Ordering::Less } else { Ordering::Equal };
    above && (range.to.is_nil() || compare(object, &range.to).is_ok_and(|order| order <= limit))
}
