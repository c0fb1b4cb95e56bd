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
    for end in file.all(Kind::Newline).chain([file.words().len()]) {
        let space = file.previous(end);
        if matches!(file.kind(space), Kind::Space | Kind::Indent) {
            let span = file.span(space);
            found.at(span, "trailing whitespace found").fix([Edit::remove(span.start, span.end)]);
        }
    }
}
