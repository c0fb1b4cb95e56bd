//! What conditions leave open, as far as it is written: whether a test can fail, whether the options of a `case` leave something over.
//! Each answer is "surely", so that "no" also stands for what is not known.

use super::domain::{has_others, may_equal};
use super::flow::bare;
use super::{Modules, literal};
use crate::value::qualified::is_qualified;
use crate::value::{Map, Type, Value};
use rpuppet_syntax::ast::{BinaryOperator, Name, UnaryOperator};
use rpuppet_syntax::{Ast, Node, NodeId};

/// The conditions of one definition.
pub struct Conditions<'a> {
    ast: &'a Ast,
    modules: &'a Modules,
    /// The type that each parameter is declared with, if any.
    parameters: Map<Name, NodeId>,
}

impl<'a> Conditions<'a> {
    pub fn of(ast: &'a Ast, modules: &'a Modules, parameters: &[NodeId]) -> Self {
        let typed = |id: &NodeId| match ast.node(*id) {
            Node::Parameter { name, data_type, .. } => Some((name, data_type)),
            _ => None,
        };
        Conditions { ast, modules, parameters: parameters.iter().filter_map(typed).collect() }
    }

    pub fn is_parameter(&self, name: Name) -> bool {
        self.parameters.contains_key(&name)
    }

    /// Whether all tests of an `if` with its `elsif` can fail at once.
    pub fn all_can_fail(&self, tests: &[NodeId]) -> bool {
        if let [only] = tests {
            return self.can_be(*only, false);
        }
        let equal: Option<Vec<(NodeId, NodeId)>> = tests.iter().map(|test| self.equality(*test)).collect();
        let Some(equal) = equal else { return false };
        let text = |id: NodeId| self.ast.source.slice(self.ast.span(id));
        let Some((control, _)) = equal.first().filter(|(first, _)| equal.iter().all(|(other, _)| text(*first) == text(*other))) else {
            return false;
        };
        self.leave_something(*control, &equal.iter().map(|(_, value)| *value).collect::<Vec<_>>())
    }

    /// Whether a value can be none of these values of options, `default` aside.
    pub fn leave_something(&self, control: NodeId, options: &[NodeId]) -> bool {
        let Some(domain) = self.domain(control) else { return false };
        let mut values = Vec::new();
        for option in options {
            match self.ast.node(*option) {
                Node::Default => {}
                // `/.*/` takes everything
                Node::Regex(source) if self.ast.text(source).contains(|c: char| c.is_ascii_alphanumeric()) => {
                    if !has_others(&domain, &[]) || matches!(domain, Type::Enum { .. } | Type::Alias(_)) {
                        return false;
                    }
                }
                _ => match literal::value(self.ast, *option) {
                    // a fact that is true or false is nothing else
                    Some(Value::Boolean(_)) if domain == Type::Any => return false,
                    Some(value) => values.push(value),
                    None => return false,
                },
            }
        }
        has_others(&domain, &values)
    }

    /// Whether a test can come out so.
    pub fn can_be(&self, test: NodeId, wanted: bool) -> bool {
        use BinaryOperator::*;
        let test = bare(self.ast, test);
        match self.ast.node(test) {
            Node::Variable(_) => self.domain(test).is_some_and(|domain| {
                wanted || domain == Type::Any || may_equal(&domain, &Value::Boolean(false)) || may_equal(&domain, &Value::Undef)
            }),
            Node::Unary(UnaryOperator::Not, inner) => self.can_be(inner, !wanted),
            Node::Binary(And, left, right) if wanted => self.can_be(left, true) && self.can_be(right, true),
            Node::Binary(And, left, right) => self.can_be(left, false) || self.can_be(right, false),
            Node::Binary(Or, left, right) if wanted => self.can_be(left, true) || self.can_be(right, true),
            Node::Binary(Or, left, right) => self.can_be(left, false) && self.can_be(right, false),
            Node::Binary(operator @ (Equal | NotEqual), ..) => self.can_equal(test, wanted == (operator == Equal)),
            Node::Binary(Match | NotMatch, left, right) => {
                matches!(self.ast.node(right), Node::Regex(_)) && self.domain(left).is_some_and(|domain| has_others(&domain, &[]))
            }
            Node::Binary(In, left, right) => match (self.ast.node(bare(self.ast, right)), wanted) {
                (Node::Array(items), false) => self.leave_something(left, self.ast.items(items)),
                (Node::Array(_), true) => self.domain(left).is_some(),
                _ => true,
            },
            Node::Binary(Less | LessEqual | Greater | GreaterEqual, ..) => true,
            Node::Call { .. } | Node::MethodCall { .. } | Node::Access(..) => true,
            _ => false,
        }
    }

    fn can_equal(&self, test: NodeId, wanted: bool) -> bool {
        let Node::Binary(_, left, right) = self.ast.node(test) else { return false };
        let sides = [(left, right), (right, left)];
        let value_side = sides.into_iter().find_map(|(control, value)| Some((control, literal::value(self.ast, value)?)));
        match value_side {
            None => true,
            Some((control, value)) => match self.domain(control) {
                // a text of some length is not the empty one
                Some(Type::String(_)) if value == Value::string("") => false,
                Some(domain) if wanted => may_equal(&domain, &value),
                Some(domain) => has_others(&domain, &[value]),
                None => matches!(self.ast.node(control), Node::Call { .. } | Node::MethodCall { .. }),
            },
        }
    }

    /// The sides of `$a == 'value'`.
    fn equality(&self, test: NodeId) -> Option<(NodeId, NodeId)> {
        match self.ast.node(bare(self.ast, test)) {
            Node::Binary(BinaryOperator::Equal, left, right) if literal::value(self.ast, right).is_some() => Some((left, right)),
            _ => None,
        }
    }

    /// The values that an expression can have: those of a parameter's type; anything for facts and parts of them.
    fn domain(&self, id: NodeId) -> Option<Type> {
        match self.ast.node(bare(self.ast, id)) {
            Node::Variable(name) => match self.parameters.get(&name) {
                Some(data_type) if data_type.is_none() => Some(Type::Any),
                Some(data_type) => self.modules.data_type(self.ast.source.slice(self.ast.span(*data_type))),
                None => {
                    let text = self.ast.text(name);
                    (!is_qualified(text.strip_prefix("::").unwrap_or(text))).then_some(Type::Any)
                }
            },
            Node::Access(left, _) => self.domain(left).map(|_| Type::Any),
            _ => None,
        }
    }
}
