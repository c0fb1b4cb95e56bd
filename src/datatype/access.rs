//! `Type[arguments]`: a type made narrower, or a reference to resources and classes.

mod callable;
mod catalog;
mod collection;
mod scalar;

use super::{TypeError, build, display, generalize, infer_reduced, label};
use crate::value::{Type, Value};
use std::sync::Arc;

/// The type that `base[arguments]` is.
pub fn parameterize(base: &Type, arguments: &[Value]) -> Result<Type, TypeError> {
    match access(base, arguments)? {
        Value::Type(data_type) => Ok(data_type.as_ref().clone()),
        _ => Err(arity(base, 1, Some(1), arguments.len())),
    }
}

/// As [`parameterize`]; `File['a', 'b']` and `Class['a', 'b']` give an array of references.
pub fn access(base: &Type, arguments: &[Value]) -> Result<Value, TypeError> {
    match base {
        Type::Resource { .. } => return catalog::resources(base, arguments),
        Type::Class(None) => return catalog::classes(arguments),
        Type::Reference(name) => {
            return Err(TypeError::new("UNKNOWN_RESOURCE_TYPE", format!("Resource type not found: {name}")));
        }
        Type::Struct(_) => return collection::structure(arguments).map(Value::data_type),
        Type::Callable(_) => return callable::callable(arguments).map(Value::data_type),
        _ if build::takes_no_arguments(base) => return Err(not_applicable(base)),
        _ => {}
    }
    let arguments = flattened(arguments);
    typed(base, &arguments).map(Value::data_type)
}

fn typed(base: &Type, arguments: &[Value]) -> Result<Type, TypeError> {
    match base {
        Type::Array { .. } => collection::array(arguments),
        Type::Hash { .. } => collection::hash(arguments),
        Type::Tuple { .. } => collection::tuple(arguments),
        Type::Collection(_) => collection::size(arguments, 0, "Collection").map(Type::Collection),
        Type::Optional(_) => contained(base, arguments).map(|inner| Type::Optional(Arc::new(inner))),
        Type::NotUndef(_) => contained(base, arguments).map(|inner| Type::NotUndef(Arc::new(inner))),
        Type::Sensitive(_) => one_type(base, arguments).map(|inner| Type::Sensitive(Arc::new(generalize(&inner)))),
        Type::Iterable(_) => one_type(base, arguments).map(|inner| Type::Iterable(Arc::new(inner))),
        Type::Iterator(_) => one_type(base, arguments).map(|inner| Type::Iterator(Arc::new(inner))),
        Type::Type(_) => one_type(base, arguments).map(|inner| Type::Type(Some(Arc::new(inner)))),
        Type::Init(..) => match arguments.first() {
            Some(Value::Type(inner)) => Ok(Type::Init(Some(inner.clone()), arguments.get(1..).unwrap_or(&[]).to_vec())),
            other => Err(not_a_type(base, other, 0)),
        },
        Type::Variant(_) => types(base, arguments).map(super::normalize::variant),
        Type::Runtime { .. } => runtime(base, arguments),
        Type::Object(_) => callable::object(base, arguments),
        _ => scalar::scalar(base, arguments),
    }
}

fn runtime(base: &Type, arguments: &[Value]) -> Result<Type, TypeError> {
    let [runtime, name] = arguments else { return Err(labelled_arity(base, 1, Some(2), arguments.len())) };
    match (runtime, name) {
        (Value::String(runtime), Value::String(name)) => Ok(Type::Runtime { runtime: runtime.clone(), name: name.clone() }),
        (Value::String(_), other) => Err(bad_argument(base, other, 1, "String or String")),
        (other, _) => Err(bad_argument(base, other, 0, "String or String")),
    }
}

/// Puppet flattens arrays between the brackets.
fn flattened(arguments: &[Value]) -> Vec<Value> {
    let mut out = Vec::with_capacity(arguments.len());
    for argument in arguments {
        match argument {
            Value::Array(items) => out.extend(flattened(items)),
            other => out.push(other.clone()),
        }
    }
    out
}

fn not_applicable(base: &Type) -> TypeError {
    TypeError::new("OPERATOR_NOT_APPLICABLE", format!("Operator '[]' is not applicable to {}.", labelled(base)))
}

