//! Expressions that have no value, where a value is needed.

use super::{Checker, label};
use rpuppet_syntax::{Node, NodeId};

impl Checker<'_> {
    pub(super) fn produces_value(&mut self, id: NodeId) {
        match self.ast.node(id) {
            Node::Unary(_, inner) | Node::Parenthesized(inner) | Node::Text(inner) | Node::Render(inner) => self.produces_value(inner),
            Node::Collector { .. }
            | Node::Class { .. }
            | Node::Define { .. }
            | Node::Function { .. }
            | Node::NodeDefinition { .. }
            | Node::TypeDefinition { .. }
            | Node::TypeAlias { .. } => {
                let value = label::a_an_capital(&self.label(id));
                self.error("NOT_RVALUE", id, format!("Invalid use of expression. {value} does not produce a value"));
            }
            _ => {}
        }
    }

    pub(super) fn produce_values(&mut self, ids: &[NodeId]) {
        ids.iter().for_each(|id| self.produces_value(*id));
    }
}
