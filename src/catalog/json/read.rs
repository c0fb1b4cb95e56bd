//! Reading a catalog from Puppet's JSON.

use super::FormatError;
use crate::catalog::{Catalog, Parameter, Reference, Resource, SourceLine};
use crate::value::{EcoString, Rich, Value};
use serde_json::{Map as Object, Value as Json};

/// Reads a catalog. Only data comes of it: of the rich values `Sensitive`, `Binary` and `Default` are restored, any other stays the hash it is.
pub fn from_json(text: &str) -> Result<Catalog, FormatError> {
    let json: Json = serde_json::from_str(text)?;
    let member = |name: &str| json.get(name).and_then(Json::as_array).ok_or_else(|| FormatError::Shape(format!("'{name}' is missing")));
    let string = |name: &str| json.get(name).map(plain_text).unwrap_or_default();
    let (name, environment, version) = (string("name"), string("environment"), string("version"));
    let mut catalog = Catalog { name, environment, version, ..Catalog::default() };
    for resource in member("resources")? {
        let resource = resource_from_json(resource)?;
        if let Some(twice) = catalog.resources.insert(resource.reference.clone(), resource) {
            return Err(FormatError::Shape(format!("{} is there twice", twice.reference)));
        }
    }
    for edge in member("edges")? {
        let end = |name: &str| edge.get(name).and_then(Json::as_str).and_then(Reference::parse);
        let (Some(source), Some(target)) = (end("source"), end("target")) else {
            return Err(FormatError::Shape(format!("an edge without source or target: {edge}")));
        };
        catalog.edges.push((source, target));
    }
    catalog.classes = member("classes")?.iter().filter_map(Json::as_str).map(EcoString::from).collect();
    Ok(catalog)
}

/// A version is a number or a text.
fn plain_text(json: &Json) -> EcoString {
    match json {
        Json::String(text) => text.as_str().into(),
        Json::Null => EcoString::new(),
        other => other.to_string().into(),
    }
}

fn resource_from_json(json: &Json) -> Result<Resource, FormatError> {
    let text = |name: &str| json.get(name).and_then(Json::as_str);
    let (Some(type_name), Some(title)) = (text("type"), text("title")) else {
        return Err(FormatError::Shape("a resource without type or title".to_string()));
    };
    let secret = |name: &str| {
        json.get("sensitive_parameters").and_then(Json::as_array).is_some_and(|names| names.iter().any(|secret| secret == name))
    };
    let parameters = json.get("parameters").and_then(Json::as_object).into_iter().flatten().map(|(name, value)| {
        let value = value_from_json(value);
        let value = if secret(name) && !value.is_sensitive() { Value::sensitive(value) } else { value };
        (EcoString::from(name.as_str()), Parameter { value, location: None })
    });
    let line = json.get("line").and_then(Json::as_u64).and_then(|line| u32::try_from(line).ok());
    Ok(Resource {
        reference: Reference::new(type_name, title),
        parameters: parameters.collect(),
        tags: json.get("tags").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str).map(EcoString::from).collect(),
        source: line.map(|line| SourceLine { file: text("file").map(EcoString::from), line }),
        location: None,
        exported: json.get("exported").and_then(Json::as_bool).unwrap_or(false),
        kind: text("kind").filter(|kind| !matches!(*kind, "class" | "unknown" | "defined_type")).map(EcoString::from),
    })
}

/// Nesting is limited by the reader of the text (128 levels).
fn value_from_json(json: &Json) -> Value {
    match json {
        Json::Array(items) => items.iter().map(value_from_json).collect(),
        Json::Object(entries) => restored(entries).unwrap_or_else(|| {
            Value::hash(entries.iter().map(|(key, value)| (Value::from(key.as_str()), value_from_json(value))).collect())
        }),
        other => crate::value::json::from_json(other),
    }
}

fn restored(entries: &Object<String, Json>) -> Option<Value> {
    let value = entries.get("__pvalue");
    match entries.get("__ptype")?.as_str()? {
        "Sensitive" => Some(Value::sensitive(value_from_json(value?))),
        "Binary" => {
            let bytes = base64::Engine::decode(&base64::engine::general_purpose::STANDARD, value?.as_str()?).ok()?;
            Some(Value::Rich(std::sync::Arc::new(Rich::Binary(bytes))))
        }
        "Default" => Some(Value::Default),
        _ => None,
    }
}
