//! The catalog: what a host shall look like. Immutable once it is finished; Puppet's JSON is one of its forms.

pub mod generated;
pub mod json;
mod pcore;
pub mod reference;
mod relation;
pub mod resource;
pub mod schema;

pub use reference::Reference;
pub use relation::RelationKind;
pub use resource::{Parameter, Resource, SourceLine};
pub use schema::{Attribute, AttributeKind, Declaration, ProviderDeclaration, Schema, Schemas};

use crate::value::{EcoString, Map};

/// A finished catalog.
#[derive(Clone, Debug, Default)]
pub struct Catalog {
    /// The node's certname.
    pub name: EcoString,
    pub environment: EcoString,
    /// Configuration version: seconds since 1970, or what the setting `config_version` gave.
    pub version: EcoString,
    /// In the order of declaration; virtual and uncollected exported resources are already gone.
    pub resources: Map<Reference, Resource>,
    /// Containment: container → contained, in the order of declaration.
    pub edges: Vec<(Reference, Reference)>,
    /// Names of the classes, in the order of evaluation.
    pub classes: Vec<EcoString>,
}

impl Catalog {
    pub fn resource(&self, reference: &Reference) -> Option<&Resource> {
        self.resources.get(reference)
    }
}
