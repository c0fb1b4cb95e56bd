//! `concat`, `union`, `member`, `prefix`, `range`, `grep`, `zip`, …: stdlib's functions on arrays.

use super::convert::str2bool;
use super::hash;
use crate::evaluate::function::{Call, Context, Evaluated};
use crate::functions::definition::{Definition, class_name, expect_at_least, expect_count, failure, untyped};
use crate::functions::inclusion::flat;
use crate::functions::text::within_text;
use crate::value::{Regex, Set, Value, extent, format};

pub(in crate::functions) static FUNCTIONS: &[Definition] = &[
    untyped("concat", concat),
    untyped("union", union),
    untyped("difference", |call, _| {
        two(call, "difference", |a, b| {
            let others: Set<&Value> = b.iter().collect();
            a.iter().filter(|item| !others.contains(item)).cloned().collect()
        })
    }),
    untyped("intersection", |call, _| {
        two(call, "intersection", |a, b| {
            let others: Set<&Value> = b.iter().collect();
            distinct(a.iter().filter(|item| others.contains(item)))
        })
    }),
    untyped("member", member),
    untyped("count", hash::count),
    untyped("prefix", |call, _| affixed(call, "prefix", |affix, text| format!("{affix}{text}"))),
    untyped("suffix", |call, _| affixed(call, "suffix", |affix, text| format!("{text}{affix}"))),
    untyped("range", range),
    untyped("grep", |call, _| grep(call, "grep", true)),
    untyped("reject", |call, _| grep(call, "reject", false)),
    untyped("reverse", reverse),
    untyped("zip", zip),
    untyped("values_at", values_at),
    untyped("sum", |call, _| {
        let numbers = flat(call.arguments);
        let float = |value: &Value| match value {
            Value::Integer(number) => *number as f64,
            Value::Float(number) => *number,
            _ => 0.0,
        };
        let total: f64 = numbers.iter().map(float).sum();
        let whole = numbers.iter().all(|number| matches!(number, Value::Integer(_)));
        Ok(if whole { Value::Integer(total as i64) } else { Value::Float(total) })
    }),
];

fn distinct<'a>(items: impl Iterator<Item = &'a Value>) -> Value {
    let set: Set<Value> = items.cloned().collect();
    set.into_iter().collect()
}

fn concat(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    if call.arguments.len() < 2 {
        return Err(failure(format!("concat(): Wrong number of arguments given ({} for < 2)", call.arguments.len())));
    }
    let Some((Value::Array(first), rest)) = call.arguments.split_first() else {
        return Err(failure("concat(): Requires array to work with"));
    };
    let mut out = first.to_vec();
    for argument in rest {
        match argument {
            Value::Array(items) => out.extend(items.iter().cloned()),
            other => out.push(other.clone()),
        }
    }
    Ok(Value::array(out))
}

fn union(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    if call.arguments.len() < 2 {
        return Err(failure(format!("union(): Wrong number of arguments given ({} for < 2)", call.arguments.len())));
    }
    if call.arguments.iter().any(|argument| argument.as_array().is_none()) {
        return Err(failure("union(): Every parameter must be an array"));
    }
    Ok(distinct(call.arguments.iter().filter_map(Value::as_array).flatten()))
}

fn two(call: &Call<'_>, name: &str, combine: impl Fn(&[Value], &[Value]) -> Value) -> Evaluated {
    expect_count(call, name, 2)?;
    match call.arguments {
        [Value::Array(a), Value::Array(b)] => Ok(combine(a, b)),
        _ => Err(failure(format!("{name}(): Requires 2 arrays"))),
    }
}

fn member(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    expect_at_least(call, "member", 2)?;
    let Value::Array(items) = call.argument(0) else {
        return Err(failure("member(): Requires array to work with"));
    };
    let wanted = match call.argument(1) {
        Value::Array(wanted) => wanted.to_vec(),
        one @ (Value::String(_) | Value::Integer(_)) => vec![one.clone()],
        _ => return Err(failure("member(): Item to search for must be a string, fixnum, or array")),
    };
    if wanted.is_empty() {
        return Err(failure("member(): You must provide item to search for within array given"));
    }
    Ok(Value::Boolean(wanted.iter().all(|item| items.contains(item))))
}

fn affixed(call: &Call<'_>, name: &str, join: fn(&str, &str) -> String) -> Evaluated {
    expect_at_least(call, name, 1)?;
    let affix = match call.argument(1) {
        Value::Undef => "",
        Value::String(affix) => affix.as_str(),
        other => {
            let shown = format::inspect(other);
            return Err(failure(format!("{name}(): expected second argument to be a String, got {shown}")));
        }
    };
    let given = extent::of(call.argument(0));
    let affixes = usize::try_from(given.size).unwrap_or(usize::MAX).saturating_mul(affix.len());
    within_text(given.text.saturating_add(affixes))?;
    let joined = |value: &Value| Value::from(join(affix, &format::interpolated(value)));
    match call.argument(0) {
        Value::Array(items) => Ok(items.iter().map(joined).collect()),
        Value::Hash(entries) => Ok(Value::hash(entries.iter().map(|(key, value)| (joined(key), value.clone())).collect())),
        other => {
            let shown = format::inspect(other);
            Err(failure(format!("{name}(): expected first argument to be an Array or a Hash, got {shown}")))
        }
    }
}

/// No range is longer than this.
const LONGEST_RANGE: usize = 1_000_000;

