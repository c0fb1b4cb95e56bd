//! `min`, `max`: the first or last of values of one kind, of mixed ones (deprecated), or by a block.

use super::definition::{Definition, class_name, failure, typed};
use super::order::{by_block, order};
use crate::evaluate::function::{Call, Context, Evaluated};
use crate::value::{Value, printf};
use std::cmp::Ordering;

const MAX: &[&str] = &[
    "Callable[Numeric $values, 0, default]",
    "Callable[String $values, 0, default]",
    "Callable[SemVer $values, 0, default]",
    "Callable[Timespan $values, 0, default]",
    "Callable[Timestamp $values, 0, default]",
    "Callable[Array[Numeric] $values, Optional[Callable[2, 2]]]",
    "Callable[Array[String] $values, Optional[Callable[2, 2]]]",
    "Callable[Array[SemVer] $values, Optional[Callable[2, 2]]]",
    "Callable[Array[Timespan] $values, Optional[Callable[2, 2]]]",
    "Callable[Array[Timestamp] $values, Optional[Callable[2, 2]]]",
    "Callable[Array $values, Optional[Callable[2, 2]]]",
    "Callable[Any $values, 0, default, Callable[2, 2]]",
    "Callable[Any $values, 0, default]",
];

/// The same ways to call it, in an order of its own.
const MIN: &[&str] = &[
    "Callable[Numeric $values, 0, default]",
    "Callable[String $values, 0, default]",
    "Callable[SemVer $values, 0, default]",
    "Callable[Timespan $values, 0, default]",
    "Callable[Timestamp $values, 0, default]",
    "Callable[Array[Numeric] $values, Optional[Callable[2, 2]]]",
    "Callable[Array[SemVer] $values, Optional[Callable[2, 2]]]",
    "Callable[Array[Timespan] $values, Optional[Callable[2, 2]]]",
    "Callable[Array[Timestamp] $values, Optional[Callable[2, 2]]]",
    "Callable[Array[String] $values, Optional[Callable[2, 2]]]",
    "Callable[Array $values, Optional[Callable[2, 2]]]",
    "Callable[Any $values, 0, default, Callable[2, 2]]",
    "Callable[Any $values, 0, default]",
];

pub(super) static FUNCTIONS: &[Definition] = &[
    typed("max", MAX, |call, context| extreme(call, context, "max", Ordering::Greater)),
    typed("min", MIN, |call, context| extreme(call, context, "min", Ordering::Less)),
];

fn extreme(call: &Call<'_>, context: &mut dyn Context, name: &str, wanted: Ordering) -> Evaluated {
    let values = match call.arguments {
        [Value::Array(items)] => items.to_vec(),
        arguments => arguments.to_vec(),
    };
    let mut values = values.into_iter();
    let Some(mut best) = values.next() else {
        return match call.block {
            Some(_) => Ok(Value::Undef),
            None => Err(failure(format!("{name}(): Wrong number of arguments need at least one"))),
        };
    };
    for value in values {
        let ordering = match call.block {
            Some(block) => by_block(block, &value, &best, context)?,
            None => loose(&value, &best, name, context),
        };
        if ordering == wanted {
            best = value;
        }
    }
    Ok(best)
}

/// Values of one kind by their order, texts of numbers as numbers, anything else as text; the latter two with a warning.
fn loose(left: &Value, right: &Value, name: &str, context: &mut dyn Context) -> Ordering {
    let one_kind = class_name(left) == class_name(right) || [left, right].iter().all(|value| numeric(value));
    let comparable = one_kind && !matches!(left, Value::Array(_) | Value::Boolean(_));
    if let Some(ordering) = order(left, right).filter(|_| comparable && !matches!(left, Value::String(_))) {
        return ordering;
    }
    let (a, b) = (printf::plain(left), printf::plain(right));
    let mut warn = |kind: &str, from: &str, to: &str| {
        let message = format!(
            "The {name}() function's auto conversion of {from} to {to} is deprecated - change to convert input before calling, or use lambda"
        );
        context.warn_once(&format!("{name}_function_{kind}"), &message, None);
    };
    if let Some((a, b)) = number(&a).zip(number(&b)) {
        warn("numeric_coerce_string", "String", "Numeric");
        return a.partial_cmp(&b).unwrap_or(Ordering::Equal);
    }
    if !matches!((left, right), (Value::String(_), Value::String(_))) {
        warn("string_coerce_any", "Any", "String");
    }
    a.cmp(&b)
}

fn numeric(value: &Value) -> bool {
    matches!(value, Value::Integer(_) | Value::Float(_))
}

/// What looks like a number: digits, and further ones behind one of `.`, `_`, `e`, `E`.
fn number(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (first, rest) = digits.split_once(['.', '_', 'e', 'E']).map_or((digits, None), |(first, rest)| (first, Some(rest)));
    let plain = all_digits(first) && rest.is_none_or(all_digits);
    text.replace('_', "").parse().ok().filter(|_| plain)
}
