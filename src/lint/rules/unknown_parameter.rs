//! A parameter that is given to a class, defined type or type is one that it has.
//!
//! ## Why
//! Puppet refuses to compile it.
//!
//! ## Example
//! ```puppet
//! toolbox::setting { 'a': valeu => 'b' }
//! ```
//!
//! ## Use instead
//! ```puppet
//! toolbox::setting { 'a': value => 'b' }
//! ```

use super::{File, Findings, Modules, Node, NodeId, Rule, meant, resource, type_of};
use resource::Kind;

pub const RULE: Rule = Rule::sense(look).fatal();

fn look(file: &File, modules: &Modules, found: &mut Findings) {
    let ast = file.ast;
    let mut check = |kind: &Kind, attributes: &[NodeId]| {
        attributes.iter().for_each(|attribute| given(file, modules, kind, *attribute, found));
    };
    for declared in file.declared() {
        check(&declared.kind, declared.attributes);
    }
    for id in ast.ids() {
        let (reference, attributes) = match ast.node(id) {
            Node::ResourceDefaults { type_reference, attributes, .. } | Node::Collector { type_reference, attributes, .. } => {
                (type_reference, attributes)
            }
            Node::ResourceOverride { resources, attributes, .. } => match ast.node(resources) {
                Node::Access(left, _) => (left, attributes),
                _ => continue,
            },
            _ => continue,
        };
        let kind = type_of(ast, reference).filter(|name| name != "class").and_then(|name| resource::kind(&name, modules));
        if let Some(kind) = kind {
            check(&kind, ast.items(attributes));
        }
    }
}

fn given(file: &File, modules: &Modules, kind: &Kind, attribute: NodeId, found: &mut Findings) {
    let Node::Attribute { name, .. } = file.ast.node(attribute) else { return };
    let name = file.ast.text(name).as_str();
    if kind.accepts(name, modules) {
        return;
    }
    let similar = kind.similar(name, modules);
    let word = file.word_at(file.ast.span(attribute).start);
    found.at(file.span(word), format!("{} has no parameter '{name}'{}", kind.label(), meant(similar.as_deref())));
}
