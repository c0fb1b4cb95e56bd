//! One blank stands between `class` or `define` and the name.
//!
//! ## Why
//! All files look alike, and a search for `class ntp` finds it.
//!
//! ## Example
//! ```puppet
//! class   ntp { }
//! ```
//!
//! ## Use instead
//! ```puppet
//! class ntp { }
//! ```
//! `--fix` leaves one blank.

use super::{Edit, File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::error(look).plugin();
const MESSAGE: &str = "there should be a single space between the class or defined resource statement and the name";

fn look(file: &File, found: &mut Findings) {
    for definition in file.definitions() {
        let space = file.next(definition.keyword);
        if file.next(space) != definition.name || !file.is_single_space(space) {
            let finding = found.at(file.span(space), MESSAGE);
            if file.kind(space) == Kind::Space && file.next(space) == definition.name {
                finding.fix([Edit::replace(file.span(space), " ")]);
            }
        }
    }
}
