//! `Type.new(…)` and `Type(…)`: values converted to a type.

mod binary;
mod collection;
mod constructor;
mod format;
mod init;
mod number;
mod plain;
mod scalar;
mod semver;
mod string;
mod time;
mod uri;

use super::{TypeError, alias};
use crate::value::{EcoString, Rich, Type, Value};
use constructor::Constructor;
pub(crate) use init::{can_be_made, made_of};
use std::sync::Arc;

pub use string::formatted;
pub use time::{format_span, format_time};

/// The instance of `data_type` that the arguments make. The caller makes sure that it is one (`Integer[1, 5]` of 7 is not).
pub fn new_instance(data_type: &Type, arguments: &[Value]) -> Result<Value, TypeError> {
    match alias::resolved(data_type) {
        Type::Optional(inner) | Type::NotUndef(inner) if **inner != Type::Any && **inner != Type::Undef => new_instance(inner, arguments),
        Type::Init(Some(inner), more) => init::instance(data_type, inner, more, arguments),
        Type::Object(Some(object)) => object_instance(object, arguments),
        Type::Deferred => deferred(arguments),
        Type::Error => error_instance(arguments),
        resolved => match constructor_of(resolved) {
            Some(constructor) => constructor.call(arguments),
            None => Err(unsupported(resolved)),
        },
    }
}

fn unsupported(data_type: &Type) -> TypeError {
    failed(format!("Creation of new instance of type '{data_type}' is not supported"))
}

fn constructor_of(data_type: &Type) -> Option<&'static Constructor> {
    Some(match data_type {
        Type::Integer(_) => &number::INTEGER,
        Type::Float(_) => &number::FLOAT,
        Type::Numeric => &number::NUMERIC,
        Type::Boolean(_) => &number::BOOLEAN,
        Type::String(_) | Type::StringValue(_) => &string::STRING,
        Type::Array { .. } | Type::Tuple { .. } => &collection::ARRAY,
        Type::Hash { .. } | Type::Struct(_) => &collection::HASH,
        Type::Sensitive(_) => &plain::SENSITIVE,
        Type::Timestamp(_) => &time::TIMESTAMP,
        Type::Timespan(_) => &time::TIMESPAN,
        Type::SemVer(_) => &semver::VERSION,
        Type::SemVerRange => &semver::RANGE,
        Type::Regexp(_) => &plain::REGEXP,
        Type::Binary => &binary::BINARY,
        Type::Uri(_) => &uri::URI,
        Type::Type(_) => &plain::TYPE,
        Type::Unit | Type::NotUndef(_) => &plain::UNIT,
        _ => return None,
    })
}

fn rich(rich: Rich) -> Value {
    Value::Rich(Arc::new(rich))
}

fn failed(message: impl Into<String>) -> TypeError {
    TypeError::new("TYPE_CONVERSION", message)
}

/// Named arguments: the entry of the only argument, a hash.
fn named<'a>(arguments: &'a [Value], name: &str) -> Option<&'a Value> {
    match arguments {
        [Value::Hash(entries)] => entries.get(&Value::from(name)),
        _ => None,
    }
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
