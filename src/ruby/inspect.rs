//! Objects as text: `to_s` and `inspect`.

use super::effort;
use super::object::{Key, Object};
use crate::value::{Regex, Value, format, regex};
use std::fmt::Write;

const DEEPEST: usize = 100;

impl Object {
    /// Ruby's `to_s`.
    pub fn to_text(&self) -> String {
        match self {
            Object::Nil => String::new(),
            Object::String(text) => text.borrow().clone(),
            Object::Symbol(name) | Object::Class(name) => name.to_string(),
            Object::Regex(regex) => regex_text(regex.source()),
            Object::Match(found) => found.group(0).to_text(),
            Object::Range(range) => format!("{}{}{}", range.from.to_text(), dots(range.exclusive), range.to.to_text()),
            Object::Address(address, _) => address.to_string(),
            Object::Exception(exception) => exception.message.clone(),
            Object::Path(path) => path.to_string(),
            Object::Resource(instance) => instance.reference.to_string(),
            Object::Attribute(held) => held.name.to_string(),
            Object::Puppet(value) => format::interpolated(value).to_string(),
            other => other.inspect(),
        }
    }

    /// Ruby's `inspect`.
    pub fn inspect(&self) -> String {
        let mut out = String::new();
        self.write_inspect(&mut out, 0);
        out
    }

    fn write_inspect(&self, out: &mut String, depth: usize) {
        if depth > DEEPEST || !effort::step() {
            out.push_str("...");
            return;
        }
        match self {
            Object::Nil => out.push_str("nil"),
            Object::Boolean(flag) => drop(write!(out, "{flag}")),
            Object::Integer(number) => drop(write!(out, "{number}")),
            Object::Large(number) => drop(write!(out, "{number}")),
            Object::Float(number) => out.push_str(&format::float(*number)),
            Object::String(text) => quote(&text.borrow(), out),
            Object::Symbol(name) => symbol(name, out),
            Object::Array(items) => {
                out.push('[');
                for (index, item) in items.borrow().iter().enumerate() {
                    out.push_str(if index > 0 { ", " } else { "" });
                    item.write_inspect(out, depth + 1);
                }
                out.push(']');
            }
            Object::Hash(table) => {
                out.push('{');
                for (index, (key, value)) in table.borrow().entries.iter().enumerate() {
                    out.push_str(if index > 0 { ", " } else { "" });
                    key.object().write_inspect(out, depth + 1);
                    out.push_str("=>");
                    value.write_inspect(out, depth + 1);
                }
                out.push('}');
            }
            Object::Range(range) => {
                range.from.write_inspect(out, depth + 1);
                out.push_str(dots(range.exclusive));
                range.to.write_inspect(out, depth + 1);
            }
            Object::Regex(regex) => out.push_str(&regex_literal(regex)),
            Object::Class(name) => out.push_str(name),
            Object::Exception(exception) => drop(write!(out, "#<{}: {}>", exception.class, exception.message)),
            Object::Match(found) => {
                out.push_str("#<MatchData ");
                found.group(0).write_inspect(out, depth + 1);
                for (index, name) in found.names.iter().enumerate().skip(1) {
                    let _ = write!(out, " {}:", name.clone().unwrap_or_else(|| index.to_string()));
                    found.group(index).write_inspect(out, depth + 1);
                }
                out.push('>');
            }
            Object::Puppet(Value::Type(data_type)) => drop(write!(out, "{data_type}")),
            other => drop(write!(out, "#<{}>", other.class_name())),
        }
    }
}

fn dots(exclusive: bool) -> &'static str {
    if exclusive { "..." } else { ".." }
}

/// `Regexp#to_s`: flags that were given come from a group around the whole source.
fn regex_text(source: &str) -> String {
    format!("(?-mix:{source})")
}

/// A string in double quotes with Ruby's escapes.
pub fn quote(text: &str, out: &mut String) {
    out.push('"');
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '\u{1b}' => out.push_str("\\e"),
            '\u{7}' => out.push_str("\\a"),
            '\u{8}' => out.push_str("\\b"),
            '\u{b}' => out.push_str("\\v"),
            '\u{c}' => out.push_str("\\f"),
            '#' if characters.peek().is_some_and(|next| matches!(next, '{' | '$' | '@')) => out.push_str("\\#"),
            control if control.is_control() && u32::from(control) < 0x80 => drop(write!(out, "\\x{:02X}", u32::from(control))),
            other => out.push(other),
        }
    }
    out.push('"');
}

fn symbol(name: &str, out: &mut String) {
    const OPERATORS: &[&str] = &["[]", "[]=", "+", "-", "*", "/", "==", "<=>", "<", ">", "<=", ">=", "!", "=~", "<<", "%", "!="];
    let body = name.strip_suffix(['?', '!', '=']).unwrap_or(name);
    let is_name = body.starts_with(|first: char| first.is_alphabetic() || first == '_')
        && body.chars().all(|character| character.is_alphanumeric() || character == '_');
    out.push(':');
    if is_name || OPERATORS.contains(&name) { out.push_str(name) } else { quote(name, out) }
}

impl Key {
    /// `to_s` of the key.
    pub fn to_text(&self) -> String {
        self.object().to_text()
    }
}

/// A pattern as Ruby shows it: slashes escaped, options (which are kept in the pattern) behind it.
pub fn regex_literal(pattern: &Regex) -> String {
    let source = pattern.source();
    let inner = source.strip_prefix("(?").and_then(|rest| rest.strip_suffix(')')).and_then(|rest| rest.split_once(':'));
    match inner.filter(|(flags, _)| !flags.is_empty() && flags.chars().all(|flag| matches!(flag, 'i' | 'm' | 'x'))) {
        Some((flags, source)) => {
            let order = ['m', 'i', 'x'].into_iter().filter(|flag| flags.contains(*flag));
            format!("{}{}", regex::literal(source), order.collect::<String>())
        }
        None => pattern.literal(),
    }
}
