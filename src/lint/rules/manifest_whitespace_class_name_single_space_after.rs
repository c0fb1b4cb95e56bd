//! One blank follows the name of a class or defined type.
//!
//! ## Why
//! All files look alike.
//!
//! ## Example
//! ```puppet
//! class ntp(Boolean $enable){ }
//! ```
//!
//! ## Use instead
//! ```puppet
//! class ntp (Boolean $enable) { }
//! ```
//! `--fix` leaves one blank.

use super::{File, Findings, Rule};

pub const RULE: Rule = Rule::error(look).plugin();
const MESSAGE: &str = "there should be a single space between the class or resource name and the next item";

fn look(file: &File, found: &mut Findings) {
    for definition in file.definitions() {
        let name = definition.name;
        let next = file.next_shown(name);
        if next != name.wrapping_add(2) || !file.is_single_space(file.next(name)) {
            let finding = found.at(file.span(name), MESSAGE);
            if !file.kind(next).is_comment() {
                finding.fix([file.between(name, next, " ")]);
            }
        }
    }
}
