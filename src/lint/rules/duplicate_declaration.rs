//! A resource is declared once.
//!
//! ## Why
//! Puppet refuses to compile it. Only resources that stand side by side are looked at, with titles that are written out.
//!
//! ## Example
//! ```puppet
//! package { 'ntp': }
//! package { 'ntp': ensure => latest }
//! ```
//!
//! ## Use instead
//! ```puppet
//! package { 'ntp': ensure => latest }
//! ```

use super::{File, Findings, Modules, Node, NodeId, Rule, literal_text, type_of};
use crate::value::Set;

pub const RULE: Rule = Rule::sense(look).fatal();

fn look(file: &File, _modules: &Modules, found: &mut Findings) {
    let ast = file.ast;
    for id in ast.ids() {
        if let Node::Block(statements) = ast.node(id) {
            let mut seen = Set::default();
            ast.items(statements).iter().for_each(|statement| declared(file, *statement, &mut seen, found));
        }
    }
}

/// A resource, or resources in a chain of relationships.
fn declared<'a>(file: &File<'a>, id: NodeId, seen: &mut Set<(String, &'a str)>, found: &mut Findings) {
    let ast = file.ast;
    match ast.node(id) {
        Node::Relationship(_, left, right) => {
            declared(file, left, seen, found);
            declared(file, right, seen, found);
        }
        Node::Resource { type_name, bodies, .. } => {
            let Some(name) = type_of(ast, type_name) else { return };
            for body in ast.items(bodies) {
                if let Node::ResourceBody { title, .. } = ast.node(*body) {
                    titled(file, &name, title, seen, found);
                }
            }
        }
        _ => {}
    }
}

fn titled<'a>(file: &File<'a>, name: &str, title: NodeId, seen: &mut Set<(String, &'a str)>, found: &mut Findings) {
    if let Node::Array(items) = file.ast.node(title) {
        return file.ast.items(items).iter().for_each(|item| titled(file, name, *item, seen, found));
    }
    let Some(text) = literal_text(file.ast, title) else { return };
    let key = if name == "class" { text.trim_start_matches("::") } else { text };
    if !seen.insert((name.to_string(), key)) {
        found.at(file.ast.span(title), format!("{name} '{key}' is declared before"));
    }
}
