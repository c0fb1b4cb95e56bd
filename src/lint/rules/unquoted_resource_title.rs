//! The titles of resources are in quotes.
//!
//! ## Why
//! A bare word is easily taken for something else than a name, and some cannot be written without quotes.
//!
//! ## Example
//! ```puppet
//! service { ntp: }
//! ```
//!
//! ## Use instead
//! ```puppet
//! service { 'ntp': }
//! ```
//! `--fix` adds the quotes.

use super::{Edit, File, Findings, Node, NodeId, Rule};

pub const RULE: Rule = Rule::warning(look);

fn look(file: &File, found: &mut Findings) {
    for resource in file.resources() {
        match file.ast.node(resource.title) {
            Node::Array(titles) => file.ast.items(titles).iter().for_each(|title| title_of(file, *title, found)),
            _ => title_of(file, resource.title, found),
        }
    }
}

fn title_of(file: &File, title: NodeId, found: &mut Findings) {
    let span = file.ast.span(title);
    if file.kind(file.word_at(span.start)).is_name() && matches!(file.ast.node(title), Node::QualifiedName(_) | Node::String(_)) {
        let quoted = format!("'{}'", file.slice(span.start, span.end));
        found.at(span, "unquoted resource title").fix([Edit::replace(span, quoted)]);
    }
}
