//! Which values a declared type leaves to a variable, as far as conditions ask.

use crate::value::{Type, Value};

/// Whether a value of a type may equal a value, as Puppet compares: strings without case. What is not known may.
pub fn may_equal(data_type: &Type, value: &Value) -> bool {
    match data_type {
        Type::Boolean(only) => matches!(value, Value::Boolean(flag) if only.is_none_or(|only| only == *flag)),
        Type::Integer(_) | Type::Float(_) | Type::Numeric => matches!(value, Value::Integer(_) | Value::Float(_)),
        Type::String(_) | Type::Pattern(_) => matches!(value, Value::String(_)),
        Type::StringValue(text) => is_text(value, text),
        Type::Enum { values, .. } => values.iter().any(|text| is_text(value, text)),
        Type::Undef => *value == Value::Undef,
        Type::Optional(inner) => *value == Value::Undef || may_equal(inner, value),
        Type::NotUndef(inner) => may_equal(inner, value),
        Type::Variant(types) => types.iter().any(|one| may_equal(one, value)),
        Type::Alias(alias) => alias.resolved.get().is_none_or(|meaning| may_equal(meaning, value)),
        _ => true,
    }
}

/// Whether a type surely has a value that equals none of these.
pub fn has_others(data_type: &Type, values: &[Value]) -> bool {
    match data_type {
        Type::Boolean(None) => [true, false].iter().any(|flag| !values.contains(&Value::Boolean(*flag))),
        Type::Enum { values: texts, .. } => texts.iter().any(|text| !values.iter().any(|value| is_text(value, text))),
        Type::Any | Type::Scalar | Type::ScalarData | Type::Data | Type::RichData => true,
        Type::String(_) | Type::Integer(_) | Type::Float(_) | Type::Numeric => true,
        Type::Optional(inner) => !values.contains(&Value::Undef) || has_others(inner, values),
        Type::Variant(types) => types.iter().any(|one| has_others(one, values)),
        Type::Undef => !values.contains(&Value::Undef),
        Type::Alias(alias) => alias.resolved.get().is_some_and(|meaning| has_others(meaning, values)),
        _ => false,
    }
}

fn is_text(value: &Value, like: &str) -> bool {
    matches!(value, Value::String(text) if text.to_lowercase() == like.to_lowercase())
}
