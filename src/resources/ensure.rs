//! What `ensure` alone decides, for types whose resources are there or not.

use crate::catalog::Resource;
use crate::plan::Change;

/// Whether the resource shall be gone.
pub(super) fn wants_absent(resource: &Resource) -> bool {
    resource.text("ensure") == Some("absent")
}

/// The changes where `ensure` settles the matter; `None` where the thing is there and shall be, so that its properties count.
pub(super) fn settled(resource: &Resource, exists: bool) -> Option<Vec<Change>> {
    match (wants_absent(resource), exists) {
        (true, true) => Some(vec![Change::removed()]),
        (true, false) => Some(Vec::new()),
        (false, false) => Some(vec![Change::created()]),
        (false, true) => None,
    }
}
