//! A `]` is followed by a punctuation mark or a line break, or by a blank and something else.
//!
//! ## Why
//! All lists look alike.
//!
//! ## Example
//! ```puppet
//! $a = [['b'] , ['c']]
//! ```
//!
//! ## Use instead
//! ```puppet
//! $a = [['b'], ['c']]
//! ```
//! `--fix` takes blanks before punctuation marks away.

use super::{File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::error(look).plugin();
const MESSAGE: &str = "there should be either a bracket, punctuation mark, closing quote or a newline after a closing bracket, \
or whitespace and none of the aforementioned";

fn look(file: &File, found: &mut Findings) {
    for bracket in file.all(Kind::CloseBracket).filter(|bracket| !file.is_in_index(*bracket)) {
        behind(file, bracket, MESSAGE, found);
    }
}

/// Looks at what follows a bracket or brace.
pub fn behind(file: &File, bracket: usize, message: &'static str, found: &mut Findings) {
    let next = file.next(bracket);
    if file.kind(next) == Kind::Edge || may_follow(file.kind(next)) {
        return;
    }
    let finds = if file.kind(next) == Kind::Space { may_follow(file.kind(file.next_shown(bracket))) } else { true };
    if finds {
        let finding = found.at(file.span(next), message);
        let behind = file.next(next);
        if file.kind(next) == Kind::Space && matches!(file.kind(behind), Kind::CloseBracket | Kind::CloseParen | Kind::Comma) {
            finding.fix([file.between(bracket, behind, "")]);
        }
    }
}

fn may_follow(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::CloseBracket
            | Kind::CloseParen
            | Kind::Semicolon
            | Kind::Comma
            | Kind::Colon
            | Kind::Dot
            | Kind::Newline
            | Kind::StringMiddle
            | Kind::StringEnd
            | Kind::OpenBracket
            | Kind::HeredocMiddle
            | Kind::HeredocEnd
    )
}
