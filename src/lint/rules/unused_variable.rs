//! A variable that is set is read somewhere.
//!
//! ## Why
//! It is a leftover, or its name is misspelt where it is read. Whatever could read it is looked at: the class and those that inherit from
//! it, all modules, templates and data. A name that begins with `_` is meant to be let be.
//!
//! ## Example
//! ```puppet
//! class motd (String $greeting) {
//!   $text = "${greeting}\n"
//!   notify { $greeting: }
//! }
//! ```
//!
//! ## Use instead
//! ```puppet
//! class motd (String $greeting) {
//!   $text = "${greeting}\n"
//!   notify { $text: }
//! }
//! ```

use super::{File, Findings, Modules, Node, NodeId, Rule, plain};
use crate::lint::sense::definition::read_below;
use crate::value::Set;

pub const RULE: Rule = Rule::sense(look);

fn look(file: &File, modules: &Modules, found: &mut Findings) {
    for id in &file.ast.definitions {
        let (name, body, is_class) = match file.ast.node(*id) {
            Node::Class { name, body, .. } => (name, body, true),
            Node::Define { name, body, .. } | Node::Function { name, body, .. } => (name, body, false),
            _ => continue,
        };
        let name = plain(file.ast.text(name));
        // a class of nothing but values is there for others, which need not be here
        if name.ends_with("::params") || name.ends_with("::defaults") || has_blind_spot(file, *id) {
            continue;
        }
        let mut read = Set::default();
        read_below(file.ast, *id, &mut read);
        assigned(file, body, &mut |target, variable| {
            if !read.contains(variable) && !is_read_elsewhere(file, modules, (&name, is_class), variable) {
                found.at(file.ast.span(target), format!("'${variable}' is set and never read"));
            }
        });
    }
}

/// Gives each variable that is assigned to below a node.
fn assigned(file: &File, id: NodeId, visit: &mut dyn FnMut(NodeId, &str)) {
    match file.ast.node(id) {
        Node::Class { .. } | Node::Define { .. } | Node::Function { .. } => {}
        Node::Assignment(_, left, right) => {
            if let Node::Variable(name) = file.ast.node(left) {
                visit(left, file.ast.text(name));
            }
            assigned(file, right, visit);
        }
        _ => file.ast.each_child(id, |child| assigned(file, child, visit)),
    }
}

/// Whether something outside of a definition, or a text in it, may read a variable.
fn is_read_elsewhere(file: &File, modules: &Modules, (name, is_class): (&str, bool), variable: &str) -> bool {
    let module = modules.module_of(file.path).unwrap_or("");
    variable.starts_with('_')
        || modules.has_word(module, variable)
        || in_strings(file, variable)
        || is_class && (modules.is_mentioned(&format!("{name}::{variable}")) || modules.is_read_by_heirs(name, variable))
}

/// Texts may be templates, or names for `getvar` and `defined`.
fn in_strings(file: &File, variable: &str) -> bool {
    file.ast.ids().any(|id| match file.ast.node(id) {
        Node::String(text) => file.ast.text(text).split(|c: char| !c.is_ascii_alphanumeric() && c != '_').any(|word| word == variable),
        _ => false,
    })
}

/// Whether something may read any variable: a template whose name is not known.
fn has_blind_spot(file: &File, id: NodeId) -> bool {
    let ast = file.ast;
    let mut found = false;
    if let Node::Call { function, arguments, .. } = ast.node(id) {
        let reads_all =
            super::literal_text(ast, function).is_some_and(|name| matches!(name, "template" | "inline_template" | "inline_epp"));
        found = reads_all && ast.items(arguments).iter().any(|argument| super::literal_text(ast, *argument).is_none());
    }
    ast.each_child(id, |child| found = found || has_blind_spot(file, child));
    found
}
