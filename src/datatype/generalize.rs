//! A type without what is particular to values: sizes, ranges, exact strings.

use crate::value::Type;
use crate::value::data_type::{Size, StructMember};
use std::sync::Arc;

/// `Integer[1, 5]` → `Integer`, `Array[String[2], 1, 3]` → `Array[String]`, …
pub fn generalize(data_type: &Type) -> Type {
    match data_type {
        Type::Integer(_) => Type::Integer(Default::default()),
        Type::Float(_) => Type::Float(Default::default()),
        Type::Boolean(_) => Type::Boolean(None),
        Type::String(_) | Type::StringValue(_) => Type::String(Size::default()),
        Type::Enum { values, .. } => enumeration(values),
        Type::Collection(_) => Type::Collection(Size::default()),
        Type::Array { element, .. } => Type::Array { element: boxed(element), size: Size::default() },
        Type::Hash { size: Size { from: 0, to: Some(0), .. }, .. } => data_type.clone(),
        Type::Hash { key, value, .. } => Type::Hash { key: boxed(key), value: boxed(value), size: Size::default() },
        Type::Tuple { types, size } => Type::Tuple { types: types.iter().map(generalize).collect(), size: *size },
        Type::Struct(members) => Type::Struct(members.iter().map(member).collect()),
        Type::Variant(types) => super::normalize::variant(types.iter().map(generalize).collect()),
        Type::Optional(inner) if **inner != Type::Undef => Type::Optional(boxed(inner)),
        Type::NotUndef(inner) => Type::NotUndef(boxed(inner)),
        Type::Sensitive(inner) => Type::Sensitive(boxed(inner)),
        Type::Iterable(inner) => Type::Iterable(boxed(inner)),
        Type::Iterator(inner) => Type::Iterator(boxed(inner)),
        Type::Type(Some(inner)) => Type::Type(Some(boxed(inner))),
        Type::Timestamp(_) => Type::Timestamp(None),
        Type::Timespan(_) => Type::Timespan(None),
        Type::Uri(_) => Type::Uri(None),
        Type::Object(Some(object)) => Type::Object(Some(super::object::base(object))),
        other => other.clone(),
    }
}

fn boxed(data_type: &Type) -> Arc<Type> {
    Arc::new(generalize(data_type))
}

fn member(member: &StructMember) -> StructMember {
    StructMember { value: generalize(&member.value), ..member.clone() }
}

/// An enumeration generalises to the strings of its lengths.
fn enumeration(values: &[crate::value::EcoString]) -> Type {
    let lengths = || values.iter().map(|value| value.chars().count() as u64);
    let size = Size::new(lengths().min().unwrap_or(0), lengths().max());
    Type::String(size)
}
