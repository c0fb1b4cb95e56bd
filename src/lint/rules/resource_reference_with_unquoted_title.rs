//! The title in a reference is in quotes.
//!
//! ## Why
//! It is a string, and is easier seen to be one in quotes.
//!
//! ## Example
//! ```puppet
//! service { 'ntp':
//!   require => Package[ntp],
//! }
//! ```
//!
//! ## Use instead
//! ```puppet
//! service { 'ntp':
//!   require => Package['ntp'],
//! }
//! ```
//! `--fix` adds the quotes.

use super::{Edit, File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::error(look).plugin();
const RELATIONS: &[&str] = &["require", "subscribe", "notify", "before", "consume", "export"];

fn look(file: &File, found: &mut Findings) {
    titles(file, |title| {
        if file.kind(title).is_name() && file.kind(file.next(title)) != Kind::OpenParen {
            let quoted = format!("'{}'", file.text(title));
            found.at(file.span(title), "unquoted title in resource reference").fix([Edit::replace(file.span(title), quoted)]);
        }
    });
}

/// Visits the first word of each title of the references that attributes for relations have.
pub fn titles(file: &File, mut visit: impl FnMut(usize)) {
    let attributes = file.resources().iter().flat_map(|resource| &resource.attributes);
    for attribute in attributes.filter(|attribute| RELATIONS.contains(&file.text(attribute.name))) {
        for word in file.words_of(attribute.value_node) {
            let reference = file.kind(word) == Kind::Reference && !file.is_data_type(word);
            if reference && file.kind(file.next(word)) == Kind::OpenBracket {
                visit(file.next(file.next(word)));
            }
        }
    }
}
