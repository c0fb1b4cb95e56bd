//! Data as YAML: block style, every text that could be mistaken for something else in double quotes.

use serde_json::Value as Json;
use std::fmt::Write;

/// A YAML document. `tag` is what Puppet's own tools expect behind the dashes (`!ruby/object:Puppet::Transaction::Report`); empty for none.
pub fn document(value: &Json, tag: &str) -> String {
    let mut out = String::from("---");
    if !tag.is_empty() {
        let _ = write!(out, " {tag}");
    }
    node(value, 0, &mut out);
    out.push('\n');
    out
}

/// What stands behind a key, a dash or the document's start. Reports nest a handful of levels deep.
fn node(value: &Json, depth: usize, out: &mut String) {
    match value {
        Json::Array(items) if !items.is_empty() => {
            for item in items {
                line(depth, out);
                out.push('-');
                node(item, depth + 1, out);
            }
        }
        Json::Object(entries) if !entries.is_empty() => {
            for (key, item) in entries {
                line(depth, out);
                out.push_str(&scalar(key));
                out.push(':');
                node(item, depth + 1, out);
            }
        }
        Json::Array(_) => out.push_str(" []"),
        Json::Object(_) => out.push_str(" {}"),
        Json::Null => out.push_str(" null"),
        Json::String(text) => {
            out.push(' ');
            out.push_str(&scalar(text));
        }
        other => drop(write!(out, " {other}")),
    }
}

fn line(depth: usize, out: &mut String) {
    out.push('\n');
    out.push_str(&"  ".repeat(depth));
}

/// Plain where it can only be a text, else quoted as in JSON (which YAML reads the same).
fn scalar(text: &str) -> String {
    let is_word = text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '/')
        && text.chars().all(|character| character.is_ascii_alphanumeric() || "_/.-".contains(character));
    let is_special = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"].contains(&text.to_ascii_lowercase().as_str());
    if is_word && !is_special { text.to_string() } else { Json::from(text).to_string() }
}
