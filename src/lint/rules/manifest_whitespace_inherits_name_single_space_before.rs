//! One blank stands between `inherits` and the name of the class.
//!
//! ## Why
//! All files look alike.
//!
//! ## Example
//! ```puppet
//! class ssh::server inherits   ssh { }
//! ```
//!
//! ## Use instead
//! ```puppet
//! class ssh::server inherits ssh { }
//! ```
//! `--fix` leaves one blank.

use super::{Edit, File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::error(look).plugin();

fn look(file: &File, found: &mut Findings) {
    for parent in file.definitions().iter().filter_map(|definition| definition.parent) {
        let inherits = file.previous_code(parent);
        let space = file.next(inherits);
        if file.next(space) != parent || !file.is_single_space(space) {
            let finding = found.at(file.span(space), "there should be a single space between the inherits statement and the name");
            if file.kind(space) == Kind::Space && file.next(space) == parent {
                finding.fix([Edit::replace(file.span(space), " ")]);
            }
        }
    }
}
