//! Keys of a hash that are declared twice, as far as they are literal.

use super::Checker;
use crate::diagnostic::{Diagnostic, Strictness};
use crate::value::Map;
use indexmap::map::Entry;
use rpuppet_syntax::ast::{List, UnaryOperator};
use rpuppet_syntax::{Ast, Node, NodeId};
use std::borrow::Cow;

impl Checker<'_> {
    /// A mistake or a warning, by strictness.
    pub(super) fn check_hash(&mut self, entries: List) {
        if self.strict == Strictness::Off {
            return;
        }
        let mut seen: Map<Literal<'_>, NodeId> = Map::default();
        for entry in self.ast.items(entries) {
            let Node::KeyedEntry { key, .. } = self.ast.node(*entry) else { continue };
            let Some(key) = literal(self.ast, key) else { continue };
            match seen.entry(key) {
                Entry::Vacant(place) => drop(place.insert(*entry)),
                Entry::Occupied(first) => {
                    let message = format!("The key '{}' is declared more than once", first.key().shown());
                    let diagnostic = match self.strict {
                        Strictness::Error => Diagnostic::error("DUPLICATE_KEY", message),
                        _ => Diagnostic::warning("DUPLICATE_KEY", message),
                    };
                    self.relate(diagnostic, *entry, *first.get(), "first declared here");
                }
            }
        }
    }
}

/// The value of a literal expression, as Ruby prints it when it inspects it.
#[derive(PartialEq, Eq, Hash)]
enum Literal<'a> {
    String(Cow<'a, str>),
    Other(String),
}

impl Literal<'_> {
    fn shown(&self) -> &str {
        match self {
            Literal::String(text) => text,
            Literal::Other(text) => text.strip_prefix(':').unwrap_or(if text == "nil" { "" } else { text }),
        }
    }

    fn inspected(&self) -> String {
        match self {
            Literal::String(text) => format!("{text:?}"),
            Literal::Other(text) => text.clone(),
        }
    }
}

/// `None` for what is known only when it is evaluated. As in Puppet, `Type[a, b]` counts by its keys alone.
fn literal(ast: &Ast, id: NodeId) -> Option<Literal<'_>> {
    let other = |text: String| Some(Literal::Other(text));
    match ast.node(id) {
        Node::String(name) | Node::QualifiedName(name) => Some(Literal::String(Cow::Borrowed(ast.text(name)))),
        Node::QualifiedReference(name) => Some(Literal::String(Cow::Owned(ast.text(name).to_lowercase().into()))),
        Node::Integer { value, .. } => other(value.to_string()),
        Node::Float(value) => other(format!("{value:?}")),
        Node::Boolean(value) => other(value.to_string()),
        Node::Undef => other("nil".into()),
        Node::Default => other(":default".into()),
        Node::Regex(source) => other(format!("(?-mix:{})", ast.text(source))),
        Node::Unary(UnaryOperator::Minus, inner) => match ast.node(inner) {
            Node::Integer { value, .. } => other(value.wrapping_neg().to_string()),
            Node::Float(value) => other(format!("{:?}", -value)),
            _ => None,
        },
        Node::Array(items) => list(ast, ast.items(items)),
        Node::Access(_, keys) => match ast.items(keys) {
            [only] if matches!(ast.node(*only), Node::Array(_)) => None,
            keys => list(ast, keys),
        },
        Node::Hash { entries, .. } => hash(ast, entries),
        _ => None,
    }
}

fn list<'a>(ast: &'a Ast, ids: &[NodeId]) -> Option<Literal<'a>> {
    let items: Option<Vec<String>> = ids.iter().map(|id| Some(literal(ast, *id)?.inspected())).collect();
    Some(Literal::Other(format!("[{}]", items?.join(", "))))
}

fn hash(ast: &Ast, entries: List) -> Option<Literal<'_>> {
    let pairs: Option<Vec<String>> = ast
        .items(entries)
        .iter()
        .map(|entry| match ast.node(*entry) {
            Node::KeyedEntry { key, value } => Some(format!("{}=>{}", literal(ast, key)?.inspected(), literal(ast, value)?.inspected())),
            _ => None,
        })
        .collect();
    Some(Literal::Other(format!("{{{}}}", pairs?.join(", "))))
}

/// Whether a type is known without evaluating anything.
pub(super) fn is_literal(ast: &Ast, id: NodeId) -> bool {
    literal(ast, id).is_some()
}
