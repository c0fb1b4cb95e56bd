//! A class has no other class or defined type inside.
//!
//! ## Why
//! What is defined inside is found only after the outer class was loaded. Each definition has a file of its own.
//!
//! ## Example
//! ```puppet
//! class apache {
//!   class ssl { }
//! }
//! ```
//!
//! ## Use instead
//! ```puppet
//! # in apache/manifests/ssl.pp
//! class apache::ssl { }
//! ```

use super::{Definition, File, Findings, Rule};

pub const RULE: Rule = Rule::warning(look);

fn look(file: &File, found: &mut Findings) {
    for inner in file.definitions() {
        let around = |outer: &Definition| outer.is_class && outer.span.start < inner.span.start && inner.span.end <= outer.span.end;
        if file.definitions().iter().any(around) {
            found.at(file.span(inner.keyword), format!("{} defined inside a class", inner.what()));
        }
    }
}
