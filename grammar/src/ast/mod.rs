//! The tree: an arena of small nodes with ids, names interned in the tree. It is never changed after parsing.
//!
//! Optional children are `NodeId::NONE`; lists are ranges of one pool, read with [`Ast::items`].

mod node;
mod place;
mod visit;

pub use node::{Arrow, AssignOperator, BinaryOperator, Form, Node, Radix, UnaryOperator};

use crate::source::{Location, SourceFile, Span};
use ecow::EcoString;
use indexmap::IndexMap;
use indexmap::map::raw_entry_v1::{RawEntryApiV1, RawEntryMut};
use rustc_hash::FxBuildHasher;
use std::sync::Arc;

/// An interned text of one tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Name(pub u32);

/// A node of one tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NodeId(pub u32);

impl NodeId {
    /// Stands for "no node" (no `else`, no type, no default value …).
    pub const NONE: NodeId = NodeId(u32::MAX);

    pub fn is_none(self) -> bool {
        self == NodeId::NONE
    }

    /// `None` for [`NodeId::NONE`].
    pub fn some(self) -> Option<NodeId> {
        (!self.is_none()).then_some(self)
    }
}

/// A list of nodes: a range of the tree's pool.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct List {
    pub start: u32,
    pub length: u32,
}

impl List {
    pub fn is_empty(self) -> bool {
        self.length == 0
    }
}

/// The tree of one text.
#[derive(Debug)]
pub struct Ast {
    pub source: Arc<SourceFile>,
    /// The whole program: a `Block`, a single statement, an `Epp`, or `NodeId::NONE` for an empty text.
    pub root: NodeId,
    /// Every comment, in order of appearance, `#` or `/*` included.
    pub comments: Vec<Span>,
    /// Class, define, node, function and type definitions, wherever they stand, in order of appearance.
    pub definitions: Vec<NodeId>,
    pub(crate) nodes: Vec<Node>,
    pub(crate) spans: Vec<Span>,
    pub(crate) pool: Vec<NodeId>,
    pub(crate) names: Names,
}

impl Ast {
    pub fn empty(source: Arc<SourceFile>) -> Self {
        Ast {
            source,
            root: NodeId::NONE,
            comments: Vec::new(),
            definitions: Vec::new(),
            nodes: Vec::new(),
            spans: Vec::new(),
            pool: Vec::new(),
            names: Names::default(),
        }
    }

    /// The node of an id; `Node::Nop` for `NodeId::NONE`.
    #[inline]
    pub fn node(&self, id: NodeId) -> Node {
        self.nodes.get(id.0 as usize).copied().unwrap_or(Node::Nop)
    }

    #[inline]
    pub fn span(&self, id: NodeId) -> Span {
        self.spans.get(id.0 as usize).copied().unwrap_or_default()
    }

    /// Where Puppet says that a node is: see [`Ast::place`].
    pub fn location(&self, id: NodeId) -> Location {
        Location::new(&self.source, self.place(id))
    }

    #[inline]
    pub fn items(&self, list: List) -> &[NodeId] {
        self.pool.get(list.start as usize..(list.start + list.length) as usize).unwrap_or(&[])
    }

    #[inline]
    pub fn text(&self, name: Name) -> &EcoString {
        self.names.get(name)
    }

    /// The statements of a body: those of a `Block`, the one node itself, or none.
    pub fn statements<'a>(&'a self, body: &'a NodeId) -> &'a [NodeId] {
        match self.node(*body) {
            Node::Block(list) => self.items(list),
            Node::Nop => &[],
            // one statement: the caller's own id, lent back as a slice of one
            _ => std::slice::from_ref(body),
        }
    }

    /// Every node, children before the nodes that hold them.
    pub fn ids(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..self.nodes.len() as u32).map(NodeId)
    }

    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }
}

/// The interned texts of a tree.
#[derive(Debug, Default)]
pub struct Names {
    texts: IndexMap<EcoString, (), FxBuildHasher>,
    empty: EcoString,
}

impl Names {
    /// Room for what a text of so many bytes names, as manifests go.
    pub(crate) fn for_text(bytes: usize) -> Self {
        Names { texts: IndexMap::with_capacity_and_hasher(bytes / 64, FxBuildHasher), empty: EcoString::new() }
    }

    pub(crate) fn intern(&mut self, text: &str) -> Name {
        let index = match self.texts.raw_entry_mut_v1().from_key(text) {
            RawEntryMut::Occupied(known) => known.index(),
            RawEntryMut::Vacant(new) => {
                let index = new.index();
                new.insert(text.into(), ());
                index
            }
        };
        Name(index as u32)
    }

    pub fn get(&self, name: Name) -> &EcoString {
        self.texts.get_index(name.0 as usize).map_or(&self.empty, |(text, ())| text)
    }
}
