//! Names that cannot be names, the dotted names of nodes, and type aliases that are written as hashes.

use super::Builder;
use crate::ast::{List, Name, Node, NodeId};

impl Builder {
    pub fn class_as_name(&mut self, start: u32, end: u32) -> Name {
        self.error("SYNTAX_ERROR", "'class' keyword not allowed at this location", start, end);
        self.intern("class")
    }

    pub fn quoted_name(&mut self, start: u32, end: u32, name: Name) -> Name {
        self.error("SYNTAX_ERROR", "A quoted string is not valid as a name here", start, end);
        name
    }

    /// `type A inherits B { … }`.
    pub fn type_definition(&mut self, name: NodeId, parent: Option<NodeId>, body: NodeId, start: u32, end: u32) -> NodeId {
        let Node::QualifiedReference(name) = self.ast.node(name) else {
            let span = self.ast.span(body);
            self.error("SYNTAX_ERROR", "Syntax error at '{'", span.start, span.start + 1);
            return self.node(start, end, Node::Error);
        };
        let parent = parent.and_then(|parent| match self.ast.node(parent) {
            Node::QualifiedReference(parent) => Some(parent),
            _ => None,
        });
        self.definition(start, end, Node::TypeDefinition { name, parent, body })
    }

    pub fn dotted(&mut self, left: Name, right: Name) -> Name {
        let joined = format!("{}.{}", self.ast.text(left), self.ast.text(right));
        self.intern(&joined)
    }

    /// `type A = { … }` means `Object[{ … }]`.
    pub fn object_type(&mut self, hash: NodeId) -> NodeId {
        let object = self.intern("Object");
        let span = self.ast.span(hash);
        let object = self.node(span.start, span.start, Node::QualifiedReference(object));
        let keys = self.list_of(&[hash]);
        self.node(span.start, span.end, Node::Access(object, keys))
    }

    /// `type A = B { … }` means `Object[{ …, parent => B }]`, but for `Object` and `TypeSet`, which take the hash themselves.
    pub fn derived_type(&mut self, parent: NodeId, entries: List, start: u32, end: u32) -> NodeId {
        let own = matches!(self.ast.node(parent), Node::QualifiedReference(name) if matches!(&**self.ast.text(name), "Object" | "TypeSet"));
        if own {
            let hash = self.node(start, end, Node::Hash { entries, bare: false });
            let keys = self.list_of(&[hash]);
            return self.node(start, end, Node::Access(parent, keys));
        }
        let key = self.intern("parent");
        // it is told of where the hash begins
        let key = self.node(start, start + 1, Node::QualifiedName(key));
        let entry = self.node(start, start + 1, Node::KeyedEntry { key, value: parent });
        let all: Vec<NodeId> = self.ast.items(entries).iter().copied().chain([entry]).collect();
        let entries = self.list_of(&all);
        let hash = self.node(start, end, Node::Hash { entries, bare: false });
        self.object_type(hash)
    }
}
