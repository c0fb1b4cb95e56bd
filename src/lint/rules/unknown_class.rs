//! A class that is declared, inherited or referred to is there.
//!
//! ## Why
//! Puppet refuses to compile it. Nothing is said of classes of modules that are not on the module path, nor inside of `defined(…)`.
//!
//! ## Example
//! ```puppet
//! include toolbox::sever
//! ```
//!
//! ## Use instead
//! ```puppet
//! include toolbox::server
//! ```

use super::{DECLARING, File, Findings, Modules, Node, NodeId, Rule, literal_text, meant, plain};

pub const RULE: Rule = Rule::sense(look).fatal();

fn look(file: &File, modules: &Modules, found: &mut Findings) {
    let ast = file.ast;
    for id in ast.ids() {
        match ast.node(id) {
            Node::Call { function, arguments, .. } if literal_text(ast, function).is_some_and(|name| DECLARING.contains(&name)) => {
                ast.items(arguments).iter().for_each(|argument| named(file, modules, *argument, found));
            }
            Node::Resource { type_name, bodies, .. } if literal_text(ast, type_name) == Some("class") => {
                for body in ast.items(bodies) {
                    if let Node::ResourceBody { title, .. } = ast.node(*body) {
                        named(file, modules, title, found);
                    }
                }
            }
            Node::Access(left, keys) if is_class(file, left) && !file.is_within_defined(id) => {
                ast.items(keys).iter().for_each(|key| named(file, modules, *key, found));
            }
            Node::Class { parent: Some(parent), .. } => {
                let name = plain(ast.text(parent));
                let definition = file.definitions().iter().find(|definition| definition.node == id);
                if let Some(word) = definition.and_then(|definition| definition.parent) {
                    check(file, modules, &name, file.span(word), found);
                }
            }
            _ => {}
        }
    }
}

fn is_class(file: &File, id: NodeId) -> bool {
    matches!(file.ast.node(id), Node::QualifiedReference(name) if file.ast.text(name) == "Class")
}

fn named(file: &File, modules: &Modules, id: NodeId, found: &mut Findings) {
    match file.ast.node(id) {
        Node::Array(items) => file.ast.items(items).iter().for_each(|item| named(file, modules, *item, found)),
        _ => {
            if let Some(name) = literal_text(file.ast, id) {
                check(file, modules, &plain(name), file.ast.span(id), found);
            }
        }
    }
}

fn check(_file: &File, modules: &Modules, name: &str, span: super::Span, found: &mut Findings) {
    if modules.class(name).is_some() || name.is_empty() || !modules.is_judged(name) {
        return;
    }
    found.at(span, format!("there is no class '{name}'{}", meant(modules.similar_class(name))));
}
