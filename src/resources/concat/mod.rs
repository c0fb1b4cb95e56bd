//! `concat_file`, a file put together from the `concat_fragment`s of the catalog that mean it.
//!
//! A fragment does nothing by itself; the file stands for a `file` resource with the contents of them all.

mod file;
mod fragment;
mod merge;
#[cfg(test)]
mod tests;

use super::Sources;
use crate::plan::ResourceType;
use std::sync::Arc;

/// The types of this family.
pub(super) fn natives(sources: &Arc<Sources>) -> Vec<Arc<dyn ResourceType>> {
    vec![Arc::new(file::ConcatFile::new(sources.clone())), Arc::new(fragment::ConcatFragment::default())]
}
