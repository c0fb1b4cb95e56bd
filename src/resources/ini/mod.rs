//! Settings in ini files: `ini_setting`, `ini_subsetting`, and every type that a module declares upon one file (`trove_config`, …).
//!
//! A module's type is recognised by its provider: one whose parent is one of the ini editors, with a constant `file_path` or an attribute
//! `path`. What that does is known here natively, its Ruby is never run. The code of the module's type has made the values before.

mod declared;
mod document;
mod file;
mod items;
mod location;
mod section;
mod setting;
mod subsetting;
mod syntax;
#[cfg(test)]
mod tests;

pub use document::Document;
pub use setting::IniType;
pub use subsetting::IniSubsetting;
pub use syntax::{Policy, Syntax};

use crate::plan::ResourceType;
use std::sync::Arc;

/// The types of this family.
pub(super) fn natives() -> Vec<Arc<dyn ResourceType>> {
    vec![Arc::new(IniType::ini_setting()), Arc::new(IniSubsetting::default())]
}
