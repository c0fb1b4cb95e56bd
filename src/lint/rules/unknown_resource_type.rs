//! A type or defined type of which resources are declared, referred to or collected is there.
//!
//! ## Why
//! Puppet refuses to compile it. Of a name without a namespace nothing is said where a module is missing that may bring it, nor where no
//! name that is known is like it.
//!
//! ## Example
//! ```puppet
//! toolbox::settting { 'a': value => 'b' }
//! ```
//!
//! ## Use instead
//! ```puppet
//! toolbox::setting { 'a': value => 'b' }
//! ```

use super::{File, Findings, Modules, Node, NodeId, Rule, meant, type_of};

pub const RULE: Rule = Rule::sense(look).fatal();

fn look(file: &File, modules: &Modules, found: &mut Findings) {
    let ast = file.ast;
    let complete = file.is_complete(modules);
    for id in ast.ids() {
        let place = match ast.node(id) {
            Node::Resource { type_name: place, .. } => place,
            Node::ResourceDefaults { type_reference: place, .. } | Node::Collector { type_reference: place, .. } => place,
            Node::Access(left, keys) if ast.items(keys).first().is_some_and(|key| is_title(file, *key)) => left,
            _ => continue,
        };
        let is_name = matches!(ast.node(place), Node::QualifiedName(_) | Node::QualifiedReference(_));
        let Some(name) = type_of(ast, place).filter(|_| is_name) else { continue };
        let judged = if name.contains("::") { modules.is_judged(&name) } else { complete };
        if !judged || is_known(modules, &name) || file.is_within_defined(id) {
            continue;
        }
        let similar = modules.similar_type(&name);
        // a module that metadata does not tell of may bring a type for some system
        if similar.is_none() && !name.contains("::") {
            continue;
        }
        found.at(ast.span(place), format!("there is no type or defined type '{name}'{}", meant(similar.as_deref())));
    }
}

/// Titles are strings; `Enum['a']` and the like have strings as well and are asked for as data types first.
fn is_title(file: &File, id: NodeId) -> bool {
    matches!(file.ast.node(id), Node::String(_) | Node::Concat(_))
}

fn is_known(modules: &Modules, name: &str) -> bool {
    modules.define(name).is_some() || modules.is_type(name) || modules.is_data_type(name) || super::is_built_in(name)
}
