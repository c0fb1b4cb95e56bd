//! `Integer('0x1F')`, `Float('1.5')`, `Numeric('10')`.

use super::{cannot, failed, named};
use crate::datatype::TypeError;
use crate::value::time::SECOND;
use crate::value::{Rich, Value};

/// The value to convert, from positional or named arguments, and whether its magnitude alone is wanted.
fn source(arguments: &[Value], absolute_at: usize) -> (&Value, bool) {
    let flag = |value: Option<&Value>| matches!(value, Some(Value::Boolean(true)));
    match named(arguments, "from") {
        Some(from) => (from, flag(named(arguments, "abs"))),
        None => (arguments.first().unwrap_or(&Value::Undef), flag(arguments.get(absolute_at))),
    }
}

pub(super) fn integer(arguments: &[Value]) -> Result<Value, TypeError> {
    let (from, absolute) = source(arguments, 2);
    let radix = match named(arguments, "radix").or_else(|| arguments.get(1)) {
        None | Some(Value::Default) => None,
        Some(Value::Integer(radix @ (2 | 8 | 10 | 16))) => Some(*radix as u32),
        Some(other) => {
            let shown = crate::value::format::interpolated(other);
            return Err(failed(format!("Illegal radix: {shown}, expected 2, 8, 10, 16, or default")));
        }
    };
    let number = match from {
        Value::Integer(number) => *number,
        Value::Float(number) if number.is_finite() => *number as i64,
        Value::Boolean(flag) => i64::from(*flag),
        Value::String(text) => parse_integer(text, radix).ok_or_else(|| cannot(from, "Integer"))?,
        Value::Rich(rich) => match rich.as_ref() {
            Rich::Timestamp(at) | Rich::Timespan(at) => at.div_euclid(SECOND) as i64,
            _ => return Err(cannot(from, "Integer")),
        },
        other => return Err(cannot(other, "Integer")),
    };
    Ok(Value::Integer(if absolute { number.saturating_abs() } else { number }))
}

/// Decimal, `0x`, `0b`, `0o` or octal by a leading zero; a radix wants digits of its own, its prefix may stand before them.
fn parse_integer(text: &str, radix: Option<u32>) -> Option<i64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').map_or(text, str::trim_start)),
    };
    let lower = digits.to_lowercase();
    let prefixed = [("0x", 16), ("0b", 2), ("0o", 8)];
    let by_prefix = prefixed.iter().find_map(|(prefix, base)| lower.strip_prefix(prefix).map(|rest| (rest, *base)));
    let (digits, base) = match (by_prefix, radix) {
        (Some((rest, base)), radix) if radix.is_none_or(|radix| radix == base) => (rest, base),
        (_, Some(radix)) => (lower.as_str(), radix),
        _ => match lower.strip_prefix('0') {
            Some(rest) if !rest.is_empty() => (rest, 8),
            _ => (lower.as_str(), 10),
        },
    };
    let plain = digits.chars().next().is_some_and(|first| first.is_ascii_alphanumeric());
    let number = i64::from_str_radix(digits, base).ok().filter(|_| plain)?;
    Some(if negative { -number } else { number })
}

pub(super) fn float(arguments: &[Value]) -> Result<Value, TypeError> {
    let (from, absolute) = source(arguments, 1);
    let number = match from {
        Value::Integer(number) => *number as f64,
        Value::Float(number) => *number,
        Value::Boolean(flag) => f64::from(u8::from(*flag)),
        Value::String(text) => parse_float(text).ok_or_else(|| cannot(from, "Float"))?,
        Value::Rich(rich) => match rich.as_ref() {
            Rich::Timestamp(at) | Rich::Timespan(at) => *at as f64 / SECOND as f64,
            _ => return Err(cannot(from, "Float")),
        },
        other => return Err(cannot(other, "Float")),
    };
    Ok(Value::Float(if absolute { number.abs() } else { number }))
}

fn parse_float(text: &str) -> Option<f64> {
    let compact: String = text.chars().filter(|character| *character != ' ').collect();
    let digits = compact.trim_start_matches(['-', '+']);
    if digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.") {
        return parse_integer(text, None).map(|number| number as f64);
    }
    let plain = digits.starts_with(|first: char| first.is_ascii_digit()) && !digits.ends_with('.');
    compact.parse().ok().filter(|_| plain)
}

pub(super) fn numeric(arguments: &[Value]) -> Result<Value, TypeError> {
    let (from, absolute) = source(arguments, 1);
    match from {
        Value::String(text) => match parse_integer(text, None) {
            Some(number) => Ok(Value::Integer(if absolute { number.saturating_abs() } else { number })),
            None => parse_float(text).map(|number| Value::Float(if absolute { number.abs() } else { number })).ok_or_else(|| cannot(from, "Numeric")),
        },
        Value::Float(_) => float(arguments),
        Value::Rich(_) => float(arguments).map_err(|_| cannot(from, "Numeric")),
        Value::Integer(_) | Value::Boolean(_) => integer(&[from.clone(), Value::Default, Value::Boolean(absolute)]),
        other => Err(cannot(other, "Numeric")),
    }
}
