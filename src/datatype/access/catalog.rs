//! `File['/a']`, `Resource['file', '/a']`, `Class['a::b']`: references.

use super::{arity, flattened};
use crate::catalog::reference::capitalized;
use crate::datatype::{TypeError, generalize, infer_reduced, label};
use crate::value::{EcoString, Type, Value};

pub(super) fn resources(base: &Type, arguments: &[Value]) -> Result<Value, TypeError> {
    let Some((first, rest)) = arguments.split_first() else {
        return Err(arity(base, 1, None, 0));
    };
    let (type_name, titles) = match base {
        Type::Resource { type_name: Some(type_name), .. } => (type_name.clone(), arguments),
        _ => (named(first)?, rest),
    };
    if !is_type_name(&type_name) {
        let message = format!("Illegal type reference. The given name '{type_name}' does not conform to the naming rule");
        return Err(TypeError::new("ILLEGAL_CLASSREF", message).at(0));
    }
    let many = titles.len() > 1 || matches!(titles.first(), Some(Value::Array(_)));
    let flat: Vec<Value> = flattened(titles).into_iter().filter(|title| !title.is_undef()).collect();
    if titles.is_empty() {
        return Ok(Value::data_type(Type::Resource { type_name: Some(type_name), title: None }));
    }
    let mut references = Vec::with_capacity(flat.len());
    for (index, title) in flat.iter().enumerate() {
        let Value::String(title) = title else {
            let accessed = if let Type::Resource { type_name: None, .. } = base { "Resource" } else { &type_name };
            return Err(bad_title(accessed, title, index));
        };
        references.push(Value::data_type(Type::Resource { type_name: Some(type_name.clone()), title: Some(title.clone()) }));
    }
    Ok(one_or_many(references, many))
}

/// The type's name in the first argument of `Resource[…]`.
fn named(argument: &Value) -> Result<EcoString, TypeError> {
    match argument {
        Value::String(name) => Ok(capitalized(name)),
        Value::Type(data_type) => match data_type.as_ref() {
            Type::Resource { type_name: Some(name), .. } => Ok(name.clone()),
            _ => Err(bad_type_name(argument)),
        },
        _ => Err(bad_type_name(argument)),
    }
}

fn bad_type_name(argument: &Value) -> TypeError {
    let actual = generalize(&infer_reduced(argument));
    let message = format!("First argument to Resource[] must be a resource type or a String. Got {actual}.");
    TypeError::new("ILLEGAL_RESOURCE_SPECIALIZATION", message).at(0)
}

fn bad_title(type_name: &str, title: &Value, index: usize) -> TypeError {
    let actual = match title {
        Value::Default => "Default".to_string(),
        other => generalize(&infer_reduced(other)).to_string(),
    };
    let article = if type_name.starts_with(['A', 'E', 'I', 'O', 'U', 'Y']) { "an" } else { "a" };
    let message = format!(
        "Error creating type specialization of {article} {type_name}-Type, Cannot use {actual} where a resource title String is expected"
    );
    TypeError::new("BAD_TYPE_SPECIALIZATION", message).at(index)
}

fn is_type_name(name: &str) -> bool {
    name.split("::").all(|segment| {
        segment.starts_with(|first: char| first.is_ascii_uppercase())
            && segment.chars().all(|character| character.is_ascii_alphanumeric() || character == '_')
    })
}

pub(super) fn classes(arguments: &[Value]) -> Result<Value, TypeError> {
    if arguments.is_empty() {
        return Err(arity(&Type::Class(None), 1, None, 0));
    }
    let many = arguments.len() > 1 || matches!(arguments.first(), Some(Value::Array(_)));
    let mut references = Vec::new();
    for (index, argument) in flattened(arguments).iter().filter(|argument| !argument.is_undef()).enumerate() {
        references.push(class(argument).map_err(|error| error.at(index))?);
    }
    Ok(one_or_many(references, many))
}

fn class(argument: &Value) -> Result<Value, TypeError> {
    let Value::String(written) = argument else {
        let actual = label::labelled_uppercase(argument);
        let message = format!("Illegal Class name in class reference. {actual} cannot be used where a String is expected");
        return Err(TypeError::new("ILLEGAL_HOSTCLASS_NAME", message));
    };
    let name = written.to_lowercase();
    let name = name.strip_prefix("::").unwrap_or(&name);
    if !is_class_name(name) {
        let message =
            format!("Illegal name. The given name '{written}' does not conform to the naming rule /^((::)?[a-z_]\\w*)(::[a-z]\\w*)*$/");
        return Err(TypeError::new("ILLEGAL_NAME", message));
    }
    Ok(Value::data_type(Type::Class(Some(name.into()))))
}

fn is_class_name(name: &str) -> bool {
    name.split("::").enumerate().all(|(index, segment)| {
        segment.starts_with(|first: char| first.is_ascii_lowercase() || (index == 0 && first == '_'))
            && segment.chars().all(|character| character.is_ascii_alphanumeric() || character == '_')
    })
}

fn one_or_many(mut references: Vec<Value>, many: bool) -> Value {
    if many { Value::array(references) } else { references.pop().unwrap_or(Value::Undef) }
}
