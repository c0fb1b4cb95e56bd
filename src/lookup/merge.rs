//! How values from several places become one: `first`, `unique`, `hash`, `deep`.

use super::LookupError;
use crate::value::{Map, Set, Value, ValueHash};
use std::cmp::Ordering;

const DEEPEST: usize = 200;

/// A merge strategy with its options.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Strategy {
    #[default]
    First,
    Unique,
    Hash,
    Deep(Deep),
}

/// Options of `deep`.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Deep {
    pub knockout_prefix: Option<String>,
    pub sort_merged_arrays: bool,
    pub merge_hash_arrays: bool,
}

impl Strategy {
    /// Reads what `merge` holds: a name, or a hash with `strategy` and options.
    pub fn read(merge: Option<&Value>) -> Result<Self, LookupError> {
        match merge {
            None | Some(Value::Undef) => Ok(Strategy::First),
            Some(Value::Hash(options)) => match options.get(&Value::from("strategy")).and_then(Value::as_str) {
                Some("deep") => Deep::read(options).map(Strategy::Deep),
                Some(name) => Strategy::named(name),
                None => Err(LookupError::LookupOptions(
                    "The hash given as 'merge' must contain the name of a strategy in string form for the key 'strategy'".to_string(),
                )),
            },
            Some(other) => Strategy::named(&crate::value::format::interpolated(other)),
        }
    }

    fn named(name: &str) -> Result<Self, LookupError> {
        match name {
            "first" | "default" => Ok(Strategy::First),
            "unique" => Ok(Strategy::Unique),
            "hash" => Ok(Strategy::Hash),
            "deep" => Ok(Strategy::Deep(Deep::default())),
            other => Err(LookupError::UnknownStrategy(other.to_string())),
        }
    }

    /// Asks one place after the other; the first one has the highest priority.
    pub fn lookup<T>(
        &self,
        places: &[T],
        mut ask: impl FnMut(&T) -> Result<Option<Value>, LookupError>,
    ) -> Result<Option<Value>, LookupError> {
        if *self == Strategy::First {
            for place in places {
                if let Some(value) = ask(place)? {
                    return Ok(Some(value));
                }
            }
            return Ok(None);
        }
        if let [only] = places {
            return Ok(ask(only)?.map(|value| self.alone(value)));
        }
        let mut merged = None;
        for place in places {
            merged = match (merged, ask(place)?) {
                (memo, None) => memo,
                (None, Some(value)) => Some(self.first(value)),
                (Some(memo), Some(value)) => Some(self.merge(&memo, &value)?),
            };
        }
        Ok(merged)
    }

    /// A value from the only place there is.
    fn alone(&self, value: Value) -> Value {
        match (self, &value) {
            (Strategy::Unique, Value::Array(items)) => unique(items.iter().cloned()),
            _ => value,
        }
    }

    /// The first value found of several places.
    fn first(&self, value: Value) -> Value {
        if *self == Strategy::Unique { Value::array(flat(&value)) } else { value }
    }

    /// Two values, the first with the higher priority.
    pub fn merge(&self, high: &Value, low: &Value) -> Result<Value, LookupError> {
        match self {
            Strategy::First => Ok(high.clone()),
            Strategy::Unique => {
                for (which, value) in [("The first element", high), ("The second element", low)] {
                    if matches!(value, Value::Hash(_) | Value::Undef) {
                        return Err(LookupError::Merge { which, expected: "a value of type Scalar or Array", got: type_name(value) });
                    }
                }
                Ok(unique(flat(high).into_iter().chain(flat(low))))
            }
            Strategy::Hash => {
                let high = expect_hash("The first element", high)?;
                let mut merged = expect_hash("The second element", low)?.clone();
                merged.extend(high.iter().map(|(key, value)| (key.clone(), value.clone())));
                Ok(Value::hash(merged))
            }
            Strategy::Deep(options) => Ok(options.merge(high, low, 0)),
        }
    }
}

fn expect_hash<'a>(which: &'static str, value: &'a Value) -> Result<&'a ValueHash, LookupError> {
    value.as_hash().ok_or(LookupError::Merge { which, expected: "a Hash value", got: type_name(value) })
}

