//! The type of a value.

use super::{common, normalize, object, pcore, uri};
use crate::value::data_type::{Range, Size, StructMember};
use crate::value::iterator::{Kind, Sequence};
use crate::value::{Rich, Type, Value, ValueHash, version_range};
use std::sync::Arc;

/// The most detailed type: arrays as tuples, hashes with string keys as structs.
pub fn infer(value: &Value) -> Type {
    match value {
        Value::Array(items) if items.is_empty() => empty_array(),
        Value::Array(items) => Type::Tuple { types: items.iter().map(infer).collect(), size: None },
        Value::Hash(entries) if entries.is_empty() => empty_hash(),
        Value::Hash(entries) => hash(entries),
        _ => scalar(value),
    }
}

/// The type with one common type for all elements of an array, all keys and all values of a hash.
pub fn infer_reduced(value: &Value) -> Type {
    match value {
        Value::Array(items) if items.is_empty() => empty_array(),
        Value::Array(items) => Type::Array { element: Arc::new(reduce(items.iter())), size: exactly(items.len()) },
        Value::Hash(entries) if entries.is_empty() => empty_hash(),
        Value::Hash(entries) => {
            Type::Hash { key: Arc::new(reduce(entries.keys())), value: Arc::new(reduce(entries.values())), size: exactly(entries.len()) }
        }
        Value::Sensitive(inner) => Type::Sensitive(Arc::new(super::generalize(&infer_reduced(inner)))),
        Value::Rich(rich) => match rich.as_ref() {
            Rich::SemVer(_) => Type::SemVer(Vec::new()),
            _ => scalar(value),
        },
        _ => scalar(value),
    }
}

fn reduce<'a>(values: impl Iterator<Item = &'a Value>) -> Type {
    values.map(infer_reduced).reduce(|left, right| common(&left, &right)).unwrap_or(Type::Undef)
}

fn exactly(length: usize) -> Size {
    Size::new(length as u64, Some(length as u64))
}

fn empty_array() -> Type {
    Type::Array { element: Arc::new(Type::Unit), size: exactly(0) }
}

fn empty_hash() -> Type {
    Type::Hash { key: Arc::new(Type::Unit), value: Arc::new(Type::Unit), size: exactly(0) }
}

fn hash(entries: &ValueHash) -> Type {
    let member = |(key, value): (&Value, &Value)| match key {
        Value::String(name) if !name.is_empty() => Some(StructMember { name: name.clone(), optional: false, value: infer(value) }),
        _ => None,
    };
    match entries.iter().map(member).collect() {
        Some(members) => Type::Struct(members),
        None => Type::Hash {
            key: Arc::new(normalize::variant(entries.keys().map(infer).collect())),
            value: Arc::new(normalize::variant(entries.values().map(infer).collect())),
            size: exactly(entries.len()),
        },
    }
}

fn scalar(value: &Value) -> Type {
    match value {
        Value::Undef => Type::Undef,
        Value::Default => Type::Default,
        Value::Boolean(flag) => Type::Boolean(Some(*flag)),
        Value::Integer(number) => Type::Integer(Range { from: Some(*number), to: Some(*number) }),
        Value::Float(number) => Type::Float(Range { from: Some(*number), to: Some(*number) }),
        Value::String(text) => Type::StringValue(text.clone()),
        Value::Regex(regex) => Type::Regexp(Some(regex.source().clone())),
        Value::Type(data_type) => Type::Type(Some(data_type.clone())),
        // The type of what is hidden may be shown, the value itself may not.
        Value::Sensitive(inner) => Type::Sensitive(Arc::new(super::generalize(&infer_reduced(inner)))),
        Value::Rich(rich) => self::rich(rich, value),
        Value::Iterator(sequence) => iterator(sequence),
        Value::Array(_) | Value::Hash(_) => infer(value),
    }
}

fn iterator(sequence: &Sequence) -> Type {
    match sequence.kind() {
        Kind::Tree { .. } => Type::Runtime { runtime: "ruby".into(), name: sequence.runtime_name().into() },
        _ => Type::Iterator(Arc::new(sequence.element().clone())),
    }
}

fn rich(rich: &Rich, value: &Value) -> Type {
    let exact = || Some(Arc::new([value.clone(), value.clone()]));
    match rich {
        Rich::Timestamp(_) => Type::Timestamp(exact()),
        Rich::Timespan(_) => Type::Timespan(exact()),
        Rich::SemVer(version) => Type::SemVer(version_range::Range::parse(&format!("{version} - {version}")).into_iter().collect()),
        Rich::SemVerRange(_) => Type::SemVerRange,
        Rich::Binary(_) => Type::Binary,
        Rich::Uri(text) => Type::Uri(uri::parameters(text)),
        Rich::Deferred { .. } => Type::Object(Some(pcore::object(pcore::DEFERRED))),
        Rich::Object { of, .. } => Type::Object(Some(object::of_instance(of, value))),
    }
}
