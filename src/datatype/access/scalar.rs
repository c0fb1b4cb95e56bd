//! `Integer[1, 5]`, `Enum['a']`, `Pattern[/x/]` and the other types of single values.

use super::{arity, bad_argument, failed, labelled_arity, not_a_type};
use crate::datatype::{NoAliases, TypeError, accepts, access::collection, convert, normalize, parse, type_set, uri};
use crate::value::data_type::Range;
use crate::value::uri::Parts;
use crate::value::{Regex, Rich, Type, Value, format, version_range};
use std::sync::{Arc, LazyLock};

pub(super) fn scalar(base: &Type, arguments: &[Value]) -> Result<Type, TypeError> {
    match base {
        Type::Integer(_) => integer(arguments),
        Type::Float(_) => float(arguments),
        Type::String(_) => string(arguments),
        Type::Boolean(_) => match arguments {
            [Value::Boolean(flag)] => Ok(Type::Boolean(Some(*flag))),
            [other] => Err(bad_argument(base, other, 0, "TrueClass or FalseClass")),
            _ => Err(labelled_arity(base, 1, Some(1), arguments.len())),
        },
        Type::Enum { .. } => enumeration(base, arguments),
        Type::Pattern(_) => pattern(base, arguments),
        Type::Regexp(_) => match arguments {
            [Value::Regex(regex)] => Ok(Type::Regexp(Some(regex.source().clone()))),
            [Value::String(source)] => Ok(Type::Regexp(Some(source.clone()))),
            [other] => Err(bad_argument(base, other, 0, "String or Regexp")),
            [] => Err(labelled_arity(base, 1, Some(1), 0)),
            _ => Err(labelled_arity(base, 1, Some(1), arguments.len()).at(1)),
        },
        Type::SemVer(_) => versions(base, arguments),
        Type::Timestamp(_) => moments(base, arguments).map(Type::Timestamp),
        Type::Timespan(_) => moments(base, arguments).map(Type::Timespan),
        Type::Uri(_) => match arguments {
            [text @ Value::String(_)] if text.as_str() == Some("") => Err(not_a_type(base, Some(text), 0)),
            [Value::String(text)] => uri_type(text),
            [Value::Hash(parts)] if parts.is_empty() => Ok(Type::Uri(None)),
            [parts @ Value::Hash(_)] if accepts(&URI_PARTS, parts) => Ok(Type::Uri(Some(parts.clone()))),
            [other] => Err(not_a_type(base, Some(other), 0)),
            _ => Err(arity(base, 1, Some(1), arguments.len())),
        },
        Type::TypeSet(_) => match arguments {
            [Value::Hash(entries)] if entries.is_empty() => Ok(Type::TypeSet(None)),
            [Value::Hash(entries)] => type_set::define(None, entries).map(|set| Type::TypeSet(Some(Arc::new(set)))).map_err(failed),
            _ => Ok(Type::TypeSet(None)),
        },
        _ => Err(super::not_applicable(base)),
    }
}

/// What a type may ask of a URI's parts.
static URI_PARTS: LazyLock<Type> = LazyLock::new(|| {
    let text = "Optional[Variant[String[1], Regexp, Type[Pattern], Type[Enum], Type[NotUndef], Type[Undef]]]";
    let number = "Optional[Variant[Integer[0], Type[NotUndef], Type[Undef]]]";
    let names = ["scheme", "userinfo", "host", "path", "query", "fragment", "opaque"];
    let members: String = names.iter().map(|name| format!("Optional['{name}'] => {text}, ")).collect();
    parse(&format!("Struct[{{{members}Optional['port'] => {number}}}]"), &NoAliases).unwrap_or(Type::Any)
});

fn uri_type(text: &str) -> Result<Type, TypeError> {
    match Parts::parse(text).filter(|parts| parts.scheme.is_some()) {
        Some(_) => Ok(Type::Uri(uri::parameters(text))),
        None => Err(failed(format!("URI-Type parameter has wrong type, expects a match for Pattern[/a URI/], got '{text}'"))),
    }
}

fn integer(arguments: &[Value]) -> Result<Type, TypeError> {
    if arguments.is_empty() || arguments.len() > 2 {
        let message = format!("Integer-Type supports [] with one or two arguments (from, to). Got {}", arguments.len());
        return Err(TypeError::new("BAD_INTEGER_SLICE_ARITY", message));
    }
    let bound = |index: usize| match arguments.get(index) {
        None | Some(Value::Default) => Ok(None),
        Some(Value::Integer(number)) => Ok(Some(*number)),
        other => {
            let message = format!("Integer-Type [] requires all arguments to be integers (or default). Got {}", super::class_name(other));
            Err(TypeError::new("BAD_INTEGER_SLICE_TYPE", message).at(index))
        }
    };
    let range = Range { from: bound(0)?, to: bound(1)? };
    ordered(&range, i64::to_string).map(|()| Type::Integer(range))
}

fn float(arguments: &[Value]) -> Result<Type, TypeError> {
    if arguments.is_empty() || arguments.len() > 2 {
        let message = format!("Float-Type supports [] with one or two arguments (from, to). Got {}", arguments.len());
        return Err(TypeError::new("BAD_FLOAT_SLICE_ARITY", message));
    }
    let bound = |index: usize| match arguments.get(index) {
        None | Some(Value::Default) => Ok(None),
        Some(Value::Integer(number)) => Ok(Some(*number as f64)),
        Some(Value::Float(number)) => Ok(Some(*number)),
        other => {
            let message =
                format!("Float-Type [] requires all arguments to be floats, or integers (or default). Got {}", super::class_name(other));
            Err(TypeError::new("BAD_FLOAT_SLICE_TYPE", message).at(index))
        }
    };
    let range = Range { from: bound(0)?, to: bound(1)? };
    ordered(&range, |number| format::float(*number)).map(|()| Type::Float(range))
}

