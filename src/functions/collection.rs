//! `empty`, `size`, `keys`, `values`, `flatten`, `unique`, `sort`, `dig`, `get`, `getvar`, …: Puppet's own functions on collections.

use super::block::elements;
use super::definition::{Definition, failure, typed};
use super::inclusion::flat;
use super::number::order;
use crate::evaluate::function::{Call, Context, Evaluated, Interrupt};
use crate::value::{Map, Rich, Value};
use std::cmp::Ordering;

pub(super) static FUNCTIONS: &[Definition] = &[
    typed(
        "empty",
        &[
            "Callable[Collection $coll]",
            "Callable[Sensitive[String] $str]",
            "Callable[String $str]",
            "Callable[Numeric $num]",
            "Callable[Binary $bin]",
            "Callable[Undef $x]",
        ],
        |call, _| Ok(Value::Boolean(is_empty(call.argument(0)))),
    ),
    typed("length", &["Callable[Collection $arg]", "Callable[String $arg]", "Callable[Binary $arg]"], length),
    typed("size", &["Callable[Variant[Collection, String, Binary] $arg]"], length),
    typed("keys", &["Callable[Hash $hsh]"], |call, _| {
        Ok(call.argument(0).as_hash().map(|entries| entries.keys().cloned().collect()).unwrap_or(Value::Undef))
    }),
    typed("values", &["Callable[Hash $hsh]"], |call, _| {
        Ok(call.argument(0).as_hash().map(|entries| entries.values().cloned().collect()).unwrap_or(Value::Undef))
    }),
    typed("flatten", &["Callable[Any $args, 0, default]"], |call, _| Ok(Value::array(flat(&without_hashes(call.arguments))))),
    typed(
        "unique",
        &[
            "Callable[String $string, Optional[Callable[String]]]",
            "Callable[Hash $hash, Optional[Callable[Any]]]",
            "Callable[Array $array, Optional[Callable[Any]]]",
            "Callable[Iterable $iterable, Optional[Callable[Any]]]",
        ],
        unique,
    ),
    typed(
        "sort",
        &["Callable[String $string_value, Optional[Callable[2, 2]]]", "Callable[Array $array_value, Optional[Callable[2, 2]]]"],
        sort,
    ),
    typed("dig", &["Callable[Optional[Collection] $data, Any $arg, 1, default]"], dig),
    typed("get", &["Callable[Any $value, String $dotted_string, Any $default_value, 2, 3, Optional[Callable[1, 1]]]"], get),
    typed("getvar", &["Callable[String $get_string, Any $default_value, 1, 2, Optional[Callable[1, 1]]]"], getvar),
];

pub(super) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Undef => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Hash(entries) => entries.is_empty(),
        Value::Sensitive(inner) => is_empty(inner),
        Value::Rich(rich) => matches!(rich.as_ref(), Rich::Binary(bytes) if bytes.is_empty()),
        _ => false,
    }
}

fn length(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    let length = match call.argument(0) {
        Value::String(text) => text.chars().count(),
        Value::Array(items) => items.len(),
        Value::Hash(entries) => entries.len(),
        Value::Rich(rich) => match rich.as_ref() {
            Rich::Binary(bytes) => bytes.len(),
            _ => 0,
        },
        _ => 0,
    };
    Ok(Value::Integer(length as i64))
}

/// A hash is flattened to its keys and values.
fn without_hashes(values: &[Value]) -> Vec<Value> {
    let spread = |value: &Value| match value {
        Value::Hash(_) => elements(value).collect(),
        other => vec![other.clone()],
    };
    values.iter().flat_map(spread).collect()
}

fn unique(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let source = call.argument(0);
    let mut seen: Map<Value, Value> = Map::default();
    let mut keys: Vec<Vec<Value>> = Vec::new();
    for element in elements(source) {
        let (key, value) = match (source, element.as_array()) {
            (Value::Hash(_), Some([key, value])) => (key.clone(), value.clone()),
            _ => (Value::Undef, element),
        };
        let identity = match call.block {
            Some(block) => context.call_block(block, std::slice::from_ref(&value))?,
            None => value.clone(),
        };
        let position = seen.get_index_of(&identity).unwrap_or(seen.len());
        if position == seen.len() {
            seen.insert(identity, value);
            keys.push(Vec::new());
        }
        if let Some(group) = keys.get_mut(position) {
            group.push(key);
        }
    }
    let values = seen.into_values();
    Ok(match source {
        Value::String(_) => Value::from(values.map(|value| value.as_str().unwrap_or("").to_string()).collect::<String>()),
        Value::Hash(_) => Value::hash(keys.into_iter().map(Value::array).zip(values.map(|value| Value::array(vec![value]))).collect()),
        _ => values.collect(),
    })
}

