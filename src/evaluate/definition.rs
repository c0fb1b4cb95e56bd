//! What a manifest defines: classes, defines, nodes, functions, type aliases.

use crate::value::{EcoString, Map};
use rpuppet_syntax::ast::{List, Node, NodeId};
use rpuppet_syntax::{Ast, Location};
use std::sync::Arc;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DefinitionKind {
    Class,
    Define,
    Node,
    Function,
    TypeAlias,
}

/// One definition and the tree that it stands in.
#[derive(Debug)]
pub struct Definition {
    pub kind: DefinitionKind,
    /// Lower case, without leading `::`; empty for the main class.
    pub name: EcoString,
    pub ast: Arc<Ast>,
    pub node: NodeId,
    /// The module whose file it was read from.
    pub module: Option<EcoString>,
    pub parameters: List,
    pub body: NodeId,
    /// The parent class's name, lower case.
    pub parent: Option<EcoString>,
    pub return_type: NodeId,
}

impl Definition {
    pub fn location(&self) -> Location {
        self.ast.location(self.node)
    }

    /// Whether `other` is this definition.
    pub fn is(&self, other: &Definition) -> bool {
        self.kind == other.kind && self.name == other.name
    }
}

/// All definitions of one tree; names of nested ones are qualified by the classes around them.
pub fn definitions(ast: &Arc<Ast>, module: Option<&EcoString>) -> Vec<Arc<Definition>> {
    let mut enclosing: Vec<(u32, EcoString)> = Vec::new();
    let mut found = Vec::new();
    let mut ordered = ast.definitions.clone();
    ordered.sort_by_key(|id| ast.span(*id).start);
    for id in ordered {
        let span = ast.span(id);
        enclosing.retain(|(end, _)| *end > span.start);
        let Some(definition) = definition(ast, id, module, enclosing.last().map(|(_, name)| name.as_str())) else { continue };
        if definition.kind == DefinitionKind::Class {
            enclosing.push((span.end, definition.name.clone()));
        }
        found.push(Arc::new(definition));
    }
    found
}

fn definition(ast: &Arc<Ast>, id: NodeId, module: Option<&EcoString>, enclosing: Option<&str>) -> Option<Definition> {
    let (kind, name, parameters, body, parent, return_type) = match ast.node(id) {
        Node::Class { name, parameters, parent, body } => {
            (DefinitionKind::Class, qualified(ast.text(name), enclosing), parameters, body, parent, NodeId::NONE)
        }
        Node::Define { name, parameters, body } => {
            (DefinitionKind::Define, qualified(ast.text(name), enclosing), parameters, body, None, NodeId::NONE)
        }
        Node::Function { name, parameters, return_type, body } => {
            (DefinitionKind::Function, plain(ast.text(name)), parameters, body, None, return_type)
        }
        Node::NodeDefinition { body, .. } => (DefinitionKind::Node, EcoString::new(), List::default(), body, None, NodeId::NONE),
        Node::TypeAlias { name, data_type } => {
            let Node::QualifiedReference(alias) = ast.node(name) else { return None };
            (DefinitionKind::TypeAlias, plain(ast.text(alias)), List::default(), data_type, None, NodeId::NONE)
        }
        _ => return None,
    };
    let parent = parent.map(|parent| plain(ast.text(parent)));
    Some(Definition { kind, name, ast: ast.clone(), node: id, module: module.cloned(), parameters, body, parent, return_type })
}

/// Lower case, without leading `::`.
pub fn plain(name: &str) -> EcoString {
    name.strip_prefix("::").unwrap_or(name).to_lowercase().into()
}

fn qualified(name: &str, enclosing: Option<&str>) -> EcoString {
    match enclosing {
        Some(outer) if !outer.is_empty() && !name.starts_with("::") => format!("{outer}::{}", plain(name)).into(),
        _ => plain(name),
    }
}

/// Definitions by kind and name.
#[derive(Debug, Default)]
pub struct Definitions {
    pub classes: Map<EcoString, Arc<Definition>>,
    pub defines: Map<EcoString, Arc<Definition>>,
    pub functions: Map<EcoString, Arc<Definition>>,
    pub aliases: Map<EcoString, Arc<Definition>>,
    /// In the order of reading.
    pub nodes: Vec<Arc<Definition>>,
}

impl From<DefinitionKind> for crate::world::autoload::Wanted {
    fn from(kind: DefinitionKind) -> Self {
        match kind {
            DefinitionKind::Class | DefinitionKind::Define | DefinitionKind::Node => Self::Container,
            DefinitionKind::Function => Self::Function,
            DefinitionKind::TypeAlias => Self::TypeAlias,
        }
    }
}
