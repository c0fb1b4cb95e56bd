//! A class is named without a leading `::`.
//!
//! ## Why
//! Since Puppet 4 every name is looked for from the top; the colons only make it harder to read.
//!
//! ## Example
//! ```puppet
//! include ::ntp
//! ```
//!
//! ## Use instead
//! ```puppet
//! include ntp
//! ```
//! `--fix` takes the colons away.

use super::{Edit, File, Findings, Kind, Node, NodeId, Rule, Span};

pub const RULE: Rule = Rule::warning(look).plugin();
const MESSAGE: &str = "class included by absolute name (::$class)";

fn look(file: &File, found: &mut Findings) {
    for id in (0..file.ast.len() as u32).map(NodeId) {
        if let Node::Call { function, arguments, .. } = file.ast.node(id)
            && matches!(file.ast.node(function), Node::QualifiedName(name) if includes(file.ast.text(name)))
        {
            file.ast.items(arguments).iter().for_each(|argument| name(file, *argument, MESSAGE, found));
        }
    }
    for resource in file.resources().iter().filter(|resource| file.kind(resource.type_name) == Kind::Class) {
        name(file, resource.title, MESSAGE, found);
    }
    for parent in file.definitions().iter().filter_map(|definition| definition.parent) {
        if file.text(parent).starts_with("::") {
            let start = file.word(parent).start;
            found.at(file.span(parent), MESSAGE).fix([Edit::remove(start, start + 2)]);
        }
    }
}

fn includes(function: &str) -> bool {
    matches!(function, "include" | "contain" | "require")
}

/// Finds names that begin with `::`, in an array too.
pub fn name(file: &File, id: NodeId, message: &'static str, found: &mut Findings) {
    let span = file.ast.span(id);
    let absolute = match file.ast.node(id) {
        Node::Array(items) => return file.ast.items(items).iter().for_each(|item| name(file, *item, message, found)),
        Node::QualifiedName(_) => file.slice(span.start, span.end).starts_with("::").then_some(span.start),
        Node::String(_) => file.slice(span.start + 1, span.end).starts_with("::").then_some(span.start + 1),
        _ => None,
    };
    if let Some(start) = absolute {
        found.at(Span::new(span.start, span.end), message).fix([Edit::remove(start, start + 2)]);
    }
}