/// The name of the data type that Puppet infers.
fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Undef => "Undef",
        Value::Default => "Default",
        Value::Boolean(_) => "Boolean",
        Value::Integer(_) => "Integer",
        Value::Float(_) => "Float",
        Value::String(_) => "String",
        Value::Array(items) if items.is_empty() => "Array",
        Value::Array(_) => "Tuple",
        Value::Hash(entries) if entries.is_empty() || !entries.keys().all(|key| key.as_str().is_some()) => "Hash",
        Value::Hash(_) => "Struct",
        _ => "Runtime",
    }
}

fn flat(value: &Value) -> Vec<Value> {
    fn push(value: &Value, out: &mut Vec<Value>, depth: usize) {
        match value {
            Value::Array(items) if depth < DEEPEST => items.iter().for_each(|item| push(item, out, depth + 1)),
            other => out.push(other.clone()),
        }
    }
    let mut out = Vec::new();
    push(value, &mut out, 0);
    out
}

fn unique(items: impl Iterator<Item = Value>) -> Value {
    items.collect::<Set<_>>().into_iter().collect()
}

impl Deep {
    fn read(options: &ValueHash) -> Result<Self, LookupError> {
        let flag = |name: &str| options.get(&Value::from(name)).is_some_and(Value::is_truthy);
        let knockout_prefix = options.get(&Value::from("knockout_prefix")).and_then(Value::as_str).map(str::to_string);
        if knockout_prefix.as_deref() == Some("") {
            return Err(LookupError::EmptyKnockout);
        }
        Ok(Deep { knockout_prefix, sort_merged_arrays: flag("sort_merged_arrays"), merge_hash_arrays: flag("merge_hash_arrays") })
    }

    /// `low` with `high` merged over it, by the rules of Ruby's `deep_merge`: arrays unite with the lower priority first.
    fn merge(&self, high: &Value, low: &Value, depth: usize) -> Value {
        match (high, low) {
            _ if depth > DEEPEST => high.clone(),
            (Value::Undef, low) => low.clone(),
            (high, Value::Undef | Value::Boolean(false)) => high.clone(),
            (Value::Hash(source), Value::Hash(target)) => self.merge_hashes(source, target, depth),
            (Value::Hash(source), _) => self.merge_hashes(source, &ValueHash::default(), depth),
            (Value::Array(source), low) => self.merge_array(source, low, depth),
            (high, _) => self.overwrite(high),
        }
    }

    fn merge_hashes(&self, source: &ValueHash, target: &ValueHash, depth: usize) -> Value {
        let mut merged = target.clone();
        for (key, value) in source {
            let below = merged.get(key).filter(|below| below.is_truthy()).unwrap_or(value).clone();
            merged.insert(key.clone(), self.merge(value, &below, depth + 1));
        }
        Value::hash(merged)
    }

    fn merge_array(&self, source: &[Value], low: &Value, depth: usize) -> Value {
        let mut source = source.to_vec();
        let mut low = low.clone();
        if let Some(prefix) = &self.knockout_prefix {
            let all = Value::from(prefix.as_str());
            if source.contains(&all) {
                source.retain(|item| *item != all);
                low = cleared(&low);
            }
        }
        let Value::Array(target) = &low else { return self.overwrite(&Value::array(source)) };
        let target = self.knock_out(&mut source, target);
        let are_hashes = |items: &[Value]| items.iter().all(|item| matches!(item, Value::Hash(_)));
        let mut merged = if self.merge_hash_arrays && are_hashes(&source) && are_hashes(&target) {
            self.merge_by_position(&source, &target, depth)
        } else {
            target.into_iter().chain(source).collect::<Set<_>>().into_iter().collect()
        };
        if self.sort_merged_arrays {
            merged.sort_by(compare);
        }
        Value::array(merged)
    }

    fn merge_by_position(&self, source: &[Value], target: &[Value], depth: usize) -> Vec<Value> {
        let empty = Value::hash(Map::default());
        let pairs = target.iter().enumerate();
        let mut merged: Vec<Value> =
            pairs.map(|(index, below)| self.merge(source.get(index).unwrap_or(&empty), below, depth + 1)).collect();
        merged.extend(source.iter().skip(target.len()).cloned());
        merged
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

fn compare(left: &Value, right: &Value) -> Ordering {
    match (left, right) {
        (Value::String(left), Value::String(right)) => left.as_bytes().cmp(right.as_bytes()),
        (Value::Integer(left), Value::Integer(right)) => left.cmp(right),
        _ => Ordering::Equal,
    }
}
