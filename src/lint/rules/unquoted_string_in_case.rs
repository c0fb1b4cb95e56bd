//! The options of a `case` are in quotes where they are strings.
//!
//! ## Why
//! A capitalised word without quotes is a type, not a string: it never equals one.
//!
//! ## Example
//! ```puppet
//! case $facts['os']['name'] {
//!   Debian: { include apt }
//!   default: { }
//! }
//! ```
//!
//! ## Use instead
//! ```puppet
//! case $facts['os']['name'] {
//!   'Debian': { include apt }
//!   default: { }
//! }
//! ```
//! `--fix` adds the quotes.

use super::{Edit, File, Findings, Node, NodeId, Rule};

pub const RULE: Rule = Rule::warning(look).plugin();

fn look(file: &File, found: &mut Findings) {
    for id in (0..file.ast.len() as u32).map(NodeId) {
        if let Node::CaseOption { values, .. } = file.ast.node(id) {
            file.ast.items(values).iter().for_each(|value| unquoted(file, *value, "unquoted string in case", found));
        }
    }
}

/// Finds a bare word that stands for a string.
pub fn unquoted(file: &File, value: NodeId, message: &'static str, found: &mut Findings) {
    let span = file.ast.span(value);
    let word = file.word_at(span.start);
    let is_word = match file.ast.node(value) {
        Node::QualifiedName(_) => true,
        Node::String(_) => file.kind(word).is_name(),
        Node::QualifiedReference(name) => !file.ast.text(name).contains("::") && !file.is_data_type(word),
        _ => false,
    };
    if is_word {
        let quoted = format!("'{}'", file.slice(span.start, span.end));
        found.at(span, message).fix([Edit::replace(span, quoted)]);
    }
}
