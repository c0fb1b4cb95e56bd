//! `Type.new(…)` and `Type(…)`: values converted to a type.

mod binary;
mod collection;
mod format;
mod number;
mod scalar;
mod string;
mod time;

use super::{TypeError, alias, display, generalize, infer_reduced, parse};
use crate::value::{EcoString, Regex, Rich, Type, Value, regex, version};
use std::sync::Arc;

pub use string::formatted;
pub use time::{format_span, format_time};

/// The instance of `data_type` that the arguments make. The caller makes sure that it is one (`Integer[1, 5]` of 7 is not).
pub fn new_instance(data_type: &Type, arguments: &[Value]) -> Result<Value, TypeError> {
    let from = arguments.first().unwrap_or(&Value::Undef);
    match alias::resolved(data_type) {
        Type::Integer(_) => number::integer(arguments),
        Type::Float(_) => number::float(arguments),
        Type::Numeric => number::numeric(arguments),
        Type::Boolean(_) => boolean(from),
        Type::String(_) | Type::StringValue(_) | Type::Pattern(_) => string::string(from, arguments.get(1)),
        Type::Enum { .. } => string::string(from, None),
        Type::Array { .. } | Type::Tuple { .. } => collection::array(arguments),
        Type::Hash { .. } | Type::Struct(_) => collection::hash(arguments),
        Type::Sensitive(_) if from.is_sensitive() => Ok(from.clone()),
        Type::Sensitive(_) => Ok(Value::sensitive(from.clone())),
        Type::Timestamp(_) => time::timestamp(arguments),
        Type::Timespan(_) => time::timespan(arguments),
        Type::SemVer(_) => semantic_version(arguments),
        Type::SemVerRange => semantic_range(arguments),
        Type::Regexp(_) => pattern(arguments),
        Type::Binary => binary::binary(arguments),
        Type::Uri(_) => text(from, data_type).map(|text| rich(Rich::Uri(text))),
        Type::Type(_) => text(from, data_type).and_then(|text| parse(&text, &super::NoAliases)).map(Value::data_type),
        Type::Deferred => deferred(arguments),
        Type::Optional(inner) | Type::NotUndef(inner) => new_instance(inner, arguments),
        Type::Init(Some(inner)) => new_instance(inner, arguments),
        Type::Object(Some(object)) => object_instance(object, arguments),
        Type::Error => error_instance(arguments),
        Type::Variant(types) => first_that_works(types, arguments, data_type),
        _ => Err(TypeError::new("RUNTIME_ERROR", format!("Creation of new instance of type '{data_type}' is not supported"))),
    }
}

fn rich(rich: Rich) -> Value {
    Value::Rich(Arc::new(rich))
}

fn failed(message: impl Into<String>) -> TypeError {
    TypeError::new("TYPE_CONVERSION", message)
}

/// `'new' Value of type Array[Integer] cannot be converted to Integer`, with the name of the conversion that Puppet gives it.
fn cannot(value: &Value, target: &str) -> TypeError {
    let conversion = match target {
        "Integer" => "'new' ",
        "Float" => "'new_float' ",
        "Numeric" => "'new_numeric' ",
        "Boolean" => "'new_boolean' ",
        "Array" => "'new_array' ",
        _ => "",
    };
    match value {
        Value::String(text) => failed(format!("{conversion}The string '{text}' cannot be converted to {target}")),
        other => failed(format!("{conversion}Value of type {} cannot be converted to {target}", generalize(&infer_reduced(other)))),
    }
}

fn text(value: &Value, data_type: &Type) -> Result<EcoString, TypeError> {
    match value {
        Value::String(text) => Ok(text.clone()),
        other => Err(cannot(other, display::name(data_type))),
    }
}

fn first_that_works(types: &[Type], arguments: &[Value], data_type: &Type) -> Result<Value, TypeError> {
    let found = types.iter().find_map(|option| new_instance(option, arguments).ok());
    found.ok_or_else(|| failed(format!("Creation of new instance of type '{data_type}' is not supported")))
}

fn boolean(from: &Value) -> Result<Value, TypeError> {
    match from {
        Value::Boolean(flag) => Ok(Value::Boolean(*flag)),
        Value::Integer(number) => Ok(Value::Boolean(*number != 0)),
        Value::Float(number) => Ok(Value::Boolean(*number != 0.0)),
        Value::String(text) => match text.to_lowercase().as_str() {
            "true" | "yes" | "y" => Ok(Value::Boolean(true)),
            "false" | "no" | "n" => Ok(Value::Boolean(false)),
            _ => Err(cannot(from, "Boolean")),
        },
        other => Err(cannot(other, "Boolean")),
    }
}

/// Named arguments: the entry of the only argument, a hash.
fn named<'a>(arguments: &'a [Value], name: &str) -> Option<&'a Value> {
    match arguments {
        [Value::Hash(entries)] => entries.get(&Value::from(name)),
        _ => None,
    }
}

