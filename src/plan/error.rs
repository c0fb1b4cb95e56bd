//! Why a catalog cannot be planned or applied at all: nothing was changed.

use crate::catalog::resource::place;
use crate::catalog::{Reference, Resource, SourceLine};
use rpuppet_syntax::Location;

/// One thing that is wrong with one resource.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{message}{}", place(source_line.as_ref()))]
pub struct Problem {
    /// In Puppet's words, without the place.
    pub message: String,
    pub reference: Reference,
    /// Where the resource was declared.
    pub source_line: Option<SourceLine>,
    /// What a picture points at, where the code is at hand.
    pub location: Option<Location>,
    /// The next step.
    pub help: Option<String>,
}

impl Problem {
    /// A problem of a resource, at the place where that is declared.
    pub fn of(resource: &Resource, message: String) -> Self {
        Problem { message, reference: resource.reference.clone(), source_line: resource.source.clone(), location: None, help: None }
    }
}

/// One way round a dependency cycle.
#[derive(Clone, Debug)]
pub struct Cycle {
    /// The resources on the way; the first is the last again.
    pub path: Vec<String>,
    /// Where each step comes from, in the order of the path.
    pub reasons: Vec<String>,
}

impl std::fmt::Display for Cycle {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "({})", self.path.join(" => "))?;
        self.reasons.iter().try_for_each(|reason| write!(out, "\n  {reason}"))
    }
}

#[derive(Clone, Debug, thiserror::Error)]
pub enum CatalogError {
    /// Missing dependencies, names taken twice, attributes that no resource of that type may have: all of them at once.
    #[error("{}", lines(problems))]
    Problems { problems: Vec<Problem> },
    #[error("Found {} dependency cycle{}:\n{}", cycles.len(), if cycles.len() == 1 { "" } else { "s" }, lines(cycles))]
    Cycles { cycles: Vec<Cycle> },
}

fn lines<T: std::fmt::Display>(items: &[T]) -> String {
    items.iter().map(T::to_string).collect::<Vec<_>>().join("\n")
}
