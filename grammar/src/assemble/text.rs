//! Strings in parts. In `${name}` a bare name means the variable, also as the first thing in `${name[1]}` and `${name.f}`.

use super::{Builder, Items};
use crate::ast::{Name, Node, NodeId, Radix};

impl Builder {
    /// Adds a literal piece, unless nothing is in it.
    pub fn push_piece(&mut self, parts: Items, start: u32, end: u32, piece: Name) -> Items {
        if self.ast.text(piece).is_empty() {
            return parts;
        }
        let string = self.node(start, end, Node::String(piece));
        self.push(parts, string)
    }

    /// The parts come last first, since the grammar reads them by right recursion.
    pub fn concat(&mut self, start: u32, end: u32, parts: Items) -> NodeId {
        if let Some(parts) = self.growing.get_mut(parts.0 as usize) {
            parts.reverse();
        }
        let parts = self.list(parts);
        self.node(start, end, Node::Concat(parts))
    }

    pub fn interpolation(&mut self, start: u32, end: u32, expression: NodeId) -> NodeId {
        self.name_to_variable(expression);
        self.node(start, end, Node::Text(expression))
    }

    fn name_to_variable(&mut self, expression: NodeId) {
        let mut id = expression;
        loop {
            id = match self.ast.node(id) {
                Node::QualifiedName(name) => return self.replace(id, Node::Variable(name)),
                Node::Integer { value, .. } => {
                    let name = self.intern(&value.to_string());
                    return self.replace(id, Node::Variable(name));
                }
                Node::Access(left, _) | Node::NamedAccess(left, _) if self.may_be_variable(left) => left,
                Node::MethodCall { function, .. } if self.may_be_variable(function) => function,
                _ => return,
            };
        }
    }

    fn may_be_variable(&self, id: NodeId) -> bool {
        matches!(
            self.ast.node(id),
            Node::Access(..)
                | Node::QualifiedName(_)
                | Node::NamedAccess(..)
                | Node::MethodCall { .. }
                | Node::Integer { radix: Radix::Decimal, .. }
        )
    }
}
