//! A shorthand for the schemas of native types, and the check of values that a schema lists.

use crate::catalog::{Attribute, AttributeKind, Resource, Schema};
use crate::plan::Failure;
use crate::value::{EcoString, Map, Value, format};

/// One line of a type's table of attributes.
pub(super) struct Declared {
    pub name: &'static str,
    pub kind: AttributeKind,
    pub doc: &'static str,
    /// Accepted words; empty where anything goes.
    pub values: &'static [&'static str],
    pub default: Option<&'static str>,
    pub secret: bool,
    pub all: bool,
}

/// Words that Puppet's boolean parameters accept.
pub(super) const BOOLEAN: &[&str] = &["true", "false", "yes", "no"];

pub(super) const fn property(name: &'static str, doc: &'static str) -> Declared {
    Declared { name, kind: AttributeKind::Property, doc, values: &[], default: None, secret: false, all: false }
}

pub(super) const fn parameter(name: &'static str, doc: &'static str) -> Declared {
    Declared { kind: AttributeKind::Parameter, ..property(name, doc) }
}

impl Declared {
    pub(super) const fn values(self, values: &'static [&'static str]) -> Self {
        Declared { values, ..self }
    }

    pub(super) const fn default(self, default: &'static str) -> Self {
        Declared { default: Some(default), ..self }
    }

    pub(super) const fn secret(self) -> Self {
        Declared { secret: true, ..self }
    }

    /// The whole array is one value.
    pub(super) const fn all(self) -> Self {
        Declared { all: true, ..self }
    }

    fn attribute(&self) -> Attribute {
        Attribute {
            name: self.name.into(),
            kind: self.kind,
            doc: self.doc.into(),
            values: self.values.iter().map(|value| EcoString::from(*value)).collect(),
            default: self.default.map(EcoString::from),
            secret: self.secret,
            array_matching_all: self.all,
        }
    }
}

/// The schema of the type `name`, whose title is `name_variable`.
pub(super) fn schema(name: &str, name_variable: &str, attributes: &[Declared]) -> Schema {
    let attributes: Map<EcoString, Attribute> =
        attributes.iter().map(|declared| (EcoString::from(declared.name), declared.attribute())).collect();
    Schema {
        name: name.into(),
        ensurable: attributes.contains_key("ensure"),
        attributes,
        name_variables: vec![name_variable.into()],
        title_patterns: Vec::new(),
        isomorphic: true,
    }
}

/// Holds every attribute against the words that the schema lists for it.
pub(super) fn check_values(schema: &Schema, resource: &Resource) -> Result<(), Failure> {
    for (name, parameter) in &resource.parameters {
        let Some(attribute) = schema.attributes.get(name).filter(|attribute| !attribute.values.is_empty()) else { continue };
        // What a deferred call gives is known when it has been made.
        for value in each(parameter.value.unwrapped()).iter().filter(|value| !matches!(value, Value::Undef | Value::Rich(_))) {
            let text = format::interpolated(value);
            if !attribute.values.contains(&text) {
                let value = if parameter.value.is_sensitive() { &Value::sensitive(Value::Undef) } else { value };
                return Err(invalid(resource, name, value, &attribute.values.join(", ")));
            }
        }
    }
    Ok(())
}

fn each(value: &Value) -> &[Value] {
    match value {
        Value::Array(items) => items,
        other => std::slice::from_ref(other),
    }
}

/// Puppet's words for a value that is not on the list.
fn invalid(resource: &Resource, name: &str, value: &Value, valid: &str) -> Failure {
    bad_attribute(resource, name, &format!("Invalid value {}. Valid values are {valid}.", shown(value)))
}

/// `Parameter NAME failed on TYPE[TITLE]: WHY`.
pub(super) fn bad_attribute(resource: &Resource, name: &str, why: &str) -> Failure {
    Failure { property: Some(name.into()), ..Failure::new(format!("Parameter {name} failed on {}: {why}", resource.reference)) }
}

/// A value as Puppet shows it in such a message: strings in double quotes.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => format!("\"{text}\""),
        other => format::inspect(other),
    }
}
