//! A file does not begin with an empty line.
//!
//! ## Why
//! The first line is where a reader begins.
//!
//! ## Example
//! An empty line before the first comment.
//!
//! ## Use instead
//! The comment on the first line.
//! `--fix` takes the empty lines away.

use super::{Edit, File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::error(look).plugin();

fn look(file: &File, found: &mut Findings) {
    for word in file.words().iter().take_while(|word| word.kind == Kind::Newline) {
        let finding = found.at(word.span(), "there should not be a newline at the beginning of a manifest");
        finding.fix([Edit::remove(word.start, word.end)]);
    }
}
