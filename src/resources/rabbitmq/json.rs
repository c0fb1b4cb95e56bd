//! Hashes of a manifest as the broker's JSON.

use crate::value::{Map, Value, format, json::from_json};
use serde_json::Value as Json;

/// A value as JSON; what JSON has no form for becomes text.
pub fn json(value: &Value) -> Json {
    match value.unwrapped() {
        Value::Undef => Json::Null,
        Value::Boolean(flag) => Json::from(*flag),
        Value::Integer(number) => Json::from(*number),
        Value::Float(number) => Json::from(*number),
        Value::Array(items) => items.iter().map(json).collect(),
        Value::Hash(entries) => entries.iter().map(|(key, value)| (String::from(format::interpolated(key)), json(value))).collect(),
        other => Json::from(String::from(format::interpolated(other))),
    }
}

/// The hash of an attribute; an empty one where it is not given.
pub fn object(value: Option<&Value>) -> Json {
    value.map_or_else(|| Json::Object(serde_json::Map::new()), json)
}

/// JSON as messages show it: `{'ha-mode' => 'all'}`.
pub fn shown(json: &Json) -> String {
    format::inspect(&from_json(json))
}

/// Text that is a whole number becomes one, for the entries that `is_meant` names.
pub fn with_numbers(json: &mut Json, is_meant: impl Fn(&str) -> bool) {
    let Some(entries) = json.as_object_mut() else { return };
    for (_, value) in entries.iter_mut().filter(|(name, _)| is_meant(name)) {
        if let Some(number) = value.as_str().and_then(whole) {
            *value = Json::from(number);
        }
    }
}

fn whole(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let is_whole = !digits.is_empty() && digits.chars().all(|digit| digit.is_ascii_digit());
    if is_whole { text.strip_prefix('+').unwrap_or(text).parse().ok() } else { None }
}

/// `name@vhost`, parted at the last at sign.
pub fn parted(name: &str) -> Option<Place> {
    name.rsplit_once('@').map(|(name, vhost)| Place { vhost: vhost.to_string(), name: name.to_string() })
}

/// Where a thing of the broker is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    pub vhost: String,
    pub name: String,
}

/// Things by place.
pub type Things = Map<Place, Json>;
