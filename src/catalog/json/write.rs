//! Writing a catalog as Puppet's JSON, straight from the catalog: no second copy of it in memory.

use super::text::Text;
use crate::catalog::pcore::type_to_json;
use crate::catalog::{Catalog, Reference, Resource, reference};
use crate::value::{EcoString, Map, Rich, Set, Type, Value};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value as Json;
use sha1::{Digest, Sha1};

/// The catalog as an agent gets it, indented. The same catalog gives the same text, the uuid included.
pub fn to_text(catalog: &Catalog) -> String {
    let mut text = Text::with_capacity(SIZE_OF_RESOURCE * catalog.resources.len());
    match Document(catalog).serialize(&mut text) {
        Ok(()) => text.into_string(),
        Err(_) => String::new(),
    }
}

/// What a resource takes in such a text, about, in bytes.
const SIZE_OF_RESOURCE: usize = 1000;

/// [`to_text`], to be looked into.
pub fn to_json(catalog: &Catalog) -> Json {
    serde_json::to_value(Document(catalog)).unwrap_or_default()
}

/// A value as rich data.
pub fn value_to_json(value: &Value) -> Json {
    serde_json::to_value(RichData(value)).unwrap_or_default()
}

struct Document<'a>(&'a Catalog);

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let catalog = self.0;
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("tags", &tags(catalog))?;
        object.serialize_entry("name", catalog.name.as_str())?;
        match catalog.version.parse::<i64>() {
            Ok(number) => object.serialize_entry("version", &number)?,
            Err(_) => object.serialize_entry("version", catalog.version.as_str())?,
        }
        object.serialize_entry("code_id", &())?;
        object.serialize_entry("catalog_uuid", &uuid(catalog))?;
        object.serialize_entry("catalog_format", &2)?;
        object.serialize_entry("environment", catalog.environment.as_str())?;
        object.serialize_entry("resources", &List(|| catalog.resources.values().map(OneResource)))?;
        object.serialize_entry("edges", &List(|| catalog.edges.iter().map(|(source, target)| Edge(source, target))))?;
        object.serialize_entry("classes", &List(|| catalog.classes.iter().map(EcoString::as_str)))?;
        object.end()
    }
}

/// What an iterator gives, as a list.
struct List<F>(F);

impl<I: Iterator<Item: Serialize>, F: Fn() -> I> Serialize for List<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

struct Edge<'a>(&'a Reference, &'a Reference);

impl Serialize for Edge<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(2))?;
        let text = |reference: &Reference| [&reference.type_name, "[", &reference.title, "]"].concat();
        object.serialize_entry("source", &text(self.0))?;
        object.serialize_entry("target", &text(self.1))?;
        object.end()
    }
}

struct OneResource<'a>(&'a Resource);

impl Serialize for OneResource<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let resource = self.0;
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("type", resource.reference.type_name.as_str())?;
        object.serialize_entry("title", resource.reference.title.as_str())?;
        object.serialize_entry("tags", &List(|| resource.tags.iter().map(EcoString::as_str)))?;
        if let Some(source) = &resource.source {
            if let Some(file) = &source.file {
                object.serialize_entry("file", file.as_str())?;
            }
            object.serialize_entry("line", &source.line)?;
        }
        object.serialize_entry("exported", &resource.exported)?;
        object.serialize_entry("kind", kind(resource))?;
        if !resource.parameters.is_empty() {
            object.serialize_entry("parameters", &Parameters(resource))?;
        }
        let secret = || resource.parameters.iter().filter(|(_, set)| set.value.is_sensitive()).map(|(name, _)| name.as_str());
        if secret().next().is_some() {
            object.serialize_entry("sensitive_parameters", &List(secret))?;
        }
        object.end()
    }
}

struct Parameters<'a>(&'a Resource);

impl Serialize for Parameters<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.parameters.iter().map(|(name, set)| (name.as_str(), RichData(outermost(&set.value)))))
    }
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

