//! `merge`, `deep_merge`, `has_key`, `delete…`, `join_keys_to_values`, `hash`: hashes, and deletion from anything.

use crate::evaluate::function::{Call, Context, Evaluated};
use crate::functions::block::{elements, for_each, of, takes_two};
use crate::functions::definition::{Definition, class_name, expect_at_least, expect_count, failure, typed, untyped};
use crate::functions::inclusion::flat;
use crate::value::{Regex, Value, ValueHash, format};

const MERGE: &[&str] = &[
    "Callable[Variant[Hash[Scalar, Any], Undef, String[0, 0]] $args, 0, default]",
    "Callable[Iterable $args, 0, default, Callable[3, 3]]",
    "Callable[Iterable $args, 0, default, Callable[2, 2]]",
];

pub(in crate::functions) static FUNCTIONS: &[Definition] = &[
    typed("merge", MERGE, merge),
    typed("stdlib::merge", MERGE, merge),
    untyped("deep_merge", |call, _| deep_merge(call)),
    typed("stdlib::deep_merge", &["Callable[Variant[Hash, Undef, String[0, 0]] $args, 0, default]"], |call, _| deep_merge(call)),
    untyped("has_key", has_key),
    untyped("delete", delete),
    untyped("delete_values", delete_values),
    untyped("delete_undef_values", delete_undef_values),
    untyped("delete_regex", |call, _| by_pattern(call, "delete_regex", false)),
    untyped("delete_at", delete_at),
    untyped("join_keys_to_values", join_keys_to_values),
    untyped("hash", hash),
    typed("mysql::strip_hash", &["Callable[Hash $hash]"], |call, _| Ok(stripped(call.argument(0), 1))),
    typed("stdlib::nested_values", &["Callable[Hash $hash]"], |call, _| Ok(Value::array(nested_values(call.argument(0))))),
    untyped("dig44", dig44),
    untyped("try_get_value", try_get_value),
];

fn merge(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let mut merged = ValueHash::default();
    if call.block.is_none() {
        for (key, value) in call.arguments.iter().filter_map(Value::as_hash).flatten() {
            merged.insert(key.clone(), value.clone());
        }
        return Ok(Value::hash(merged));
    }
    let block = of(call)?;
    let source = call.argument(0);
    for (index, element) in elements(source).enumerate() {
        let so_far = Value::hash(merged.clone());
        let arguments = match (block.most, source, element.as_array()) {
            (Some(2), _, _) => vec![so_far, element],
            (_, Value::Hash(_), Some([key, value])) => vec![so_far, key.clone(), value.clone()],
            _ => vec![so_far, Value::Integer(index as i64), element],
        };
        if let Value::Hash(entries) = context.call_block(block, &arguments)? {
            merged.extend(entries.iter().map(|(key, value)| (key.clone(), value.clone())));
        }
    }
    Ok(Value::hash(merged))
}

fn deep_merge(call: &Call<'_>) -> Evaluated {
    expect_at_least(call, "deep_merge", 2)?;
    let mut merged = ValueHash::default();
    for argument in call.arguments {
        match argument {
            Value::Undef => {}
            Value::String(text) if text.is_empty() => {}
            Value::Hash(entries) => merge_into(&mut merged, entries),
            other => {
                let class = class_name(other);
                return Err(failure(format!("deep_merge: unexpected argument type {class}, only expects hash arguments")));
            }
        }
    }
    Ok(Value::hash(merged))
}

fn merge_into(merged: &mut ValueHash, entries: &ValueHash) {
    for (key, value) in entries {
        let combined = match (merged.get(key), value) {
            (Some(Value::Hash(old)), Value::Hash(new)) => {
                let mut inner = ValueHash::clone(old);
                merge_into(&mut inner, new);
                Value::hash(inner)
            }
            _ => value.clone(),
        };
        merged.insert(key.clone(), combined);
    }
}

fn has_key(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    if call.arguments.len() != 2 {
        return Err(failure(format!("has_key(): wrong number of arguments ({}; must be 2)", call.arguments.len())));
    }
    match call.argument(0) {
        Value::Hash(entries) => Ok(Value::Boolean(entries.contains_key(call.argument(1)))),
        other => {
            let (shown, class) = (format::inspect(other), class_name(other));
            Err(failure(format!("has_key(): expects the first argument to be a hash, got {shown} which is of type {class}")))
        }
    }
}

