//! Types together with what the code of modules said of a catalog's resources: their relations, and what could not be made of them.

use super::Failure;
use super::resource_type::{Autorelation, Kinds, ResourceType};
use crate::catalog::{Reference, Resource};
use crate::value::Map;

/// The types of a catalog that was prepared.
pub struct Prepared<K> {
    pub kinds: K,
    /// Of resources whose relations code has told; the others' types tell them.
    pub relations: Map<Reference, Vec<Autorelation>>,
    /// Resources that cannot be looked at.
    pub unready: Map<Reference, Failure>,
}

impl<K: Kinds> Kinds for Prepared<K> {
    fn kind(&self, type_name: &str) -> Option<&dyn ResourceType> {
        self.kinds.kind(type_name)
    }

    fn autorelations(&self, resource: &Resource) -> Vec<Autorelation> {
        let known = self.relations.get(&resource.reference).cloned();
        known.unwrap_or_else(|| self.kinds.autorelations(resource))
    }

    fn ready(&self, resource: &Resource) -> Result<(), Failure> {
        self.unready.get(&resource.reference).cloned().map_or(Ok(()), Err)
    }
}
