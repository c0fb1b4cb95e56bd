//! The contract of a resource type. `check` and `apply` share what differs: the list of changes.

use super::{Change, Failure, Memory};
use crate::catalog::{Catalog, Reference, RelationKind, Resource, Schema};
use crate::system::{Act, Look};
use crate::value::EcoString;

/// What a type sees while it checks.
pub struct Reading<'a> {
    pub look: &'a dyn Look,
    pub memory: &'a mut Memory,
    pub catalog: &'a Catalog,
}

/// What a type has while it acts.
pub struct Acting<'a> {
    pub act: &'a mut dyn Act,
    pub memory: &'a mut Memory,
    pub catalog: &'a Catalog,
}

impl Acting<'_> {
    /// The same, for reading only.
    pub fn reading(&mut self) -> Reading<'_> {
        Reading { look: self.act.as_look(), memory: self.memory, catalog: self.catalog }
    }
}

/// A relation that a type knows of by itself (a file's parent folder); it holds where the other is in the catalog and no cycle comes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Autorelation {
    pub kind: RelationKind,
    pub other: Reference,
}

impl Autorelation {
    pub fn require(type_name: &str, title: impl Into<EcoString>) -> Self {
        Autorelation { kind: RelationKind::Require, other: Reference::new(type_name, title) }
    }
}

/// What of the code that a module has for a type counts here. Its refusals always do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModuleCode {
    /// Nothing more: the type makes its values and relations itself.
    Refuses,
    /// Relations, too; values are made by whoever acts on the resource.
    Relates,
    /// Values and relations.
    Makes,
}

/// A type of resource, natively.
pub trait ResourceType: Sync + Send {
    fn schema(&self) -> &Schema;

    /// Relations that follow from the attributes alone. `other.title` may also be a name variable's value (a file's path).
    fn autorelations(&self, _resource: &Resource) -> Vec<Autorelation> {
        Vec::new()
    }

    /// What a module's code of the same type is asked for.
    fn module_code(&self) -> ModuleCode {
        ModuleCode::Refuses
    }

    /// Problems that can be told without looking at the machine (missing or conflicting attributes, malformed values).
    fn validate(&self, _resource: &Resource) -> Result<(), Failure> {
        Ok(())
    }

    /// Further resources that this one stands for (a recursed directory, purged resources); asked just before it is evaluated.
    fn generate(&self, _resource: &Resource, _reading: &mut Reading<'_>) -> Result<Vec<Resource>, Failure> {
        Ok(Vec::new())
    }

    /// The resources of this type that are on the host, for `resources { …: purge => true }`; `None` where the type cannot list them.
    fn instances(&self, _reading: &mut Reading<'_>) -> Result<Option<Vec<Resource>>, Failure> {
        Ok(None)
    }

    /// What properties are now, as messages show it, for `audit`; what a check tells of managed properties need not be here.
    fn current(&self, _resource: &Resource, _reading: &mut Reading<'_>) -> Result<Vec<(EcoString, EcoString)>, Failure> {
        Ok(Vec::new())
    }

    /// What differs; empty where the resource is in sync. `ensure` comes first.
    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure>;

    /// Brings the changes about. All or nothing is not promised; an error names the property.
    fn apply(&self, resource: &Resource, changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure>;

    /// Resources with the same key that follow each other in the run, with nothing between, may be applied in one go.
    fn batch_key(&self, _resource: &Resource, _changes: &[Change]) -> Option<EcoString> {
        None
    }

    /// Applies a batch: one result per resource, in order.
    fn apply_batch(&self, batch: &[(&Resource, &[Change])], acting: &mut Acting<'_>) -> Vec<Result<(), Failure>> {
        batch.iter().map(|(resource, changes)| self.apply(resource, changes, acting)).collect()
    }

    /// Whether a refresh means anything to this type.
    fn is_refreshable(&self) -> bool {
        false
    }

    /// Whether a change of this resource is also a refresh of itself (`mount`).
    fn refreshes_itself(&self) -> bool {
        false
    }

    /// Whether a change of this resource makes a refresh that was owed to it unnecessary (a stopped service that was just started).
    fn absorbs_refresh(&self, _changes: &[Change]) -> bool {
        false
    }

    /// Answers a refresh event; `false` where there was nothing to do.
    fn refresh(&self, _resource: &Resource, _acting: &mut Acting<'_>) -> Result<bool, Failure> {
        Ok(false)
    }
}

/// Where plan and apply look types up by their name in a reference (`Trove_config`).
pub trait Kinds: Sync {
    fn kind(&self, type_name: &str) -> Option<&dyn ResourceType>;

    /// Relations that a resource has by itself.
    fn autorelations(&self, resource: &Resource) -> Vec<Autorelation> {
        self.kind(&resource.reference.type_name).map(|kind| kind.autorelations(resource)).unwrap_or_default()
    }

    /// Whether a resource is known well enough to be looked at.
    ///
    /// # Errors
    /// What is not known of it, and why.
    fn ready(&self, _resource: &Resource) -> Result<(), Failure> {
        Ok(())
    }
}
