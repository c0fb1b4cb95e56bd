//! Puppet's JSON of a catalog, both ways: out as Puppet 8 sends it to an agent (format 2, rich data), in as plain data.

use super::{Catalog, Parameter, Reference, Resource, SourceLine};
use crate::value::{EcoString, Map, Rich, Set, Type, Value};
use serde_json::{Map as Object, Value as Json, json};
use sha1::{Digest, Sha1};

/// Why a text is no catalog.
#[derive(Debug, thiserror::Error)]
pub enum FormatError {
    #[error("Could not parse the catalog: {0}")]
    Syntax(#[from] serde_json::Error),
    #[error("Not a catalog: {0}")]
    Shape(String),
}

/// The catalog as an agent gets it. The same catalog gives the same text, the uuid included.
pub fn to_json(catalog: &Catalog) -> Json {
    let resources: Vec<Json> = catalog.resources.values().map(resource_to_json).collect();
    let edges = catalog.edges.iter().map(|(source, target)| json!({ "source": text(source), "target": text(target) }));
    let edges: Vec<Json> = edges.collect();
    let classes: Vec<&str> = catalog.classes.iter().map(EcoString::as_str).collect();
    let version = catalog.version.parse::<i64>().map_or_else(|_| json!(catalog.version.as_str()), Json::from);
    json!({
        "tags": tags(catalog),
        "name": catalog.name.as_str(),
        "version": version,
        "code_id": null,
        "catalog_uuid": uuid(catalog),
        "catalog_format": 2,
        "environment": catalog.environment.as_str(),
        "resources": resources,
        "edges": edges,
        "classes": classes,
    })
}

/// The names of the classes, whole and in segments.
fn tags(catalog: &Catalog) -> Vec<String> {
    let mut tags: Set<String> = Set::default();
    for class in &catalog.classes {
        tags.insert(class.to_string());
        tags.extend(class.split("::").map(str::to_string));
    }
    tags.insert("class".to_string());
    tags.into_iter().collect()
}

/// The form of a random uuid, made from node, version (the moment of compiling) and the names of the resources.
fn uuid(catalog: &Catalog) -> String {
    let mut hash = Sha1::new();
    [&catalog.name, &catalog.environment, &catalog.version].into_iter().for_each(|part| hash.update(part.as_bytes()));
    for reference in catalog.resources.keys() {
        hash.update(reference.type_name.as_bytes());
        hash.update(reference.title.as_bytes());
    }
    let hex: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    let part = |range: std::ops::Range<usize>| hex.get(range).unwrap_or_default();
    format!("{}-{}-4{}-8{}-{}", part(0..8), part(8..12), part(13..16), part(17..20), part(20..32))
}

/// `Class[main]` is the one class that is not capitalised.
fn title(reference: &Reference) -> &str {
    if reference.type_name == "Class" && reference.title == "Main" { "main" } else { &reference.title }
}

fn text(reference: &Reference) -> String {
    format!("{}[{}]", reference.type_name, title(reference))
}

fn resource_to_json(resource: &Resource) -> Json {
    let mut out = Object::new();
    out.insert("type".into(), json!(resource.reference.type_name.as_str()));
    out.insert("title".into(), json!(title(&resource.reference)));
    out.insert("tags".into(), resource.tags.iter().map(EcoString::as_str).collect());
    if let Some(source) = &resource.source {
        if let Some(file) = &source.file {
            out.insert("file".into(), json!(file.as_str()));
        }
        out.insert("line".into(), json!(source.line));
    }
    out.insert("exported".into(), json!(resource.exported));
    out.insert("kind".into(), json!(kind(resource)));
    let parameters: Object<_, _> =
        resource.parameters.iter().map(|(name, set)| (name.to_string(), value_to_json(outermost(&set.value)))).collect();
    if !parameters.is_empty() {
        out.insert("parameters".into(), Json::Object(parameters));
    }
    let secret: Json = resource.parameters.iter().filter(|(_, set)| set.value.is_sensitive()).map(|(name, _)| name.as_str()).collect();
    if secret.as_array().is_some_and(|names| !names.is_empty()) {
        out.insert("sensitive_parameters".into(), secret);
    }
    Json::Object(out)
}

/// A class that was declared like a resource is a `class`, one that was included is `unknown`.
fn kind(resource: &Resource) -> &str {
    match (&resource.kind, resource.reference.type_name.as_str()) {
        (Some(kind), _) => kind,
        (None, "Class") if resource.source.is_some() => "class",
        (None, "Class") => "unknown",
        (None, _) => "defined_type",
    }
}

/// A parameter that is secret as a whole is listed as such instead of being wrapped.
fn outermost(value: &Value) -> &Value {
    match value {
        Value::Sensitive(inner) => inner,
        other => other,
    }
}

fn rich(name: &str, value: impl Into<Json>) -> Json {
    json!({ "__ptype": name, "__pvalue": value.into() })
}

/// A value as rich data.
pub fn value_to_json(value: &Value) -> Json {
    match value {
        Value::Undef => Json::Null,
        Value::Default => json!({ "__ptype": "Default" }),
        Value::Boolean(flag) => json!(flag),
        Value::Integer(number) => json!(number),
        Value::Float(number) => json!(number),
        Value::String(text) => json!(text.as_str()),
        Value::Regex(regex) => rich("Regexp", regex.source().as_str()),
        Value::Array(items) => items.iter().map(value_to_json).collect(),
        Value::Hash(entries) => hash_to_json(entries),
        Value::Type(data_type) => super::pcore::type_to_json(data_type).unwrap_or_else(|| json!(type_text(data_type))),
        Value::Sensitive(inner) => rich("Sensitive", value_to_json(inner)),
        Value::Rich(value) => rich_to_json(value),
        Value::Iterator(sequence) => sequence.iter().map(|item| value_to_json(&item)).collect(),
    }
}

/// A hash whose keys are not all plain texts becomes a list of keys and values.
fn hash_to_json(entries: &Map<Value, Value>) -> Json {
    let plain = |key: &Value| key.as_str().is_some_and(|key| key != "__ptype" && key != "__pvalue");
    if entries.keys().all(plain) {
        let object: Object<_, _> =
            entries.iter().map(|(key, value)| (key.as_str().unwrap_or_default().to_string(), value_to_json(value))).collect();
        return Json::Object(object);
    }
    let flat: Vec<Json> = entries.iter().flat_map(|(key, value)| [value_to_json(key), value_to_json(value)]).collect();
    rich("Hash", flat)
}

/// References to resources and classes are texts; so are the types that have no Pcore form here.
fn type_text(data_type: &Type) -> String {
    match data_type {
        Type::Resource { type_name: Some(type_name), title: Some(title) } => Reference::new(type_name, title.clone()).to_string(),
        Type::Class(Some(name)) => text(&Reference::new("Class", super::reference::capitalized(name))),
        other => other.to_string(),
    }
}

fn rich_to_json(value: &Rich) -> Json {
    match value {
        Rich::Timestamp(nanoseconds) => rich("Timestamp", timestamp(*nanoseconds)),
        Rich::Timespan(nanoseconds) => rich("Timespan", timespan(*nanoseconds)),
        Rich::SemVer(text) => rich("SemVer", text.as_str()),
        Rich::SemVerRange(text) => rich("SemVerRange", text.as_str()),
        Rich::Uri(text) => rich("URI", text.as_str()),
        Rich::Binary(_) => rich("Binary", value.to_string()),
        Rich::Deferred { name, arguments } => {
            let arguments: Vec<Json> = arguments.iter().map(value_to_json).collect();
            json!({ "__ptype": "Deferred", "name": name.as_str(), "arguments": arguments })
        }
        Rich::Object { type_name, attributes } => {
            let mut object = Object::from_iter([("__ptype".to_string(), json!(type_name.as_str()))]);
            object.extend(attributes.iter().map(|(name, value)| (name.to_string(), value_to_json(value))));
            Json::Object(object)
        }
    }
}

/// `2015-01-01T00:00:00.000000000 UTC`
fn timestamp(nanoseconds: i128) -> String {
    let time = jiff::Timestamp::from_nanosecond(nanoseconds).unwrap_or_default();
    time.strftime("%Y-%m-%dT%H:%M:%S.%9f UTC").to_string()
}

/// `1-02:03:04.5`: days, hours, minutes, seconds with a fraction.
fn timespan(nanoseconds: i128) -> String {
    let sign = if nanoseconds < 0 { "-" } else { "" };
    let (seconds, fraction) = (nanoseconds.unsigned_abs() / 1_000_000_000, nanoseconds.unsigned_abs() % 1_000_000_000);
    let fraction = format!("{fraction:09}");
    let fraction = match fraction.trim_end_matches('0') {
        "" => "0",
        digits => digits,
    };
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60);
    format!("{sign}{days}-{hours:02}:{minutes:02}:{:02}.{fraction}", seconds % 60)
}

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