fn semantic_version(arguments: &[Value]) -> Result<Value, TypeError> {
    let text = match arguments {
        [Value::Rich(rich)] if matches!(rich.as_ref(), Rich::SemVer(_)) => return Ok(Value::Rich(rich.clone())),
        [Value::String(text)] => text.to_string(),
        [Value::Hash(_)] => {
            let part = |name: &str| named(arguments, name).map(crate::value::format::interpolated).unwrap_or_default();
            let marked = |mark: &str, part: EcoString| if part.is_empty() { String::new() } else { format!("{mark}{part}") };
            let numbers = [part("major"), part("minor"), part("patch")].join(".");
            format!("{numbers}{}{}", marked("-", part("prerelease")), marked("+", part("build")))
        }
        [Value::Integer(major), Value::Integer(minor), Value::Integer(patch), rest @ ..] => {
            let marked = |mark: &str, index: usize| {
                let part = rest.get(index).and_then(Value::as_str).filter(|part| !part.is_empty());
                part.map(|part| format!("{mark}{part}")).unwrap_or_default()
            };
            format!("{major}.{minor}.{patch}{}{}", marked("-", 0), marked("+", 1))
        }
        other => return Err(cannot(other.first().unwrap_or(&Value::Undef), "SemVer")),
    };
    match version::Version::parse(&text) {
        Some(_) => Ok(rich(Rich::SemVer(text.into()))),
        None => Err(failed(format!("'new_Version' The string '{text}' cannot be converted to a SemVer"))),
    }
}

fn semantic_range(arguments: &[Value]) -> Result<Value, TypeError> {
    match arguments {
        [Value::String(text)] => Ok(rich(Rich::SemVerRange(text.clone()))),
        [Value::Rich(from), Value::Rich(to), rest @ ..] => {
            let bound = if rest.first().is_some_and(Value::is_truthy) { format!(">={from} <{to}") } else { format!("{from} - {to}") };
            Ok(rich(Rich::SemVerRange(bound.into())))
        }
        other => Err(cannot(other.first().unwrap_or(&Value::Undef), "SemVerRange")),
    }
}

fn pattern(arguments: &[Value]) -> Result<Value, TypeError> {
    let source = match arguments {
        [Value::Regex(regex), ..] => return Ok(Value::Regex(regex.clone())),
        [Value::String(source), Value::Boolean(true)] => regex::escape(source),
        [Value::String(source), ..] => source.to_string(),
        other => return Err(cannot(other.first().unwrap_or(&Value::Undef), "Regexp")),
    };
    Regex::cached(&source).map(Value::Regex).map_err(|error| failed(error.to_string()))
}

fn deferred(arguments: &[Value]) -> Result<Value, TypeError> {
    let (name, list) = match arguments {
        [Value::Hash(_)] => (named(arguments, "name"), named(arguments, "arguments")),
        other => (other.first(), other.get(1)),
    };
    let name = name.and_then(Value::as_str).ok_or_else(|| failed("Deferred: expects a value for parameter 'name'"))?;
    let arguments = list.and_then(Value::as_array).unwrap_or(&[]).to_vec();
    Ok(rich(Rich::Deferred { name: name.into(), arguments }))
}

/// The attributes by position or by name; defaults fill the rest.
fn object_instance(object: &crate::value::data_type::Object, arguments: &[Value]) -> Result<Value, TypeError> {
    let type_name = object.name.clone().unwrap_or_else(|| "Object".into());
    let by_name = matches!(arguments, [Value::Hash(_)]);
    let mut attributes = Vec::with_capacity(object.attributes.len());
    for (index, attribute) in object.attributes.iter().enumerate() {
        let given = if by_name { named(arguments, &attribute.name) } else { arguments.get(index) };
        let missing = || failed(format!("{type_name}: expects a value for key '{}'", attribute.name));
        let value = given.cloned().or_else(|| attribute.default.clone()).ok_or_else(missing)?;
        if !super::accepts(&attribute.data_type, &value) {
            let subject = format!("{type_name}: attribute '{}'", attribute.name);
            return Err(failed(super::describe_mismatch(&subject, &attribute.data_type, &value)));
        }
        attributes.push((attribute.name.clone(), value));
    }
    Ok(rich(Rich::Object { type_name, attributes }))
}

fn error_instance(arguments: &[Value]) -> Result<Value, TypeError> {
    let names = ["msg", "kind", "details", "issue_code"];
    let by_name = matches!(arguments, [Value::Hash(_)]);
    let given = names.iter().enumerate().filter_map(|(index, name)| {
        let value = if by_name { named(arguments, name) } else { arguments.get(index) };
        value.map(|value| (EcoString::from(*name), value.clone()))
    });
    Ok(rich(Rich::Object { type_name: "Error".into(), attributes: given.collect() }))
}

pub(crate) fn version_in_range(range: &str, given: &str) -> bool {
    version::in_range(range, given)
}
