//! HOCON, the only place that names its parser. Neither other files nor the environment are looked at.

use crate::value::{Value, ValueHash};
use hocon::{HoconValue, ScalarType, ScalarValue};

/// Reads a text whose root is an object.
pub fn load(text: &str) -> Result<Value, String> {
    if text.lines().any(|line| line.trim_start().starts_with("include ")) {
        return Err("other files cannot be included".to_string());
    }
    let config = hocon::parse_with_env(text, &Default::default()).map_err(|error| error.to_string())?;
    let entries = config.keys().into_iter().filter_map(|key| Some((Value::from(key), value(root_of(&config, key)?))));
    Ok(Value::hash(entries.collect()))
}

/// A root entry: its key may hold dots.
fn root_of<'a>(config: &'a hocon::Config, key: &str) -> Option<&'a HoconValue> {
    config.get(&format!("\"{}\"", key.replace('\\', "\\\\").replace('"', "\\\"")))
}

fn value(found: &HoconValue) -> Value {
    match found {
        HoconValue::Object(entries) => {
            Value::hash(entries.iter().map(|(key, inner)| (Value::from(key.as_str()), value(inner))).collect::<ValueHash>())
        }
        HoconValue::Array(items) => items.iter().map(value).collect(),
        HoconValue::Scalar(ScalarValue { raw, value_type, .. }) => match value_type {
            ScalarType::Null => Value::Undef,
            ScalarType::Boolean => Value::Boolean(raw == "true"),
            ScalarType::Number => number(raw),
            _ => Value::from(raw.as_str()),
        },
        _ => Value::Undef,
    }
}

fn number(raw: &str) -> Value {
    let integer = raw.parse().map(Value::Integer).ok();
    integer.or_else(|| raw.parse().map(Value::Float).ok()).unwrap_or_else(|| Value::from(raw))
}
