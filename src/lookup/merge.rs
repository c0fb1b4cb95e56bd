//! Merging two values: arrays into a set, hashes, and both to any depth by the rules of Ruby's `deep_merge`.

use super::LookupError;
use super::text::{class_of, inspect};
use crate::value::{Map, Set, Value, ValueHash};
use std::cmp::Ordering;

const DEEPEST: usize = 200;

/// Options of `deep`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Deep {
    pub knockout_prefix: Option<String>,
    pub sort_merged_arrays: bool,
    pub merge_hash_arrays: bool,
}

/// The hash with the lower priority, with the other's entries over it.
pub fn hashes(high: &Value, low: &Value) -> Value {
    let mut merged = low.as_hash().cloned().unwrap_or_default();
    merged.extend(high.as_hash().into_iter().flatten().map(|(key, value)| (key.clone(), value.clone())));
    Value::hash(merged)
}

/// Gives the elements of an array and of the arrays in it; a value that is none is the only element.
fn each(value: &Value, depth: usize, visit: &mut dyn FnMut(&Value)) {
    match value {
        Value::Array(items) if depth < DEEPEST => items.iter().for_each(|item| each(item, depth + 1, visit)),
        other => visit(other),
    }
}

/// An array without arrays in it.
pub fn flat(value: &Value) -> Value {
    let is_flat = |items: &[Value]| !items.iter().any(|item| matches!(item, Value::Array(_)));
    if value.as_array().is_some_and(is_flat) {
        return value.clone();
    }
    let mut elements = Vec::new();
    each(value, 0, &mut |element| elements.push(element.clone()));
    Value::array(elements)
}

/// The elements of values, each once.
pub fn unique(values: &[&Value]) -> Value {
    let most = values.iter().map(|value| value.as_array().map_or(1, <[Value]>::len)).sum();
    let mut elements = Set::with_capacity_and_hasher(most, Default::default());
    for value in values {
        each(value, 0, &mut |element| {
            elements.insert(element.clone());
        });
    }
    elements.into_iter().collect()
}

/// The elements of one array, each once; arrays among them are elements, too.
pub fn once(items: &[Value]) -> Value {
    items.iter().cloned().collect::<Set<_>>().into_iter().collect()
}

impl Deep {
    pub fn read(options: &ValueHash) -> Result<Self, LookupError> {
        let flag = |name: &str| options.get(&Value::from(name)).is_some_and(Value::is_truthy);
        let knockout_prefix = options.get(&Value::from("knockout_prefix")).and_then(Value::as_str).map(str::to_string);
        if knockout_prefix.as_deref() == Some("") {
            return Err(LookupError::Argument("knockout_prefix cannot be an empty string in deep_merge!".to_string()));
        }
        Ok(Deep { knockout_prefix, sort_merged_arrays: flag("sort_merged_arrays"), merge_hash_arrays: flag("merge_hash_arrays") })
    }

    /// `low` with `high` merged over it: arrays unite with the lower priority first.
    pub fn merge(&self, high: &Value, low: &Value, depth: usize) -> Result<Value, LookupError> {
        Ok(match (high, low) {
            _ if depth > DEEPEST => high.clone(),
            (Value::Undef, low) => low.clone(),
            (high, Value::Undef | Value::Boolean(false)) => high.clone(),
            (Value::Hash(source), Value::Hash(target)) => self.merge_hashes(source, target, depth)?,
            (Value::Hash(source), low) if source.is_empty() => low.clone(),
            (Value::Hash(source), _) => self.merge_hashes(source, &ValueHash::default(), depth)?,
            (Value::Array(source), low) => self.merge_array(source, low, depth)?,
            (high, _) => self.overwrite(high),
        })
    }

    fn merge_hashes(&self, source: &ValueHash, target: &ValueHash, depth: usize) -> Result<Value, LookupError> {
        let mut merged = target.clone();
        for (key, value) in source {
            let below = merged.get(key).filter(|below| below.is_truthy()).unwrap_or(value).clone();
            merged.insert(key.clone(), self.merge(value, &below, depth + 1)?);
        }
        Ok(Value::hash(merged))
    }

