//! What a manifest defines: classes, defines, nodes, functions, type aliases.

use super::function::Interrupt;
use super::parameters::ParameterList;
use crate::catalog::Reference;
use crate::catalog::reference::capitalized;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::render::line_place;
use crate::value::{EcoString, Map};
use rpuppet_syntax::ast::{List, Node, NodeId};
use rpuppet_syntax::{Ast, Location};
use std::sync::{Arc, OnceLock};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
    /// How the catalog names it, if it is a class.
    pub class: Reference,
    pub ast: Arc<Ast>,
    pub node: NodeId,
    /// The module whose file it was read from.
    pub module: Option<EcoString>,
    pub parameters: List,
    /// The list of parameters without types, which is the same for every compilation.
    pub(super) untyped: OnceLock<Arc<ParameterList>>,
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
    let class = if kind == DefinitionKind::Class { class_reference(&name) } else { Reference::default() };
    Some(Definition {
        kind,
        name,
        class,
        ast: ast.clone(),
        node: id,
        module: module.cloned(),
        parameters,
        untyped: OnceLock::new(),
        body,
        parent,
        return_type,
    })
}

/// Lower case, without leading `::`.
pub fn plain(name: &str) -> EcoString {
    let name = name.strip_prefix("::").unwrap_or(name);
    let is_lower = name.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_lower { name.into() } else { name.to_lowercase().into() }
}

/// How catalogs name a class.
pub fn class_reference(name: &str) -> Reference {
    Reference::new("Class", if name.is_empty() { "main".into() } else { capitalized(name) })
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
    /// Those that are named, not matched, by the name.
    pub named_nodes: Map<EcoString, Arc<Definition>>,
}

impl Definitions {
    pub fn add_class(&mut self, class: Arc<Definition>) -> Result<(), Interrupt> {
        let name = class.name.clone();
        let with =
            |what: &str, end: &str, first: &Definition| Err(redefined(format!("{what} '{name}' is already defined"), end, &class, first));
        if let Some(first) = self.classes.get(&name) {
            return with("Class", "; cannot redefine", first);
        }
        if let Some(first) = self.named_nodes.get(&name) {
            return with("Node", "; cannot be redefined as a class", first);
        }
        if let Some(first) = self.defines.get(&name) {
            return with("Definition", "; cannot be redefined as a class", first);
        }
        self.classes.insert(name, class);
        Ok(())
    }

    pub fn add_define(&mut self, define: Arc<Definition>) -> Result<(), Interrupt> {
        let name = define.name.clone();
        if let Some(first) = self.classes.get(&name) {
            let message = format!("'{name}' is already defined");
            return Err(redefined(message, " as a class; cannot redefine as a definition", &define, first));
        }
        match self.defines.get(&name) {
            Some(first) => Err(second_entity("type", &define, first)),
            None => {
                self.defines.insert(name, define);
                Ok(())
            }
        }
    }

    pub fn add_function(&mut self, function: Arc<Definition>) -> Result<(), Interrupt> {
        match self.functions.get(&function.name) {
            Some(first) => Err(second_entity("function", &function, first)),
            None => {
                self.functions.insert(function.name.clone(), function);
                Ok(())
            }
        }
    }

    pub fn add_alias(&mut self, alias: Arc<Definition>) -> Result<(), Interrupt> {
        if is_own_type(&alias.name) {
            let by = "by Puppet-Type-System/Static-Loader";
            return Err(second_of("type", &alias.name, by).shown_at(Some(alias.location())).into());
        }
        match self.aliases.get(&alias.name) {
            Some(first) => Err(second_entity("type", &alias, first)),
            None => {
                self.aliases.insert(alias.name.clone(), alias);
                Ok(())
            }
        }
    }

    /// A node's definition under one of its names (`None`: a pattern).
    pub fn add_node_name(&mut self, name: EcoString, node: &Arc<Definition>) -> Result<(), Interrupt> {
        if let Some(first) = self.named_nodes.get(&name) {
            return Err(redefined(format!("Node '{name}' is already defined"), "; cannot redefine", node, first));
        }
        if let Some(first) = self.classes.get(&name) {
            return Err(redefined(format!("Class '{name}' is already defined"), "; cannot be redefined as a node", node, first));
        }
        self.named_nodes.insert(name, node.clone());
        Ok(())
    }
}

fn is_own_type(name: &str) -> bool {
    crate::datatype::build::from_reference(&capitalized(name)).is_some()
}

fn redefined(opening: String, ending: &str, second: &Definition, first: &Definition) -> Interrupt {
    let place = first.location();
    let message = format!("{opening} {}{ending}", line_place(&place));
    Diagnostic::error("ALREADY_DEFINED", message).at_line(Some(second.location())).with_related(place, "first defined here").into()
}

/// What Puppet's loaders say of a second thing of one name.
fn second_entity(kind: &str, second: &Definition, first: &Definition) -> Interrupt {
    let place = first.location();
    let source = first.ast.source.path().map_or("string:".to_string(), |path| format!("file:{path}"));
    let at = format!("at {source}?line={}&pos={}", place.line(), place.column());
    let diagnostic = second_of(kind, &second.name, &at).shown_at(Some(second.location()));
    diagnostic.with_related(place, "first defined here").into()
}

fn second_of(kind: &str, name: &str, origin: &str) -> Diagnostic {
    let entity = format!("http://puppet.com/2016.1/runtime/{kind}/{name}");
    Diagnostic::error("ALREADY_DEFINED", format!("Attempt to redefine entity '{entity}'. Originally set {origin}."))
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