fn sort(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let source = call.argument(0);
    let mut items: Vec<Value> = elements(source).collect();
    let mut error = None;
    items.sort_by(|left, right| match compared(left, right, call, context) {
        Ok(ordering) => ordering,
        Err(interrupt) => {
            error.get_or_insert(interrupt);
            Ordering::Equal
        }
    });
    match (error, source) {
        (Some(interrupt), _) => Err(interrupt),
        (None, Value::String(_)) => Ok(Value::from(items.iter().filter_map(Value::as_str).collect::<String>())),
        (None, _) => Ok(Value::array(items)),
    }
}

fn compared(left: &Value, right: &Value, call: &Call<'_>, context: &mut dyn Context) -> Result<Ordering, Interrupt> {
    let Some(block) = call.block else {
        return order(left, right).ok_or_else(|| {
            let class = super::definition::class_name;
            failure(format!("comparison of {} with {} failed", class(left), shown(right, class(right))))
        });
    };
    match context.call_block(block, &[left.clone(), right.clone()])? {
        Value::Integer(number) => Ok(number.cmp(&0)),
        _ => Err(failure("comparison of values failed: the block must give -1, 0 or 1")),
    }
}

/// Ruby names a number by itself and anything else by its class.
fn shown(value: &Value, class: &str) -> String {
    match value {
        Value::Integer(_) | Value::Float(_) | Value::Undef => crate::value::format::inspect(value).replace("undef", "nil"),
        _ => class.to_string(),
    }
}

/// One step into a collection; `None` where there is nothing there.
fn step(value: &Value, key: &Value) -> Option<Value> {
    match (value, key) {
        (Value::Hash(entries), key) => entries.get(key).cloned(),
        (Value::Array(items), Value::Integer(index)) => {
            let index = if *index < 0 { index + items.len() as i64 } else { *index };
            usize::try_from(index).ok().and_then(|index| items.get(index)).cloned()
        }
        _ => None,
    }
}

fn dig(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    let mut current = call.argument(0).clone();
    for (index, key) in call.arguments.iter().enumerate().skip(1) {
        match &current {
            Value::Undef => return Ok(Value::Undef),
            Value::Array(_) | Value::Hash(_) => current = step(&current, key).unwrap_or(Value::Undef),
            other => {
                let path: Vec<String> = call.arguments.iter().take(index).skip(1).map(crate::value::format::inspect).collect();
                let actual = crate::datatype::generalize(&crate::datatype::infer_reduced(other));
                return Err(failure(format!("The given data does not contain a Collection at [{}], got '{actual}'", path.join(", "))));
            }
        }
    }
    Ok(current)
}

fn get(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    navigate(call.argument(0).clone(), call.text(1), call.argument(2), call, context)
}

fn getvar(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let text = call.text(0);
    let (name, path) = text.split_once('.').unwrap_or((text, ""));
    let is_name = name.trim_start_matches("::").split("::").all(|segment| {
        segment.starts_with(|first: char| first.is_ascii_lowercase() || first == '_')
            && segment.chars().all(|character| character.is_ascii_alphanumeric() || character == '_')
    });
    if !is_name {
        return Err(failure(format!("The given string does not start with a valid variable name. Got '{text}'.")));
    }
    match context.variable(name) {
        Some(value) => navigate(value, path, call.argument(1), call, context),
        None => Ok(call.argument(1).clone()),
    }
}

/// Walks `a.0.'b c'`; a missing step gives the default, a step into what has no elements is a mistake that the block may handle.
fn navigate(value: Value, path: &str, default: &Value, call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let mut current = value;
    for segment in segments(path) {
        match &current {
            Value::Undef => return Ok(default.clone()),
            Value::Hash(_) => current = step(&current, &Value::from(segment.as_str())).unwrap_or(Value::Undef),
            Value::Array(_) => match segment.parse::<i64>() {
                Ok(index) => current = step(&current, &Value::Integer(index)).unwrap_or(Value::Undef),
                Err(_) => {
                    let message = format!("Expected an integer as the index of an Array, got '{segment}'");
                    return handled(message, default, call, context);
                }
            },
            other => {
                let actual = crate::datatype::generalize(&crate::datatype::infer_reduced(other));
                let message = format!("The given data requires extraction of '{segment}' from a Collection, got '{actual}'");
                return handled(message, default, call, context);
            }
        }
    }
    Ok(if current.is_undef() { default.clone() } else { current })
}

fn handled(message: String, default: &Value, call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    match call.block {
        Some(block) => context.call_block(block, &[Value::from(message)]),
        None if !default.is_undef() => Ok(default.clone()),
        None => Err(failure(message)),
    }
}

/// The segments of a dotted path; quotes keep dots together.
pub(super) fn segments(path: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut current = String::new();
    let mut quote = None;
    for character in path.chars() {
        match (quote, character) {
            (Some(open), close) if open == close => quote = None,
            (None, '\'' | '"') => quote = Some(character),
            (None, '.') => out.push(std::mem::take(&mut current)),
            _ => current.push(character),
        }
    }
    if !path.is_empty() {
        out.push(current);
    }
    out
}
