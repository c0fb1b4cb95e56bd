//! Classes and defined types with the places of their parts.

use super::file::File;
use super::word::Kind;
use rpuppet_syntax::{Node, NodeId, Span};

/// A class or a defined type.
pub struct Definition {
    pub is_class: bool,
    pub node: NodeId,
    pub span: Span,
    /// The word `class` or `define`.
    pub keyword: usize,
    pub name: usize,
    /// The `(` before its parameters and the `)` after them.
    pub parens: Option<(usize, usize)>,
    pub parameters: Vec<Parameter>,
    /// The name of the class that it inherits from.
    pub parent: Option<usize>,
    /// The `{` of its body.
    pub body: usize,
}

/// A parameter of a definition.
pub struct Parameter {
    /// The variable's word.
    pub variable: usize,
    /// `NodeId::NONE` where it has none.
    pub data_type: NodeId,
    pub default: NodeId,
}

impl Definition {
    /// What messages call it.
    pub fn what(&self) -> &'static str {
        if self.is_class { "class" } else { "defined type" }
    }
}

/// All classes and defined types of a file.
pub fn definitions(file: &File) -> Vec<Definition> {
    file.ast.definitions.iter().filter_map(|id| definition(file, *id)).collect()
}

fn definition(file: &File, node: NodeId) -> Option<Definition> {
    let (is_class, parameters, has_parent) = match file.ast.node(node) {
        Node::Class { parameters, parent, .. } => (true, parameters, parent.is_some()),
        Node::Define { parameters, .. } => (false, parameters, false),
        _ => return None,
    };
    let span = file.ast.span(node);
    let keyword = file.word_at(span.start);
    let name = file.next_code(keyword);
    let mut at = file.next_code(name);
    let mut parens = None;
    if file.kind(at) == Kind::OpenParen {
        let close = file.partner(at);
        parens = Some((at, close));
        at = file.next_code(close);
    }
    let parent = (has_parent && file.kind(at) == Kind::Inherits).then(|| file.next_code(at));
    let body = parent.map_or(at, |parent| file.next_code(parent));
    let parameters = file.ast.items(parameters).iter().filter_map(|id| parameter(file, *id)).collect();
    Some(Definition { is_class, node, span, keyword, name, parens, parameters, parent, body })
}

fn parameter(file: &File, node: NodeId) -> Option<Parameter> {
    let Node::Parameter { data_type, default, .. } = file.ast.node(node) else { return None };
    let variable = file.word_at(file.ast.place(node).start);
    Some(Parameter { variable, data_type, default })
}
