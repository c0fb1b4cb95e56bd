//! The run: walks the catalog in order, checks each resource again just before it acts, brings the changes about, and delivers refreshes.
//!
//! There is one walk. A resource in noop mode (its own, or the whole run's) stops after the check; everything else is the same.
//! A failure skips what depends on it and leaves the rest running.

mod audit;
mod batch;
mod evaluate;
pub mod journal;
pub mod observer;
mod refresh;
mod run;
mod store;

pub use observer::Observer;
pub use store::store;

use crate::catalog::Catalog;
use crate::plan::resource_type::Kinds;
use crate::plan::{CatalogError, Options};
use crate::report::Report;
use crate::system::Act;

/// Applies a catalog. An error means that nothing was begun: the catalog itself is at fault.
///
/// Whoever calls holds the state directory's [`RunLock`](crate::system::real_lock::RunLock) meanwhile.
pub fn apply(
    catalog: &Catalog,
    kinds: &dyn Kinds,
    act: &mut dyn Act,
    observer: &mut dyn Observer,
    options: &Options,
) -> Result<Report, CatalogError> {
    Ok(run::Run::new(catalog, kinds, act, observer, options)?.finish())
}
