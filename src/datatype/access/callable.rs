//! `Callable[…]` and `Object[{…}]`.

use super::{arity, bad_argument, collection, failed, labelled_arity};
use crate::datatype::{NoAliases, TypeError, describe_mismatch, generalize, infer_reduced, object, parse};
use crate::value::data_type::{Signature, Size};
use crate::value::{Type, Value};
use std::sync::{Arc, LazyLock};

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
    let exact = Size::new(types.len() as u64, Some(types.len() as u64));
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
        Type::Alias(alias) => alias.resolved.get().is_some_and(is_callable),
        Type::Optional(inner) => is_callable(inner),
        Type::Variant(types) => !types.is_empty() && types.iter().all(is_callable),
        _ => false,
    }
}

pub(super) fn object(base: &Type, arguments: &[Value]) -> Result<Type, TypeError> {
    let made = match (base, arguments) {
        (Type::Object(Some(object)), _) if object.name.is_some() => object::with_parameters(object, arguments),
        (_, [Value::Hash(entries)]) if entries.is_empty() => return Ok(Type::Object(None)),
        (_, [Value::Undef]) => return Ok(Type::Object(None)),
        (_, [Value::Hash(entries)]) => object::define(None, entries),
        (_, [other]) => {
            let wanted = "object name has wrong type,";
            Err(describe_mismatch(wanted, &OBJECT_NAME, other))
        }
        _ => return Err(arity(base, 1, Some(1), arguments.len())),
    };
    made.map(|object| Type::Object(Some(Arc::new(object)))).map_err(failed)
}

static OBJECT_NAME: LazyLock<Type> = LazyLock::new(|| parse(r"Pattern[/\A[A-Z]\w*(?:::[A-Z]\w*)*\z/]", &NoAliases).unwrap_or(Type::Any));
