//! Puppet's JSON of a catalog, both ways: out as Puppet 8 sends it to an agent (format 2, rich data), in as plain data.

mod read;
mod text;
mod write;

pub use read::from_json;
pub use write::{to_json, to_text, value_to_json};

/// Why a text is no catalog.
#[derive(Debug, thiserror::Error)]
pub enum FormatError {
    #[error("Could not parse the catalog: {0}")]
    Syntax(#[from] serde_json::Error),
    #[error("Not a catalog: {0}")]
    Shape(String),
}
