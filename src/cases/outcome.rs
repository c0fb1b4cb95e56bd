//! What became of a case with a set of facts.

use crate::catalog::Catalog;
use crate::diagnostic::{Diagnostic, Severity};

/// What became of a case with a set of facts.
#[derive(Debug, Default)]
pub struct Outcome {
    /// `CASE@FACTS`
    pub name: String,
    pub failures: Vec<Failure>,
    /// A golden file that is to be written, or what was asked for.
    pub golden: Option<String>,
    pub catalog: Option<Catalog>,
    /// What the compiler says, where the case does not compile.
    pub error: Option<String>,
}

/// One thing that is wrong.
#[derive(Debug)]
pub struct Failure {
    pub diagnostic: Diagnostic,
    /// Further lines, such as the differences of two catalogs.
    pub details: String,
}

impl Outcome {
    pub fn passed(&self) -> bool {
        self.failures.iter().all(|failure| failure.diagnostic.severity != Severity::Error)
    }

    pub(super) fn fail(&mut self, diagnostic: Diagnostic, details: String) {
        self.failures.push(Failure { diagnostic, details });
    }
}
