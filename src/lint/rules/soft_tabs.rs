//! Lines are indented by an even number of characters.
//!
//! ## Why
//! Each level is two blanks; an odd number is off by one somewhere.
//!
//! ## Example
//! ```puppet
//! class a {
//!    include b
//! }
//! ```
//!
//! ## Use instead
//! ```puppet
//! class a {
//!   include b
//! }
//! ```

use super::{File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::error(look);

fn look(file: &File, found: &mut Findings) {
    for indent in file.all(Kind::Indent) {
        if file.text(indent).chars().count() % 2 == 1 {
            found.at(file.span(indent), "two-space soft tabs not used");
        }
    }
}