fn range(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    expect_at_least(call, "range", 1)?;
    let (start, stop, step, exclusive) = match call.arguments {
        [only] => {
            let text = format::interpolated(only);
            let pattern = Regex::cached(r"^(\w+)(\.\.\.?|\-)(\w+)$").map_err(|error| failure(error.to_string()))?;
            let message = || failure(format!("range(): Unable to compute range from the value: {text}"));
            let groups = pattern.captures(&text).ok_or_else(message)?;
            let group = |index: usize| groups.get(index).cloned().flatten().unwrap_or_default().to_string();
            (group(1), group(3), 1, group(2) == "...")
        }
        [start, stop, rest @ ..] => {
            let step = match rest.first() {
                Some(Value::Integer(step)) => step.unsigned_abs() as usize,
                Some(Value::String(step)) => step.parse::<i64>().unwrap_or(0).unsigned_abs() as usize,
                _ => 1,
            };
            (format::interpolated(start).to_string(), format::interpolated(stop).to_string(), step, false)
        }
        [] => return Ok(Value::array(Vec::new())),
    };
    if step == 0 {
        return Err(failure("range(): 3rd arg (step size) must be a non zero integer (e.g. 1 or -1)"));
    }
    let all: Vec<Value> = match (start.parse::<i64>(), stop.parse::<i64>()) {
        (Ok(start), Ok(stop)) => (start..if exclusive { stop } else { stop.saturating_add(1) })
            .map(Value::Integer)
            .step_by(step)
            .take(LONGEST_RANGE + 1)
            .collect(),
        _ => texts(&start, &stop, exclusive).into_iter().step_by(step).map(Value::from).collect(),
    };
    if all.len() > LONGEST_RANGE {
        return Err(failure(format!("range(): Unable to compute a range of more than {LONGEST_RANGE} elements")));
    }
    Ok(Value::array(all))
}

/// Ruby's ranges of strings: successors until the end or a greater length.
fn texts(start: &str, stop: &str, exclusive: bool) -> Vec<String> {
    let mut out = Vec::new();
    let mut current = start.to_string();
    while current.len() <= stop.len() && out.len() <= LONGEST_RANGE {
        let last = current == stop;
        if !(last && exclusive) {
            out.push(current.clone());
        }
        if last {
            break;
        }
        current = successor(&current);
    }
    out
}

/// The next string: the last letter or digit goes one up, with a carry.
fn successor(text: &str) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    let mut carry = None;
    for character in characters.iter_mut().rev() {
        let (next, over) = match *character {
            'z' => ('a', Some('a')),
            'Z' => ('A', Some('A')),
            '9' => ('0', Some('1')),
            other if other.is_ascii_alphanumeric() => (char::from_u32(other as u32 + 1).unwrap_or(other), None),
            _ => continue,
        };
        *character = next;
        carry = over;
        if carry.is_none() {
            break;
        }
    }
    carry.into_iter().chain(characters).collect()
}

fn grep(call: &Call<'_>, name: &str, keep: bool) -> Evaluated {
    if call.arguments.len() != 2 {
        return Err(failure(format!("{name}(): Wrong number of arguments given {} for 2", call.arguments.len())));
    }
    let Value::Array(items) = call.argument(0) else {
        return Err(failure(format!("{name}(): Requires array to work with, got {}", class_name(call.argument(0)))));
    };
    let pattern = match call.argument(1) {
        Value::Regex(regex) => regex.clone(),
        other => Regex::cached(&format::interpolated(other)).map_err(|error| failure(error.to_string()))?,
    };
    let matches = |item: &&Value| item.as_str().is_some_and(|text| pattern.is_match(text)) == keep;
    Ok(items.iter().filter(matches).cloned().collect())
}

fn reverse(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    match call.argument(0) {
        Value::String(text) => Ok(Value::from(text.chars().rev().collect::<String>())),
        Value::Array(items) => Ok(items.iter().rev().cloned().collect()),
        _ => Err(failure("reverse(): Requires either array or string to work with")),
    }
}

fn zip(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    expect_at_least(call, "zip", 2)?;
    let (Value::Array(a), Value::Array(b)) = (call.argument(0), call.argument(1)) else {
        return Err(failure("zip(): Requires array to work with"));
    };
    let second = |index: usize| b.get(index).cloned().unwrap_or(Value::Undef);
    let pairs: Vec<Value> = a.iter().enumerate().map(|(index, item)| Value::array(vec![item.clone(), second(index)])).collect();
    let flatten = !call.argument(2).is_undef() && str2bool(call.argument(2))?;
    Ok(Value::array(if flatten { flat(&pairs) } else { pairs }))
}

fn values_at(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    expect_at_least(call, "values_at", 2)?;
    let Value::Array(items) = call.argument(0) else {
        return Err(failure("values_at(): Requires array to work with"));
    };
    let mut out = Vec::new();
    for index in flat(call.arguments.get(1..2).unwrap_or(&[])) {
        let text = format::interpolated(&index);
        let bounds = text.split_once("...").map(|(from, to)| (from, to, true));
        let bounds = bounds.or_else(|| text.split_once("..").or_else(|| text.split_once('-')).map(|(from, to)| (from, to, false)));
        let number = |text: &str| text.parse::<usize>().map_err(|_| failure("values_at(): Unknown format of given index"));
        let (from, to) = match bounds {
            Some((from, to, exclusive)) => (number(from)?, if exclusive { number(to)? } else { number(to)?.saturating_add(1) }),
            None => (number(&text)?, number(&text)?.saturating_add(1)),
        };
        match items.get(from..to) {
            Some(found) => out.extend(found.iter().filter(|item| !item.is_undef()).cloned()),
            None if from > to => return Err(failure("values_at(): Stop index in given indices range is smaller than the start index")),
            None if bounds.is_some() => return Err(failure("values_at(): Stop index in given indices range exceeds array size")),
            None => return Err(failure("values_at(): Given index exceeds array size")),
        }
    }
    Ok(Value::array(out))
}
