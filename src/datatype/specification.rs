//! The arguments of a type that is read rather than evaluated: by the body of `type Name = …`, and by a text.
//! Puppet has rules and words of its own for these; what they let pass is made as elsewhere (`access`).

use super::label::class_name;
use crate::catalog::reference::capitalized;
use crate::value::{EcoString, Regex, Type, Value};

/// What is wrong with arguments.
pub enum Mistake {
    /// They are not of the form that the type wants.
    Form,
    /// Nothing comes of them, not even a message.
    Nothing,
    /// The type takes none.
    NoArguments,
    Told(String),
}

/// Holds the arguments of a type of Puppet's, whose name is in small letters, to its rules.
pub fn check(name: &str, arguments: &[Value]) -> Result<(), Mistake> {
    let count = arguments.len();
    let counted = |fits: bool, required: &str| counted(&cased(name), fits, required, count);
    match name {
        "array" => array(arguments),
        "hash" => hash(arguments),
        "collection" | "string" => match arguments {
            [size] => form(is_size(size)),
            [least, most] => form(is_range(least) && is_range(most)),
            _ => counted(false, "1 to 2"),
        },
        "class" | "uri" => counted(count == 1, "1"),
        "regexp" => counted(count == 1, "1").and_then(|()| regexp(arguments)),
        "resource" => resource(arguments).and_then(|()| counted(count <= 2, "1 or 2")),
        "enum" => words(arguments),
        "pattern" => arguments.iter().try_for_each(pattern),
        "variant" => form(arguments.iter().all(is_type)),
        "callable" if count > 1 && matches!(arguments.first(), Some(Value::Array(_))) => {
            self::counted("callable", count == 2, "2 when first parameter is an array", count)
        }
        "struct" => counted(count == 1, "1").and_then(|()| form(matches!(arguments, [Value::Hash(_)]))),
        "boolean" => counted(count == 1, "1").and_then(|()| match arguments {
            [Value::Boolean(_)] => Ok(()),
            _ => Err(Mistake::Told("Boolean parameter must be true or false".to_string())),
        }),
        "integer" => numbers(arguments, &|value| matches!(value, Value::Integer(_) | Value::Default)),
        "float" => numbers(arguments, &|value| matches!(value, Value::Integer(_) | Value::Float(_) | Value::Default)),
        "object" | "typeset" => self::counted("Object", count == 1, "1", count),
        "init" => form(arguments.first().is_some_and(is_type)),
        "iterable" | "iterator" | "type" => counted(count == 1, "1").and_then(|()| form(arguments.iter().all(is_type))),
        "sensitive" => counted(count == 1, "0 to 1").and_then(|()| form(arguments.iter().all(is_type))),
        "optional" => counted(count == 1, "1").and_then(|()| form(arguments.iter().all(is_type_or_text))),
        "notundef" => counted(count == 1, "0 to 1").and_then(|()| form(arguments.iter().all(is_type_or_text))),
        "runtime" => counted(count == 2, "2"),
        "timespan" | "timestamp" => counted(count <= 2, "0 to 2"),
        _ => Ok(()),
    }
}

fn cased(name: &str) -> EcoString {
    match name {
        "notundef" => "NotUndef".into(),
        "uri" => "URI".into(),
        other => capitalized(other),
    }
}

/// A type of a resource takes one title.
pub fn check_titles(name: &str, arguments: &[Value]) -> Result<(), Mistake> {
    counted(name, arguments.len() == 1, "1", arguments.len())
}

fn counted(name: &str, fits: bool, required: &str, given: usize) -> Result<(), Mistake> {
    let told = || format!("Invalid number of type parameters specified: {name} requires {required}, {given} provided");
    if fits { Ok(()) } else { Err(Mistake::Told(told())) }
}

fn form(fits: bool) -> Result<(), Mistake> {
    if fits { Ok(()) } else { Err(Mistake::Form) }
}

fn is_type(value: &Value) -> bool {
    matches!(value, Value::Type(_))
}

fn is_type_or_text(value: &Value) -> bool {
    matches!(value, Value::Type(_) | Value::String(_))
}

fn is_range(value: &Value) -> bool {
    matches!(value, Value::Integer(_) | Value::Default) || value.as_str() == Some("default")
}

/// A least size, or an `Integer[…]`.
fn is_size(value: &Value) -> bool {
    is_range(value) || matches!(value, Value::Type(data_type) if matches!(data_type.as_ref(), Type::Integer(_)))
}

fn array(arguments: &[Value]) -> Result<(), Mistake> {
    match arguments {
        [element] => form(is_type(element)),
        [element, size] if is_type(element) => form(is_size(size)),
        [least, most] => form(is_range(least) && is_range(most)),
        [element, least, most] => form(is_type(element) && is_range(least) && is_range(most)),
        _ => counted("Array", false, "1 to 3", arguments.len()),
    }
}

fn hash(arguments: &[Value]) -> Result<(), Mistake> {
    let types = |key: &Value, value: &Value| is_type(key) && is_type(value);
    match arguments {
        [one, two] => form(types(one, two) || is_range(one) && is_range(two)),
        [key, value, size] => form(types(key, value) && is_size(size)),
        [key, value, least, most] => form(types(key, value) && is_range(least) && is_range(most)),
        _ => counted("Hash", false, "2 to 4", arguments.len()),
    }
}

fn resource(arguments: &[Value]) -> Result<(), Mistake> {
    match arguments.first() {
        Some(Value::Type(_) | Value::String(_)) => Ok(()),
        Some(other) => Err(Mistake::Told(format!("The type name cannot be a {}", class_name(other)))),
        None => Err(Mistake::Form),
    }
}

fn words(arguments: &[Value]) -> Result<(), Mistake> {
    let words = match arguments {
        [words @ .., Value::Boolean(_)] => words,
        words => words,
    };
    counted("Enum", !words.is_empty(), "1 or more", words.len())?;
    match words.iter().all(|word| matches!(word, Value::String(_))) {
        true => Ok(()),
        false => Err(Mistake::Told("Enum parameters must be identifiers or strings".to_string())),
    }
}

fn regexp(arguments: &[Value]) -> Result<(), Mistake> {
    match arguments {
        [Value::Regex(_) | Value::Default] => Ok(()),
        [Value::String(source)] => Regex::cached(source).map(drop).map_err(|error| Mistake::Told(error.to_string())),
        others => {
            Err(Mistake::Told(format!("no implicit conversion of {} into String", others.first().map(class_name).unwrap_or_default())))
        }
    }
}

fn pattern(argument: &Value) -> Result<(), Mistake> {
    let fits = match argument {
        Value::String(_) | Value::Regex(_) => true,
        Value::Type(data_type) => matches!(data_type.as_ref(), Type::Pattern(_) | Type::Regexp(_)),
        _ => false,
    };
    let told = || format!("Only String, Regexp, Pattern-Type, and Regexp-Type are allowed: got '{}", class_name(argument));
    if fits { Ok(()) } else { Err(Mistake::Told(told())) }
}

fn numbers(arguments: &[Value], is_bound: &dyn Fn(&Value) -> bool) -> Result<(), Mistake> {
    let name = if is_bound(&Value::Float(0.0)) { "Float" } else { "Integer" };
    match arguments {
        [bound] if !is_bound(bound) => Err(Mistake::Nothing),
        [_] => Ok(()),
        bounds if bounds.len() == 2 && !bounds.iter().all(is_bound) => Err(Mistake::Form),
        bounds => counted(name, bounds.len() == 2, "1 or 2", bounds.len()),
    }
}
