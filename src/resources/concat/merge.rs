//! Fragments in one: texts one after the other, or JSON that is merged.

use super::fragment::Piece;
use crate::plan::Failure;
use serde_json::{Map, Value as Json};

/// What `format` may say.
pub const FORMATS: &[&str] = &["plain", "yaml", "json", "json-array", "json-pretty", "json-array-pretty"];

/// The content of the file; `force` says that the first of two different values counts.
pub fn merged(pieces: &[Piece], format: &str, force: bool) -> Result<Vec<u8>, Failure> {
    let data = match format {
        "plain" => return Ok(pieces.iter().flat_map(|piece| &piece.content).copied().collect()),
        "yaml" => return Err(Failure::new("concat_file can not merge fragments of format yaml: plain and json alone are known")),
        "json-array" | "json-array-pretty" => Json::Array(parsed(pieces)?),
        _ => parsed(pieces)?.into_iter().try_fold(Json::Object(Map::new()), |merged, piece| nested(merged, piece, force))?,
    };
    let text = if format.ends_with("pretty") { serde_json::to_string_pretty(&data) } else { serde_json::to_string(&data) };
    text.map(String::into_bytes).map_err(|error| Failure::new(error.to_string()))
}

fn parsed(pieces: &[Piece]) -> Result<Vec<Json>, Failure> {
    let one = |piece: &Piece| {
        serde_json::from_slice(&piece.content)
            .map_err(|error| Failure::new(format!("Concat_fragment[{}] is no JSON: line {}", piece.name, error.line())))
    };
    pieces.iter().map(one).collect()
}

/// Two lists are one without doubles, two hashes are merged below each key that both have.
fn nested(first: Json, second: Json, force: bool) -> Result<Json, Failure> {
    match (first, second) {
        (first, second) if is_empty(&second) => Ok(first),
        (first, second) if is_empty(&first) => Ok(second),
        (Json::Array(mut first), Json::Array(second)) => {
            first.extend(second);
            Ok(Json::Array(unique(first)))
        }
        (Json::Object(first), Json::Object(second)) => object(first, second, force).map(Json::Object),
        _ => Err(Failure::new("the fragments are not all hashes: they cannot be merged")),
    }
}

fn object(mut first: Map<String, Json>, second: Map<String, Json>, force: bool) -> Result<Map<String, Json>, Failure> {
    for (key, new) in second {
        match first.get_mut(&key) {
            None => drop(first.insert(key, new)),
            Some(old) if old.is_object() && new.is_object() || old.is_array() && new.is_array() => {
                *old = nested(old.take(), new, force)?;
            }
            Some(old) if *old == new || force => {}
            Some(old) => {
                let message = format!("Duplicate key '{key}' found with values '{old}' and {new}'. Use 'force' attribute to merge keys.");
                return Err(Failure::new(message));
            }
        }
    }
    Ok(first)
}

fn is_empty(json: &Json) -> bool {
    match json {
        Json::Null => true,
        Json::Array(items) => items.is_empty(),
        Json::Object(entries) => entries.is_empty(),
        _ => false,
    }
}

fn unique(items: Vec<Json>) -> Vec<Json> {
    let mut kept: Vec<Json> = Vec::new();
    for item in items {
        if !kept.contains(&item) {
            kept.push(item);
        }
    }
    kept
}
