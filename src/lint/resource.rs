//! The bodies of resources (`title: attributes`) with the places of their parts.

use super::file::File;
use super::word::Kind;
use rpuppet_syntax::{Node, NodeId};

/// One title with its attributes.
pub struct Resource {
    pub node: NodeId,
    pub title: NodeId,
    /// The word of the resource's type.
    pub type_name: usize,
    /// The `:` after the title.
    pub colon: usize,
    /// The `;` or `}` behind the body.
    pub end: usize,
    pub attributes: Vec<Attribute>,
}

/// `name => value`.
pub struct Attribute {
    pub name: usize,
    pub arrow: usize,
    /// The first word of the value.
    pub value: usize,
    pub value_node: NodeId,
}

impl Resource {
    /// The first attribute of a name.
    pub fn attribute(&self, file: &File, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| file.text(attribute.name) == name)
    }

    /// The words behind the `:`, up to the `;` or `}`, which is one of them.
    pub fn words(&self) -> std::ops::RangeInclusive<usize> {
        self.colon + 1..=self.end
    }
}

/// All bodies of a file.
pub fn resources(file: &File) -> Vec<Resource> {
    let mut found = Vec::new();
    for id in (0..file.ast.len() as u32).map(NodeId) {
        if let Node::Resource { type_name, bodies, .. } = file.ast.node(id) {
            let type_name = file.word_at(file.ast.span(type_name).start);
            found.extend(file.ast.items(bodies).iter().filter_map(|body| resource(file, *body, type_name)));
        }
    }
    found.sort_by_key(|resource| resource.colon);
    found
}

fn resource(file: &File, node: NodeId, type_name: usize) -> Option<Resource> {
    let Node::ResourceBody { title, attributes } = file.ast.node(node) else { return None };
    let mut colon = file.word_at(file.ast.span(title).end);
    while !matches!(file.kind(colon), Kind::Colon | Kind::Edge) {
        colon += 1;
    }
    let attributes: Vec<Attribute> = file.ast.items(attributes).iter().filter_map(|id| attribute(file, *id)).collect();
    let after = file.word_at(file.ast.span(node).end).max(colon + 1);
    let mut end = after;
    while !matches!(file.kind(end), Kind::Semicolon | Kind::CloseBrace | Kind::Edge) {
        end += 1;
    }
    Some(Resource { node, title, type_name, colon, end, attributes })
}

fn attribute(file: &File, node: NodeId) -> Option<Attribute> {
    let Node::Attribute { value: value_node, .. } = file.ast.node(node) else { return None };
    let name = file.word_at(file.ast.span(node).start);
    let arrow = file.next_code(name);
    Some(Attribute { name, arrow, value: file.next_code(arrow), value_node })
}
