//! For the tests of types: one resource at a time on the pretended machine.

use crate::catalog::{Catalog, Parameter, Reference, Resource};
use crate::plan::{Acting, Change, Failure, Memory, ResourceType};
use crate::system::memory::Machine;
use crate::value::{EcoString, json::from_json};
use serde_json::Value as Json;

pub fn resource(kind: &str, title: &str, parameters: &Json) -> Resource {
    let parameters = parameters.as_object().unwrap().iter();
    Resource {
        reference: Reference::new(kind, title),
        parameters: parameters
            .map(|(name, value)| (EcoString::from(name.as_str()), Parameter { value: from_json(value), location: None }))
            .collect(),
        ..Resource::default()
    }
}

/// Validates, checks and applies; what was changed, as the log has it.
pub fn applied(kind: &dyn ResourceType, resource: &Resource, machine: &mut Machine) -> Result<Vec<String>, Failure> {
    let mut catalog = Catalog::default();
    catalog.resources.insert(resource.reference.clone(), resource.clone());
    let mut memory = Memory::default();
    let mut acting = Acting { act: machine, memory: &mut memory, catalog: &catalog };
    kind.validate(resource)?;
    let changes = kind.check(resource, &mut acting.reading())?;
    if !changes.is_empty() {
        kind.apply(resource, &changes, &mut acting)?;
    }
    Ok(changes.iter().map(Change::text).collect())
}
