//! `Array[T, 1]`, `Hash[K, V]`, `Tuple[…]`, `Struct[{…}]`.

use super::{arity, bad_argument, class_name, failed, labelled_arity, not_a_type};
use crate::datatype::{TypeError, build, display, generalize, infer_reduced, is_assignable, label};
use crate::value::data_type::{Size, StructMember};
use crate::value::{EcoString, Type, Value};
use std::sync::Arc;

/// A size from one or two arguments, or one `Integer[from, to]`.
pub(super) fn size(arguments: &[Value], start: usize, name: &str) -> Result<Size, TypeError> {
    if let [Value::Type(data_type)] = arguments
        && let Type::Integer(range) = data_type.as_ref()
    {
        let bound = |number: i64| u64::try_from(number).unwrap_or(0);
        return Ok(written(Size::new(range.from.map_or(0, bound), range.to.map(bound))));
    }
    if arguments.is_empty() || arguments.len() > 2 {
        let base = build::from_reference(name).unwrap_or(Type::Any);
        return Err(arity(&base, 1, Some(2), arguments.len()));
    }
    let bound = |index: usize| match arguments.get(index) {
        None | Some(Value::Default) => Ok(None),
        Some(Value::Integer(number)) => Ok(Some(*number)),
        other => Err(bad_size(other).at(start + index)),
    };
    match (bound(0)?, bound(1)?) {
        (Some(from), Some(to)) if from > to => Err(failed(format!("'from' must be less or equal to 'to'. Got ({from}, {to}"))),
        (from, to) => {
            let bound = |number: i64| u64::try_from(number).unwrap_or(0);
            Ok(written(Size::new(from.map_or(0, bound), to.map(bound))))
        }
    }
}

fn written(size: Size) -> Size {
    Size { is_written: true, ..size }
}

fn bad_size(value: Option<&Value>) -> TypeError {
    // Puppet names a type that stands here by its class, which has the type's plain name
    let name = match value {
        Some(Value::Type(data_type)) => format!("{}-Type", display::name(data_type)),
        other => class_name(other),
    };
    let actual = format!("{} {name}", label::article(&name));
    let message = format!("A Type's size constraint arguments must be a single Integer type, or 1-2 integers (or default). Got {actual}");
    TypeError::new("BAD_COLLECTION_SLICE_TYPE", message)
}

fn empty() -> Size {
    Size::new(0, Some(0))
}

pub(super) fn array(arguments: &[Value]) -> Result<Type, TypeError> {
    let base = build::from_reference("Array").unwrap_or(Type::Any);
    let (element, rest) = match arguments {
        [Value::Type(element), rest @ ..] if rest.len() <= 2 => (element.as_ref().clone(), rest),
        [_, _] => (Type::Any, arguments),
        [other] | [other, _, _] => return Err(not_a_type(&base, Some(other), 0)),
        _ => return Err(arity(&base, 1, Some(3), arguments.len())),
    };
    let size = if rest.is_empty() { Size::default() } else { size(rest, arguments.len() - rest.len(), "Array")? };
    let element = if size == empty() { Type::Unit } else { element };
    Ok(Type::Array { element: Arc::new(element), size })
}

pub(super) fn hash(arguments: &[Value]) -> Result<Type, TypeError> {
    let base = build::from_reference("Hash").unwrap_or(Type::Any);
    if let [Value::Integer(_), Value::Integer(_)] = arguments {
        let size = size(arguments, 0, "Hash")?;
        return Ok(of_hash(Type::Any, Type::Any, size));
    }
    for (index, argument) in arguments.iter().take(2).enumerate() {
        if !matches!(argument, Value::Type(_)) {
            return Err(not_a_type(&base, Some(argument), index));
        }
    }
    match arguments {
        [Value::Type(key), Value::Type(value), rest @ ..] if rest.len() <= 2 => {
            let size = if rest.is_empty() { Size::default() } else { size(rest, 2, "Hash")? };
            Ok(of_hash(key.as_ref().clone(), value.as_ref().clone(), size))
        }
        _ => Err(arity(&base, 2, Some(4), arguments.len())),
    }
}

fn of_hash(key: Type, value: Type, size: Size) -> Type {
    let (key, value) = if size == empty() { (Type::Unit, Type::Unit) } else { (key, value) };
    Type::Hash { key: Arc::new(key), value: Arc::new(value), size }
}

/// Splits a trailing range (`…, 1` or `…, 1, default`) from types.
pub(super) fn split_range(arguments: &[Value]) -> (&[Value], &[Value]) {
    let is_bound = |value: &Value| matches!(value, Value::Integer(_) | Value::Default);
    match arguments {
        [types @ .., from, to] if is_bound(from) && is_bound(to) => (types, arguments.get(types.len()..).unwrap_or(&[])),
        [types @ .., from] if is_bound(from) => (types, arguments.get(types.len()..).unwrap_or(&[])),
        _ => (arguments, &[]),
    }
}

pub(super) fn tuple(arguments: &[Value]) -> Result<Type, TypeError> {
    let base = build::from_reference("Tuple").unwrap_or(Type::Any);
    let (types, range) = split_range(arguments);
    let size = if range.is_empty() { None } else { Some(size(range, types.len(), "Tuple")?) };
    let types = super::types(&base, types)?;
    Ok(Type::Tuple { types, size })
}

pub(super) fn structure(arguments: &[Value]) -> Result<Type, TypeError> {
    let base = build::from_reference("Struct").unwrap_or(Type::Any);
    let entries = match arguments {
        [Value::Hash(entries)] => entries,
        [other] => return Err(bad_argument(&base, other, 0, "Hash")),
        _ => return Err(labelled_arity(&base, 1, Some(1), arguments.len())),
    };
    let mut members = Vec::with_capacity(entries.len());
    for (key, value) in entries.iter() {
        let value = member_type(value)?;
        let (name, optional) = member_key(key, &value)?;
        members.push(StructMember { name, optional, value });
    }
    Ok(Type::Struct(members))
}

fn member_type(value: &Value) -> Result<Type, TypeError> {
    match value {
        Value::Type(data_type) => Ok(data_type.as_ref().clone()),
        Value::String(text) => Ok(Type::Runtime { runtime: "ruby".into(), name: text.clone() }),
        other => Ok(generalize(&infer_reduced(other))),
    }
}

fn member_key(key: &Value, value: &Type) -> Result<(EcoString, bool), TypeError> {
    let exact = |data_type: &Type| match data_type {
        Type::StringValue(name) => Ok(name.clone()),
        Type::Enum { values, .. } if values.len() == 1 => Ok(values.first().cloned().unwrap_or_default()),
        Type::String(_) | Type::Enum { .. } => {
            Err(failed(format!("Unable to extract a non-empty literal string from Struct member key type {data_type}")))
        }
        other => Err(failed(format!(
            "Illegal Struct member key type. Expected NotUndef, Optional, String, or Enum. Got: {}",
            class_name(Some(&Value::data_type(other.clone())))
        ))),
    };
    match key {
        Value::String(name) if name.is_empty() => Err(failed("Struct element key cannot be an empty String")),
        Value::String(name) => Ok((name.clone(), is_assignable(value, &Type::Undef))),
        Value::Type(data_type) => match data_type.as_ref() {
            Type::NotUndef(inner) => exact(inner).map(|name| (name, false)),
            Type::Optional(inner) => exact(inner).map(|name| (name, true)),
            other => exact(other).map(|name| (name, false)),
        },
        other => {
            let class = class_name(Some(other));
            Err(failed(format!("Illegal Struct member key type. Expected NotUndef, Optional, String, or Enum. Got: {class}")))
        }
    }
}
