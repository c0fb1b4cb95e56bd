//! The name of a class or defined type is in lower case.
//!
//! ## Why
//! Puppet finds the file of a class by its name in lower case; a capital letter hides the class or makes its name unreadable.
//!
//! ## Example
//! ```puppet
//! class ssh::Server { }
//! ```
//!
//! ## Use instead
//! ```puppet
//! class ssh::server { }
//! ```
//! `--fix` writes the name in lower case.

use super::names_containing_dash::defined_name;
use super::{Edit, File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::error(look).without_tree();

fn look(file: &File, found: &mut Findings) {
    let keywords = [(Kind::Class, "class"), (Kind::Define, "defined type")];
    for (keyword, what) in keywords.into_iter().flat_map(|(kind, what)| file.all(kind).map(move |keyword| (keyword, what))) {
        let Some(span) = defined_name(file, keyword) else { continue };
        let text = file.slice(span.start, span.end);
        if text.bytes().any(|character| character.is_ascii_uppercase()) {
            let finding = found.at(span, format!("{what} '{text}' contains illegal uppercase"));
            finding.fix([Edit::replace(span, text.to_ascii_lowercase())]);
        }
    }
}
