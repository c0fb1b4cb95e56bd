//! Numbers, the dotted names of nodes, and type aliases that are written as hashes.

use super::Builder;
use crate::ast::{List, Name, Node, NodeId, Radix};

impl Builder {
    pub fn number(&mut self, start: u32, end: u32, text: Name) -> NodeId {
        let written = self.ast.text(text).clone();
        let node = match read_number(&written) {
            Ok(node) => node,
            Err(value) => {
                let message = format!("A Literal Integer resulted in a value outside of Puppet Integer max range, got '{value}'");
                self.error("NUMERIC_OVERFLOW", message, start, end);
                Node::Integer { value: i64::MAX, radix: Radix::Decimal }
            }
        };
        self.node(start, end, node)
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
        let span = self.ast.span(parent);
        let key = self.node(span.start, span.end, Node::QualifiedName(key));
        let entry = self.node(span.start, span.end, Node::KeyedEntry { key, value: parent });
        let all: Vec<NodeId> = self.ast.items(entries).iter().copied().chain([entry]).collect();
        let entries = self.list_of(&all);
        let hash = self.node(start, end, Node::Hash { entries, bare: false });
        self.object_type(hash)
    }
}

/// Reads a number as the lexer let it through; the error is the integer that is too large, in hexadecimal as Puppet shows it.
fn read_number(text: &str) -> Result<Node, String> {
    let (digits, radix, base) = if let Some(digits) = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        (digits, Radix::Hexadecimal, 16)
    } else if text.contains(['.', 'e', 'E']) {
        return Ok(Node::Float(text.parse().unwrap_or(f64::NAN)));
    } else if text.len() > 1 && text.starts_with('0') {
        (&text[1..], Radix::Octal, 8)
    } else {
        (text, Radix::Decimal, 10)
    };
    i64::from_str_radix(digits, base)
        .map(|value| Node::Integer { value, radix })
        .map_err(|_| u128::from_str_radix(digits, base).map_or_else(|_| text.to_string(), |value| format!("+{value:#x}")))
}
