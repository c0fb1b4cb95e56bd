//! YAML against Psych: texts as Ruby reads them, values as Ruby writes them. `oracle_yaml.rb` wrote `yaml.json`.

use rpuppet::lookup::yaml::{dump, load};
use rpuppet::value::{Value, ValueHash, format, json};
use serde_json::{Value as Json, json};

fn cases() -> Json {
    serde_json::from_str(include_str!("yaml.json")).unwrap()
}

/// A value as the oracle's file spells it: hashes as pairs, floats as text.
fn spelled(value: &Value) -> Json {
    match value {
        Value::Undef => Json::Null,
        Value::Boolean(flag) => (*flag).into(),
        Value::Integer(number) => (*number).into(),
        Value::Float(number) => json!({ "f": format::float(*number) }),
        Value::Array(items) => json!({ "a": items.iter().map(spelled).collect::<Vec<_>>() }),
        Value::Hash(entries) => json!({ "h": entries.iter().map(|(key, value)| vec![spelled(key), spelled(value)]).collect::<Vec<_>>() }),
        other => format::interpolated(other).to_string().into(),
    }
}

fn value(spelled: &Json) -> Value {
    if let Some(items) = spelled.get("a").and_then(Json::as_array) {
        return items.iter().map(value).collect();
    }
    if let Some(pairs) = spelled.get("h").and_then(Json::as_array) {
        return Value::hash(pairs.iter().map(|pair| (value(&pair[0]), value(&pair[1]))).collect::<ValueHash>());
    }
    match spelled.get("f").and_then(Json::as_str) {
        Some(number) => Value::Float(number.parse().unwrap()),
        None => json::from_json(spelled),
    }
}

#[test]
fn texts_are_read_as_psych_reads_them() {
    for case in cases()["loads"].as_array().unwrap() {
        let text = case[0].as_str().unwrap();
        assert_eq!(load(text).map(|value| spelled(&value)).ok(), Some(case[1].clone()), "{text}");
    }
}

#[test]
fn values_are_written_as_psych_writes_them() {
    for case in cases()["dumps"].as_array().unwrap() {
        assert_eq!(dump(&value(&case[0])), case[1].as_str().unwrap());
    }
}

#[test]
fn an_alias_bomb_is_refused() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_string();
    for level in 1..12 {
        let list = vec![format!("*a{}", level - 1); 10].join(", ");
        text.push_str(&format!("a{level}: &a{level} [{list}]\n"));
    }
    assert!(load(&text).is_err_and(|error| error.message.contains("too large")));
}

#[test]
fn deep_nesting_and_broken_texts_are_errors() {
    assert!(load(&"[".repeat(100_000)).is_err());
    assert!(load(&"- ".repeat(100_000)).is_err());
    for text in ["a: [", "a: b: c", "*unknown", "'open", "2020-01-01", "!ruby/object:X {}"] {
        assert!(load(text).is_err(), "{text}");
    }
}
