//! Whether a value is an instance of a type.

use super::pcore::DEFERRED;
use super::{DEPTH_LIMIT, alias, convert, infer_reduced, is_assignable, object, uri};
use crate::value::data_type::{Alias, Size, StructMember};
use crate::value::version::Version;
use crate::value::{Rich, Type, Value};

/// Whether `value` is an instance of `data_type`, aliases resolved.
pub fn accepts(data_type: &Type, value: &Value) -> bool {
    part(data_type, value, 0)
}

/// A value of its own: aliases that refused the value around it may take this one.
fn part(data_type: &Type, value: &Value, depth: usize) -> bool {
    accepts_at(data_type, value, depth, &mut Vec::new())
}

/// `tried`: the aliases that were looked through for this very value. One that is met again leads nowhere: either it is inside of itself,
/// or it has refused the value already.
fn accepts_at<'a>(data_type: &'a Type, value: &Value, depth: usize, tried: &mut Vec<&'a Alias>) -> bool {
    if depth > DEPTH_LIMIT {
        return false;
    }
    let depth = depth + 1;
    match data_type {
        Type::Any | Type::Unit => true,
        Type::Undef => value.is_undef(),
        Type::Default => matches!(value, Value::Default),
        Type::NotUndef(inner) => !value.is_undef() && accepts_at(inner, value, depth, tried),
        Type::Optional(inner) => value.is_undef() || accepts_at(inner, value, depth, tried),
        Type::Variant(types) => types.iter().any(|option| accepts_at(option, value, depth, tried)),
        Type::Alias(alias) if tried.iter().any(|known| std::ptr::eq(*known, alias.as_ref())) => false,
        Type::Data | Type::RichData | Type::Alias(_) => {
            if let Type::Alias(alias) = data_type {
                tried.push(alias);
            }
            alias::meaning(data_type).is_some_and(|inner| accepts_at(inner, value, depth, tried))
        }
        Type::Array { element, size } => {
            value.as_array().is_some_and(|items| fits(size, items.len()) && items.iter().all(|item| part(element, item, depth)))
        }
        Type::Hash { key, value: inner, size } => value
            .as_hash()
            .is_some_and(|entries| fits(size, entries.len()) && entries.iter().all(|(k, v)| part(key, k, depth) && part(inner, v, depth))),
        Type::Tuple { types, size } => value.as_array().is_some_and(|items| accepts_tuple(types, size.as_ref(), items, depth)),
        Type::Struct(members) => accepts_struct(members, value, depth),
        Type::Collection(size) => match value {
            Value::Array(items) => fits(size, items.len()),
            Value::Hash(entries) => fits(size, entries.len()),
            _ => false,
        },
        Type::Init(None, _) => accepts_at(&Type::RichData, value, depth, tried),
        Type::Init(Some(inner), arguments) => accepts_at(inner, value, depth, tried) || convert::can_be_made(inner, value, arguments),
        Type::Sensitive(inner) => match value {
            Value::Sensitive(hidden) => part(inner, hidden, depth),
            _ => false,
        },
        _ => accepts_scalar(data_type, value),
    }
}

fn accepts_scalar(data_type: &Type, value: &Value) -> bool {
    match (data_type, value) {
        (Type::Boolean(wanted), Value::Boolean(flag)) => wanted.is_none_or(|wanted| wanted == *flag),
        (Type::Integer(range), Value::Integer(number)) => {
            range.from.is_none_or(|from| from <= *number) && range.to.is_none_or(|to| *number <= to)
        }
        (Type::Float(range), Value::Float(number)) => {
            range.from.is_none_or(|from| from <= *number) && range.to.is_none_or(|to| *number <= to)
        }
        (Type::Numeric, Value::Integer(_) | Value::Float(_)) => true,
        (Type::String(size), Value::String(text)) => *size == Size::default() || fits(size, text.chars().count()),
        (Type::StringValue(wanted), Value::String(text)) => wanted == text,
        (Type::Enum { values, case_insensitive: false }, Value::String(text)) => values.contains(text),
        (Type::Enum { values, case_insensitive: true }, Value::String(text)) => values.iter().any(|value| value.eq_ignore_ascii_case(text)),
        (Type::Pattern(patterns), Value::String(text)) => patterns.is_empty() || patterns.iter().any(|pattern| pattern.is_match(text)),
        (Type::Regexp(wanted), Value::Regex(regex)) => wanted.as_ref().is_none_or(|wanted| wanted == regex.source()),
        (Type::ScalarData, Value::String(_) | Value::Integer(_) | Value::Float(_) | Value::Boolean(_)) => true,
        (Type::Scalar, Value::String(_) | Value::Integer(_) | Value::Float(_) | Value::Boolean(_) | Value::Regex(_)) => true,
        (Type::Scalar, Value::Rich(rich)) => {
            matches!(rich.as_ref(), Rich::Timestamp(_) | Rich::Timespan(_) | Rich::SemVer(_) | Rich::SemVerRange(_))
        }
        (_, Value::Rich(rich)) => accepts_rich(data_type, value, rich),
        _ => accepts_special(data_type, value),
    }
}

