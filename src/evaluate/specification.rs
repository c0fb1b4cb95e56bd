//! What may stand for a type in `type Name = …`, which Puppet reads by itself instead of evaluating it.

use super::function::Interrupt;
use crate::value::{EcoString, Type};
use rpuppet_syntax::ast::UnaryOperator;
use rpuppet_syntax::{Ast, Node, NodeId};

/// What Puppet reads as a type by itself: names, their arguments, and literals; no variables, no operators.
pub(super) fn check_specification(ast: &Ast, id: NodeId) -> Result<(), Interrupt> {
    match ast.node(id) {
        Node::QualifiedReference(_) | Node::QualifiedName(_) | Node::String(_) | Node::Regex(_) | Node::Boolean(_) => Ok(()),
        Node::Integer { .. } | Node::Float(_) | Node::Undef | Node::Default => Ok(()),
        Node::Unary(UnaryOperator::Minus, inner) => check_specification(ast, inner),
        Node::Access(left, items) if matches!(ast.node(left), Node::QualifiedReference(_)) => {
            ast.items(items).iter().try_for_each(|item| check_specification(ast, *item))
        }
        Node::Array(items) | Node::Hash { entries: items, .. } => {
            ast.items(items).iter().try_for_each(|item| check_specification(ast, *item))
        }
        Node::KeyedEntry { key, value } => {
            check_specification(ast, key)?;
            check_specification(ast, value)
        }
        _ => Err(no_specification(ast.source.slice(ast.span(id)))),
    }
}

/// Mistakes in the arguments of types that Puppet does not tell apart in a specification.
const NO_SPECIFICATION: &[&str] =
    &["BAD_TYPE_SLICE_TYPE", "BAD_TYPE_SPECIALIZATION", "BAD_COLLECTION_SLICE_TYPE", "ILLEGAL_TYPE_SPECIALIZATION"];

fn no_specification(text: &str) -> Interrupt {
    Interrupt::failure("TYPE_NAME_ERROR", format!("The expression <{text}> is not a valid type specification."))
}

/// A mistake in the arguments of a type, as it is told of one that is specified rather than evaluated.
pub(super) fn of_specification(ast: &Ast, id: NodeId, interrupt: Interrupt) -> Interrupt {
    match interrupt {
        Interrupt::Failure(failure) if NO_SPECIFICATION.contains(&failure.code) => {
            // Puppet shows the definition from its name on, without the last bracket
            let source = ast.source.text();
            let end = ast.span(id).end as usize;
            let start = source.get(..ast.span(id).start as usize).and_then(|before| before.rfind("type ")).map_or(0, |at| at + 5);
            no_specification(source.get(start..end.saturating_sub(1)).unwrap_or_default().trim_start())
        }
        Interrupt::Failure(failure) if failure.code != "TYPE_NAME_ERROR" && failure.code != "UNKNOWN_RESOURCE_TYPE" => {
            Interrupt::failure("TYPE_NAME_ERROR", failure.message)
        }
        other => other,
    }
}

/// A choice without the alias that it defines.
pub(super) fn without_itself(specified: Type, name: &EcoString) -> Type {
    let Type::Variant(options) = specified else { return specified };
    let count = options.len();
    let others: Vec<Type> = options.into_iter().filter(|option| !matches!(option, Type::Alias(alias) if alias.name == *name)).collect();
    match others.as_slice() {
        [only] if count > 1 => only.clone(),
        _ => Type::Variant(others),
    }
}