/// One value or each of an array of values.
fn each_of(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(items) => items.to_vec(),
        Value::Undef => Vec::new(),
        other => vec![other.clone()],
    }
}

fn delete(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    if call.arguments.len() != 2 {
        return Err(failure(format!("delete(): Wrong number of arguments given {} for 2", call.arguments.len())));
    }
    let unwanted = each_of(call.argument(1));
    match call.argument(0) {
        Value::Array(items) => Ok(items.iter().filter(|item| !unwanted.contains(item)).cloned().collect()),
        Value::Hash(entries) => {
            let kept = entries.iter().filter(|(key, _)| !unwanted.contains(key));
            Ok(Value::hash(kept.map(|(key, value)| (key.clone(), value.clone())).collect()))
        }
        Value::String(text) => {
            let texts = unwanted.iter().map(format::interpolated);
            Ok(Value::from(texts.fold(text.to_string(), |text, part| text.replace(part.as_str(), ""))))
        }
        other => {
            let class = class_name(other);
            Err(failure(format!("delete(): First argument must be an Array, String, or Hash. Given an argument of class {class}.")))
        }
    }
}

fn delete_values(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    if call.arguments.len() != 2 {
        return Err(failure(format!("delete_values(): Wrong number of arguments given ({} of 2)", call.arguments.len())));
    }
    match call.argument(0) {
        Value::Hash(entries) => {
            let kept = entries.iter().filter(|(_, value)| *value != call.argument(1));
            Ok(Value::hash(kept.map(|(key, value)| (key.clone(), value.clone())).collect()))
        }
        other => {
            let class = class_name(other);
            Err(failure(format!("delete_values(): First argument must be a Hash. Given an argument of class {class}.")))
        }
    }
}

fn delete_undef_values(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    match call.argument(0) {
        Value::Array(items) => Ok(items.iter().filter(|item| !item.is_undef()).cloned().collect()),
        Value::Hash(entries) => {
            let kept = entries.iter().filter(|(_, value)| !value.is_undef());
            Ok(Value::hash(kept.map(|(key, value)| (key.clone(), value.clone())).collect()))
        }
        _ if call.arguments.is_empty() => Err(failure("delete_undef_values(): Wrong number of arguments given (0)")),
        other => {
            let (shown, class) = (format::interpolated(other), class_name(other));
            Err(failure(format!("delete_undef_values(): expected an array or hash, got {shown} type  {class} ")))
        }
    }
}

/// Keeps or drops what matches any of the patterns as whole words.
pub(in crate::functions) fn by_pattern(call: &Call<'_>, name: &str, keep: bool) -> Evaluated {
    if call.arguments.len() != 2 {
        return Err(failure(format!("{name}(): Wrong number of arguments given {} for 2", call.arguments.len())));
    }
    let mut patterns = Vec::new();
    for pattern in each_of(call.argument(1)) {
        let source = format!(r"\b{}\b", format::interpolated(&pattern));
        patterns.push(Regex::cached(&source).map_err(|error| failure(error.to_string()))?);
    }
    let matches = |value: &Value| value.as_str().is_some_and(|text| patterns.iter().any(|pattern| pattern.is_match(text)));
    match call.argument(0) {
        Value::Array(items) => Ok(items.iter().filter(|item| matches(item) == keep).cloned().collect()),
        Value::Hash(entries) => {
            let kept = entries.iter().filter(|(key, _)| matches(key) == keep);
            Ok(Value::hash(kept.map(|(key, value)| (key.clone(), value.clone())).collect()))
        }
        other => {
            let class = class_name(other);
            Err(failure(format!("{name}(): First argument must be an Array, Hash, or String. Given an argument of class {class}.")))
        }
    }
}

fn delete_at(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    expect_at_least(call, "delete_at", 2)?;
    let Value::Array(items) = call.argument(0) else {
        return Err(failure("delete_at(): Requires array to work with"));
    };
    let index = match call.argument(1) {
        Value::Integer(index) => usize::try_from(*index).ok(),
        Value::String(text) => text.parse().ok(),
        _ => None,
    };
    let index = index.ok_or_else(|| failure("delete_at(): You must provide non-negative numeric index"))?;
    if index >= items.len() {
        return Err(failure("delete_at(): Given index exceeds size of array given"));
    }
    Ok(items.iter().enumerate().filter(|(position, _)| *position != index).map(|(_, item)| item.clone()).collect())
}