fn ordered<T: PartialOrd>(range: &Range<T>, show: impl Fn(&T) -> String) -> Result<(), TypeError> {
    match (&range.from, &range.to) {
        (Some(from), Some(to)) if from > to => {
            Err(failed(format!("'from' must be less or equal to 'to'. Got ({}, {}", show(from), show(to))))
        }
        _ => Ok(()),
    }
}

fn string(arguments: &[Value]) -> Result<Type, TypeError> {
    if arguments.is_empty() || arguments.len() > 2 {
        let message = format!("String supports [] with one or two arguments. Got {}", arguments.len());
        return Err(TypeError::new("BAD_STRING_SLICE_ARITY", message));
    }
    collection::size(arguments, 0, "String").map(Type::String)
}

fn enumeration(base: &Type, arguments: &[Value]) -> Result<Type, TypeError> {
    let (values, case_insensitive) = match arguments {
        [values @ .., Value::Boolean(flag)] => (values, *flag),
        values => (values, false),
    };
    if values.is_empty() {
        return Err(labelled_arity(base, 1, None, 0));
    }
    let mut names = Vec::with_capacity(values.len());
    for (index, value) in values.iter().enumerate() {
        match value {
            Value::String(name) => names.push(name.clone()),
            other => return Err(bad_argument(base, other, index, "String")),
        }
    }
    Ok(normalize::enumeration(names, case_insensitive))
}

const PATTERNS: &str = "String or Regexp or Pattern-Type or Regexp-Type";

fn pattern(base: &Type, arguments: &[Value]) -> Result<Type, TypeError> {
    if arguments.is_empty() {
        return Err(labelled_arity(base, 1, None, 0));
    }
    let mut patterns: Vec<Arc<Regex>> = Vec::with_capacity(arguments.len());
    for (index, argument) in arguments.iter().enumerate() {
        match argument {
            Value::Regex(regex) => patterns.push(regex.clone()),
            Value::String(source) => patterns.push(Regex::cached(source).map_err(failed)?),
            Value::Type(data_type) => match data_type.as_ref() {
                Type::Pattern(others) => patterns.extend(others.iter().cloned()),
                Type::Regexp(source) => patterns.push(Regex::cached(source.as_deref().unwrap_or("")).map_err(failed)?),
                _ => return Err(bad_argument(base, argument, index, PATTERNS)),
            },
            other => return Err(bad_argument(base, other, index, PATTERNS)),
        }
    }
    Ok(Type::Pattern(patterns))
}

const VERSIONS: &str = "String or SemanticPuppet::VersionRange";

fn versions(base: &Type, arguments: &[Value]) -> Result<Type, TypeError> {
    if arguments.is_empty() {
        return Err(labelled_arity(base, 1, None, 0));
    }
    let ranges = arguments.iter().enumerate().map(|(index, argument)| match argument {
        Value::String(range) => version_range::Range::parse(range).ok_or_else(|| failed(format!("Unparsable version range: \"{range}\""))),
        Value::Rich(rich) => match rich.as_ref() {
            Rich::SemVerRange(range) => Ok(range.clone()),
            _ => Err(bad_argument(base, argument, index, VERSIONS)),
        },
        other => Err(bad_argument(base, other, index, VERSIONS)),
    });
    ranges.collect::<Result<_, _>>().map(|ranges| Type::SemVer(version_range::joined(ranges)))
}

/// The bounds of times; none where there is none.
fn moments(base: &Type, arguments: &[Value]) -> Result<Option<Arc<[Value; 2]>>, TypeError> {
    if arguments.len() > 2 {
        return Err(labelled_arity(base, 0, Some(2), arguments.len()));
    }
    let class = if matches!(base, Type::Timestamp(_)) { "Timestamp" } else { "Timespan" };
    let moment = |index: usize| match arguments.get(index) {
        None | Some(Value::Default | Value::Undef) => Ok(Value::Default),
        Some(own @ Value::Rich(_)) if accepts(base, own) => Ok(own.clone()),
        Some(given @ (Value::String(_) | Value::Hash(_) | Value::Integer(_) | Value::Float(_))) => {
            convert::new_instance(base, std::slice::from_ref(given)).map_err(|error| failed(error.message))
        }
        Some(other) => {
            let actual = super::class_name(Some(other));
            Err(failed(format!("Unable to create a Puppet::Pops::Time::{class} from a {actual}")))
        }
    };
    let (from, to) = (moment(0)?, moment(1)?);
    if from == Value::Default && to == Value::Default {
        return Ok(None);
    }
    match (nanoseconds(&from), nanoseconds(&to)) {
        (Some(low), Some(high)) if low > high => {
            let (from, to) = (format::interpolated(&from), format::interpolated(&to));
            Err(failed(format!("'from' must be less or equal to 'to'. Got ({from}, {to}")))
        }
        _ => Ok(Some(Arc::new([from, to]))),
    }
}

fn nanoseconds(value: &Value) -> Option<i128> {
    match value {
        Value::Rich(rich) => match rich.as_ref() {
            Rich::Timestamp(at) | Rich::Timespan(at) => Some(*at),
            _ => None,
        },
        _ => None,
    }
}
