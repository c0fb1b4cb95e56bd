//! How the outcomes of cases are told.

mod github;
mod json;
mod junit;
mod text;

pub use github::github;
pub use json::json;
pub use junit::junit;
pub use text::{failure, sum};

use super::{Job, Outcome};

/// A case with its outcome, and the path that it is shown by.
pub struct Told<'a> {
    pub job: &'a Job<'a>,
    pub path: String,
    pub outcome: &'a Outcome,
}
