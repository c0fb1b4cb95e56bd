//! Lists of arguments and array elements, where `a => 1, b => 2` is one hash without braces.

use super::{Builder, Items};
use crate::ast::{Node, NodeId};

impl Builder {
    /// Adds an argument; entries that follow each other join in one bare hash.
    pub fn push_argument(&mut self, items: Items, argument: NodeId) -> Items {
        let last = self.last(items).unwrap_or(NodeId::NONE);
        let (Node::Hash { entries: before, bare: true }, Node::Hash { entries: added, bare: true }) =
            (self.ast.node(last), self.ast.node(argument))
        else {
            return self.push(items, argument);
        };
        let all: Vec<NodeId> = self.ast.items(before).iter().chain(self.ast.items(added)).copied().collect();
        let entries = self.list_of(&all);
        let (start, end) = (self.ast.span(last).start, self.ast.span(argument).end);
        let joined = self.node(start, end, Node::Hash { entries, bare: true });
        self.replace_last(items, joined);
        items
    }

    /// One entry among arguments.
    pub fn bare_hash(&mut self, start: u32, end: u32, entry: NodeId) -> NodeId {
        let entries = self.list_of(&[entry]);
        self.node(start, end, Node::Hash { entries, bare: true })
    }
}
