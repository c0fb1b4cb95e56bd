//! Where the variables of a file are set and read: one walk through the tree, for all who ask.

use super::literal;
use rpuppet_syntax::ast::Name;
use rpuppet_syntax::{Ast, Node, NodeId};
use std::ops::Range;

/// What is done with the variables of a file, definition by definition.
#[derive(Debug, Default)]
pub struct Uses {
    /// In the order of the text, so that those of a definition, with all that is defined in it, are neighbours.
    all: Vec<Use>,
    definitions: Vec<Extent>,
}

/// A place where a variable is set or read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Use {
    /// The variable, or the parameter.
    pub node: NodeId,
    pub name: Name,
    pub act: Act,
    /// The innermost definition around it.
    definition: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// A parameter, of a lambda too.
    Declare,
    /// `$a = …`
    Assign,
    /// `[$a, $b] = …`
    AssignOneOf,
    Read,
}

#[derive(Debug)]
struct Extent {
    node: NodeId,
    places: Range<usize>,
    /// Whether something in it may read any variable: a template whose name is not known.
    has_blind_spot: bool,
}

/// What stands for "no definition" in [`Use::definition`].
const OUTSIDE: u32 = u32::MAX;

impl Uses {
    pub fn of(ast: &Ast) -> Uses {
        let mut walk = Walk { ast, uses: Uses::default(), definition: OUTSIDE };
        walk.visit(ast.root);
        walk.uses
    }

    /// What is done in a class, defined type or function, and in those that are defined in it.
    pub fn all(&self, definition: NodeId) -> &[Use] {
        self.extent(definition).and_then(|(_, extent)| self.all.get(extent.places.clone())).unwrap_or_default()
    }

    /// What is done in a definition itself.
    pub fn own(&self, definition: NodeId) -> impl Iterator<Item = &Use> {
        let index = self.extent(definition).map_or(OUTSIDE, |(index, _)| index as u32);
        self.all(definition).iter().filter(move |place| place.definition == index)
    }

    /// Whether something in a definition may read any variable: a template whose name is not known.
    pub fn has_blind_spot(&self, definition: NodeId) -> bool {
        self.extent(definition).is_some_and(|(_, extent)| extent.has_blind_spot)
    }

    fn extent(&self, definition: NodeId) -> Option<(usize, &Extent)> {
        self.definitions.iter().enumerate().find(|(_, extent)| extent.node == definition)
    }
}

impl Act {
    /// Whether the variable has a value from then on.
    pub fn sets(self) -> bool {
        self != Act::Read
    }
}

struct Walk<'a> {
    ast: &'a Ast,
    uses: Uses,
    definition: u32,
}

impl Walk<'_> {
    fn visit(&mut self, id: NodeId) {
        match self.ast.node(id) {
            Node::Variable(name) => self.note(id, name, Act::Read),
            Node::Class { .. } | Node::Define { .. } | Node::Function { .. } => self.define(id),
            Node::Assignment(_, left, right) => {
                self.assign(left, Act::Assign);
                self.visit(right);
            }
            node => {
                match node {
                    Node::Parameter { name, .. } => self.note(id, name, Act::Declare),
                    Node::Call { function, arguments, .. } => self.call(function, self.ast.items(arguments)),
                    _ => {}
                }
                self.children(id);
            }
        }
    }

    fn children(&mut self, id: NodeId) {
        self.ast.each_child(id, |child| self.visit(child));
    }

    fn note(&mut self, node: NodeId, name: Name, act: Act) {
        self.uses.all.push(Use { node, name, act, definition: self.definition });
    }

    fn define(&mut self, id: NodeId) {
        let (index, start) = (self.uses.definitions.len(), self.uses.all.len());
        self.uses.definitions.push(Extent { node: id, places: start..start, has_blind_spot: false });
        let outer = std::mem::replace(&mut self.definition, index as u32);
        self.children(id);
        self.definition = outer;
        let end = self.uses.all.len();
        let Some(extent) = self.uses.definitions.get_mut(index) else { return };
        extent.places.end = end;
        // who is blind inside is blind outside
        let is_blind = extent.has_blind_spot;
        if let Some(around) = self.uses.definitions.get_mut(outer as usize) {
            around.has_blind_spot |= is_blind;
        }
    }

    /// The left side of an assignment. In `[a, b] = Class['x']` and the like the names are taken from it alone.
    fn assign(&mut self, id: NodeId, act: Act) {
        match self.ast.node(id) {
            Node::Variable(name) => self.note(id, name, act),
            Node::Array(_) | Node::Hash { .. } => self.ast.each_child(id, |child| self.assign(child, Act::AssignOneOf)),
            Node::KeyedEntry { value, .. } => self.assign(value, Act::AssignOneOf),
            _ => {}
        }
    }

    fn call(&mut self, function: NodeId, arguments: &[NodeId]) {
        let reads_all = matches!(literal::text(self.ast, function), Some("template" | "inline_template" | "inline_epp"));
        if reads_all
            && arguments.iter().any(|argument| literal::text(self.ast, *argument).is_none())
            && let Some(extent) = self.uses.definitions.get_mut(self.definition as usize)
        {
            extent.has_blind_spot = true;
        }
    }
}
