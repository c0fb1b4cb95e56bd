//! `Array({…})`, `Hash([[…]])`.

use super::constructor::{Constructor, Way, cannot_type};
use super::failed;
use crate::datatype::{TypeError, label, sequence};
use crate::value::{Rich, Value, ValueHash};

pub(super) static ARRAY: Constructor = Constructor {
    of: "Array",
    name: "new_array",
    types: &[],
    ways: &[
        Way { signature: "Callable[Variant[Array,Hash,Binary,Iterable] $from, Boolean[false] $wrap, 1, 2]", make: array },
        Way {
            signature: "Callable[Any $from, Boolean[true] $wrap]",
            make: |arguments| match arguments.first() {
                Some(array @ Value::Array(_)) => Ok(array.clone()),
                other => Ok(Value::array(other.cloned().into_iter().collect())),
            },
        },
    ],
    mismatches: &[("Callable[Any $from, Boolean $wrap, 1, 2]", |arguments| {
        Ok(cannot_type(arguments.first().unwrap_or(&Value::Undef), "Array"))
    })],
};

pub(super) static HASH: Constructor = Constructor {
    of: "Hash",
    name: "new_hash",
    types: &[
        ("KeyValueArray", "Array[Tuple[Any,Any],1]"),
        ("TreeArray", "Array[Tuple[Array,Any],1]"),
        ("NewHashOption", "Enum[tree, hash_tree]"),
    ],
    ways: &[
        Way { signature: "Callable[TreeArray $from, NewHashOption $build_option, 1, 2]", make: from_tree },
        Way { signature: "Callable[KeyValueArray $from]", make: from_pairs },
        Way { signature: "Callable[Any $from]", make: hash },
    ],
    mismatches: &[],
};

fn array(arguments: &[Value]) -> Result<Value, TypeError> {
    let from = arguments.first().unwrap_or(&Value::Undef);
    match from {
        Value::Array(_) => Ok(from.clone()),
        Value::Rich(rich) if matches!(rich.as_ref(), Rich::Binary(_)) => Ok(bytes_of(rich)),
        other => match sequence(other) {
            Some(sequence) => sequence.items().map(Value::array).map_err(failed),
            None => Err(failed(cannot_type(from, "Array"))),
        },
    }
}

fn bytes_of(rich: &Rich) -> Value {
    match rich {
        Rich::Binary(bytes) => bytes.iter().map(|byte| Value::Integer(i64::from(*byte))).collect(),
        _ => Value::Undef,
    }
}

fn from_pairs(arguments: &[Value]) -> Result<Value, TypeError> {
    let pair = |value: &Value| match value.as_array() {
        Some([key, value]) => Some((key.clone(), value.clone())),
        _ => None,
    };
    let items = arguments.first().and_then(Value::as_array).unwrap_or(&[]);
    Ok(Value::hash(items.iter().filter_map(pair).collect()))
}

fn hash(arguments: &[Value]) -> Result<Value, TypeError> {
    let from = arguments.first().unwrap_or(&Value::Undef);
    if matches!(from, Value::Hash(_)) {
        return Ok(from.clone());
    }
    let Some(items) = sequence(from) else { return Err(failed(cannot_type(from, "Hash"))) };
    let items = items.items().map_err(failed)?;
    match items.as_slice() {
        [Value::Hash(_)] if !matches!(from, Value::Array(_)) => return Ok(items.first().cloned().unwrap_or_default()),
        [pairs @ Value::Array(_)] if !matches!(from, Value::Array(_)) => return from_pairs(std::slice::from_ref(pairs)),
        _ => {}
    }
    if !items.len().is_multiple_of(2) {
        return Err(failed("odd number of arguments for Hash"));
    }
    let pair = |pair: &[Value]| Some((pair.first()?.clone(), pair.get(1)?.clone()));
    Ok(Value::hash(items.chunks(2).filter_map(pair).collect()))
}

/// Pairs of path and value become nested hashes.
fn from_tree(arguments: &[Value]) -> Result<Value, TypeError> {
    let Some(option) = arguments.get(1).and_then(Value::as_str) else { return from_pairs(arguments) };
    let all_hashes = option == "hash_tree";
    let mut root = Value::hash(ValueHash::default());
    for item in arguments.first().and_then(Value::as_array).unwrap_or(&[]) {
        if let Some([Value::Array(path), value]) = item.as_array() {
            let value = if all_hashes && !path.is_empty() { as_hash(value) } else { value.clone() };
            insert(&mut root, path, value)?;
        }
    }
    Ok(root)
}

fn as_hash(value: &Value) -> Value {
    match value {
        Value::Array(items) => {
            Value::hash(items.iter().enumerate().map(|(index, item)| (Value::Integer(index as i64), as_hash(item))).collect())
        }
        other => other.clone(),
    }
}

fn insert(node: &mut Value, path: &[Value], value: Value) -> Result<(), TypeError> {
    let Some((key, rest)) = path.split_first() else { return merge_into_root(node, &value) };
    if let (Value::Array(items), Value::Integer(index)) = (&mut *node, key) {
        let mut changed = items.to_vec();
        if let Ok(index) = usize::try_from(*index) {
            if index >= changed.len() && index <= changed.len().saturating_add(1000) {
                changed.resize(index + 1, Value::Undef);
            }
            if let Some(slot) = changed.get_mut(index) {
                if rest.is_empty() { *slot = value } else { insert(slot, rest, value)? }
            }
        }
        *node = Value::array(changed);
        return Ok(());
    }
    let mut entries = node.as_hash().cloned().unwrap_or_default();
    if rest.is_empty() {
        entries.insert(key.clone(), value);
    } else {
        let mut child = entries.get(key).cloned().unwrap_or_else(|| Value::hash(ValueHash::default()));
        insert(&mut child, rest, value)?;
        entries.insert(key.clone(), child);
    }
    *node = Value::hash(entries);
    Ok(())
}

/// What an empty path says of the whole.
fn merge_into_root(node: &mut Value, value: &Value) -> Result<(), TypeError> {
    let mut entries = node.as_hash().cloned().unwrap_or_default();
    match value {
        Value::Array(items) => {
            entries.extend(items.iter().enumerate().map(|(index, item)| (Value::Integer(index as i64), item.clone())));
        }
        Value::Hash(more) => entries.extend(more.iter().map(|(key, value)| (key.clone(), value.clone()))),
        other => {
            let class = if other.is_undef() { "nil".to_string() } else { label::class_name(other) };
            return Err(failed(format!("no implicit conversion of {class} into Hash")));
        }
    }
    *node = Value::hash(entries);
    Ok(())
}
