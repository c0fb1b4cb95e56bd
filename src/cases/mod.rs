//! Cases: small manifests that are compiled with several sets of facts and held against golden files and against what their comments
//! expect. For authors of modules and of control repositories.
//!
//! Nothing is written here: golden files are handed back as texts.

pub mod case;
pub mod coverage;
pub mod expectation;
pub mod facts;
pub mod format;
pub mod golden;
mod job;
mod judge;
mod order;
mod outcome;
mod reader;
mod run;
mod scan;
pub mod suite;

pub use case::Case;
pub use facts::FactSet;
pub use job::{Job, jobs};
pub use outcome::{Failure, Outcome};
pub use run::{Request, canonical, run};
pub use suite::Suite;
