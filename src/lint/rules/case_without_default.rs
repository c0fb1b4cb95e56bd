//! A `case` has a `default`.
//!
//! ## Why
//! Without one, a value that nobody thought of is passed over in silence.
//!
//! ## Example
//! ```puppet
//! case $facts['os']['family'] {
//!   'Debian': { include apt }
//! }
//! ```
//!
//! ## Use instead
//! ```puppet
//! case $facts['os']['family'] {
//!   'Debian': { include apt }
//!   default: { fail("${facts['os']['family']} is not supported") }
//! }
//! ```

use super::{File, Findings, Node, NodeId, Rule, Span};

pub const RULE: Rule = Rule::warning(look);

fn look(file: &File, found: &mut Findings) {
    for id in (0..file.ast.len() as u32).map(NodeId) {
        let Node::Case(_, options) = file.ast.node(id) else { continue };
        let has_default = file.ast.items(options).iter().any(|option| match file.ast.node(*option) {
            Node::CaseOption { values, .. } => file.ast.items(values).iter().any(|value| file.ast.node(*value) == Node::Default),
            _ => false,
        });
        if !has_default {
            let start = file.ast.span(id).start;
            found.at(Span::new(start, start + 4), "case statement without a default case");
        }
    }
}
