//! What a resource in a manifest declares, and what its parameters may be.

use super::Modules;
use super::definition::{Known, plain};
use super::literal;
use super::part::type_of;
use crate::catalog::schema::METAPARAMETERS;
use crate::diagnostic::similar::closest;
use crate::value::EcoString;
use rpuppet_syntax::{Ast, Node, NodeId};

/// What is declared, where it is known.
pub enum Kind<'a> {
    Definition(&'a Known),
    Type(EcoString),
}

impl Kind<'_> {
    /// Whether it has a parameter.
    pub fn accepts(&self, name: &str, modules: &Modules) -> bool {
        let is_own = match self {
            Kind::Definition(known) => known.parameter(name).is_some() || name == "name",
            // which providers there are is not known of every type
            Kind::Type(own) => name == "provider" || !METAPARAMETERS.contains(&name) && modules.has_attribute(own, name),
        };
        is_own || METAPARAMETERS.contains(&name)
    }

    /// The parameter whose name is most like one that there is not.
    pub fn similar(&self, name: &str, modules: &Modules) -> Option<EcoString> {
        match self {
            Kind::Definition(known) => closest(name, known.parameters.iter().map(|parameter| parameter.name.as_str())).map(EcoString::from),
            Kind::Type(own) => closest(name, modules.attributes(own).iter().map(EcoString::as_str)).map(EcoString::from),
        }
    }

    /// What messages call it.
    pub fn label(&self) -> String {
        match self {
            Kind::Definition(known) => format!("{} '{}'", known.what(), known.name),
            Kind::Type(name) => format!("type '{name}'"),
        }
    }
}

/// A body of a resource with what it declares.
pub struct Declared<'a> {
    pub body: NodeId,
    pub kind: Kind<'a>,
    pub attributes: &'a [NodeId],
    /// Whether other bodies of the same expression give it values.
    pub has_defaults: bool,
}

/// The resources of a file that declare something that is known.
pub fn declared<'a>(ast: &'a Ast, modules: &'a Modules) -> Vec<Declared<'a>> {
    let mut all = Vec::new();
    for id in ast.ids() {
        let Node::Resource { type_name, bodies, .. } = ast.node(id) else { continue };
        let Some(name) = type_of(ast, type_name) else { continue };
        let bodies = ast.items(bodies);
        let title = |body: &NodeId| match ast.node(*body) {
            Node::ResourceBody { title, .. } => title,
            _ => NodeId::NONE,
        };
        let has_defaults = bodies.iter().any(|body| matches!(ast.node(title(body)), Node::Default));
        for body in bodies {
            let Node::ResourceBody { title, attributes } = ast.node(*body) else { continue };
            let kind = if name == "class" { class(ast, title, modules) } else { kind(&name, modules) };
            let attributes = ast.items(attributes);
            all.extend(kind.map(|kind| Declared { body: *body, kind, attributes, has_defaults }));
        }
    }
    all
}

/// The class that a title names, if it names one.
fn class<'a>(ast: &Ast, title: NodeId, modules: &'a Modules) -> Option<Kind<'a>> {
    let name = match ast.node(title) {
        Node::Array(items) => match ast.items(items) {
            [only] => literal::text(ast, *only),
            _ => None,
        },
        _ => literal::text(ast, title),
    };
    modules.class(&plain(name?)).map(Kind::Definition)
}

/// The defined type or type of a name.
pub fn kind<'a>(name: &str, modules: &'a Modules) -> Option<Kind<'a>> {
    match modules.define(name) {
        Some(known) => Some(Kind::Definition(known)),
        None => modules.is_known_type(name).then(|| Kind::Type(name.into())),
    }
}
