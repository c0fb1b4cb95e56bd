//! Reading attributes the way Puppet munges them: scalars become text, a single value becomes a list.

use super::declare::bad_attribute;
use crate::catalog::{Resource, Schema};
use crate::plan::Failure;
use crate::value::{Value, format};
use std::path::PathBuf;

/// The text of a scalar attribute.
pub(super) fn text(resource: &Resource, name: &str) -> Option<String> {
    match resource.get(name)? {
        Value::Undef => None,
        Value::Array(items) => items.first().map(|item| format::interpolated(item.unwrapped()).into()),
        value => Some(format::interpolated(value).into()),
    }
}

/// An attribute that holds one or several values, as texts.
pub(super) fn texts(resource: &Resource, name: &str) -> Vec<String> {
    resource.get(name).map(list).unwrap_or_default()
}

/// A value as a flat list of texts; undefined ones go.
pub(super) fn list(value: &Value) -> Vec<String> {
    match value.unwrapped() {
        Value::Undef => Vec::new(),
        Value::Array(items) => items.iter().flat_map(list).collect(),
        other => vec![format::interpolated(other).into()],
    }
}

/// A yes-or-no attribute; `None` where it is not set.
pub(super) fn flag(resource: &Resource, name: &str) -> Option<bool> {
    match text(resource, name)?.as_str() {
        "true" | "yes" => Some(true),
        "false" | "no" => Some(false),
        _ => None,
    }
}

/// The value of the name variable, or the title.
pub(super) fn name(schema: &Schema, resource: &Resource) -> String {
    text(resource, schema.name_variable()).unwrap_or_else(|| resource.title().to_string())
}

/// Refuses what is no absolute path.
pub(super) fn absolute(resource: &Resource, attribute: &str, path: &str) -> Result<PathBuf, Failure> {
    if path.starts_with('/') && !path.contains('\0') {
        return Ok(PathBuf::from(path));
    }
    Err(bad_attribute(resource, attribute, &format!("File paths must be fully qualified, not '{path}'")))
}
