//! `to_toml`: a hash as TOML, keys in order, plain values before tables.

use crate::functions::definition::{Definition, typed};
use crate::value::{Value, ValueHash, format, printf};

const DATA: &[&str] = &["Callable[Hash $data]"];

pub(in crate::functions) static FUNCTIONS: &[Definition] = &[
    typed("to_toml", DATA, |call, _| Ok(Value::from(document(call.argument(0))))),
    typed("stdlib::to_toml", DATA, |call, _| Ok(Value::from(document(call.argument(0))))),
];

fn document(data: &Value) -> String {
    let mut out = String::new();
    if let Some(entries) = data.as_hash() {
        table(entries, &[], &mut out);
    }
    out
}

fn table(entries: &ValueHash, prefix: &[String], out: &mut String) {
    let has_plain = entries.values().any(|value| !is_table(value) && !is_list_of_tables(value));
    if !prefix.is_empty() && (has_plain || entries.is_empty()) {
        out.push_str(&format!("[{}]\n", prefix.join(".")));
    }
    contents(entries, prefix, out);
}

fn contents(entries: &ValueHash, prefix: &[String], out: &mut String) {
    let mut sorted: Vec<(String, &Value)> = entries.iter().map(|(key, value)| (format::interpolated(key).to_string(), value)).collect();
    sorted.sort_by(|a, b| a.0.cmp(&b.0));
    for (key, value) in sorted.iter().filter(|(_, value)| !is_table(value) && !is_list_of_tables(value)) {
        out.push_str(&format!("{} = {}\n", quoted(key), literal(value)));
    }
    let below = |key: &str| [prefix, &[quoted(key)]].concat();
    for (key, value) in &sorted {
        if let Value::Hash(inner) = value {
            table(inner, &below(key), out);
        }
    }
    for (key, value) in sorted.iter().filter(|(_, value)| is_list_of_tables(value)) {
        let prefix = below(key);
        for inner in value.as_array().unwrap_or(&[]).iter().filter_map(Value::as_hash) {
            out.push_str(&format!("[[{}]]\n", prefix.join(".")));
            contents(inner, &prefix, out);
        }
    }
}

fn is_table(value: &Value) -> bool {
    matches!(value, Value::Hash(_))
}

fn is_list_of_tables(value: &Value) -> bool {
    value.as_array().and_then(<[Value]>::first).is_some_and(is_table)
}

fn literal(value: &Value) -> String {
    match value {
        Value::Regex(_) => printf::inspected(&Value::from(printf::inspected(value))),
        other => printf::inspected(other),
    }
}

/// Bare keys stay as they are.
fn quoted(key: &str) -> String {
    let bare = key.chars().all(|character| character.is_ascii_alphanumeric() || matches!(character, '_' | '-'));
    if bare { key.to_string() } else { format!("\"{}\"", key.replace('"', "\\\"")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::json;

    #[test]
    fn tables_come_behind_plain_values() {
        let data = serde_json::json!({"b": {"c": 1}, "a": "x", "l": [{"n": 1}, {"n": 2}], "k k": [1, true]});
        let expected = "a = \"x\"\n\"k k\" = [1, true]\n[b]\nc = 1\n[[l]]\nn = 1\n[[l]]\nn = 2\n";
        assert_eq!(document(&json::from_json(&data)), expected);
    }
}
