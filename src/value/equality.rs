//! The language's `==`: strings compare without regard to case, `1 == 1.0`, containers by their elements.
//! Source of the rule: the Puppet language specification, "Equality and Comparison".

use super::Value;

/// Puppet's `a == b`.
pub fn equals(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::String(a), Value::String(b)) => equals_ignoring_case(a, b),
        (Value::Integer(a), Value::Float(b)) | (Value::Float(b), Value::Integer(a)) => (*a as f64) == *b,
        (Value::Float(a), Value::Float(b)) => a == b,
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b.iter()).all(|(x, y)| equals(x, y)),
        (Value::Hash(a), Value::Hash(b)) => {
            a.len() == b.len() && a.iter().all(|(key, value)| b.get(key).is_some_and(|other| equals(value, other)))
        }
        _ => left == right,
    }
}

/// Case-insensitive comparison of two strings, by Unicode lower case as Ruby's `casecmp?` does for ASCII and beyond.
pub fn equals_ignoring_case(left: &str, right: &str) -> bool {
    left == right || left.eq_ignore_ascii_case(right) || (!left.is_ascii() && left.to_lowercase() == right.to_lowercase())
}
