//! What iterating gives: over an instance of a type, over a value.

use super::{alias, generalize, infer};
use crate::value::data_type::Size;
use crate::value::iterator::{Kind, Sequence};
use crate::value::{Type, Value, extent};

const ONE_CHARACTER: Size = Size::new(1, Some(1));
/// Characters of a text; so many are already too many elements.
const MOST: usize = extent::BIGGEST as usize + 1;
const PAIR: Size = Size::new(2, Some(2));

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

/// The iterator over a value's elements; `None` where it cannot be iterated over.
pub fn sequence(value: &Value) -> Option<Sequence> {
    let plain = |element: Type, items: Vec<Value>| Some(Sequence::new(element.clone(), generalize(&element), items, Kind::Plain));
    match value {
        Value::String(text) => {
            plain(Type::String(ONE_CHARACTER), text.chars().take(MOST).map(|character| Value::from(character.to_string())).collect())
        }
        Value::Array(items) => plain(either(items.iter()), items.to_vec()),
        Value::Hash(entries) => {
            let element = pair(either(entries.keys()), either(entries.values()));
            let items = entries.iter().map(|(key, value)| Value::array(vec![key.clone(), value.clone()])).collect();
            Some(Sequence::new(element.clone(), generalize(&element), items, Kind::Pairs))
        }
        Value::Integer(0) => plain(Type::Unit, Vec::new()),
        Value::Integer(number) if *number > 0 => Some(Sequence::range(0, number - 1)),
        Value::Type(data_type) => match alias::resolved(data_type) {
            Type::Integer(range) => range.from.zip(range.to).map(|(from, to)| Sequence::range(from, to)),
            all @ Type::Enum { values, .. } => plain(all.clone(), values.iter().cloned().map(Value::String).collect()),
            _ => None,
        },
        Value::Iterator(sequence) => Some(sequence.as_ref().clone()),
        _ => None,
    }
}

/// The types of all these values, none for none.
fn either<'a>(values: impl Iterator<Item = &'a Value>) -> Type {
    let types: Vec<Type> = values.map(infer).collect();
    if types.is_empty() { Type::Unit } else { super::normalize::variant(types) }
}
