//! `Integer('0x1F')`, `Float('1.5')`, `Numeric('10')`, `Boolean('yes')`.

use super::constructor::{Constructor, Way, cannot};
use super::{failed, named};
use crate::datatype::{TypeError, accepts, describe_mismatch};
use crate::value::time::SECOND;
use crate::value::{Rich, Value, format, number, printf};

macro_rules! float_pattern {
    () => {
        r"Pattern[/\A[+-]?\s*(?:(?:(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE]-?\d+)?)|(?:0[xX][0-9A-Fa-f]+)|(?:0[0-7]+)|(?:0[bB][01]+))\z/]"
    };
}

const FLOAT_TYPES: &[(&str, &str)] = &[
    ("Convertible", concat!("Variant[Numeric, Boolean, ", float_pattern!(), ", Timespan, Timestamp]")),
    ("NamedArgs", "Struct[{from => Convertible, Optional[abs] => Boolean}]"),
];
const NUMERIC_TYPES: &[(&str, &str)] = &[
    ("Convertible", concat!("Variant[Integer, Float, Boolean, ", float_pattern!(), ", Timespan, Timestamp]")),
    ("NamedArgs", "Struct[{from => Convertible, Optional[abs] => Boolean}]"),
];

pub(super) static INTEGER: Constructor = Constructor {
    of: "Integer",
    name: "new",
    types: &[
        ("Radix", "Variant[Default, Integer[2,2], Integer[8,8], Integer[10,10], Integer[16,16]]"),
        (
            "Convertible",
            r"Variant[Numeric, Boolean, Pattern[/\A[+-]?\s*(?:(?:\d+)|(?:0[xX][0-9A-Fa-f]+)|(?:0[bB][01]+))\z/], Timespan, Timestamp]",
        ),
        ("NamedArgs", "Struct[{from => Convertible, Optional[radix] => Radix, Optional[abs] => Boolean}]"),
    ],
    ways: &[
        Way { signature: "Callable[Convertible $from, Radix $radix, Boolean $abs, 1, 3]", make: integer },
        Way { signature: "Callable[NamedArgs $hash_args]", make: integer },
    ],
    mismatches: &[
        ("Callable[Hash $hash_args]", integer_hash_mismatch),
        ("Callable[Any $from, Integer $radix, Boolean $abs, 1, 3]", |arguments| {
            assert_radix(arguments.get(1))?;
            Ok(cannot(arguments.first().unwrap_or(&Value::Undef), "Integer"))
        }),
    ],
};

pub(super) static FLOAT: Constructor = Constructor {
    of: "Float",
    name: "new_float",
    types: FLOAT_TYPES,
    ways: &[
        Way { signature: "Callable[Convertible $from, Boolean $abs, 1, 2]", make: float },
        Way { signature: "Callable[NamedArgs $hash_args]", make: float },
    ],
    mismatches: &[("Callable[Any $from, Boolean $abs, 1, 2]", |arguments| Ok(cannot(arguments.first().unwrap_or(&Value::Undef), "Float")))],
};

pub(super) static NUMERIC: Constructor = Constructor {
    of: "Numeric",
    name: "new_numeric",
    types: NUMERIC_TYPES,
    ways: &[
        Way { signature: "Callable[Convertible $from, Boolean $abs, 1, 2]", make: numeric },
        Way { signature: "Callable[NamedArgs $hash_args]", make: numeric },
    ],
    mismatches: &[("Callable[Any $from, Boolean $abs, 1, 2]", |arguments| {
        Ok(cannot(arguments.first().unwrap_or(&Value::Undef), "Numeric"))
    })],
};

pub(super) static BOOLEAN: Constructor = Constructor {
    of: "Boolean",
    name: "new_boolean",
    types: &[],
    ways: &[Way {
        signature: "Callable[Variant[Integer, Float, Boolean, Enum['false','true','yes','no','y','n',true]] $from]",
        make: |arguments| {
            Ok(Value::Boolean(match arguments.first() {
                Some(Value::Integer(number)) => *number != 0,
                Some(Value::Float(number)) => *number != 0.0,
                Some(Value::Boolean(flag)) => *flag,
                Some(Value::String(text)) => matches!(text.to_lowercase().as_str(), "true" | "yes" | "y"),
                _ => false,
            }))
        },
    }],
    mismatches: &[("Callable[Any $from]", |arguments| Ok(cannot(arguments.first().unwrap_or(&Value::Undef), "Boolean")))],
};

/// The value to convert, from positional or named arguments, and whether its magnitude alone is wanted.
fn source(arguments: &[Value], absolute_at: usize) -> (&Value, bool) {
    let flag = |value: Option<&Value>| matches!(value, Some(Value::Boolean(true)));
    match named(arguments, "from") {
        Some(from) => (from, flag(named(arguments, "abs"))),
        None => (arguments.first().unwrap_or(&Value::Undef), flag(arguments.get(absolute_at))),
    }
}

