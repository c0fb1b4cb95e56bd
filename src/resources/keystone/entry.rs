//! What the types share: entries of a collection and their fields, attributes as JSON, autorelations.

use super::super::attribute;
use super::api;
use crate::catalog::Resource;
use crate::plan::{Autorelation, Change, Failure, Reading};
use crate::value::{Value, format};
use serde_json::{Map as JsonMap, Value as Json, json};

/// The first entry of a collection that `wanted` says yes to.
pub fn find(path: &str, key: &str, reading: &mut Reading<'_>, wanted: impl Fn(&Json) -> bool) -> Result<Option<Json>, Failure> {
    Ok(api::list(path, key, reading)?.iter().find(|entry| wanted(entry)).cloned())
}

/// The entry of this name.
pub fn named(path: &str, key: &str, name: &str, reading: &mut Reading<'_>) -> Result<Option<Json>, Failure> {
    find(path, key, reading, |entry| field(entry, "name") == name)
}

/// A field's text; empty where there is none.
pub fn field<'e>(entry: &'e Json, name: &str) -> &'e str {
    entry.get(name).and_then(Json::as_str).unwrap_or_default()
}

/// The id of the domain of this name; `None` where there is no such domain.
pub fn domain_id(name: &str, reading: &mut Reading<'_>) -> Result<Option<String>, Failure> {
    Ok(named("domains", "domains", name, reading)?.map(|domain| field(&domain, "id").to_string()))
}

/// A domain that must be there.
pub fn required_domain_id(name: &str, reading: &mut Reading<'_>) -> Result<String, Failure> {
    domain_id(name, reading)?.ok_or_else(|| Failure::new(format!("Could not find domain with name [{name}]")))
}

/// An attribute as Keystone has it: `enabled` is no text but true or false in any spelling, and true by default.
fn as_json(resource: &Resource, name: &str) -> Option<Json> {
    match (name, attribute::text(resource, name)) {
        ("enabled", text) => Some(json!(text.is_none_or(|text| text.eq_ignore_ascii_case("true")))),
        (_, text) => text.map(|text| json!(text)),
    }
}

/// These attributes of the resource, where they are set, as the fields of a body.
pub fn fields(resource: &Resource, names: &[&str]) -> JsonMap<String, Json> {
    names.iter().filter_map(|name| Some((name.to_string(), as_json(resource, name)?))).collect()
}

/// The changes that make an entry's fields what the resource says.
pub fn differences(resource: &Resource, entry: &Json, names: &[&str]) -> Vec<Change> {
    let shown = |value: &Json| value.as_str().map_or_else(|| value.to_string(), str::to_string);
    let differs = |name: &&str| {
        let wanted = as_json(resource, name)?;
        let is = match entry.get(*name) {
            Some(Json::Null) | None => json!(if *name == "enabled" { "true" } else { "" }),
            Some(is) => is.clone(),
        };
        (shown(&is) != shown(&wanted)).then(|| Change::new(name, shown(&is), shown(&wanted)))
    };
    names.iter().filter_map(differs).collect()
}

/// Texts as Puppet shows a list.
pub fn shown_list(texts: &[String]) -> String {
    format::inspect(&texts.iter().map(|text| Value::from(text.as_str())).collect::<Value>())
}

/// The attributes that the changes name, as the fields of a body.
pub fn changed_fields(resource: &Resource, changes: &[Change]) -> JsonMap<String, Json> {
    let names: Vec<&str> = changes.iter().map(|change| change.property.as_str()).collect();
    fields(resource, &names)
}

/// Every type waits for the service.
pub fn service_is_up() -> Vec<Autorelation> {
    vec![Autorelation::require("Anchor", "keystone::service::end"), Autorelation::require("Service", "keystone")]
}

/// `name` may be titled with or without its domain.
pub fn require_with_domain(type_name: &str, name: &str, domain: &str) -> [Autorelation; 2] {
    [Autorelation::require(type_name, name), Autorelation::require(type_name, format!("{name}::{domain}"))]
}
