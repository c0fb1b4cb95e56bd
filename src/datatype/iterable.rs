//! What iterating over an instance of a type gives.

use super::alias;
use crate::value::Type;
use crate::value::data_type::Size;

const ONE_CHARACTER: Size = Size { from: 1, to: Some(1) };
const PAIR: Size = Size { from: 2, to: Some(2) };

/// The type of the elements; `None` where instances cannot be iterated over.
pub fn iterable_element(data_type: &Type) -> Option<Type> {
    match alias::resolved(data_type) {
        Type::String(_) | Type::StringValue(_) | Type::Enum { .. } => Some(Type::String(ONE_CHARACTER)),
        Type::Integer(_) => Some(Type::Integer(Default::default())),
        Type::Array { element, .. } => Some(element.as_ref().clone()),
        Type::Tuple { types, .. } => Some(single(types.clone())),
        Type::Hash { key, value, .. } => Some(pair(key.as_ref().clone(), value.as_ref().clone())),
        Type::Struct(members) => {
            let keys = members.iter().map(|member| Type::StringValue(member.name.clone())).collect();
            Some(pair(single(keys), single(members.iter().map(|member| member.value.clone()).collect())))
        }
        Type::Collection(_) => Some(Type::Any),
        Type::Iterable(element) | Type::Iterator(element) => Some(element.as_ref().clone()),
        Type::Binary => Some(Type::Integer(Default::default())),
        Type::Type(Some(inner)) => match inner.as_ref() {
            Type::Integer(range) if range.from.is_some() && range.to.is_some() => Some(inner.as_ref().clone()),
            Type::Enum { .. } => Some(inner.as_ref().clone()),
            _ => None,
        },
        _ => None,
    }
}

fn single(types: Vec<Type>) -> Type {
    if types.is_empty() { Type::Any } else { super::normalize::variant(types) }
}

fn pair(key: Type, value: Type) -> Type {
    Type::Tuple { types: vec![key, value], size: Some(PAIR) }
}
