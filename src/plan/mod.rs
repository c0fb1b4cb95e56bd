//! The plan: what would change, in which order. Reads the machine, cannot change it.

pub mod change;
pub mod containment;
pub mod cycles;
pub mod error;
pub mod events;
pub mod forecast;
pub mod graph;
pub mod history;
pub mod memory;
pub mod metaparameters;
pub mod names;
pub mod note;
pub mod options;
pub mod prepared;
pub mod ready;
pub mod relations;
pub mod resource_type;
pub mod scene;
pub mod schedule;
pub mod secrets;

pub use crate::catalog::RelationKind;
pub use change::{Change, Failure};
pub use error::{CatalogError, Cycle, Problem};
pub use forecast::{Plan, Step, plan};
pub use memory::Memory;
pub use note::{Note, Notes};
pub use options::Options;
pub use prepared::Prepared;
pub use resource_type::{Acting, Autorelation, Kinds, ModuleCode, Reading, ResourceType};
