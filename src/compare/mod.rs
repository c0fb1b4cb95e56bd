//! Two catalogs side by side: what is in one of them only, what has other parameters, relations, another container or another place.
//!
//! Catalogs are compared in a canonical form, which has nothing that changes from one compilation to the next and no secrets. Nothing
//! is read or written here.

pub mod canonical;
pub mod differences;
mod html;
mod json;
mod moved;
mod text;

pub use canonical::{Canonical, Entry, Hiding};
pub use differences::{Differences, Kind, ParameterDifference, RelationDifference, ResourceDifference};
pub use html::page;
pub use json::document;
pub use moved::Moved;
pub use text::{shown, text};