fn assert_radix(radix: Option<&Value>) -> Result<(), TypeError> {
    match radix {
        None | Some(Value::Default | Value::Undef | Value::Integer(2 | 8 | 10 | 16)) => Ok(()),
        Some(other) => {
            let shown = format::interpolated(other);
            Err(failed(format!("Illegal radix: {shown}, expected 2, 8, 10, 16, or default")))
        }
    }
}

fn integer_hash_mismatch(arguments: &[Value]) -> Result<String, TypeError> {
    let hash = arguments.first().unwrap_or(&Value::Undef);
    if let Some(from) = named(arguments, "from")
        && INTEGER.local_type("Convertible").is_some_and(|wanted| !accepts(&wanted, from))
    {
        return Ok(cannot(from, "Integer"));
    }
    assert_radix(named(arguments, "radix"))?;
    let mismatch = INTEGER.local_type("NamedArgs").map(|wanted| describe_mismatch("Integer.new has wrong type,", &wanted, hash));
    Err(failed(mismatch.unwrap_or_default()))
}

fn integer(arguments: &[Value]) -> Result<Value, TypeError> {
    let (from, absolute) = source(arguments, 2);
    let radix = match named(arguments, "radix").or_else(|| arguments.get(1)) {
        Some(Value::Integer(radix)) => u32::try_from(*radix).ok(),
        _ => None,
    };
    let number = match from {
        Value::Integer(number) => *number,
        Value::Float(number) if number.is_finite() => *number as i64,
        Value::Float(number) => return Err(failed(format::float(*number))),
        Value::Boolean(flag) => i64::from(*flag),
        Value::String(text) => {
            parse_integer(text, radix).ok_or_else(|| failed(format!("invalid value for Integer(): {}", printf::inspected(from))))?
        }
        Value::Rich(rich) => match rich.as_ref() {
            Rich::Timestamp(at) | Rich::Timespan(at) => at.div_euclid(SECOND) as i64,
            _ => 0,
        },
        _ => 0,
    };
    Ok(Value::Integer(if absolute { number.saturating_abs() } else { number }))
}

/// Ruby's `Integer()`: decimal, `0x`, `0b`, octal by a leading zero; a radix wants its own digits, its prefix may stand before them.
fn parse_integer(text: &str, radix: Option<u32>) -> Option<i64> {
    let text = text.trim();
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
    let number = i128::from_str_radix(digits, base).ok().filter(|_| plain)?;
    i64::try_from(if negative { -number } else { number }).ok()
}

fn float(arguments: &[Value]) -> Result<Value, TypeError> {
    let (from, absolute) = source(arguments, 1);
    let number = match from {
        Value::Integer(number) => *number as f64,
        Value::Float(number) => *number,
        Value::Boolean(flag) => f64::from(u8::from(*flag)),
        Value::String(text) => {
            parse_float(text).ok_or_else(|| failed(format!("invalid value for Float(): {}", printf::inspected(from))))?
        }
        Value::Rich(rich) => match rich.as_ref() {
            Rich::Timestamp(at) | Rich::Timespan(at) => *at as f64 / SECOND as f64,
            _ => 0.0,
        },
        _ => 0.0,
    };
    Ok(Value::Float(if absolute { number.abs() } else { number }))
}

/// Ruby's `Float()`; zeros in front of digits are allowed, `0x` and `0b` too.
fn parse_float(text: &str) -> Option<f64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').map_or(text, str::trim_start)),
    };
    let lower = digits.to_ascii_lowercase();
    let number = match (lower.strip_prefix("0x"), lower.strip_prefix("0b")) {
        (Some(digits), _) => i128::from_str_radix(digits, 16).ok()? as f64,
        (_, Some(bits)) if digits.len() == text.len() => i128::from_str_radix(bits, 2).ok()? as f64,
        (_, Some(_)) => return None,
        _ => lower.parse().ok()?,
    };
    Some(if negative { -number } else { number })
}

fn numeric(arguments: &[Value]) -> Result<Value, TypeError> {
    let (from, absolute) = source(arguments, 1);
    let number = match from {
        Value::Boolean(flag) => Value::Integer(i64::from(*flag)),
        Value::Rich(_) => return float(arguments),
        Value::String(text) => {
            let lower = text.to_ascii_lowercase();
            match lower.starts_with("0b") || lower.starts_with("0x") {
                true => parse_integer(text, None).map_or(Value::Undef, Value::Integer),
                false => number::from_text(text).unwrap_or(Value::Undef),
            }
        }
        other => other.clone(),
    };
    Ok(match number {
        Value::Integer(number) if absolute => Value::Integer(number.saturating_abs()),
        Value::Float(number) if absolute => Value::Float(number.abs()),
        other => other,
    })
}
