//! JSON in: facts and data. Values out as JSON is the catalog's affair (`catalog::json`).

use super::{Value, ValueHash};
use serde_json::Value as Json;

/// A value from JSON; nothing is ever revived from `__ptype` or the like.
pub fn from_json(json: &Json) -> Value {
    match json {
        Json::Null => Value::Undef,
        Json::Bool(flag) => Value::Boolean(*flag),
        Json::Number(number) => number.as_i64().map_or_else(|| Value::Float(number.as_f64().unwrap_or(f64::NAN)), Value::Integer),
        Json::String(text) => Value::String(text.as_str().into()),
        Json::Array(items) => items.iter().map(from_json).collect(),
        Json::Object(entries) => {
            let entries: ValueHash = entries.iter().map(|(key, value)| (Value::from(key.as_str()), from_json(value))).collect();
            Value::hash(entries)
        }
    }
}

/// What Ruby's parser says of a text that is no JSON.
pub fn mistake(text: &str) -> Option<String> {
    let error = serde_json::from_str::<Json>(text).err()?;
    let at = if error.is_eof() { text.len() } else { offset(text, error.line(), error.column()) };
    let (from, deepest) = blamed(text, at);
    if deepest > DEEPEST {
        return Some(format!("nesting of {} is too deep", DEEPEST + 1));
    }
    Some(format!("unexpected token at '{}'", text.get(from..).unwrap_or(text)))
}

/// Lists and objects inside each other that Ruby's parser reads.
const DEEPEST: usize = 100;

/// Where Ruby's parser gives up, and how many lists and objects are inside each other until there: a mistake in an object is told of from the object on that no list holds, one in a text from its quote on.
fn blamed(text: &str, at: usize) -> (usize, usize) {
    let mut deepest = 0;
    let mut open: Vec<(u8, usize)> = Vec::new();
    let mut quote = None;
    let mut bytes = text.bytes().enumerate().take(at);
    while let Some((index, byte)) = bytes.next() {
        match (byte, quote) {
            (b'\\', Some(_)) => drop(bytes.next()),
            (b'"', Some(_)) => quote = None,
            (b'"', None) => quote = Some(index),
            (b'{' | b'[', None) => {
                open.push((byte, index));
                deepest = deepest.max(open.len());
            }
            (b'}' | b']', None) => drop(open.pop()),
            _ => {}
        }
    }
    let objects = open.iter().rev().take_while(|(bracket, _)| *bracket == b'{');
    (objects.last().map(|(_, index)| *index).or(quote).unwrap_or(at), deepest)
}

/// The byte at a line and column, both counted from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    before + column.saturating_sub(1)
}
