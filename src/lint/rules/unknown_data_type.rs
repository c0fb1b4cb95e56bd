//! A data type that is named is there.
//!
//! ## Why
//! Puppet refuses to compile it, also as an option of a `case` (`RedHat:` instead of `'RedHat':`). Of a name without a namespace nothing is said where a module is missing that may bring it.
//!
//! ## Example
//! ```puppet
//! class motd (Toolbox::Prot $port) { }
//! ```
//!
//! ## Use instead
//! ```puppet
//! class motd (Toolbox::Port $port) { }
//! ```

use super::{File, Findings, Modules, Node, NodeId, Rule, is_built_in, meant, plain};
use crate::value::Set;

pub const RULE: Rule = Rule::sense(look).fatal();

fn look(file: &File, modules: &Modules, found: &mut Findings) {
    let ast = file.ast;
    let others = other_names(file);
    let complete = file.is_complete(modules);
    for id in ast.ids() {
        let Node::QualifiedReference(name) = ast.node(id) else { continue };
        let name = plain(ast.text(name));
        if others.contains(&id.0) || is_built_in(&name) || modules.is_data_type(&name) || is_resource(modules, &name) {
            continue;
        }
        let judged = if name.contains("::") { modules.is_judged(&name) } else { complete };
        if judged && !file.is_within_defined(id) {
            let written = file.ast.source.slice(ast.span(id));
            found.at(ast.span(id), format!("there is no data type '{written}'{}", meant(modules.similar_alias(&name))));
        }
    }
}

fn is_resource(modules: &Modules, name: &str) -> bool {
    modules.define(name).is_some() || modules.is_type(name)
}

/// Names that stand where only a type of resources can, which another rule looks at, and those that aliases give.
fn other_names(file: &File) -> Set<u32> {
    let ast = file.ast;
    let mut others = Set::default();
    let mut note = |id: NodeId| {
        others.insert(id.0);
    };
    for id in ast.ids() {
        match ast.node(id) {
            Node::ResourceDefaults { type_reference: place, .. } | Node::Collector { type_reference: place, .. } => note(place),
            Node::TypeAlias { name, .. } => {
                note(name);
                ast.each_child(name, &mut note);
            }
            Node::Access(left, keys)
                if matches!(ast.items(keys).first().map(|key| ast.node(*key)), Some(Node::String(_) | Node::Concat(_))) =>
            {
                note(left);
            }
            _ => {}
        }
    }
    others
}
