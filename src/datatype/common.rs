//! The most specific type that two types share.

use super::is_assignable;
use crate::value::data_type::{Range, Size};
use crate::value::{EcoString, Type};
use std::sync::Arc;

/// A type to which both are assignable; `Undef` and `Unit` give way to the other.
pub fn common(left: &Type, right: &Type) -> Type {
    match (left, right) {
        (Type::Undef | Type::Unit, other) | (other, Type::Undef | Type::Unit) => return other.clone(),
        _ if is_assignable(left, right) => return left.clone(),
        _ if is_assignable(right, left) => return right.clone(),
        _ => {}
    }
    same_kind(left, right).unwrap_or_else(|| abstraction(left, right))
}

fn same_kind(left: &Type, right: &Type) -> Option<Type> {
    Some(match (left, right) {
        (Type::Array { element: a, .. }, Type::Array { element: b, .. }) => {
            Type::Array { element: Arc::new(common(a, b)), size: Size::default() }
        }
        (Type::Hash { key: a, value: x, .. }, Type::Hash { key: b, value: y, .. }) => {
            Type::Hash { key: Arc::new(common(a, b)), value: Arc::new(common(x, y)), size: Size::default() }
        }
        (Type::Class(_), Type::Class(_)) => Type::Class(None),
        (Type::Resource { type_name: a, .. }, Type::Resource { type_name: b, .. }) => {
            Type::Resource { type_name: a.clone().filter(|_| a == b), title: None }
        }
        (Type::Integer(a), Type::Integer(b)) => Type::Integer(span(a, b)),
        (Type::Float(a), Type::Float(b)) => Type::Float(span(a, b)),
        (Type::Pattern(a), Type::Pattern(b)) => {
            let added = b.iter().filter(|pattern| !a.contains(pattern));
            Type::Pattern(a.iter().chain(added).cloned().collect())
        }
        (Type::Variant(a), Type::Variant(b)) => super::normalize::variant(a.iter().chain(b).cloned().collect()),
        (Type::Regexp(_), Type::Regexp(_)) => Type::Regexp(None),
        (Type::Callable(_), Type::Callable(_)) => Type::Callable(None),
        (Type::Type(Some(a)), Type::Type(Some(b))) => Type::Type(Some(Arc::new(common(a, b)))),
        _ => return texts(left, right),
    })
}

/// Exact strings and enumerations become one enumeration.
fn texts(left: &Type, right: &Type) -> Option<Type> {
    if let (Type::String(a), Type::String(b)) = (left, right) {
        return Some(Type::String(Size::new(a.from.min(b.from), a.to.zip(b.to).map(|(x, y)| x.max(y)))));
    }
    let values = |data_type: &Type| -> Option<Vec<EcoString>> {
        match data_type {
            Type::StringValue(text) => Some(vec![text.clone()]),
            Type::Enum { values, .. } => Some(values.clone()),
            Type::String(_) => Some(Vec::new()),
            _ => None,
        }
    };
    let (a, b) = (values(left)?, values(right)?);
    if a.is_empty() || b.is_empty() {
        return Some(if matches!((left, right), (Type::Enum { .. }, _) | (_, Type::Enum { .. })) {
            Type::Enum { values: Vec::new(), case_insensitive: false }
        } else {
            Type::String(Size::default())
        });
    }
    Some(super::normalize::enumeration(a.into_iter().chain(b), false))
}

fn span<T: PartialOrd + Copy>(left: &Range<T>, right: &Range<T>) -> Range<T> {
    let from = left.from.zip(right.from).map(|(a, b)| if a < b { a } else { b });
    let to = left.to.zip(right.to).map(|(a, b)| if a > b { a } else { b });
    Range { from, to }
}

fn abstraction(left: &Type, right: &Type) -> Type {
    let candidates = [Type::Numeric, Type::ScalarData, Type::Scalar, Type::Data, Type::RichData];
    let fitting = candidates.into_iter().find(|candidate| is_assignable(candidate, left) && is_assignable(candidate, right));
    fitting.unwrap_or(Type::Any)
}
