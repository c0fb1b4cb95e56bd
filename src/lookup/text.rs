//! Values as Ruby writes them: inside texts (`to_s`) and in explanations (`inspect`).

use crate::value::{Value, format};

/// Values deeper than this are cut off.
const DEEPEST: usize = 100;

/// A value inside a text.
pub fn to_s(value: &Value) -> String {
    match value {
        Value::Array(_) | Value::Hash(_) => inspect(value),
        Value::Default => "default".to_string(),
        other => format::interpolated(other).to_string(),
    }
}

pub fn inspect(value: &Value) -> String {
    inspected(value, 0)
}

fn inspected(value: &Value, depth: usize) -> String {
    match value {
        _ if depth > DEEPEST => "...".to_string(),
        Value::Undef => "nil".to_string(),
        Value::Default => ":default".to_string(),
        Value::String(text) => quoted(text),
        Value::Array(items) => format!("[{}]", items.iter().map(|item| inspected(item, depth + 1)).collect::<Vec<_>>().join(", ")),
        Value::Hash(entries) => {
            let pair = |(key, value): (&Value, &Value)| format!("{}=>{}", inspected(key, depth + 1), inspected(value, depth + 1));
            format!("{{{}}}", entries.iter().map(pair).collect::<Vec<_>>().join(", "))
        }
        other => format::interpolated(other).to_string(),
    }
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' | '\\' => out.extend(['\\', character]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '\u{1b}' => out.push_str("\\e"),
            '#' if matches!(characters.peek(), Some('{' | '$' | '@')) => out.push_str("\\#"),
            control if control.is_control() => out.push_str(&format!("\\x{:02X}", u32::from(control))),
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

/// The name that Ruby gives the value's class.
pub fn class_of(value: &Value) -> &'static str {
    match value {
        Value::Undef => "NilClass",
        Value::Boolean(true) => "TrueClass",
        Value::Boolean(false) => "FalseClass",
        Value::Integer(_) => "Integer",
        Value::Float(_) => "Float",
        Value::String(_) => "String",
        Value::Array(_) => "Array",
        Value::Hash(_) => "Hash",
        Value::Default => "Symbol",
        Value::Sensitive(_) => "Puppet::Pops::Types::PSensitiveType::Sensitive",
        _ => "Object",
    }
}
