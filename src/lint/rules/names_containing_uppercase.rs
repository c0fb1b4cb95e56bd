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

use super::{Edit, File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::error(look).without_tree();

fn look(file: &File, found: &mut Findings) {
    let keywords = [(Kind::Class, "class"), (Kind::Define, "defined type")];
    for (keyword, what) in keywords.into_iter().flat_map(|(kind, what)| file.all(kind).map(move |keyword| (keyword, what))) {
        let name = file.next_code(keyword);
        let begins = matches!(file.kind(file.next_code(name)), Kind::OpenBrace | Kind::OpenParen | Kind::Inherits);
        let is_name = file.kind(name).is_name() || file.kind(name) == Kind::Reference;
        let text = file.text(name);
        if is_name && begins && text.bytes().any(|character| character.is_ascii_uppercase()) {
            let finding = found.at(file.span(name), format!("{what} '{text}' contains illegal uppercase"));
            finding.fix([Edit::replace(file.span(name), text.to_ascii_lowercase())]);
        }
    }
}
