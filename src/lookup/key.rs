//! Keys with dots: `a.b.0` is the first element of `b` in the hash that `a` holds; quoted segments may hold dots.

use super::LookupError;
use crate::value::{EcoString, Value};

/// A key taken apart.
#[derive(Clone, Debug)]
pub struct Key {
    pub whole: EcoString,
    /// What data files are asked for.
    pub root: EcoString,
    segments: Vec<Value>,
}

impl Key {
    pub fn parse(key: &str) -> Result<Self, LookupError> {
        let error = || LookupError::Key { problem: "Syntax error", key: key.to_string() };
        if !key.contains(['\'', '"', '.']) {
            return Ok(Key { whole: key.into(), root: key.into(), segments: Vec::new() });
        }
        let mut segments = split(key).ok_or_else(error)?.into_iter();
        let root = segments.next().ok_or_else(error)?;
        let segments = segments.map(|(text, quoted)| segment(&text, quoted)).collect();
        Ok(Key { whole: key.into(), root: root.0.into(), segments })
    }

    /// The module that a key belongs to: `ntp` of `ntp::servers`.
    pub fn module(&self) -> Option<&str> {
        self.root.split_once("::").map(|(module, _)| module)
    }

    /// The value below the root's value that the segments lead to.
    pub fn dig(&self, value: Value) -> Result<Option<Value>, LookupError> {
        let mut value = value;
        for segment in &self.segments {
            let inner = match (&value, segment) {
                (Value::Undef, _) => None,
                (Value::Array(items), Value::Integer(index)) => usize::try_from(*index).ok().and_then(|index| items.get(index)).cloned(),
                (Value::Hash(entries), segment) => entries.get(segment).cloned(),
                (other, segment) => {
                    let segment = crate::value::format::interpolated(segment).to_string();
                    return Err(LookupError::NotHashLike { class: ruby_class(other), segment, key: self.whole.to_string() });
                }
            };
            match inner {
                Some(inner) => value = inner,
                None => return Ok(None),
            }
        }
        Ok(Some(value))
    }
}

/// Segments and whether they were quoted; `None` where the dots are not between segments.
fn split(key: &str) -> Option<Vec<(String, bool)>> {
    let mut segments = Vec::new();
    let mut rest = key;
    loop {
        let trimmed = rest.trim_start();
        let after = match trimmed.chars().next().filter(|first| matches!(first, '"' | '\'')) {
            Some(quote) => {
                let (inner, after) = trimmed.get(1..)?.split_once(quote).filter(|(inner, _)| !inner.is_empty())?;
                segments.push((inner.to_string(), true));
                after.trim_start()
            }
            None => {
                let end = rest.find(['\'', '"', '.']).unwrap_or(rest.len());
                let (text, after) = rest.split_at_checked(end).filter(|(text, _)| !text.is_empty())?;
                segments.push((text.trim().to_string(), false));
                after
            }
        };
        if after.is_empty() {
            return Some(segments);
        }
        rest = after.strip_prefix('.')?;
    }
}

fn segment(text: &str, quoted: bool) -> Value {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let is_number = !quoted && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let number = if is_number { text.strip_prefix('+').unwrap_or(text).parse().ok() } else { None };
    number.map_or_else(|| Value::from(text), Value::Integer)
}

/// The name that Ruby gives the value's class.
pub fn ruby_class(value: &Value) -> &'static str {
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
        _ => "Object",
    }
}
