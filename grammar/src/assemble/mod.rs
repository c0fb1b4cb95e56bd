//! What the grammar's actions call: nodes into the arena, lists into the pool.
//!
//! The generated parser moves every symbol's value about on its stack, so the values are small: node ids and handles of lists that are
//! still growing, never the lists themselves.

mod arguments;
mod definition;
mod literal;
mod operation;
mod resource;
mod statement;
mod text;

pub(crate) use operation::Operation;
pub(crate) use statement::Statement;

use crate::ast::{Ast, List, Name, Names, Node, NodeId};
use crate::error::SyntaxError;
use crate::source::{SourceFile, Span};
use crate::token::Token;
use lalrpop_util::ErrorRecovery;
use std::sync::Arc;

/// Room that a growing list begins with.
const LIST: usize = 16;

/// A list of nodes that is still growing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Items(u32);

/// Where the recovering parser dropped tokens, and which one it did not expect.
pub(crate) struct Mistake {
    pub error: lalrpop_util::ParseError<u32, Token, ()>,
    /// The end of what was dropped.
    pub resumed: u32,
    pub scope: Scope,
}

/// What the recovering parser goes on with after a mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    Statement,
    Attribute,
}

pub(crate) struct Builder {
    pub ast: Ast,
    pub errors: Vec<SyntaxError>,
    /// Calls without parentheses that cannot be; they are only of interest where all else is right.
    pub call_errors: Vec<SyntaxError>,
    pub mistakes: Vec<Mistake>,
    growing: Vec<Vec<NodeId>>,
    free: Vec<u32>,
    operations: operation::Operations,
}

impl Builder {
    pub fn new(source: Arc<SourceFile>, names: Names, tokens: usize) -> Self {
        let mut ast = Ast { names, ..Ast::empty(source) };
        // nine of ten manifests have fewer nodes
        ast.nodes.reserve(tokens - tokens / 4);
        ast.spans.reserve(tokens - tokens / 4);
        ast.pool.reserve(tokens / 2);
        let operations = operation::Operations::default();
        let (errors, call_errors, mistakes) = (Vec::new(), Vec::new(), Vec::new());
        let (growing, free) = (Vec::new(), Vec::new());
        Builder { ast, errors, call_errors, mistakes, growing, free, operations }
    }

    #[inline]
    pub fn node(&mut self, start: u32, end: u32, node: Node) -> NodeId {
        let id = NodeId(self.ast.nodes.len() as u32);
        self.ast.nodes.push(node);
        self.ast.spans.push(Span::new(start, end));
        id
    }

    /// A definition, which the tree also lists.
    pub fn definition(&mut self, start: u32, end: u32, node: Node) -> NodeId {
        let id = self.node(start, end, node);
        self.ast.definitions.push(id);
        id
    }

    pub fn intern(&mut self, text: &str) -> Name {
        self.ast.names.intern(text)
    }

    fn replace(&mut self, id: NodeId, node: Node) {
        if let Some(place) = self.ast.nodes.get_mut(id.0 as usize) {
            *place = node;
        }
    }

    pub fn error(&mut self, code: &'static str, message: impl Into<String>, start: u32, end: u32) {
        let mut error = SyntaxError::new(code, message, Span::new(start, end));
        error.help = self.misspelt_elsif(start);
        self.errors.push(error);
    }

    /// `else if` and `elseif` before a place where something is wrong.
    pub fn misspelt_elsif(&self, start: u32) -> Option<String> {
        let before = self.ast.source.slice(Span::new(0, start)).trim_end();
        let misspelt = before.ends_with("elseif") || before.ends_with("else");
        misspelt.then(|| "it is written `elsif`".to_string())
    }

    /// Notes what the recovering parser could not read.
    pub fn mistake(&mut self, start: u32, end: u32, recovery: ErrorRecovery<u32, Token, ()>, scope: Scope) -> NodeId {
        let resumed = recovery.dropped_tokens.last().map_or(start, |(_, _, end)| *end);
        self.mistakes.push(Mistake { error: recovery.error, resumed, scope });
        self.node(start, end, Node::Error)
    }

    pub fn items(&mut self) -> Items {
        let handle = self.free.pop().unwrap_or_else(|| {
            self.growing.push(Vec::with_capacity(LIST));
            self.growing.len() as u32 - 1
        });
        Items(handle)
    }

    pub fn first(&mut self, item: NodeId) -> Items {
        let items = self.items();
        self.push(items, item)
    }

    #[inline]
    pub fn push(&mut self, items: Items, item: NodeId) -> Items {
        if let Some(list) = self.growing.get_mut(items.0 as usize) {
            list.push(item);
        }
        items
    }

    /// The finished list; empty for `None`.
    pub fn list(&mut self, items: impl Into<Option<Items>>) -> List {
        let Some(items) = items.into() else { return List::default() };
        let Some(growing) = self.growing.get_mut(items.0 as usize) else { return List::default() };
        let list = List { start: self.ast.pool.len() as u32, length: growing.len() as u32 };
        self.ast.pool.append(growing);
        self.free.push(items.0);
        list
    }

    /// A list of nodes that are all known.
    fn list_of(&mut self, nodes: &[NodeId]) -> List {
        let list = List { start: self.ast.pool.len() as u32, length: nodes.len() as u32 };
        self.ast.pool.extend_from_slice(nodes);
        list
    }

    fn take(&mut self, items: Items) -> Vec<NodeId> {
        self.free.push(items.0);
        self.growing.get_mut(items.0 as usize).map(std::mem::take).unwrap_or_default()
    }

    fn last(&self, items: Items) -> Option<NodeId> {
        self.growing.get(items.0 as usize)?.last().copied()
    }

    fn replace_last(&mut self, items: Items, node: NodeId) {
        if let Some(last) = self.growing.get_mut(items.0 as usize).and_then(|list| list.last_mut()) {
            *last = node;
        }
    }
}

/// A child that may be left out.
pub(crate) fn or_none(node: Option<NodeId>) -> NodeId {
    node.unwrap_or(NodeId::NONE)
}
