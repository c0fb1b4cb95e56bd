//! Every name by which a resource of a catalog can be meant: its title, its aliases, the value of its name variable.

use super::error::Problem;
use super::resource_type::Kinds;
use crate::catalog::resource::place;
use crate::catalog::{Catalog, Reference, Resource};
use crate::value::{EcoString, Map, Value};

/// From a name to the position in the catalog.
pub struct Names {
    positions: Map<Reference, usize>,
}

impl Names {
    /// Also tells of names that two resources claim.
    pub fn of(catalog: &Catalog, kinds: &dyn Kinds) -> (Self, Vec<Problem>) {
        let mut names = Names { positions: Map::default() };
        for (position, reference) in catalog.resources.keys().enumerate() {
            names.positions.insert(normal(reference), position);
        }
        let mut problems = Vec::new();
        for (position, resource) in catalog.resources.values().enumerate() {
            for other in other_names(resource, kinds) {
                if let Err(problem) = names.claim(catalog, resource, position, &other) {
                    problems.push(*problem);
                }
            }
        }
        (names, problems)
    }

    pub fn position(&self, reference: &Reference) -> Option<usize> {
        self.positions.get(&normal(reference)).copied()
    }

    fn claim(&mut self, catalog: &Catalog, resource: &Resource, position: usize, name: &str) -> Result<(), Box<Problem>> {
        let reference = Reference { type_name: resource.reference.type_name.clone(), title: name.into() };
        let holder = *self.positions.entry(normal(&reference)).or_insert(position);
        if holder == position {
            return Ok(());
        }
        let other = catalog.resources.get_index(holder).map(|(_, other)| place(other.source.as_ref())).unwrap_or_default();
        let message = format!("Cannot alias {} to [\"{name}\"]; resource {reference} already declared{other}", resource.reference);
        Err(Box::new(Problem::of(resource, message)))
    }
}

/// Aliases always count; name variables only where one identity is one resource.
fn other_names(resource: &Resource, kinds: &dyn Kinds) -> Vec<EcoString> {
    let mut names = Vec::new();
    match resource.get("alias") {
        Some(Value::String(alias)) => names.push(alias.clone()),
        Some(Value::Array(aliases)) => names.extend(aliases.iter().filter_map(Value::as_str).map(EcoString::from)),
        _ => {}
    }
    if let Some(kind) = kinds.kind(&resource.reference.type_name) {
        let schema = kind.schema();
        if schema.isomorphic && schema.name_variables.iter().skip(1).all(|other| resource.text(other).is_none()) {
            names.extend(resource.text(schema.name_variable()).map(EcoString::from));
        }
    }
    names
}

/// Class names in one case; a file's path without a slash at its end.
fn normal(reference: &Reference) -> Reference {
    let title: EcoString = match reference.type_name.as_str() {
        "Class" => reference.title.strip_prefix("::").unwrap_or(&reference.title).to_lowercase().into(),
        "File" if reference.title.len() > 1 => reference.title.trim_end_matches('/').into(),
        _ => return reference.clone(),
    };
    Reference { type_name: reference.type_name.clone(), title }
}
