//! `compare`, `versioncmp`, `sort`, `clamp`: what comes before what.

use super::block::elements;
use super::definition::{Definition, class_name, failure, refusing, typed, untyped};
use crate::datatype::label::{class_name as class_of, label};
use crate::evaluate::function::{Block, Call, Context, Evaluated, Interrupt};
use crate::value::time::SECOND;
use crate::value::{Rich, Value, format, printf, version};
use std::cmp::Ordering;

pub(super) static FUNCTIONS: &[Definition] = &[
    refusing(
        "compare",
        &[
            "Callable[Numeric $a, Numeric $b]",
            "Callable[String $a, String $b, Boolean $ignore_case, 2, 3]",
            "Callable[SemVer $a, SemVer $b]",
            "Callable[Numeric $a, Variant[Timespan, Timestamp] $b]",
            "Callable[Timestamp $a, Variant[Timestamp, Numeric] $b]",
            "Callable[Timespan $a, Variant[Timespan, Numeric] $b]",
        ],
        incomparable,
        compare,
    ),
    typed("versioncmp", &["Callable[String $a, String $b, Boolean $ignore_trailing_zeroes, 2, 3]"], |call, _| {
        let ignore_zeros = call.argument(2).is_truthy();
        let (a, b) = (call.text(0), call.text(1));
        let trimmed = |text: &str| if ignore_zeros { without_trailing_zeros(text) } else { text.to_string() };
        Ok(Value::Integer(version::compare_packages(&trimmed(a), &trimmed(b)) as i64))
    }),
    typed(
        "sort",
        &["Callable[String $string_value, Optional[Callable[2, 2]]]", "Callable[Array $array_value, Optional[Callable[2, 2]]]"],
        sort,
    ),
    untyped("clamp", clamp),
];

/// Without the points and zeros at the end of what stands before the first `-`.
fn without_trailing_zeros(text: &str) -> String {
    let text = text.trim_end_matches('-');
    let (main, rest) = text.split_at(text.find('-').unwrap_or(text.len()));
    format!("{}{rest}", main.trim_end_matches(['.', '0']))
}

/// Order of two values of one kind: numbers, strings, versions, times; `None` where there is none.
pub(super) fn order(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Integer(a), Value::Integer(b)) => Some(a.cmp(b)),
        (Value::Integer(a), Value::Float(b)) => (*a as f64).partial_cmp(b),
        (Value::Float(a), Value::Integer(b)) => a.partial_cmp(&(*b as f64)),
        (Value::Float(a), Value::Float(b)) => a.partial_cmp(b),
        (Value::String(a), Value::String(b)) => Some(a.as_str().cmp(b.as_str())),
        (Value::Boolean(a), Value::Boolean(b)) if a == b => Some(Ordering::Equal),
        (Value::Undef, Value::Undef) | (Value::Default, Value::Default) => Some(Ordering::Equal),
        (Value::Array(a), Value::Array(b)) => {
            for (x, y) in a.iter().zip(b.iter()) {
                match order(x, y)? {
                    Ordering::Equal => {}
                    other => return Some(other),
                }
            }
            Some(a.len().cmp(&b.len()))
        }
        (Value::Rich(a), Value::Rich(b)) => match (a.as_ref(), b.as_ref()) {
            (Rich::SemVer(a), Rich::SemVer(b)) => Some(version::compare(a, b)),
            (Rich::Timestamp(a), Rich::Timestamp(b)) | (Rich::Timespan(a), Rich::Timespan(b)) => Some(a.cmp(b)),
            _ => None,
        },
        // times against seconds
        (Value::Rich(_), Value::Integer(_) | Value::Float(_)) => seconds(left)?.partial_cmp(&seconds(right)?),
        (Value::Integer(_) | Value::Float(_), Value::Rich(_)) => seconds(left)?.partial_cmp(&seconds(right)?),
        _ => None,
    }
}

fn seconds(value: &Value) -> Option<f64> {
    match value {
        Value::Integer(number) => Some(*number as f64),
        Value::Float(number) => Some(*number),
        Value::Rich(rich) => match rich.as_ref() {
            Rich::Timestamp(at) | Rich::Timespan(at) => Some(*at as f64 / SECOND as f64),
            _ => None,
        },
        _ => None,
    }
}

/// The order that a block gives: a number below, at or above zero.
pub(super) fn by_block(block: &Block, left: &Value, right: &Value, context: &mut dyn Context) -> Result<Ordering, Interrupt> {
    match context.call_block(block, &[left.clone(), right.clone()])? {
        Value::Integer(number) => Ok(number.cmp(&0)),
        Value::Float(number) => Ok(number.partial_cmp(&0.0).unwrap_or(Ordering::Equal)),
        Value::Undef => Err(uncompared(left, right)),
        Value::String(_) => Err(failure("comparison of String with 0 failed")),
        other => Err(failure(format!("undefined method `>' for {}:{}", printf::inspected(&other), class_name(&other)))),
    }
}