fn join_keys_to_values(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    if call.arguments.len() != 2 {
        let message = format!("join_keys_to_values(): Takes exactly two arguments, but {} given.", call.arguments.len());
        return Err(failure(message));
    }
    let (hash, separator) = (call.argument(0), call.argument(1));
    let Value::Hash(entries) = hash else {
        let class = class_name(hash);
        return Err(failure(format!("join_keys_to_values(): The first argument must be a hash, but a {class} was given.")));
    };
    let Value::String(separator) = separator else {
        let class = class_name(separator);
        return Err(failure(format!("join_keys_to_values(): The second argument must be a string, but a {class} was given.")));
    };
    let joined = |key: &Value, value: &Value| format!("{}{separator}{}", format::interpolated(key), format::interpolated(value));
    let mut out = Vec::new();
    for (key, value) in entries.iter() {
        match value {
            Value::Array(items) => out.extend(items.iter().map(|item| Value::from(joined(key, item)))),
            other => out.push(Value::from(joined(key, other))),
        }
    }
    Ok(Value::array(out))
}

fn hash(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    expect_at_least(call, "hash", 1)?;
    let Value::Array(items) = call.argument(0) else {
        return Err(failure("hash(): Requires array to work with"));
    };
    let items = flat(items);
    if items.len() % 2 == 1 {
        return Err(failure("hash(): Unable to compute hash from array given"));
    }
    let pair = |pair: &[Value]| match pair {
        [key, value] => Some((key.clone(), value.clone())),
        _ => None,
    };
    Ok(Value::hash(items.chunks(2).filter_map(pair).collect()))
}

/// Without entries that are empty strings, here and so many levels down.
fn stripped(value: &Value, levels: usize) -> Value {
    let Value::Hash(entries) = value else { return value.clone() };
    let kept = entries.iter().filter(|(_, value)| value.as_str() != Some(""));
    let inner = |value: &Value| if levels > 0 { stripped(value, levels - 1) } else { value.clone() };
    Value::hash(kept.map(|(key, value)| (key.clone(), inner(value))).collect())
}

fn nested_values(value: &Value) -> Vec<Value> {
    match value {
        Value::Hash(entries) => entries.values().flat_map(nested_values).collect(),
        other => vec![other.clone()],
    }
}

fn dig44(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    if call.arguments.len() < 2 {
        let message = format!("dig44(): Wrong number of arguments given ({} for at least 2)", call.arguments.len());
        return Err(failure(message));
    }
    let Value::Array(path) = call.argument(1) else {
        let class = class_name(call.argument(1));
        return Err(failure(format!("dig44(): second argument must be an array, given {class}")));
    };
    let keys: Vec<Value> = path.to_vec();
    let found = walk(call.argument(0).clone(), &keys);
    Ok(if found.is_undef() { call.argument(2).clone() } else { found })
}

fn walk(value: Value, path: &[Value]) -> Value {
    path.iter().fold(value, |current, key| match (&current, key) {
        (Value::Hash(entries), key) => entries.get(key).cloned().unwrap_or(Value::Undef),
        (Value::Array(items), key) => {
            let index = format::interpolated(key).parse::<usize>().ok();
            index.and_then(|index| items.get(index)).cloned().unwrap_or(Value::Undef)
        }
        _ => Value::Undef,
    })
}

fn try_get_value(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    expect_at_least(call, "try_get_value", 2)?;
    let separator = call.argument(3).as_str().unwrap_or("/");
    let path: Vec<Value> = call.text(1).split(separator).map(Value::from).collect();
    let found = walk(call.argument(0).clone(), &path);
    Ok(if found.is_undef() { call.argument(2).clone() } else { found })
}

/// Counts elements that are equal to a value, or that are there at all.
pub(in crate::functions) fn count(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let mut total = 0;
    match (call.block, call.argument(0)) {
        (Some(block), source) => for_each(source, (block, takes_two(block)), context, &mut |_, result| {
            total += i64::from(result.is_truthy());
            true
        })?,
        (None, Value::Array(items)) if call.arguments.len() == 2 => {
            total = items.iter().filter(|item| *item == call.argument(1)).count() as i64;
        }
        (None, Value::Array(items)) => {
            total = items.iter().filter(|item| !item.is_undef() && item.as_str() != Some("")).count() as i64;
        }
        _ => {
            expect_count(call, "count", 1)?;
            return Err(failure("count(): First argument must be an Array"));
        }
    }
    Ok(Value::Integer(total))
}
