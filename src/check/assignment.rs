//! What may stand to the left of `=`.

use super::{Checker, label, name};
use crate::value::qualified;
use rpuppet_syntax::ast::AssignOperator;
use rpuppet_syntax::{Node, NodeId};

impl Checker<'_> {
    pub(super) fn check_assignment(&mut self, id: NodeId, operator: AssignOperator, left: NodeId, right: NodeId) {
        let text = match operator {
            AssignOperator::Assign => {
                self.assignable(left);
                return self.produces_value(right);
            }
            AssignOperator::Append => "+=",
            AssignOperator::Delete => "-=",
        };
        let message = format!("The operator '{text}' is no longer supported. See http://links.puppet.com/remove-plus-equals");
        if let Some(error) = self.error("APPENDS_DELETES_NO_LONGER_SUPPORTED", id, message) {
            error.help = Some(format!("assign to a new variable: `$new = $old {} …`", text.trim_end_matches('=')));
        }
    }

    fn assignable(&mut self, id: NodeId) {
        match self.ast.node(id) {
            Node::Variable(name) => self.assignable_variable(id, self.ast.text(name).as_str()),
            Node::Access(..) => {
                let message = "Illegal attempt to assign via [index/key]. Not an assignable reference";
                self.error("ILLEGAL_INDEXED_ASSIGNMENT", id, message);
            }
            Node::Array(items) => self.ast.items(items).iter().for_each(|item| self.assignable(*item)),
            Node::Error => {}
            _ => {
                let value = label::a_an(&self.label(id));
                let message = format!("Illegal attempt to assign to '{value}'. Not an assignable reference");
                self.error("ILLEGAL_ASSIGNMENT", id, message);
            }
        }
    }

    fn assignable_variable(&mut self, id: NodeId, name: &str) {
        if name::is_match_variable(name) {
            let message =
                format!("Illegal attempt to assign to the numeric match result variable '${name}'. Numeric variables are not assignable");
            self.error("ILLEGAL_NUMERIC_ASSIGNMENT", id, message);
        }
        if qualified::split_first(name).is_some() {
            let message = format!("Illegal attempt to assign to '{name}'. Cannot assign to variables in other namespaces");
            self.error("CROSS_SCOPE_ASSIGNMENT", id, message);
        }
    }

    /// A parameter's default may not assign; a lambda in it may.
    pub(super) fn check_no_assignment(&mut self, id: NodeId) {
        match self.ast.node(id) {
            Node::Assignment(..) => drop(self.error("ILLEGAL_ASSIGNMENT_CONTEXT", id, "Assignment not allowed here")),
            Node::Lambda { .. } => {}
            _ => {
                let ast = self.ast;
                ast.each_child(id, |child| self.check_no_assignment(child));
            }
        }
    }
}
