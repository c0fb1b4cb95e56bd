//! A key of Hiera's data stands once in a file.
//!
//! ## Why
//! The first value is forgotten without a word.
//!
//! ## Example
//! ```yaml
//! toolbox::server::port: 80
//! toolbox::server::port: 8080
//! ```
//!
//! ## Use instead
//! ```yaml
//! toolbox::server::port: 8080
//! ```

use super::{Findings, Modules, Rule};
use crate::lint::data::keys;
use crate::value::Set;

pub const RULE: Rule = Rule::data(look);

fn look(text: &str, _modules: &Modules, found: &mut Findings) {
    let mut seen = Set::default();
    for (name, span) in keys(text) {
        if !seen.insert(name) {
            found.at(span, format!("the key '{name}' has a value before, which is forgotten"));
        }
    }
}
