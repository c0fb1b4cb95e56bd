//! What kind of statement a value stands in, as the text around its place tells.

use crate::value::EcoString;
use rpuppet_syntax::{Ast, Kind, Location, Node, NodeId};

/// The statement that set a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Statement {
    /// `type { 'title': … }`, with its type.
    Declaration(EcoString),
    /// `Type { … }`
    Defaults,
    /// `Type['title'] { … }`
    Override,
    /// `Type<| … |> { … }`
    Collector,
    /// An arrow between resources.
    Arrow,
    /// A call of a function, by name.
    Call(EcoString),
    /// Something else.
    Other,
}

impl Statement {
    /// The innermost statement around a place that can set parameters.
    pub fn around(place: &Location) -> Self {
        let parsed = rpuppet_syntax::parse(place.source.clone(), Kind::Manifest);
        let ast = &parsed.ast;
        let mut found = Statement::Other;
        let mut next = (!ast.is_empty()).then_some(ast.root);
        // a node's children lie inside of it: the way down has no turns
        while let Some(id) = next {
            if let Some(statement) = Statement::of(ast, id) {
                found = statement;
            }
            next = None;
            ast.each_child(id, |child| {
                let span = ast.span(child);
                if span.start <= place.span.start && place.span.end <= span.end {
                    next = Some(child);
                }
            });
        }
        found
    }

    fn of(ast: &Ast, id: NodeId) -> Option<Self> {
        let name = |id: NodeId| EcoString::from(ast.source.slice(ast.span(id)));
        Some(match ast.node(id) {
            Node::Resource { type_name, .. } => Statement::Declaration(name(type_name)),
            Node::ResourceDefaults { .. } => Statement::Defaults,
            Node::ResourceOverride { .. } => Statement::Override,
            Node::Collector { .. } => Statement::Collector,
            Node::Relationship { .. } => Statement::Arrow,
            Node::Call { function, .. } => Statement::Call(name(function)),
            _ => return None,
        })
    }

    /// For people.
    pub fn text(&self) -> String {
        match self {
            Statement::Declaration(_) => "the declaration".to_string(),
            Statement::Defaults => "defaults of the type".to_string(),
            Statement::Override => "an override".to_string(),
            Statement::Collector => "a collector".to_string(),
            Statement::Arrow => "an arrow".to_string(),
            Statement::Call(name) => format!("a call of {name}"),
            Statement::Other => "the code".to_string(),
        }
    }
}
