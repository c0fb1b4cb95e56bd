//! The secrets among a resource's parameters, kept out of what its type's code says.

use crate::catalog::{Resource, Schema};
use crate::value::{EcoString, Set, Value};

/// What stands for a secret.
const MASK: &str = "[redacted]";

/// The parameters that hold secrets.
#[derive(Debug, Default)]
pub struct Secrets {
    names: Set<EcoString>,
}

impl Secrets {
    pub fn of(resource: &Resource, schema: &Schema) -> Self {
        let is_marked = resource.get("secret").is_some_and(|flag| matches!(flag, Value::Boolean(true)) || flag.as_str() == Some("true"));
        let is_secret = |name: &EcoString, value: &Value| {
            value.is_sensitive() || is_marked && name == "value" || schema.attributes.get(name).is_some_and(|attribute| attribute.secret)
        };
        let secret = resource.parameters.iter().filter(|(name, parameter)| is_secret(name, &parameter.value));
        Secrets { names: secret.map(|(name, _)| name.clone()).collect() }
    }

    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// A parameter's value, with other texts where it is secret.
    pub fn mask(&self, name: &EcoString, value: &Value) -> Value {
        if self.names.contains(name) { masked(value.unwrapped()) } else { value.unwrapped().clone() }
    }
}

fn masked(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(masked).collect(),
        Value::Hash(entries) => Value::hash(entries.iter().map(|(key, value)| (key.clone(), masked(value))).collect()),
        _ => Value::from(MASK),
    }
}
