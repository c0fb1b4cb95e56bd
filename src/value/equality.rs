//! The language's `==`: strings compare without regard to the case of ASCII letters, `1 == 1.0`, containers by their elements.
//! Source of the rule: the Puppet language specification, "Equality and Comparison".

use super::data_type::{Object, ObjectAttribute};
use super::{EcoString, Rich, Type, Value};
use std::sync::Arc;

/// Parents beyond this many are not asked.
const DEEPEST: usize = 200;

/// Puppet's `a == b`.
pub fn equals(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::String(a), Value::String(b)) => a.eq_ignore_ascii_case(b),
        (Value::Integer(a), Value::Float(b)) | (Value::Float(b), Value::Integer(a)) => (*a as f64) == *b,
        (Value::Float(a), Value::Float(b)) => a == b,
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b.iter()).all(|(x, y)| equals(x, y)),
        // a key that is not there counts as one whose value is undef
        (Value::Hash(a), Value::Hash(b)) => {
            a.len() == b.len() && a.iter().all(|(key, value)| equals(b.get(key).unwrap_or(&Value::Undef), value))
        }
        (Value::Rich(a), Value::Rich(b)) => match (a.as_ref(), b.as_ref()) {
            (Rich::Object { of, attributes: ours, .. }, Rich::Object { of: other, attributes: theirs, .. }) => {
                let value = |attributes: &[(EcoString, Value)], name: &EcoString| {
                    attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.clone())
                };
                match told_apart_by(of, 0) {
                    Some(names) => of == other && names.iter().all(|name| value(ours, name) == value(theirs, name)),
                    None => Arc::ptr_eq(a, b),
                }
            }
            (a, b) => a == b,
        },
        (Value::Rich(time), number) | (number, Value::Rich(time)) => seconds(time).is_some_and(|seconds| equals(number, &seconds)),
        _ => left == right,
    }
}

/// The attributes that tell instances of a type and its parents apart; `None` where only the instance itself is equal to it.
fn told_apart_by(object: &Object, depth: usize) -> Option<Vec<EcoString>> {
    let parent = object.parent.as_ref().and_then(as_object).filter(|_| depth < DEEPEST);
    let compared = |attribute: &&ObjectAttribute| !matches!(attribute.kind.as_deref(), Some("constant" | "derived"));
    let own: Vec<EcoString> = object
        .equality
        .clone()
        .unwrap_or_else(|| object.attributes.iter().filter(compared).map(|attribute| attribute.name.clone()).collect());
    let by_type = object.includes_type && !parent.is_some_and(|parent| parent.includes_type);
    let inherited = parent.map(|parent| told_apart_by(parent, depth + 1));
    match (own.is_empty() && !by_type, inherited) {
        (true, inherited) => inherited.flatten(),
        (false, None) => Some(own),
        (false, Some(inherited)) => inherited.map(|names| names.into_iter().chain(own).collect()),
    }
}

fn as_object(data_type: &Type) -> Option<&Object> {
    match data_type {
        Type::Object(object) => object.as_deref(),
        Type::Alias(alias) => alias.resolved.get().and_then(as_object),
        _ => None,
    }
}

/// A time as a number, where it is a whole number of seconds or a fraction of them.
fn seconds(time: &Rich) -> Option<Value> {
    match time {
        Rich::Timestamp(nanoseconds) | Rich::Timespan(nanoseconds) => Some(Value::Float(*nanoseconds as f64 / 1e9)),
        _ => None,
    }
}

/// Ruby's `==`: as [`equals`], but strings are compared to the letter.
pub fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::String(a), Value::String(b)) => a == b,
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b.iter()).all(|(x, y)| same(x, y)),
        (Value::Hash(a), Value::Hash(b)) => {
            a.len() == b.len() && a.iter().all(|(key, value)| b.get(key).is_some_and(|other| same(value, other)))
        }
        _ => equals(left, right),
    }
}
