//! `Type.new(…)` and `Type(…)`: values converted to a type.

mod binary;
mod collection;
mod constructor;
mod format;
mod init;
mod number;
mod object;
mod plain;
mod scalar;
mod semver;
mod string;
mod time;
mod uri;

use super::{TypeError, alias, pcore};
use crate::value::{Rich, Type, Value};
use constructor::Constructor;
pub(crate) use init::{can_be_made, made_of};
use std::sync::Arc;

pub use string::formatted;

/// The instance of `data_type` that the arguments make. The caller makes sure that it is one (`Integer[1, 5]` of 7 is not).
pub fn new_instance(data_type: &Type, arguments: &[Value]) -> Result<Value, TypeError> {
    match alias::resolved(data_type) {
        Type::Optional(inner) | Type::NotUndef(inner) if **inner != Type::Any && **inner != Type::Undef => new_instance(inner, arguments),
        Type::Init(Some(inner), more) => init::instance(data_type, inner, more, arguments),
        resolved => match (constructor_of(resolved), resolved) {
            (Some(constructor), _) => constructor.call(arguments),
            (None, Type::Object(Some(object))) => object::instance(object, arguments),
            (None, _) => Err(unsupported(resolved)),
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
        Type::Object(Some(object)) if object.name.as_deref() == Some(pcore::DEFERRED) => &object::DEFERRED,
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
