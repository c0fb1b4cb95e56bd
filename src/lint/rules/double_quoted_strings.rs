//! A string without variables and escapes is in single quotes.
//!
//! ## Why
//! Single quotes tell the reader that nothing is put into the string.
//!
//! ## Example
//! ```puppet
//! notify { "hello": }
//! ```
//!
//! ## Use instead
//! ```puppet
//! notify { 'hello': }
//! ```
//! `--fix` changes the quotes.

use super::{Edit, File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::warning(look);

fn look(file: &File, found: &mut Findings) {
    for string in file.all(Kind::DoubleQuoted) {
        let text = file.value(string);
        if !text.contains(['\'', '\r', '\t', '\n']) && !has_escape(text) {
            let finding = found.at(file.span(string), "double quoted string containing no variables");
            finding.fix([Edit::replace(file.span(string), format!("'{text}'"))]);
        }
    }
}

/// Whether a backslash means something; before other letters it stays in the string, in single quotes as well.
fn has_escape(text: &str) -> bool {
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if letter == '\\' && letters.next().is_none_or(|next| "nrtsu$\"'\\".contains(next)) {
            return true;
        }
    }
    false
}
