//! `Array({…})`, `Hash([[…]])`.

use super::{cannot, failed};
use crate::datatype::{TypeError, accepts, alias, build};
use crate::value::{Rich, Type, Value, ValueHash};

pub(super) fn array(arguments: &[Value]) -> Result<Value, TypeError> {
    let from = arguments.first().unwrap_or(&Value::Undef);
    let wrap = matches!(arguments.get(1), Some(Value::Boolean(true)));
    match from {
        Value::Array(_) => Ok(from.clone()),
        other if wrap => Ok(Value::array(vec![other.clone()])),
        other => elements(other).map(Value::array).ok_or_else(|| cannot(from, "Array")),
    }
}

/// What iterating over a value gives; `None` where that is not possible.
fn elements(from: &Value) -> Option<Vec<Value>> {
    match from {
        Value::Array(items) => Some(items.to_vec()),
        Value::Hash(entries) => Some(entries.iter().map(|(key, value)| Value::array(vec![key.clone(), value.clone()])).collect()),
        Value::String(text) => Some(text.chars().map(|character| Value::from(character.to_string())).collect()),
        Value::Integer(number) if *number >= 0 => Some((0..*number).map(Value::Integer).collect()),
        Value::Type(data_type) => match alias::resolved(data_type) {
            Type::Integer(range) => range.from.zip(range.to).map(|(from, to)| (from..=to).map(Value::Integer).collect()),
            Type::Enum { values, .. } => Some(values.iter().cloned().map(Value::String).collect()),
            _ => None,
        },
        Value::Iterator(sequence) => Some(sequence.iter().collect()),
        Value::Rich(rich) => match rich.as_ref() {
            Rich::Binary(bytes) => Some(bytes.iter().map(|byte| Value::Integer(i64::from(*byte))).collect()),
            _ => None,
        },
        _ => None,
    }
}

pub(super) fn hash(arguments: &[Value]) -> Result<Value, TypeError> {
    let from = arguments.first().unwrap_or(&Value::Undef);
    if let Value::Hash(_) = from {
        return Ok(from.clone());
    }
    let items = elements(from).ok_or_else(|| cannot(from, "Hash"))?;
    match arguments.get(1).and_then(Value::as_str) {
        Some(option @ ("tree" | "hash_tree")) => return tree(&items, option == "hash_tree"),
        Some(other) => return Err(failed(format!("Hash.new(): unknown option '{other}'"))),
        None => {}
    }
    let pair = |value: &Value| match value.as_array() {
        Some([key, value]) => Some((key.clone(), value.clone())),
        _ => None,
    };
    if let Some(pairs) = items.iter().map(pair).collect::<Option<Vec<_>>>() {
        return Ok(Value::hash(pairs.into_iter().collect()));
    }
    if items.len() % 2 == 1 {
        return Err(failed("odd number of arguments for Hash"));
    }
    let pair = |pair: &[Value]| match pair {
        [key, value] => Some((key.clone(), value.clone())),
        _ => None,
    };
    Ok(Value::hash(items.chunks(2).filter_map(pair).collect()))
}

/// Pairs of path and value become nested hashes.
fn tree(items: &[Value], all_hashes: bool) -> Result<Value, TypeError> {
    let wanted = build::from_reference("Array").unwrap_or(Type::Any);
    let mut root = Value::hash(ValueHash::default());
    for item in items {
        let Some([path, value]) = item.as_array().filter(|pair| pair.first().is_some_and(|path| accepts(&wanted, path))) else {
            return Err(failed("Hash.new(): a tree is made of pairs of path and value"));
        };
        let value = if all_hashes { as_hash(value) } else { value.clone() };
        insert(&mut root, path.as_array().unwrap_or(&[]), value);
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

fn insert(node: &mut Value, path: &[Value], value: Value) {
    let Some((key, rest)) = path.split_first() else {
        match (as_hash(&value), &mut *node) {
            (Value::Hash(new), Value::Hash(entries)) => {
                let mut merged = ValueHash::clone(entries);
                merged.extend(new.iter().map(|(key, value)| (key.clone(), value.clone())));
                *node = Value::hash(merged);
            }
            (other, _) => *node = other,
        }
        return;
    };
    if let (Value::Array(items), Value::Integer(index)) = (&mut *node, key) {
        let mut changed = items.to_vec();
        if let Some(slot) = usize::try_from(*index).ok().and_then(|index| changed.get_mut(index)) {
            if rest.is_empty() { *slot = value } else { insert(slot, rest, value) }
        }
        *node = Value::array(changed);
        return;
    }
    let mut entries = node.as_hash().cloned().unwrap_or_default();
    if rest.is_empty() {
        entries.insert(key.clone(), value);
    } else {
        let mut child = entries.get(key).cloned().unwrap_or_else(|| Value::hash(ValueHash::default()));
        insert(&mut child, rest, value);
        entries.insert(key.clone(), child);
    }
    *node = Value::hash(entries);
}
