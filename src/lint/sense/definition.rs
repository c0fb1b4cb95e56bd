//! A class or a defined type, as others see it.

use super::flow;
use super::uses::{Act, Uses};
use crate::value::{EcoString, Set};
use rpuppet_syntax::{Ast, Node, NodeId, Parsed};
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

/// A class or a defined type of the modules.
#[derive(Debug)]
pub struct Known {
    /// Lower case, without `::` in front.
    pub name: String,
    pub is_class: bool,
    /// The class that it inherits from.
    pub parent: Option<String>,
    pub parameters: Vec<Parameter>,
    parsed: Arc<Parsed>,
    node: NodeId,
    uses: Arc<Uses>,
    variables: OnceLock<Set<EcoString>>,
    digest: OnceLock<u64>,
}

/// A parameter of a definition.
#[derive(Clone, Debug, Hash)]
pub struct Parameter {
    pub name: EcoString,
    /// The text of its type; empty where it has none.
    pub data_type: EcoString,
    pub has_default: bool,
}

impl Known {
    /// The definition of a node; `None` for other nodes.
    pub fn of(parsed: &Arc<Parsed>, uses: &Arc<Uses>, node: NodeId) -> Option<Known> {
        let ast = &parsed.ast;
        let (name, is_class, parent, parameters) = match ast.node(node) {
            Node::Class { name, parameters, parent, .. } => (name, true, parent, parameters),
            Node::Define { name, parameters, .. } => (name, false, None, parameters),
            _ => return None,
        };
        let parameters = ast.items(parameters).iter().filter_map(|id| parameter(ast, *id)).collect();
        let parent = parent.map(|parent| plain(ast.text(parent)));
        let name = plain(ast.text(name));
        Some(Known {
            name,
            is_class,
            parent,
            parameters,
            parsed: parsed.clone(),
            node,
            uses: uses.clone(),
            variables: OnceLock::new(),
            digest: OnceLock::new(),
        })
    }

    pub fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|parameter| parameter.name == name)
    }

    /// What it sets: parameters, and whatever is assigned to somewhere in it.
    pub fn variables(&self) -> &Set<EcoString> {
        self.variables.get_or_init(|| {
            let set = self.uses.all(self.node).iter().filter(|place| place.act.sets());
            set.map(|place| self.parsed.ast.text(place.name).clone()).collect()
        })
    }

    /// Whether it reads a variable of its own, or of a class that it inherits from.
    pub fn reads(&self, name: &str) -> bool {
        self.uses.all(self.node).iter().any(|place| place.act == Act::Read && self.parsed.ast.text(place.name) == name)
    }

    /// Whether there is a `fail` somewhere in it.
    pub fn can_fail(&self) -> bool {
        flow::can_fail(&self.parsed.ast, self.node)
    }

    /// Tells it from a definition that says anything else.
    pub fn digest(&self) -> u64 {
        *self.digest.get_or_init(|| {
            let mut hasher = FxHasher::default();
            (self.is_class, self.parsed.ast.source.slice(self.parsed.ast.span(self.node))).hash(&mut hasher);
            hasher.finish()
        })
    }

    /// What messages call it.
    pub fn what(&self) -> &'static str {
        if self.is_class { "class" } else { "defined type" }
    }
}

/// A name as it is compared: lower case, without `::` in front.
pub fn plain(name: &str) -> String {
    name.strip_prefix("::").unwrap_or(name).to_lowercase()
}

/// The parameter of a node.
pub fn parameter(ast: &Ast, id: NodeId) -> Option<Parameter> {
    let Node::Parameter { data_type, name, default, .. } = ast.node(id) else { return None };
    let text = data_type.some().map_or("", |id| ast.source.slice(ast.span(id)));
    Some(Parameter { name: ast.text(name).clone(), data_type: text.into(), has_default: default.some().is_some() })
}

/// What an assignment's left side names.
pub fn targets(ast: &Ast, id: NodeId, set: &mut Set<EcoString>) {
    match ast.node(id) {
        Node::Variable(name) => drop(set.insert(ast.text(name).clone())),
        Node::Array(_) | Node::Hash { .. } => ast.each_child(id, |child| targets(ast, child, set)),
        Node::KeyedEntry { value, .. } => targets(ast, value, set),
        // `[a, b] = Class['x']` and the like: the names are taken from the left side alone
        _ => {}
    }
}
