//! Where the flow of a text's statements ends.

use super::literal;
use rpuppet_syntax::ast::Name;
use rpuppet_syntax::{Ast, Node, NodeId};

/// Whether what comes after a statement is never reached.
pub fn leaves(ast: &Ast, id: NodeId) -> bool {
    match ast.node(id) {
        Node::Call { function, .. } => matches!(literal::text(ast, function), Some("fail" | "return" | "next" | "break")),
        Node::Block(statements) => ast.items(statements).iter().any(|statement| leaves(ast, *statement)),
        Node::If { then, otherwise, .. } | Node::Unless { then, otherwise, .. } => leaves(ast, then) && leaves(ast, otherwise),
        Node::Case(_, options) => {
            let options = ast.items(options);
            has_default(ast, options) && options.iter().all(|option| leaves(ast, then_of(ast, *option)))
        }
        _ => false,
    }
}

/// Whether one of the options of a `case` takes what the others leave.
pub fn has_default(ast: &Ast, options: &[NodeId]) -> bool {
    options.iter().any(|option| match ast.node(*option) {
        Node::CaseOption { values, .. } => ast.items(values).iter().any(|value| ast.node(*value) == Node::Default),
        _ => false,
    })
}

/// The statements of an option of a `case`.
pub fn then_of(ast: &Ast, option: NodeId) -> NodeId {
    match ast.node(option) {
        Node::CaseOption { then, .. } => then,
        _ => NodeId::NONE,
    }
}

/// An expression without the parentheses around it.
pub fn bare(ast: &Ast, mut id: NodeId) -> NodeId {
    while let Node::Parenthesized(inner) = ast.node(id) {
        id = inner;
    }
    id
}

/// The variables in an expression.
pub fn names_in(ast: &Ast, id: NodeId, names: &mut Vec<Name>) {
    if let Node::Variable(name) = ast.node(id) {
        names.push(name);
    }
    ast.each_child(id, |child| names_in(ast, child, names));
}

/// Whether there is a `fail` somewhere in it.
pub fn can_fail(ast: &Ast, id: NodeId) -> bool {
    let mut found = matches!(ast.node(id), Node::Call { function, .. } if literal::text(ast, function) == Some("fail"));
    ast.each_child(id, |child| found = found || can_fail(ast, child));
    found
}
