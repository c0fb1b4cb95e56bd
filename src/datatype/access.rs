//! `Type[arguments]`: a type made narrower, or a reference to resources and classes.

mod callable;
mod catalog;
mod collection;
mod scalar;

use super::{TypeError, build, display, generalize, infer_reduced};
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
        Type::Sensitive(_) => one_type(base, arguments).map(|inner| Type::Sensitive(Arc::new(inner))),
        Type::Iterable(_) => one_type(base, arguments).map(|inner| Type::Iterable(Arc::new(inner))),
        Type::Iterator(_) => one_type(base, arguments).map(|inner| Type::Iterator(Arc::new(inner))),
        Type::Type(_) => one_type(base, arguments).map(|inner| Type::Type(Some(Arc::new(inner)))),
        Type::Init(_) => match arguments.first() {
            Some(Value::Type(inner)) => Ok(Type::Init(Some(inner.clone()))),
            other => Err(not_a_type(base, other, 0)),
        },
        Type::Variant(_) => types(base, arguments).map(super::normalize::variant),
        Type::Runtime { .. } => match arguments {
            [Value::String(runtime), Value::String(name)] => Ok(Type::Runtime { runtime: runtime.clone(), name: name.clone() }),
            _ => Err(arity(base, 1, Some(2), arguments.len())),
        },
        Type::Object(_) => callable::object(arguments),
        _ => scalar::scalar(base, arguments),
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
    let text = base.to_string();
    let article = if text.starts_with(['A', 'E', 'I', 'O', 'U', 'Y']) { "an" } else { "a" };
    format!("{article} {text}-Type")
}

fn arity(base: &Type, least: usize, most: Option<usize>, actual: usize) -> TypeError {
    let name = display::name(base);
    let accepted = match most {
        None => format!("{least} or more arguments"),
        Some(most) if most != least => format!("{least} to {most} arguments"),
        Some(1) => "1 argument".to_string(),
        Some(most) => format!("{most} arguments"),
    };
    TypeError::new("BAD_TYPE_SLICE_ARITY", format!("{name}-Type[] accepts {accepted}. Got {actual}"))
}

/// What a value is called where a type was wanted: the name of its family.
fn family(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Undef) => "NilClass".to_string(),
        Some(Value::Default) => "Symbol".to_string(),
        Some(Value::Boolean(true)) => "TrueClass".to_string(),
        Some(Value::Boolean(false)) => "FalseClass".to_string(),
        Some(value) => display::name(&infer_reduced(value)).to_string(),
    }
}

fn not_a_type(base: &Type, value: Option<&Value>, index: usize) -> TypeError {
    let message = format!("{}-Type[] arguments must be types. Got {}", display::name(base), family(value));
    TypeError::new("BAD_TYPE_SLICE_TYPE", message).at(index)
}

/// `Error creating type specialization of an Enum-Type, Cannot use Integer where String is expected`.
fn bad_argument(base: &Type, value: &Value, index: usize, expected: &str) -> TypeError {
    let actual = match value {
        Value::Undef => "Undef".to_string(),
        Value::Default => "Default".to_string(),
        other => generalize(&infer_reduced(other)).to_string(),
    };
    let message = format!("Error creating type specialization of {}, Cannot use {actual} where {expected} is expected", labelled(base));
    TypeError::new("BAD_TYPE_SPECIALIZATION", message).at(index)
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
            let message = format!("NotUndef-Type[] argument must be a Type or a String. Got {}", family(Some(other)));
            Err(TypeError::new("BAD_NOT_UNDEF_SLICE_TYPE", message).at(0))
        }
        _ => one_type(base, arguments),
    }
}

fn types(base: &Type, arguments: &[Value]) -> Result<Vec<Type>, TypeError> {
    if arguments.is_empty() {
        return Err(arity(base, 1, None, 0));
    }
    let typed = arguments.iter().enumerate().map(|(index, argument)| match argument {
        Value::Type(data_type) => Ok(data_type.as_ref().clone()),
        other => Err(bad_argument(base, other, index, "Any-Type")),
    });
    typed.collect()
}