/// Ruby names a number and what there is one of by itself, anything else by its class.
fn uncompared(left: &Value, right: &Value) -> Interrupt {
    let right = match right {
        Value::Integer(_) | Value::Float(_) | Value::Boolean(_) => format::interpolated(right).to_string(),
        Value::Undef => "nil".to_string(),
        other => class_of(other),
    };
    failure(format!("comparison of {} with {right} failed", class_of(left)))
}

fn compare(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    let (left, right) = (call.argument(0), call.argument(1));
    let ordering = match (left, right) {
        (Value::String(a), Value::String(b)) if !matches!(call.arguments.get(2), Some(Value::Boolean(false))) => {
            Some(a.to_ascii_lowercase().cmp(&b.to_ascii_lowercase()))
        }
        _ => order(left, right),
    };
    Ok(ordering.map_or(Value::Undef, |ordering| Value::Integer(ordering as i64)))
}

/// Why two values cannot be compared, or not in this way.
fn incomparable(arguments: &[Value]) -> Option<String> {
    let [left, right, flags @ ..] = arguments else { return None };
    let comparable = |value: &Value| match value {
        Value::String(_) | Value::Integer(_) | Value::Float(_) => true,
        Value::Rich(rich) => matches!(rich.as_ref(), Rich::SemVer(_) | Rich::Timestamp(_) | Rich::Timespan(_)),
        _ => false,
    };
    let got = format!("Got {} and {}", label(left), label(right));
    if !comparable(left) || !comparable(right) {
        let kinds = "Numeric, String, Semver, Timestamp and Timestamp";
        return Some(format!("compare(): Non comparable type. Only values of the types {kinds} can be compared. {got}"));
    }
    let texts = matches!((left, right), (Value::String(_), Value::String(_)));
    Some(match flags {
        [_, ..] if !texts => "compare(): The third argument (ignore case) can only be used when comparing strings".to_string(),
        [_, _, ..] => format!("compare(): Accepts at most 3 arguments, got {}", arguments.len()),
        [flag] => format!("compare(): The third argument (ignore case) must be a Boolean. Got {}", label(flag)),
        [] => format!("compare(): Can only compare values of the same type (or for Timestamp/Timespan also against Numeric). {got}"),
    })
}

fn sort(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let source = call.argument(0);
    let items: Vec<Value> = elements(source).collect();
    let sorted = merged(items, &mut |left, right| match call.block {
        Some(block) => by_block(block, left, right, context),
        None => order(left, right).ok_or_else(|| uncompared(left, right)),
    })?;
    Ok(match source {
        Value::String(_) => Value::from(sorted.iter().filter_map(Value::as_str).collect::<String>()),
        _ => Value::array(sorted),
    })
}

/// Things in the order of their keys.
pub(super) fn sorted_by<T>(keyed: Vec<(Value, T)>) -> Result<Vec<(Value, T)>, Interrupt> {
    merged(keyed, &mut |(left, _), (right, _)| order(left, right).ok_or_else(|| uncompared(left, right)))
}

type Comparison<'a, T> = dyn FnMut(&T, &T) -> Result<Ordering, Interrupt> + 'a;

/// Merge sort: stops at the first comparison that fails, and an order that contradicts itself does no harm.
fn merged<T>(mut items: Vec<T>, compare: &mut Comparison<'_, T>) -> Result<Vec<T>, Interrupt> {
    if items.len() < 2 {
        return Ok(items);
    }
    let right = merged(items.split_off(items.len() / 2), compare)?;
    let left = merged(items, compare)?;
    let mut sorted = Vec::with_capacity(left.len() + right.len());
    let (mut left, mut right) = (left.into_iter().peekable(), right.into_iter().peekable());
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        let next = if compare(a, b)? == Ordering::Greater { right.next() } else { left.next() };
        sorted.extend(next);
    }
    sorted.extend(left);
    sorted.extend(right);
    Ok(sorted)
}

/// Numbers are compared as such even when one is a text; other mixtures as texts.
fn loose(left: &Value, right: &Value) -> Ordering {
    if let (Value::String(_), Value::String(_)) = (left, right) {
        return order(left, right).unwrap_or(Ordering::Equal);
    }
    let numeric = |value: &Value| match value {
        Value::Integer(number) => Some(*number as f64),
        Value::Float(number) => Some(*number),
        Value::String(text) => text.parse::<f64>().ok(),
        _ => None,
    };
    let numbers = numeric(left).zip(numeric(right)).and_then(|(a, b)| a.partial_cmp(&b));
    order(left, right).or(numbers).unwrap_or_else(|| format::interpolated(left).cmp(&format::interpolated(right)))
}

fn clamp(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    let mut values = super::inclusion::flat(call.arguments);
    if values.len() != 3 {
        return Err(failure(format!("clamp(): Wrong number of arguments, need three to clamp, got {}", values.len())));
    }
    values.sort_by(loose);
    Ok(values.swap_remove(1))
}
