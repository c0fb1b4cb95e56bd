//! After a `[` is no blank, or one line break.
//!
//! ## Why
//! All lists look alike.
//!
//! ## Example
//! ```puppet
//! $a = [ 'b', 'c']
//! ```
//!
//! ## Use instead
//! ```puppet
//! $a = ['b', 'c']
//! ```
//! `--fix` takes the blanks away.

use super::{File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::error(look).plugin();
const MESSAGE: &str = "there should be no whitespace or a single newline after an opening bracket";

fn look(file: &File, found: &mut Findings) {
    for bracket in file.all(Kind::OpenBracket).filter(|bracket| !file.is_in_index(*bracket)) {
        let next = file.next(bracket);
        let wrong = match file.kind(next) {
            Kind::Newline => file.next(next),
            Kind::Space => next,
            _ => continue,
        };
        if file.kind(next) == Kind::Newline && file.kind(wrong) != Kind::Newline {
            continue;
        }
        let finding = found.at(file.span(wrong), MESSAGE);
        let first = file.next_shown(bracket);
        if !file.kind(first).is_comment() {
            finding.fix([file.closer(bracket, first, "")]);
        }
    }
}
