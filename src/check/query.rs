//! What may stand between `<|` and `|>`.

use super::{Checker, label};
use rpuppet_syntax::ast::BinaryOperator;
use rpuppet_syntax::{Node, NodeId};

impl Checker<'_> {
    /// Comparisons by `==` and `!=`, joined by `and` and `or`.
    pub(super) fn check_query(&mut self, id: NodeId) {
        match self.ast.node(id) {
            Node::Binary(BinaryOperator::And | BinaryOperator::Or, left, right) => {
                self.check_query(left);
                self.check_query(right);
            }
            Node::Parenthesized(inner) => self.check_query(inner),
            Node::Binary(BinaryOperator::Equal | BinaryOperator::NotEqual, ..) | Node::Error => {}
            Node::Variable(_) | Node::QualifiedName(_) | Node::Integer { .. } | Node::Float(_) | Node::String(_) | Node::Boolean(_) => {}
            _ => {
                let expression = label::a_an_capital(&self.label(id));
                let message = format!("Illegal query expression. {expression} cannot be used in a query");
                if let Some(error) = self.error("ILLEGAL_QUERY_EXPRESSION", id, message) {
                    error.help = Some("compare an attribute by `==` or `!=`, and join comparisons by `and` and `or`".into());
                }
            }
        }
    }
}
