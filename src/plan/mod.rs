//! The plan: what would change, in which order. Reads the machine, cannot change it.

pub mod change;
pub mod memory;
pub mod resource_type;

pub use change::{Change, Failure};
pub use memory::Memory;
pub use resource_type::{Acting, Autorelation, Kinds, Reading, RelationKind, ResourceType};
