//! Values as text: interpolation (`to_s`) and the form that messages and nested values have (`inspect`).
//!
//! A `Sensitive` prints as `Sensitive [value redacted]`, always.

use super::{EcoString, Value};
use std::fmt::Write;

/// What a `Sensitive` shows of itself.
pub const REDACTED: &str = "Sensitive [value redacted]";

/// The text that `"${value}"` gives.
pub fn interpolated(value: &Value) -> EcoString {
    match value {
        Value::String(text) => text.clone(),
        Value::Undef => EcoString::new(),
        Value::Default => "default".into(),
        _ => inspect(value).into(),
    }
}

/// The text of a value inside another value or a message: strings quoted.
pub fn inspect(value: &Value) -> String {
    let mut out = String::new();
    write_inspect(value, &mut out);
    out
}

fn write_inspect(value: &Value, out: &mut String) {
    match value {
        Value::Undef => out.push_str("undef"),
        Value::Default => out.push_str("default"),
        Value::Boolean(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Value::Integer(number) => drop(write!(out, "{number}")),
        Value::Float(number) => out.push_str(&float(*number)),
        Value::String(text) => quoted(text, out),
        Value::Regex(regex) => drop(write!(out, "/{}/", regex.source().as_str().replace('/', "\\/"))),
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                write_inspect(item, out);
            }
            out.push(']');
        }
        Value::Hash(entries) => {
            out.push('{');
            for (index, (key, item)) in entries.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                write_inspect(key, out);
                out.push_str(" => ");
                write_inspect(item, out);
            }
            out.push('}');
        }
        Value::Type(data_type) => drop(write!(out, "{data_type}")),
        Value::Sensitive(_) => out.push_str(REDACTED),
        Value::Rich(rich) => drop(write!(out, "{rich}")),
    }
}

/// A string as Puppet source: single quotes where they suffice, else double quotes with escapes.
pub fn quoted(text: &str, out: &mut String) {
    if !text.chars().any(|character| character.is_control()) {
        out.push('\'');
        out.push_str(&text.replace('\\', "\\\\").replace('\'', "\\'"));
        out.push('\'');
        return;
    }
    out.push('"');
    for character in text.chars() {
        match character {
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '$' => out.push_str("\\$"),
            control if control.is_control() => drop(write!(out, "\\u{{{:X}}}", control as u32)),
            other => out.push(other),
        }
    }
    out.push('"');
}

/// A float as Ruby prints it: `1.0`, `0.1`, `1.0e+20`, `1.0e-05`.
pub fn float(number: f64) -> String {
    let magnitude = number.abs();
    if magnitude != 0.0 && !(1e-4..1e16).contains(&magnitude) && number.is_finite() {
        let text = format!("{number:e}");
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let mantissa = if mantissa.contains('.') { mantissa.to_string() } else { format!("{mantissa}.0") };
        let (sign, digits) = exponent.strip_prefix('-').map_or(('+', exponent), |digits| ('-', digits));
        return format!("{mantissa}e{sign}{digits:0>2}");
    }
    if number.is_nan() {
        return "NaN".to_string();
    }
    if number.is_infinite() {
        return if number > 0.0 { "Infinity" } else { "-Infinity" }.to_string();
    }
    format!("{number:?}")
}
