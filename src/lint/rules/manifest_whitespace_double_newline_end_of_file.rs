//! A file does not end with empty lines.
//!
//! ## Why
//! They hold nothing, and show up whenever versions are compared.
//!
//! ## Example
//! An empty line behind the last `}`.
//!
//! ## Use instead
//! A single line break at the end.
//! `--fix` takes the empty lines away.

use super::{Edit, File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::error(look).plugin();

fn look(file: &File, found: &mut Findings) {
    let pairs = file.words().windows(2).rev();
    for pair in pairs.take_while(|pair| pair.iter().all(|word| word.kind == Kind::Newline)) {
        if let Some(word) = pair.last() {
            let finding = found.at(word.span(), "there should be a single newline at the end of a manifest");
            finding.fix([Edit::remove(word.start, word.end)]);
        }
    }
}
