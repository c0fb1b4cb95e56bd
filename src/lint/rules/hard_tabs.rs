//! White space has no tab characters.
//!
//! ## Why
//! How wide a tab is depends on who looks at it.
//!
//! ## Example
//! A line that begins with a tab.
//!
//! ## Use instead
//! Two blanks for each level.
//! `--fix` puts two blanks in the place of each tab.

use super::{Edit, File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::error(look);

fn look(file: &File, found: &mut Findings) {
    if memchr::memchr(b'\t', file.source().as_bytes()).is_none() {
        return;
    }
    for space in file.all(Kind::Indent).chain(file.all(Kind::Space)) {
        if file.text(space).contains('\t') {
            let blanks = file.text(space).replace('\t', "  ");
            found.at(file.span(space), "tab character found").fix([Edit::replace(file.span(space), blanks)]);
        }
    }
}
