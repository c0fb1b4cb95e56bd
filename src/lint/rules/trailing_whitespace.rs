//! No line ends with white space.
//!
//! ## Why
//! It is not seen, but shows up whenever versions are compared.
//!
//! ## Example
//! A line with blanks behind its last word.
//!
//! ## Use instead
//! The line without them.
//! `--fix` takes them away.

use super::{Edit, File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::error(look);

fn look(file: &File, found: &mut Findings) {
    for space in file.all(Kind::Indent).chain(file.all(Kind::Space)) {
        if matches!(file.kind(file.next(space)), Kind::Newline | Kind::Edge) {
            let span = file.span(space);
            found.at(span, "trailing whitespace found").fix([Edit::remove(span.start, span.end)]);
        }
    }
}