/// `an Integer-Type`.
fn labelled(base: &Type) -> String {
    label::labelled(&Value::data_type(base.clone()))
}

/// Wrong number of arguments of a type that is called by its name: `Array-Type[] accepts …`.
fn arity(base: &Type, least: usize, most: Option<usize>, actual: usize) -> TypeError {
    bad_arity(&format!("{}-Type", display::name(base)), least, most, actual)
}

/// Wrong number of arguments of a type that is called by its label: `A Struct-Type[] accepts …`.
fn labelled_arity(base: &Type, least: usize, most: Option<usize>, actual: usize) -> TypeError {
    bad_arity(&label::labelled_uppercase(&Value::data_type(base.clone())), least, most, actual)
}

fn bad_arity(label: &str, least: usize, most: Option<usize>, actual: usize) -> TypeError {
    let accepted = match most {
        None => format!("{least} or more arguments"),
        Some(most) if most != least => format!("{least} to {most} arguments"),
        Some(1) => "1 argument".to_string(),
        Some(most) => format!("{most} arguments"),
    };
    TypeError::new("BAD_TYPE_SLICE_ARITY", format!("{label}[] accepts {accepted}. Got {actual}"))
}

fn class_name(value: Option<&Value>) -> String {
    label::class_name(value.unwrap_or(&Value::Undef))
}

fn not_a_type(base: &Type, value: Option<&Value>, index: usize) -> TypeError {
    let message = format!("{}-Type[] arguments must be types. Got {}", display::name(base), class_name(value));
    TypeError::new("BAD_TYPE_SLICE_TYPE", message).at(index)
}

/// `Error creating type specialization of an Enum-Type, Cannot use Integer where String is expected`.
fn bad_argument(base: &Type, value: &Value, index: usize, expected: &str) -> TypeError {
    let actual = key_type(value);
    let message = format!("Error creating type specialization of {}, Cannot use {actual} where {expected} is expected", labelled(base));
    TypeError::new("BAD_TYPE_SPECIALIZATION", message).at(index)
}

/// The type of what stands between brackets, as messages have it.
pub fn key_type(value: &Value) -> String {
    match value {
        Value::Undef => "Undef".to_string(),
        Value::Default => "Default".to_string(),
        other => generalize(&infer_reduced(other)).to_string(),
    }
}

/// A mistake that Puppet raises while it makes the type.
fn failed(message: impl std::fmt::Display) -> TypeError {
    TypeError::new("RUNTIME_ERROR", format!("Error while evaluating a '[]' expression, {message}"))
}

fn one_type(base: &Type, arguments: &[Value]) -> Result<Type, TypeError> {
    match arguments {
        [Value::Type(inner)] => Ok(inner.as_ref().clone()),
        [other] => Err(not_a_type(base, Some(other), 0)),
        _ => Err(arity(base, 1, Some(1), arguments.len())),
    }
}

/// One type, or a string that stands for the type of just that string.
fn contained(base: &Type, arguments: &[Value]) -> Result<Type, TypeError> {
    match arguments {
        [Value::String(text)] => Ok(Type::StringValue(text.clone())),
        [other] if !matches!(other, Value::Type(_)) && matches!(base, Type::NotUndef(_)) => {
            let message = format!("NotUndef-Type[] argument must be a Type or a String. Got {}", class_name(Some(other)));
            Err(TypeError::new("BAD_NOT_UNDEF_SLICE_TYPE", message).at(0))
        }
        [Value::Type(_)] => one_type(base, arguments),
        _ if matches!(base, Type::NotUndef(_)) => Err(arity(base, 0, Some(1), arguments.len())),
        _ => one_type(base, arguments),
    }
}

fn types(base: &Type, arguments: &[Value]) -> Result<Vec<Type>, TypeError> {
    if arguments.is_empty() {
        return Err(labelled_arity(base, 1, None, 0));
    }
    let typed = arguments.iter().enumerate().map(|(index, argument)| match argument {
        Value::Type(data_type) => Ok(data_type.as_ref().clone()),
        other => Err(bad_argument(base, other, index, "Any-Type")),
    });
    typed.collect()
}
