//! Operators on times and versions.

use crate::datatype;
use crate::value::{Rich, Type, Value};
use std::cmp::Ordering;

const SECOND: f64 = 1e9;

/// The order of two values of the same kind; `None` where they cannot be compared.
pub(super) fn compare(left: &Rich, right: &Rich) -> Option<Ordering> {
    match (left, right) {
        (Rich::Timestamp(a), Rich::Timestamp(b)) | (Rich::Timespan(a), Rich::Timespan(b)) => Some(a.cmp(b)),
        (Rich::SemVer(a), Rich::SemVer(b)) => Some(compare_versions(a, b)),
        _ => None,
    }
}

/// Whether a version lies in a range.
pub(super) fn is_in_range(range: &Rich, value: &Value) -> bool {
    let Rich::SemVerRange(range) = range else { return false };
    let version = match value {
        Value::Rich(rich) => rich.to_string(),
        Value::String(text) => text.to_string(),
        _ => return false,
    };
    datatype::accepts(&Type::SemVer(vec![range.clone()]), &Value::Rich(Rich::SemVer(version.into()).into()))
}

/// By semantic versioning: numbers, then a pre-release before its release, identifier by identifier.
fn compare_versions(left: &str, right: &str) -> Ordering {
    let split = |version: &str| {
        let version = version.split('+').next().unwrap_or("").to_string();
        let (numbers, pre) =
            version.split_once('-').map_or((version.clone(), None), |(numbers, pre)| (numbers.into(), Some(pre.to_string())));
        let numbers: Vec<u64> = numbers.split('.').map(|part| part.parse().unwrap_or(0)).collect();
        (numbers, pre)
    };
    let ((left, left_pre), (right, right_pre)) = (split(left), split(right));
    left.cmp(&right).then_with(|| match (left_pre, right_pre) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
        (Some(left), Some(right)) => compare_identifiers(&left, &right),
    })
}

fn compare_identifiers(left: &str, right: &str) -> Ordering {
    let order = |(a, b): (&str, &str)| match (a.parse::<u64>(), b.parse::<u64>()) {
        (Ok(a), Ok(b)) => a.cmp(&b),
        (Ok(_), Err(_)) => Ordering::Less,
        (Err(_), Ok(_)) => Ordering::Greater,
        _ => a.cmp(b),
    };
    let differing = left.split('.').zip(right.split('.')).map(order).find(|order| order.is_ne());
    differing.unwrap_or_else(|| left.split('.').count().cmp(&right.split('.').count()))
}

/// `left operator right` where one side is a time.
pub(super) fn calculate(operator: &str, left: &Value, right: &Value) -> Result<Value, String> {
    let not_applicable = || {
        let (a, b) = (datatype::generalize(&datatype::infer(left)), datatype::generalize(&datatype::infer(right)));
        format!("Operator '{operator}' is not applicable to {a} when right side is {b}")
    };
    let result = match (operator, moment(left), moment(right)) {
        ("+", Some(Time::At(a)), Some(Time::Span(b) | Time::Number(b)))
        | ("+", Some(Time::Span(b) | Time::Number(b)), Some(Time::At(a))) => Rich::Timestamp(a.saturating_add(b)),
        ("-", Some(Time::At(a)), Some(Time::At(b))) => Rich::Timespan(a.saturating_sub(b)),
        ("-", Some(Time::At(a)), Some(Time::Span(b) | Time::Number(b))) => Rich::Timestamp(a.saturating_sub(b)),
        ("+", Some(Time::Span(a)), Some(Time::Span(b) | Time::Number(b))) | ("+", Some(Time::Number(a)), Some(Time::Span(b))) => {
            Rich::Timespan(a.saturating_add(b))
        }
        ("-", Some(Time::Span(a)), Some(Time::Span(b) | Time::Number(b))) | ("-", Some(Time::Number(a)), Some(Time::Span(b))) => {
            Rich::Timespan(a.saturating_sub(b))
        }
        ("*", Some(Time::Span(a)), Some(Time::Number(b))) | ("*", Some(Time::Number(b)), Some(Time::Span(a))) => {
            Rich::Timespan((a as f64 * (b as f64 / SECOND)) as i128)
        }
        ("/", Some(Time::Span(_) | Time::Number(_)), Some(Time::Span(0) | Time::Number(0))) => return Err("Division by 0".to_string()),
        ("/", Some(Time::Span(a)), Some(Time::Span(b))) => return Ok(Value::Float(a as f64 / b as f64)),
        ("/", Some(Time::Span(a)), Some(Time::Number(b))) => Rich::Timespan((a as f64 / (b as f64 / SECOND)) as i128),
        _ => return Err(not_applicable()),
    };
    Ok(Value::Rich(result.into()))
}

/// An operand in nanoseconds.
enum Time {
    At(i128),
    Span(i128),
    /// A number of seconds.
    Number(i128),
}

fn moment(value: &Value) -> Option<Time> {
    match value {
        Value::Rich(rich) => match rich.as_ref() {
            Rich::Timestamp(at) => Some(Time::At(*at)),
            Rich::Timespan(span) => Some(Time::Span(*span)),
            _ => None,
        },
        Value::Integer(seconds) => Some(Time::Number(i128::from(*seconds) * 1_000_000_000)),
        Value::Float(seconds) => Some(Time::Number((seconds * SECOND) as i128)),
        _ => None,
    }
}
