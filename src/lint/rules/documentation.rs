//! A class or defined type has a comment right above it.
//!
//! ## Why
//! It is the place where users learn what a class is for and what its parameters mean; Puppet Strings makes pages of it.
//!
//! ## Example
//! ```puppet
//! class ntp { }
//! ```
//!
//! ## Use instead
//! ```puppet
//! # @summary Keeps the clock right
//! class ntp { }
//! ```

use super::{Definition, File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::warning(look);

fn look(file: &File, found: &mut Findings) {
    for definition in file.definitions().iter().filter(|definition| !is_documented(file, definition)) {
        found.at(file.span(definition.keyword), format!("{} not documented", definition.what()));
    }
}

/// Whether a comment ends on the line above.
fn is_documented(file: &File, definition: &Definition) -> bool {
    let mut at = definition.keyword;
    let mut lines = 0;
    loop {
        at = file.previous(at);
        match file.kind(at) {
            Kind::Newline => lines += 1,
            Kind::Indent | Kind::Space => {}
            kind => return kind.is_comment(),
        }
        if lines > 1 {
            return false;
        }
    }
}
