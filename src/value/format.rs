//! Values as text: interpolation (`to_s`) and the form that messages and nested values have (`inspect`).
//!
//! A `Sensitive` prints as `Sensitive [value redacted]`, always.

use super::{EcoString, Value, ValueHash};
use std::fmt::Write;

/// What a `Sensitive` shows of itself.
pub const REDACTED: &str = "Sensitive [value redacted]";

/// The text that `"${value}"` gives: strings bare at every depth, `undef` as nothing.
pub fn interpolated(value: &Value) -> EcoString {
    match value {
        Value::String(text) => text.clone(),
        Value::Undef => EcoString::new(),
        Value::Default => "default".into(),
        _ => {
            let mut out = String::new();
            write(value, Form::Plain, &mut out);
            out.into()
        }
    }
}

/// The text of a value in a message: as Puppet source, strings quoted.
pub fn inspect(value: &Value) -> String {
    let mut out = String::new();
    write(value, Form::Source, &mut out);
    out
}

/// A value as the messages of a run show it: Puppet source, every entry of a hash on a line of its own.
pub fn display(value: &Value) -> String {
    let mut out = String::new();
    display_at(value, 1, &mut out);
    out
}

fn display_at(value: &Value, level: usize, out: &mut String) {
    let is_collection = |value: &Value| matches!(value, Value::Array(_) | Value::Hash(_));
    match value {
        Value::Float(number) => drop(write!(out, "{number:.6}")),
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                match (index, item) {
                    (0, Value::Array(_)) => {}
                    (_, item) if is_collection(item) => drop(write!(out, "{}\n{}", if index > 0 { "," } else { "" }, "  ".repeat(level))),
                    (index, _) => out.push_str(if index > 0 { ", " } else { "" }),
                }
                display_at(item, level + 1, out);
            }
            out.push(']');
        }
        Value::Hash(entries) => {
            out.push_str("{\n");
            for (index, (key, item)) in entries.iter().enumerate() {
                let _ = write!(out, "{}{}", if index > 0 { ",\n" } else { "" }, "  ".repeat(level));
                display_at(key, level + 1, out);
                out.push_str(" => ");
                display_at(item, level + 1, out);
            }
            let _ = write!(out, "\n{}}}", "  ".repeat(level.saturating_sub(1)));
        }
        other => write(other, Form::Source, out),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Plain,
    Source,
}

fn write(value: &Value, form: Form, out: &mut String) {
    match value {
        Value::Undef => out.push_str(if form == Form::Source { "undef" } else { "" }),
        Value::Default => out.push_str("default"),
        Value::Boolean(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Value::Integer(number) => drop(write!(out, "{number}")),
        Value::Float(number) => out.push_str(&float(*number)),
        Value::String(text) if form == Form::Source => quoted(text, out),
        Value::String(text) => out.push_str(text),
        Value::Regex(regex) => out.push_str(&regex.literal()),
        Value::Array(items) => write_array(items, form, out),
        Value::Hash(entries) => write_hash(entries, form, out),
        Value::Type(data_type) => drop(write!(out, "{data_type}")),
        Value::Sensitive(_) => out.push_str(REDACTED),
        Value::Iterator(sequence) => drop(write!(out, "{sequence}")),
        Value::Rich(rich) if form == Form::Source => out.push_str(&rich.source()),
        Value::Rich(rich) => drop(write!(out, "{rich}")),
    }
}

fn write_array(items: &[Value], form: Form, out: &mut String) {
    out.push('[');
    for (index, item) in items.iter().enumerate() {
        out.push_str(if index > 0 { ", " } else { "" });
        write(item, form, out);
    }
    out.push(']');
}

fn write_hash(entries: &ValueHash, form: Form, out: &mut String) {
    out.push('{');
    for (index, (key, item)) in entries.iter().enumerate() {
        out.push_str(if index > 0 { ", " } else { "" });
        write(key, form, out);
        out.push_str(" => ");
        write(item, form, out);
    }
    out.push('}');
}

/// A string as Puppet source: single quotes unless it holds control characters, else double quotes with escapes.
pub fn quoted(text: &str, out: &mut String) {
    if text.chars().any(|character| character < ' ') {
        return double_quoted(text, out);
    }
    out.push('\'');
    let mut escaped = false;
    for character in text.chars() {
        match character {
            // what follows a backslash is kept with it: before any other character single quotes leave it alone
            _ if escaped => {
                out.extend(['\\', character]);
                escaped = false;
            }
            '\'' => out.push_str("\\'"),
            '\\' => escaped = true,
            other => out.push(other),
        }
    }
    out.push_str(if escaped { "\\'" } else { "'" });
}

/// The same as a text of its own.
pub fn quoted_text(text: &str) -> String {
    let mut out = String::new();
    quoted(text, &mut out);
    out
}

/// A string in double quotes, with every escape that Puppet knows.
pub fn double_quoted(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match character {
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '$' => out.push_str("\\$"),
            control if control < ' ' => drop(write!(out, "\\u{{{:X}}}", control as u32)),
            other => out.push(other),
        }
    }
    out.push('"');
}

/// A float as Ruby prints it: `1.0`, `0.1`, `1.0e+20`, `1.0e-05`.
pub fn float(number: f64) -> String {
    let magnitude = number.abs();
    if magnitude != 0.0 && !(1e-4..1e15).contains(&magnitude) && number.is_finite() {
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
