//! What running the code of types starts from, and what comes of it.

use super::TypeCode;
use super::instance::{Held, Instance};
use super::run::Unrun;
use super::secrets::Secrets;
use crate::catalog::{AttributeKind, Reference, RelationKind, Resource, Schema};
use crate::ruby::object::Object;
use crate::value::{EcoString, Map, Value};
use std::rc::Rc;
use std::sync::Arc;

/// A type whose code is run.
#[derive(Clone, Debug)]
pub struct Subject {
    pub code: Arc<TypeCode>,
    pub schema: Arc<Schema>,
    /// Names of its providers; empty where none could be read.
    pub providers: Vec<EcoString>,
    /// Whether the relations of its resources are wanted.
    pub relates: bool,
}

/// What came of one resource.
#[derive(Debug, Default)]
pub struct Made {
    /// The attributes with the values that the code made of them, defaults too; a `Sensitive` stays one.
    pub values: Map<EcoString, Value>,
    pub refusal: Option<Refusal>,
    pub relations: Vec<(RelationKind, Reference)>,
    /// Code that was passed over, as it is outside of the small Ruby.
    pub unrun: Vec<Unrun>,
    /// The file with the type's code.
    pub path: String,
    /// Its relations are asked for.
    pub(super) relates: bool,
    pub(super) has_secrets: bool,
}

/// Why a resource cannot be.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// In Puppet's words, without the place; no secrets.
    pub message: String,
    pub attribute: Option<EcoString>,
    /// The file and line of the type's code; 0 where it was no line of its own.
    pub path: String,
    pub line: u32,
}

/// What came of a catalog.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The resources whose types have code.
    pub made: Map<Reference, Made>,
    /// What the code logged: level and text.
    pub messages: Vec<(String, String)>,
}

/// The parameters of a resource and what its title tells, as Ruby sees them.
pub(super) fn given(resource: &Resource, subject: &Subject, masked: Option<&Secrets>) -> Result<Map<EcoString, Object>, String> {
    let title = resource.title();
    let unread = || format!("No set of title patterns matched the title \"{title}\".");
    if subject.code.keys.is_empty() && subject.schema.title_patterns.is_empty() {
        return Err(unread());
    }
    let of_title = subject.schema.parse_title(title).ok_or_else(unread)?;
    let mut given: Map<EcoString, Object> = of_title.into_iter().map(|(name, value)| (name, Object::string(value.as_str()))).collect();
    for (name, parameter) in &resource.parameters {
        let value = match masked {
            Some(secrets) => secrets.mask(name, &parameter.value),
            None => parameter.value.unwrapped().clone(),
        };
        given.insert(name.clone(), Object::from_value(&value));
    }
    Ok(given)
}

/// The values that an instance has in the end.
pub(super) fn values(instance: &Rc<Instance>, resource: &Resource) -> Map<EcoString, Value> {
    let attributes = instance.attributes.borrow();
    let value = |held: &Held| {
        let given = resource.parameters.get(&held.name).map(|parameter| &parameter.value);
        let is_list = given.is_some_and(|given| matches!(given.unwrapped(), Value::Array(_)));
        let made = match held.stored() {
            Object::Array(items) if held.kind == AttributeKind::Property && !is_list && items.borrow().len() == 1 => {
                items.borrow().first().map_or(Value::Undef, Object::to_value)
            }
            stored => stored.to_value(),
        };
        if given.is_some_and(Value::is_sensitive) { Value::sensitive(made) } else { made }
    };
    let known = attributes.values().filter(|held| held.code.is_some());
    known.map(|held| (held.name.clone(), value(held))).collect()
}