    fn merge_array(&self, source: &[Value], low: &Value, depth: usize) -> Result<Value, LookupError> {
        let mut source = source.to_vec();
        let mut low = low.clone();
        if let Some(prefix) = &self.knockout_prefix {
            let all = Value::from(prefix.as_str());
            if source.contains(&all) {
                source.retain(|item| *item != all);
                low = cleared(&low);
            }
        }
        let Value::Array(target) = &low else { return Ok(self.overwrite(&Value::array(source))) };
        let target = self.knock_out(&mut source, target);
        let are_hashes = |items: &[Value]| items.iter().all(|item| matches!(item, Value::Hash(_)));
        let mut merged = if self.merge_hash_arrays && are_hashes(&source) && are_hashes(&target) {
            self.merge_by_position(&source, &target, depth)?
        } else {
            target.into_iter().chain(source).collect::<Set<_>>().into_iter().collect()
        };
        if self.sort_merged_arrays {
            sort(&mut merged)?;
        }
        Ok(Value::array(merged))
    }

    fn merge_by_position(&self, source: &[Value], target: &[Value], depth: usize) -> Result<Vec<Value>, LookupError> {
        let empty = Value::hash(Map::default());
        let pairs = target.iter().enumerate();
        let merged = pairs.map(|(index, below)| self.merge(source.get(index).unwrap_or(&empty), below, depth + 1));
        let mut merged: Vec<Value> = merged.collect::<Result<_, _>>()?;
        merged.extend(source.iter().skip(target.len()).cloned());
        Ok(merged)
    }

    /// Takes `--x` out of the source and `x` out of the target.
    fn knock_out(&self, source: &mut Vec<Value>, target: &[Value]) -> Vec<Value> {
        let mut target = target.to_vec();
        let Some(prefix) = &self.knockout_prefix else { return target };
        source.retain(|item| {
            let Some(name) = item.as_str().and_then(|text| text.strip_prefix(prefix.as_str())) else { return true };
            target.retain(|other| other.as_str() != Some(name) && other != item);
            false
        });
        target
    }

    /// A value that replaces what cannot be merged with it.
    fn overwrite(&self, high: &Value) -> Value {
        let Some(prefix) = &self.knockout_prefix else { return high.clone() };
        let is_knocked_out = |value: &Value| value.as_str().is_some_and(|text| text.starts_with(prefix.as_str()));
        match high {
            Value::Array(items) => items.iter().filter(|item| !is_knocked_out(item)).cloned().collect(),
            other if is_knocked_out(other) => Value::from(""),
            other => other.clone(),
        }
    }
}

fn cleared(value: &Value) -> Value {
    match value {
        Value::Array(_) => Value::array(Vec::new()),
        Value::Hash(_) => Value::hash(Map::default()),
        Value::String(_) => Value::from(""),
        _ => Value::Undef,
    }
}

/// Sorts as Ruby does; values of different kinds cannot be compared.
fn sort(items: &mut [Value]) -> Result<(), LookupError> {
    let strange = items.iter().skip(1).zip(items.iter()).find(|(item, before)| compare(before, item, 0).is_none());
    if let Some((item, before)) = strange {
        let with = match item {
            Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Undef => inspect(item),
            other => class_of(other).to_string(),
        };
        return Err(LookupError::Argument(format!("comparison of {} with {with} failed", class_of(before))));
    }
    items.sort_by(|left, right| compare(left, right, 0).unwrap_or(Ordering::Equal));
    Ok(())
}

fn compare(left: &Value, right: &Value, depth: usize) -> Option<Ordering> {
    match (left, right) {
        _ if depth > DEEPEST => None,
        (Value::String(left), Value::String(right)) => Some(left.as_bytes().cmp(right.as_bytes())),
        (Value::Integer(left), Value::Integer(right)) => Some(left.cmp(right)),
        (Value::Float(left), Value::Float(right)) => left.partial_cmp(right),
        (Value::Integer(left), Value::Float(right)) => (*left as f64).partial_cmp(right),
        (Value::Float(left), Value::Integer(right)) => left.partial_cmp(&(*right as f64)),
        (Value::Array(left), Value::Array(right)) => {
            let mut pairs = left.iter().zip(right.iter()).map(|(left, right)| compare(left, right, depth + 1));
            pairs.find(|order| *order != Some(Ordering::Equal)).unwrap_or_else(|| Some(left.len().cmp(&right.len())))
        }
        _ => (left == right).then_some(Ordering::Equal),
    }
}