fn accepts_special(data_type: &Type, value: &Value) -> bool {
    match (data_type, value) {
        (Type::Type(None) | Type::Object(None), Value::Type(_)) => true,
        (Type::Type(Some(wanted)), Value::Type(actual)) => is_assignable(wanted, actual),
        (Type::Iterable(element), _) if matches!(element.as_ref(), Type::Any | Type::Unit) => accepts_iterable(value),
        (Type::Iterable(element), Value::Iterator(sequence)) | (Type::Iterator(element), Value::Iterator(sequence)) => {
            is_assignable(element, sequence.element())
        }
        (Type::Iterable(_), _) => is_assignable(data_type, &infer_reduced(value)),
        (Type::Init(None, _), _) => accepts(&Type::RichData, value),
        (Type::Init(Some(inner), arguments), _) => accepts(inner, value) || convert::can_be_made(inner, value, arguments),
        _ => false,
    }
}

/// What can be iterated over: strings, collections, non-negative integers, and types with finitely many values.
fn accepts_iterable(value: &Value) -> bool {
    match value {
        Value::String(_) | Value::Array(_) | Value::Hash(_) | Value::Iterator(_) => true,
        Value::Integer(number) => *number >= 0,
        Value::Type(data_type) => match alias::resolved(data_type) {
            Type::Integer(range) => range.from.is_some() && range.to.is_some(),
            Type::Enum { .. } => true,
            _ => false,
        },
        _ => false,
    }
}

fn accepts_rich(data_type: &Type, value: &Value, rich: &Rich) -> bool {
    match (data_type, rich) {
        (Type::Timestamp(range), Rich::Timestamp(at)) => range.as_ref().is_none_or(|range| is_between(range.as_ref(), *at)),
        (Type::Timespan(range), Rich::Timespan(span)) => range.as_ref().is_none_or(|range| is_between(range.as_ref(), *span)),
        (Type::SemVer(ranges), Rich::SemVer(version)) => {
            ranges.is_empty() || Version::parse(version).is_some_and(|version| ranges.iter().any(|range| range.includes(&version)))
        }
        (Type::SemVerRange, Rich::SemVerRange(_)) | (Type::Binary, Rich::Binary(_)) => true,
        (Type::Uri(wanted), Rich::Uri(text)) => wanted.as_ref().is_none_or(|wanted| uri::has_parts(wanted, text)),
        (Type::Object(Some(object)), Rich::Deferred { .. }) => object.name.as_deref() == Some(DEFERRED),
        (Type::Object(None), Rich::Object { .. } | Rich::Deferred { .. }) => true,
        (Type::Object(Some(object)), Rich::Object { of: actual, .. }) => {
            object::is_kind_of(actual, object) && object::has_parameters(object, value)
        }
        _ => false,
    }
}

fn is_between(range: &[Value; 2], at: i128) -> bool {
    let [from, to] = range;
    let nanoseconds = |value: &Value| match value {
        Value::Rich(rich) => match rich.as_ref() {
            Rich::Timestamp(at) | Rich::Timespan(at) => Some(*at),
            _ => None,
        },
        _ => None,
    };
    nanoseconds(from).is_none_or(|from| from <= at) && nanoseconds(to).is_none_or(|to| at <= to)
}

fn accepts_tuple(types: &[Type], size: Option<&Size>, items: &[Value], depth: usize) -> bool {
    let size_fits = match size {
        Some(size) => fits(size, items.len()),
        None => types.is_empty() || types.len() == items.len(),
    };
    let Some(last) = types.last() else { return size_fits };
    size_fits && items.iter().enumerate().all(|(index, item)| part(types.get(index).unwrap_or(last), item, depth))
}

fn accepts_struct(members: &[StructMember], value: &Value, depth: usize) -> bool {
    let Some(entries) = value.as_hash() else { return false };
    let mut matched = 0;
    let all = members.iter().all(|member| match entries.get(&Value::String(member.name.clone())) {
        Some(item) => {
            matched += 1;
            part(&member.value, item, depth)
        }
        None => member.optional,
    });
    all && matched == entries.len()
}

pub(crate) fn fits(size: &Size, length: usize) -> bool {
    let length = length as u64;
    size.from <= length && size.to.is_none_or(|to| length <= to)
}
