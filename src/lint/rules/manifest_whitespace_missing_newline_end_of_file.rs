//! A file ends with a line break.
//!
//! ## Why
//! Many programs take a line without one for unfinished.
//!
//! ## Example
//! A file whose last line is not ended.
//!
//! ## Use instead
//! A line break at the end.
//! `--fix` adds it.

use super::{Edit, File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::error(look).plugin();

fn look(file: &File, found: &mut Findings) {
    if let Some(last) = file.words().last().filter(|last| last.kind != Kind::Newline) {
        let finding = found.at(last.span(), "there should be a single newline at the end of a manifest");
        finding.fix([Edit::insert(last.end, "\n")]);
    }
}
