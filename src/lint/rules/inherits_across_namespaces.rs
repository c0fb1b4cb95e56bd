//! A class inherits from classes of its own module only.
//!
//! ## Why
//! Inheriting from another module ties the two together at their inmost parts.
//!
//! ## Example
//! ```puppet
//! class wordpress inherits apache { }
//! ```
//!
//! ## Use instead
//! ```puppet
//! class wordpress {
//!   include apache
//! }
//! ```

use super::{File, Findings, Rule};

pub const RULE: Rule = Rule::warning(look);

fn look(file: &File, found: &mut Findings) {
    for definition in file.definitions() {
        if let Some(parent) = definition.parent
            && module(file.text(parent)) != module(file.text(definition.name))
        {
            found.at(file.span(parent), "class inherits across module namespaces");
        }
    }
}

fn module(name: &str) -> Option<&str> {
    name.split("::").find(|part| !part.is_empty())
}
