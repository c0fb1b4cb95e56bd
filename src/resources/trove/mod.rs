//! Datastores of Trove and their versions.
//!
//! They are read from Trove's database, through `mysql` as root: the service need not run, and no token is needed. They are written by
//! `trove-manage` as the user `trove`, because that is where Trove's own rules are; removing is something that only the service can do.

mod database;
mod datastore;
mod manage;
#[cfg(test)]
mod tests;
mod version;

use crate::plan::ResourceType;
use std::sync::Arc;

/// The types of this family.
pub(super) fn natives() -> Vec<Arc<dyn ResourceType>> {
    vec![Arc::new(datastore::TroveDatastore::default()), Arc::new(version::TroveDatastoreVersion::default())]
}
