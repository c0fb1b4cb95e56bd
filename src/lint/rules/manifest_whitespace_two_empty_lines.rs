//! No two empty lines follow each other.
//!
//! ## Why
//! One parts things well enough.
//!
//! ## Example
//! Two empty lines between two resources.
//!
//! ## Use instead
//! One empty line.
//! `--fix` takes the others away.

use super::{Edit, File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::error(look).plugin();

fn look(file: &File, found: &mut Findings) {
    let mut lines = 0;
    let mut start = 0;
    for (index, word) in file.words().iter().enumerate() {
        match word.kind {
            Kind::Newline => {
                lines += 1;
                if lines > 2 {
                    let finding = found.at(file.span(index), "there should be no two consecutive empty lines");
                    finding.fix([Edit::remove(start, word.end)]);
                }
                start = word.end;
            }
            kind if kind.is_blank() => {}
            _ => lines = 0,
        }
    }
}
