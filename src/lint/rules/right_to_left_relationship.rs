//! Chains of resources are written from left to right.
//!
//! ## Why
//! What comes first stands first. A chain with arrows in both directions is a riddle.
//!
//! ## Example
//! ```puppet
//! Service['httpd'] <- Package['httpd']
//! ```
//!
//! ## Use instead
//! ```puppet
//! Package['httpd'] -> Service['httpd']
//! ```

use super::{File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::warning(look);

fn look(file: &File, found: &mut Findings) {
    for arrow in file.all(Kind::Require).chain(file.all(Kind::Subscribe)) {
        found.at(file.span(arrow), format!("right-to-left ({}) relationship", file.text(arrow)));
    }
}