/// A value as rich data.
struct RichData<'a>(&'a Value);

impl Serialize for RichData<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Undef => serializer.serialize_unit(),
            Value::Default => serializer.collect_map([("__ptype", "Default")]),
            Value::Boolean(flag) => serializer.serialize_bool(*flag),
            Value::Integer(number) => serializer.serialize_i64(*number),
            Value::Float(number) => serializer.serialize_f64(*number),
            Value::String(text) => serializer.serialize_str(text),
            Value::Regex(regex) => rich(serializer, "Regexp", regex.source().as_str()),
            Value::Array(items) => serializer.collect_seq(items.iter().map(RichData)),
            Value::Hash(entries) => hash(serializer, entries),
            Value::Type(data_type) => match type_to_json(data_type) {
                Some(json) => json.serialize(serializer),
                None => serializer.serialize_str(&type_text(data_type)),
            },
            Value::Sensitive(inner) => rich(serializer, "Sensitive", &RichData(inner)),
            Value::Rich(value) => rich_value(serializer, value),
            Value::Iterator(sequence) => serializer.collect_seq(sequence.iter().map(|item| value_to_json(&item))),
        }
    }
}

fn rich<S: Serializer>(serializer: S, name: &str, value: &(impl Serialize + ?Sized)) -> Result<S::Ok, S::Error> {
    let mut object = serializer.serialize_map(Some(2))?;
    object.serialize_entry("__ptype", name)?;
    object.serialize_entry("__pvalue", value)?;
    object.end()
}

/// A hash whose keys are not all plain texts becomes a list of keys and values.
fn hash<S: Serializer>(serializer: S, entries: &Map<Value, Value>) -> Result<S::Ok, S::Error> {
    let plain = |key: &Value| key.as_str().is_some_and(|key| key != "__ptype" && key != "__pvalue");
    if entries.keys().all(plain) {
        return serializer.collect_map(entries.iter().map(|(key, value)| (key.as_str().unwrap_or_default(), RichData(value))));
    }
    rich(serializer, "Hash", &List(|| entries.iter().flat_map(|(key, value)| [RichData(key), RichData(value)])))
}

/// References to resources and classes are texts; so are the types that have no Pcore form here.
fn type_text(data_type: &Type) -> String {
    match data_type {
        Type::Resource { type_name: Some(type_name), title: Some(title) } => Reference::new(type_name, title.clone()).to_string(),
        Type::Class(Some(name)) => Reference::new("Class", reference::capitalized(name)).to_string(),
        other => other.to_string(),
    }
}

fn rich_value<S: Serializer>(serializer: S, value: &Rich) -> Result<S::Ok, S::Error> {
    match value {
        Rich::Timestamp(nanoseconds) => rich(serializer, "Timestamp", &timestamp(*nanoseconds)),
        Rich::Timespan(nanoseconds) => rich(serializer, "Timespan", &timespan(*nanoseconds)),
        Rich::SemVer(text) => rich(serializer, "SemVer", text.as_str()),
        Rich::SemVerRange(range) => rich(serializer, "SemVerRange", &range.to_string()),
        Rich::Uri(text) => rich(serializer, "URI", text.as_str()),
        Rich::Binary(_) => rich(serializer, "Binary", &value.to_string()),
        Rich::Deferred { name, arguments } => {
            let mut object = serializer.serialize_map(Some(3))?;
            object.serialize_entry("__ptype", "Deferred")?;
            object.serialize_entry("name", name.as_str())?;
            object.serialize_entry("arguments", &List(|| arguments.iter().map(RichData)))?;
            object.end()
        }
        Rich::Object { type_name, attributes, .. } => {
            let mut object = serializer.serialize_map(None)?;
            object.serialize_entry("__ptype", type_name.as_str())?;
            for (name, value) in attributes {
                object.serialize_entry(name.as_str(), &RichData(value))?;
            }
            object.end()
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
