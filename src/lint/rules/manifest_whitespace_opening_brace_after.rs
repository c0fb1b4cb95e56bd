//! After a `{` is one blank, or one line break.
//!
//! ## Why
//! All blocks and hashes look alike.
//!
//! ## Example
//! ```puppet
//! $a = {'b' => 1 }
//! ```
//!
//! ## Use instead
//! ```puppet
//! $a = { 'b' => 1 }
//! ```
//! `--fix` leaves one blank or one line break.

use super::{File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::error(look).plugin();
const MESSAGE: &str = "there should be a single space or single newline after an opening brace";

fn look(file: &File, found: &mut Findings) {
    for brace in file.all(Kind::OpenBrace) {
        let next = file.next(brace);
        let mut wrong = next;
        match file.kind(next) {
            Kind::Edge | Kind::CloseBrace | Kind::OpenBracket | Kind::OpenBrace => continue,
            Kind::Newline => {
                wrong = file.next(next);
                if file.kind(wrong) != Kind::Newline {
                    continue;
                }
            }
            _ if file.is_single_space(next) => continue,
            _ => {}
        }
        let finding = found.at(file.span(wrong), MESSAGE);
        let first = file.next_shown(brace);
        if !file.kind(first).is_comment() {
            finding.fix([file.closer(brace, first, if file.kind(first) == Kind::CloseBrace { "" } else { " " })]);
        }
    }
}
