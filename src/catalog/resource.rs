//! One resource of a catalog.

use super::Reference;
use crate::value::{EcoString, Map, Set, Value};
use rpuppet_syntax::Location;

/// A file and a line, as catalogs and messages carry them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceLine {
    pub file: Option<EcoString>,
    /// From 1.
    pub line: u32,
}

/// A parameter's value and where it was set (known for catalogs that were compiled here).
#[derive(Clone, Debug)]
pub struct Parameter {
    pub value: Value,
    pub location: Option<Location>,
}

#[derive(Clone, Debug, Default)]
pub struct Resource {
    pub reference: Reference,
    /// Without undefined ones; a `Sensitive` stays wrapped.
    pub parameters: Map<EcoString, Parameter>,
    pub tags: Set<EcoString>,
    pub source: Option<SourceLine>,
    /// Where it was declared, for pictures in messages.
    pub location: Option<Location>,
    pub exported: bool,
    /// `compilable_type` for a type in Ruby or Rust; `None` for classes and defines.
    pub kind: Option<EcoString>,
}

/// ` (file: F, line: L)` as Puppet puts it behind a message; empty where no place is known.
pub fn place(source: Option<&SourceLine>) -> String {
    match source {
        Some(SourceLine { file: Some(file), line }) if !file.is_empty() => format!(" (file: {file}, line: {line})"),
        Some(SourceLine { line, .. }) => format!(" (line: {line})"),
        None => String::new(),
    }
}

impl Resource {
    /// The value of a parameter with `Sensitive` taken off.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.parameters.get(name).map(|parameter| parameter.value.unwrapped())
    }

    /// The text of a parameter that holds a string.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Value::as_str)
    }

    pub fn is_sensitive(&self, name: &str) -> bool {
        self.parameters.get(name).is_some_and(|parameter| parameter.value.is_sensitive())
    }

    pub fn title(&self) -> &str {
        &self.reference.title
    }
}
