//! The language's `==`: strings compare without regard to the case of ASCII letters, `1 == 1.0`, containers by their elements.
//! Source of the rule: the Puppet language specification, "Equality and Comparison".

use super::{EcoString, Rich, Value};

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
            (Rich::Object { of: a_type, attributes: a, .. }, Rich::Object { of: b_type, attributes: b, .. }) => {
                let differs = |name: &EcoString| {
                    let value =
                        |attributes: &[(EcoString, Value)]| attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.clone());
                    value(a) != value(b)
                };
                a_type == b_type && a_type.equality.as_ref().map_or_else(|| a == b, |names| !names.iter().any(differs))
            }
            (a, b) => a == b,
        },
        (Value::Rich(time), number) | (number, Value::Rich(time)) => seconds(time).is_some_and(|seconds| equals(number, &seconds)),
        _ => left == right,
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
