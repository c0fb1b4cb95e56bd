//! A resource that another one refers to is declared somewhere.
//!
//! ## Why
//! The catalog cannot be applied: "Could not find dependency". Nothing is said of a type for which some title is known only when it is
//! compiled, and of types that declare resources of their own.
//!
//! ## Example
//! ```puppet
//! toolbox::setting { 'a': value => 'b' }
//! file { '/tmp/a': require => Toolbox::Setting['b'] }
//! ```
//!
//! ## Use instead
//! ```puppet
//! toolbox::setting { 'a': value => 'b' }
//! file { '/tmp/a': require => Toolbox::Setting['a'] }
//! ```

use super::{File, Findings, Modules, Node, NodeId, Rule, literal_text, type_of};

pub const RULE: Rule = Rule::sense(look);

/// Metaparameters that name other resources.
const RELATIONS: &[&str] = &["require", "before", "notify", "subscribe"];

fn look(file: &File, modules: &Modules, found: &mut Findings) {
    let ast = file.ast;
    for id in ast.ids() {
        match ast.node(id) {
            Node::Attribute { name, value, .. } if RELATIONS.contains(&ast.text(name).as_str()) => referred(file, modules, value, found),
            _ => {}
        }
    }
}

fn referred(file: &File, modules: &Modules, id: NodeId, found: &mut Findings) {
    let ast = file.ast;
    match ast.node(id) {
        Node::Array(items) => ast.items(items).iter().for_each(|item| referred(file, modules, *item, found)),
        Node::Access(left, keys) => {
            // only a defined type's resources come from nowhere but manifests
            let Some(name) = type_of(ast, left).filter(|name| modules.define(name).is_some()) else { return };
            for key in ast.items(keys) {
                let Some(title) = literal_text(ast, *key) else { continue };
                if modules.is_declared_nowhere(&name, title) {
                    found.at(ast.span(id), format!("{name} '{title}' is declared nowhere"));
                }
            }
        }
        _ => {}
    }
}
