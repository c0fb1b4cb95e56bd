//! The secrets among a resource's parameters, kept out of what its type's code says.

use crate::catalog::{Resource, Schema};
use crate::value::{EcoString, Set, Value, format};

/// What stands for a secret.
const MASK: &str = "[redacted]";

/// The parameters that hold secrets.
#[derive(Debug, Default)]
pub struct Secrets {
    names: Set<EcoString>,
    /// The texts in their values.
    texts: Vec<EcoString>,
}

impl Secrets {
    pub fn of(resource: &Resource, schema: &Schema) -> Self {
        let is_marked = resource.get("secret").is_some_and(|flag| matches!(flag, Value::Boolean(true)) || flag.as_str() == Some("true"));
        let is_secret = |name: &EcoString, value: &Value| {
            value.is_sensitive() || is_marked && name == "value" || schema.attributes.get(name).is_some_and(|attribute| attribute.secret)
        };
        let secret = resource.parameters.iter().filter(|(name, parameter)| is_secret(name, &parameter.value));
        let mut secrets = Secrets::default();
        for (name, parameter) in secret {
            secrets.names.insert(name.clone());
            collect(parameter.value.unwrapped(), &mut secrets.texts);
        }
        secrets
    }

    pub fn contain(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// Whether a text holds one of them.
    pub fn are_shown_by(&self, text: &str) -> bool {
        self.texts.iter().any(|secret| text.contains(secret.as_str()))
    }

    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// A parameter's value, with other texts where it is secret.
    pub fn mask(&self, name: &EcoString, value: &Value) -> Value {
        if self.names.contains(name) { masked(value.unwrapped()) } else { value.unwrapped().clone() }
    }
}

fn collect(value: &Value, texts: &mut Vec<EcoString>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, texts)),
        Value::Hash(entries) => entries.values().for_each(|item| collect(item, texts)),
        Value::Sensitive(inner) => collect(inner, texts),
        Value::Undef => {}
        other => texts.extend(Some(format::interpolated(other)).filter(|text| !text.is_empty())),
    }
}

fn masked(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(masked).collect(),
        Value::Hash(entries) => Value::hash(entries.iter().map(|(key, value)| (key.clone(), masked(value))).collect()),
        _ => Value::from(MASK),
    }
}
