//! `Callable[…]` and `Object[{…}]`.

use super::{arity, bad_argument, collection, labelled_arity};
use crate::datatype::{TypeError, build, generalize, infer_reduced};
use crate::value::data_type::{Object, ObjectAttribute, Signature, Size};
use crate::value::{EcoString, Type, Value};
use std::sync::Arc;

pub(super) fn callable(arguments: &[Value]) -> Result<Type, TypeError> {
    let base = Type::Callable(None);
    let (parameters, returns) = match arguments {
        [Value::Array(parameters), Value::Type(returns)] => (parameters.as_slice(), Some(returns.as_ref().clone())),
        [Value::Array(_), other] => return Err(bad_argument(&base, other, 1, "Any-Type")),
        [Value::Array(_), ..] => return Err(labelled_arity(&base, 2, Some(2), arguments.len())),
        parameters => (parameters, None),
    };
    let (block, parameters) = match parameters.split_last() {
        Some((Value::Type(last), rest)) if is_callable(last) => (Some(last.as_ref().clone()), rest),
        _ => (None, parameters),
    };
    let (types, range) = collection::split_range(parameters);
    let mut types: Vec<Type> = types.iter().map(type_of).collect();
    let exact = Size { from: types.len() as u64, to: Some(types.len() as u64) };
    let size = if range.is_empty() { exact } else { collection::size(range, types.len(), "Callable")? };
    if types.is_empty() && size.to != Some(0) {
        types.push(Type::Unit);
    }
    Ok(Type::Callable(Some(Arc::new(Signature { parameters: types, size, block, returns }))))
}

/// What stands for a type: the type itself, for a text a class of Ruby, for any other value its type.
fn type_of(value: &Value) -> Type {
    match value {
        Value::Type(data_type) => data_type.as_ref().clone(),
        Value::String(name) => Type::Runtime { runtime: "ruby".into(), name: name.clone() },
        other => generalize(&infer_reduced(other)),
    }
}

/// Whether a block can have this type.
fn is_callable(data_type: &Type) -> bool {
    match data_type {
        Type::Callable(_) => true,
        Type::Optional(inner) => is_callable(inner),
        Type::Variant(types) => !types.is_empty() && types.iter().all(is_callable),
        _ => false,
    }
}

pub(super) fn object(arguments: &[Value]) -> Result<Type, TypeError> {
    let base = build::from_reference("Object").unwrap_or(Type::Any);
    let [Value::Hash(entries)] = arguments else {
        return Err(arity(&base, 1, Some(1), arguments.len()));
    };
    let entry = |name: &str| entries.get(&Value::from(name));
    let name = entry("name").and_then(Value::as_str).map(EcoString::from);
    let parent = match entry("parent") {
        Some(Value::Type(parent)) => Some(parent.as_ref().clone()),
        _ => None,
    };
    let mut attributes = Vec::new();
    for (key, value) in entry("attributes").and_then(Value::as_hash).into_iter().flatten() {
        if let Value::String(name) = key {
            attributes.push(attribute(name, value));
        }
    }
    Ok(Type::Object(Some(Arc::new(Object { name, parent, attributes }))))
}

/// An attribute is a type, or a hash with `type` and `value`.
fn attribute(name: &EcoString, value: &Value) -> ObjectAttribute {
    let field = |field: &str| value.as_hash().and_then(|fields| fields.get(&Value::from(field)));
    let data_type = match (value, field("type")) {
        (Value::Type(data_type), _) | (_, Some(Value::Type(data_type))) => data_type.as_ref().clone(),
        _ => Type::Any,
    };
    ObjectAttribute { name: name.clone(), data_type, default: field("value").cloned() }
}
