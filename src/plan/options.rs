//! What a run is asked to do.

use crate::value::EcoString;
use std::path::PathBuf;

#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Change nothing, say what would change.
    pub noop: bool,
    /// Only resources with one of these tags; empty: all.
    pub tags: Vec<EcoString>,
    /// No resource with one of these tags.
    pub skip_tags: Vec<EcoString>,
    pub ignore_schedules: bool,
    /// Show the differences of contents.
    pub show_diff: bool,
    /// Where owed refreshes are kept; `None` keeps none.
    pub state_directory: Option<PathBuf>,
}
