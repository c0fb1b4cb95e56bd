//! `empty`, `size`, `keys`, `values`, `flatten`, `unique`, `sort`, `dig`, `get`, `getvar`, …: Puppet's own functions on collections.

use super::block::{elements, within_limit};
use super::definition::{Definition, typed};
use super::inclusion::flat;
use crate::evaluate::function::{Call, Context, Evaluated, Interrupt};
use crate::value::{Map, Rich, Set, Value};

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
        |call, context| {
            if let Value::Integer(_) | Value::Float(_) = call.argument(0) {
                let line = call.location.as_ref().map_or(0, |location| location.line());
                let message = "Calling function empty() with Numeric value is deprecated.";
                context.warn_once(&format!("empty-{line}"), message, call.location.as_ref());
            }
            Ok(Value::Boolean(is_empty(call.argument(0))))
        },
    ),
    typed("length", &["Callable[Collection $arg]", "Callable[String $arg]", "Callable[Binary $arg]"], length),
    typed("size", &["Callable[Variant[Collection, String, Binary] $arg]"], length),
    typed("keys", &["Callable[Hash $hsh]"], |call, _| {
        Ok(call.argument(0).as_hash().map(|entries| entries.keys().cloned().collect()).unwrap_or(Value::Undef))
    }),
    typed("values", &["Callable[Hash $hsh]"], |call, _| {
        Ok(call.argument(0).as_hash().map(|entries| entries.values().cloned().collect()).unwrap_or(Value::Undef))
    }),
    typed("flatten", &["Callable[Any $args, 0, default]"], |call, _| Ok(Value::array(flat(call.arguments)))),
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

/// Values that a block (or nothing) finds equal are one; of a hash the keys of equal values become a key together.
fn unique(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let source = call.argument(0);
    if let (None, Value::Array(_) | Value::Type(_) | Value::Iterator(_)) = (call.block, source) {
        let distinct: Result<Set<Value>, Interrupt> =
            elements(source).enumerate().map(|(index, value)| within_limit(index).map(|()| value)).collect();
        return Ok(distinct?.into_iter().collect());
    }
    let mut groups: Map<Value, (Vec<Value>, Vec<Value>)> = Map::default();
    for (index, element) in elements(source).enumerate() {
        within_limit(index)?;
        let (key, value) = match (source, element.as_array()) {
            (Value::Hash(_), Some([key, value])) => (key.clone(), value.clone()),
            _ => (Value::Undef, element),
        };
        let identity = match call.block {
            Some(block) => context.call_block(block, std::slice::from_ref(&value))?,
            None => value.clone(),
        };
        let (keys, values) = groups.entry(identity).or_default();
        match source {
            Value::Hash(_) => {
                keys.push(key);
                if !values.contains(&value) {
                    values.push(value);
                }
            }
            // of the others the first counts, and there may be many
            _ if values.is_empty() => *values = vec![value],
            _ => {}
        }
    }
    let firsts = groups.values().filter_map(|(_, values)| values.first());
    Ok(match source {
        Value::String(_) => Value::from(firsts.filter_map(Value::as_str).collect::<String>()),
        Value::Hash(_) => Value::hash(groups.into_values().map(|(keys, values)| (Value::array(keys), Value::array(values))).collect()),
        _ => firsts.cloned().collect(),
    })
}
