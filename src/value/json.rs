//! JSON in: facts and data. Values out as JSON is the catalog's affair (`catalog::json`).

use super::{Value, ValueHash};
use serde_json::Value as Json;

/// A value from JSON; nothing is ever revived from `__ptype` or the like.
pub fn from_json(json: &Json) -> Value {
    match json {
        Json::Null => Value::Undef,
        Json::Bool(flag) => Value::Boolean(*flag),
        Json::Number(number) => number.as_i64().map_or_else(|| Value::Float(number.as_f64().unwrap_or(f64::NAN)), Value::Integer),
        Json::String(text) => Value::String(text.as_str().into()),
        Json::Array(items) => items.iter().map(from_json).collect(),
        Json::Object(entries) => {
            let entries: ValueHash = entries.iter().map(|(key, value)| (Value::from(key.as_str()), from_json(value))).collect();
            Value::hash(entries)
        }
    }
}
