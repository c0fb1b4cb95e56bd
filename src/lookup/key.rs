//! Keys with dots: `a.b.0` is the first element of `b` in the hash that `a` holds; quoted segments may hold dots.

use super::LookupError;
use super::explain::Step;
use super::search::Search;
use super::text::{class_of, to_s};
use crate::value::{EcoString, Value, ValueHash};

/// A key taken apart.
#[derive(Clone, Debug)]
pub struct Key {
    pub whole: EcoString,
    /// What data files are asked for.
    pub root: EcoString,
    pub segments: Vec<Value>,
}

impl Key {
    pub fn parse(key: &str) -> Result<Self, LookupError> {
        let error = || LookupError::Failed(format!("Syntax error in key: '{key}'"));
        Key::read(key).ok_or_else(error)
    }

    /// `None` where the dots are not between segments.
    pub fn read(key: &str) -> Option<Self> {
        if !key.contains(['\'', '"', '.']) {
            let whole = EcoString::from(key);
            return Some(Key { root: whole.clone(), whole, segments: Vec::new() });
        }
        let mut segments = split(key)?.into_iter();
        let root = segments.next()?;
        let segments = segments.map(|(text, quoted)| segment(&text, quoted)).collect();
        Some(Key { whole: key.into(), root: root.0.into(), segments })
    }

    /// The module that a key belongs to: `ntp` of `ntp::servers`.
    pub fn module(&self) -> Option<&str> {
        let is_qualified = self.root.as_bytes().contains(&b':');
        is_qualified.then(|| self.root.split_once("::"))?.map(|(module, _)| module)
    }

    /// Root and segments, as `data_dig` functions get them.
    pub fn all(&self) -> Value {
        std::iter::once(Value::String(self.root.clone())).chain(self.segments.iter().cloned()).collect()
    }

    /// What has the value at the place that the segments name, so that digging finds it again.
    pub fn undig(&self, value: Value) -> Value {
        self.segments.iter().rev().fold(value, |inner, segment| match segment {
            Value::Integer(index) => {
                let before = usize::try_from(*index).unwrap_or(0).min(MOST_ELEMENTS);
                std::iter::repeat_n(Value::Undef, before).chain([inner]).collect()
            }
            name => Value::hash(ValueHash::from_iter([(name.clone(), inner)])),
        })
    }
}

/// An index in a key that is larger than this is cut.
const MOST_ELEMENTS: usize = 10_000;

impl Search<'_, '_> {
    /// The value below the root's value that the segments lead to.
    pub fn dig(&mut self, key: &str, segments: &[Value], value: Value) -> Result<Option<Value>, LookupError> {
        if segments.is_empty() {
            return Ok(Some(value));
        }
        self.within(
            || Step::SubKey(segments.iter().map(to_s).collect::<Vec<_>>().join(".")),
            |search| {
                let mut value = value;
                for segment in segments {
                    match search.within(|| Step::Segment, |search| search.step(key, segment, &value))? {
                        Some(inner) => value = inner,
                        None => return Ok(None),
                    }
                }
                Ok(Some(value))
            },
        )
    }

    fn step(&mut self, key: &str, segment: &Value, value: &Value) -> Result<Option<Value>, LookupError> {
        let inner = match (value, segment) {
            (Value::Undef, _) => None,
            (Value::Array(items), Value::Integer(index)) => usize::try_from(*index).ok().and_then(|index| items.get(index)),
            (Value::Hash(entries), segment) => entries.get(segment),
            (other, segment) => {
                return Err(LookupError::Failed(format!(
                    "Data Provider type mismatch: Got {} when a hash-like object was expected to access value using '{}' from key '{key}'",
                    class_of(other),
                    to_s(segment)
                )));
            }
        };
        match inner {
            Some(inner) => self.explain(|explainer| explainer.found(&to_s(segment), inner)),
            None => self.explain(|explainer| explainer.not_found(&to_s(segment))),
        }
        Ok(inner.cloned())
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
