//! `abs`, `ceiling`, `floor`, `round`, `min`, `max`, `compare`, `versioncmp`: numbers and order.

use super::definition::{Definition, failure, typed, untyped};
use crate::evaluate::function::{Call, Context, Evaluated};
use crate::value::{Rich, Value, format, version};
use std::cmp::Ordering;

const EXTREME: &[&str] = &["Callable[Any $values, 0, default]", "Callable[Any $values, 0, default, Callable[2, 2]]"];

pub(super) static FUNCTIONS: &[Definition] = &[
    typed("abs", &["Callable[Numeric $val]", "Callable[String $val]"], |call, _| {
        Ok(match number(call.argument(0), "abs")? {
            Value::Integer(number) => Value::Integer(number.saturating_abs()),
            Value::Float(number) => Value::Float(number.abs()),
            other => other,
        })
    }),
    typed("ceiling", &["Callable[Numeric $val]", "Callable[String $val]"], |call, _| rounded(call, "ceiling", f64::ceil)),
    typed("floor", &["Callable[Numeric $val]", "Callable[String $val]"], |call, _| rounded(call, "floor", f64::floor)),
    typed("round", &["Callable[Numeric $val]"], |call, _| rounded(call, "round", f64::round)),
    typed("max", EXTREME, |call, context| extreme(call, context, Ordering::Greater)),
    typed("min", EXTREME, |call, context| extreme(call, context, Ordering::Less)),
    typed("compare", &["Callable[Any $a, Any $b, Boolean $ignore_case, 2, 3]"], compare),
    typed("versioncmp", &["Callable[String $a, String $b, Boolean $ignore_trailing_zeroes, 2, 3]"], |call, _| {
        let ignore_zeros = call.argument(2).is_truthy();
        let (a, b) = (call.text(0), call.text(1));
        let trimmed = |text: &str| if ignore_zeros { without_trailing_zeros(text) } else { text.to_string() };
        Ok(Value::Integer(version::compare_packages(&trimmed(a), &trimmed(b)) as i64))
    }),
    untyped("clamp", clamp),
];

/// The number that a value or its text is.
fn number(value: &Value, name: &str) -> Result<Value, crate::evaluate::function::Interrupt> {
    match value {
        Value::String(text) => {
            let integer = text.parse().map(Value::Integer).ok();
            let float = || text.parse().map(Value::Float).ok().filter(|_| text.contains('.'));
            integer.or_else(float).ok_or_else(|| failure(format!("{name}(): Requires float or integer to work with")))
        }
        other => Ok(other.clone()),
    }
}

fn rounded(call: &Call<'_>, name: &str, round: fn(f64) -> f64) -> Evaluated {
    let value = match call.argument(0) {
        Value::String(text) => match text.parse::<f64>() {
            Ok(number) => Value::Float(number),
            Err(_) => return Err(failure(format!("{name}(): Requires float or integer to work with"))),
        },
        other => other.clone(),
    };
    Ok(match value {
        Value::Float(number) => Value::Integer(round(number) as i64),
        other => other,
    })
}

fn without_trailing_zeros(text: &str) -> String {
    let (main, rest) = text.split_at(text.find(|character: char| character != '.' && !character.is_ascii_digit()).unwrap_or(text.len()));
    let mut main = main.to_string();
    while let Some(shorter) = main.strip_suffix(".0") {
        main = shorter.to_string();
    }
    main + rest
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
        _ => None,
    }
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

fn extreme(call: &Call<'_>, context: &mut dyn Context, wanted: Ordering) -> Evaluated {
    let values = match call.arguments {
        [Value::Array(items)] => items.to_vec(),
        arguments => arguments.to_vec(),
    };
    let mut values = values.into_iter();
    let Some(mut best) = values.next() else {
        let name = if wanted == Ordering::Greater { "max" } else { "min" };
        return Err(failure(format!("{name}(): Wrong number of arguments need at least one")));
    };
    for value in values {
        let ordering = match call.block {
            Some(block) => match context.call_block(block, &[value.clone(), best.clone()])? {
                Value::Integer(number) => number.cmp(&0),
                _ => Ordering::Equal,
            },
            None => loose(&value, &best),
        };
        if ordering == wanted {
            best = value;
        }
    }
    Ok(best)
}

fn compare(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    let (left, right) = (call.argument(0), call.argument(1));
    let ordering = match (left, right) {
        (Value::String(a), Value::String(b)) if !matches!(call.arguments.get(2), Some(Value::Boolean(false))) => {
            Some(a.to_lowercase().cmp(&b.to_lowercase()))
        }
        _ => order(left, right),
    };
    ordering.map(|ordering| Value::Integer(ordering as i64)).ok_or_else(|| {
        let name = |value: &Value| crate::datatype::generalize(&crate::datatype::infer_reduced(value)).to_string();
        failure(format!("compare(): Values of types {} and {} cannot be compared", name(left), name(right)))
    })
}

fn clamp(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    let mut values = super::inclusion::flat(call.arguments);
    if values.len() != 3 {
        return Err(failure(format!("clamp(): Wrong number of arguments, need three to clamp, got {}", values.len())));
    }
    values.sort_by(loose);
    Ok(values.swap_remove(1))
}
