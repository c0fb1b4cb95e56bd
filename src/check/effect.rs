//! Expressions whose value is forgotten and that do nothing else.

use super::{Checker, label};
use rpuppet_syntax::ast::{BinaryOperator, List};
use rpuppet_syntax::{Ast, Node, NodeId};

/// Whether evaluating a node changes nothing for sure.
pub(super) fn has_none(ast: &Ast, id: NodeId) -> bool {
    let none = |id: NodeId| id.is_none() || has_none(ast, id);
    match ast.node(id) {
        Node::Nop | Node::Undef | Node::Default | Node::Boolean(_) | Node::Integer { .. } | Node::Float(_) => true,
        Node::String(_) | Node::Regex(_) | Node::QualifiedName(_) | Node::QualifiedReference(_) | Node::Variable(_) => true,
        Node::ReservedWord(_) | Node::Concat(_) | Node::Heredoc { .. } | Node::Array(_) | Node::Hash { .. } => true,
        Node::Unary(..) | Node::Text(_) | Node::Access(..) | Node::Selector(..) | Node::NamedAccess(..) => true,
        // sets the match variables
        Node::Binary(BinaryOperator::Match | BinaryOperator::NotMatch, ..) => false,
        Node::Binary(..) => true,
        Node::Parenthesized(inner) => none(inner),
        Node::Block(list) => ast.items(list).iter().all(|id| none(*id)),
        Node::If { test, then, otherwise } | Node::Unless { test, then, otherwise } => none(test) && none(then) && none(otherwise),
        Node::Case(test, options) => none(test) && ast.items(options).iter().all(|option| none(*option)),
        Node::CaseOption { values, then } => ast.items(values).iter().all(|value| none(*value)) && none(then),
        _ => false,
    }
}

/// `name { … }` without a title was read as a name and a hash.
fn untitled_resource(ast: &Ast, id: NodeId) -> Option<&str> {
    let Node::Block(list) = ast.node(id) else { return None };
    let [name, hash] = ast.items(list) else { return None };
    match (ast.node(*name), ast.node(*hash)) {
        (Node::QualifiedName(name), Node::Hash { .. }) => Some(ast.text(name)),
        _ => None,
    }
}

impl Checker<'_> {
    /// In a block, only the last expression may be a mere value.
    pub(super) fn check_block(&mut self, id: NodeId, statements: List) {
        if let Some(name) = untitled_resource(self.ast, id) {
            let message = format!("This expression is invalid. Did you try declaring a '{name}' resource without a title?");
            if let Some(error) = self.error("RESOURCE_WITHOUT_TITLE", id, message) {
                error.help = Some(format!("write `{name} {{ 'title': … }}`"));
            }
            return;
        }
        let Some((_, before)) = self.ast.items(statements).split_last() else { return };
        if let Some(idle) = before.iter().find(|statement| has_none(self.ast, **statement)) {
            let message = format!(
                "This {} has no effect. A value was produced and then forgotten (one or more preceding expressions may have the wrong form)",
                self.label(*idle)
            );
            self.error("IDEM_EXPRESSION_NOT_LAST", *idle, message);
        }
    }

    /// The body of a class, define or node has no value, so that its last expression must do something.
    pub(super) fn check_last_has_effect(&mut self, definition: NodeId, body: NodeId) {
        let last = match self.ast.node(body) {
            Node::Block(list) => self.ast.items(list).last().copied().unwrap_or(NodeId::NONE),
            _ => body,
        };
        let untitled = [body, last].into_iter().any(|id| untitled_resource(self.ast, id).is_some());
        if last.is_none() || untitled || !has_none(self.ast, last) {
            return;
        }
        let container = label::a_an_capital(&self.label(definition));
        let message = format!(
            "This {} has no effect. {container} can not end with a value-producing expression without other effect",
            self.label(last)
        );
        self.error("IDEM_NOT_ALLOWED_LAST", last, message);
    }
}
