//! The code of types, run: what `munge`, `validate`, `defaultto` and their like make of a catalog's resources when it becomes what
//! a host is brought in line with. [`code`] is what was read, [`run`] runs it, [`instance`] is what running code sees of a resource.

mod attribute;
pub mod catalog;
pub mod code;
pub mod instance;
pub mod made;
mod outside;
pub mod run;
mod secrets;
pub mod values;

pub use code::{AttributeCode, Block, DefaultCode, Parent, RelationCode, TypeCode, ValueCode};
