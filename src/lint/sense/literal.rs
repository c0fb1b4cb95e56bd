//! Values that are written as they are: what can be known of an argument without compiling.

use crate::value::{Value, ValueHash};
use rpuppet_syntax::{Ast, Node, NodeId, ast::UnaryOperator};

/// The value of an expression that nothing else decides.
pub fn value(ast: &Ast, id: NodeId) -> Option<Value> {
    match ast.node(id) {
        Node::Undef => Some(Value::Undef),
        Node::Boolean(flag) => Some(Value::Boolean(flag)),
        Node::Integer { value, .. } => Some(Value::Integer(value)),
        Node::Float(number) => Some(Value::Float(number)),
        Node::String(text) | Node::QualifiedName(text) => Some(Value::String(ast.text(text).clone())),
        Node::Parenthesized(inner) => value(ast, inner),
        Node::Unary(UnaryOperator::Minus, inner) => match value(ast, inner)? {
            Value::Integer(number) => number.checked_neg().map(Value::Integer),
            Value::Float(number) => Some(Value::Float(-number)),
            _ => None,
        },
        Node::Array(items) => {
            let items: Option<Vec<Value>> = ast.items(items).iter().map(|item| value(ast, *item)).collect();
            Some(Value::array(items?))
        }
        Node::Hash { entries, .. } => {
            let entry = |id: &NodeId| match ast.node(*id) {
                Node::KeyedEntry { key, value: of } => Some((value(ast, key)?, value(ast, of)?)),
                _ => None,
            };
            let entries: Option<ValueHash> = ast.items(entries).iter().map(entry).collect();
            Some(Value::hash(entries?))
        }
        _ => None,
    }
}

/// The text of a string without interpolation, or of a bare word.
pub fn text(ast: &Ast, id: NodeId) -> Option<&str> {
    match ast.node(id) {
        Node::String(text) | Node::QualifiedName(text) => Some(ast.text(text)),
        _ => None,
    }
}
