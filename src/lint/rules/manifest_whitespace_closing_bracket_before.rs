//! Before a `]` is no blank, or one line break.
//!
//! ## Why
//! All lists look alike.
//!
//! ## Example
//! ```puppet
//! $a = ['b', 'c' ]
//! ```
//!
//! ## Use instead
//! ```puppet
//! $a = ['b', 'c']
//! ```
//! `--fix` takes the blanks away.

use super::{File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::error(look).plugin();
const MESSAGE: &str = "there should be no whitespace or a single newline before a closing bracket";

fn look(file: &File, found: &mut Findings) {
    for bracket in file.all(Kind::CloseBracket).filter(|bracket| !file.is_in_index(*bracket)) {
        let (before, last) = (file.previous(bracket), file.previous_shown(bracket));
        let fine = match file.kind(before) {
            Kind::Newline => last + 2 == bracket,
            Kind::Indent => last + 3 == bracket,
            kind => !kind.is_blank(),
        };
        if !fine {
            found.at(file.span(file.next(last)), MESSAGE).fix([file.closer(last, bracket, "")]);
        }
    }
}
