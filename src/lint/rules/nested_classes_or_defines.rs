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

use super::{File, Findings, Rule};

pub const RULE: Rule = Rule::warning(look);

fn look(file: &File, found: &mut Findings) {
    for outer in file.definitions().iter().filter(|definition| definition.is_class) {
        let inside = |span: rpuppet_syntax::Span| outer.span.start < span.start && span.end <= outer.span.end;
        for inner in file.definitions().iter().filter(|definition| inside(definition.span)) {
            found.at(file.span(inner.keyword), format!("{} defined inside a class", inner.what()));
        }
    }
}
