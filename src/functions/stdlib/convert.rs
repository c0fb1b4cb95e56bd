//! `any2array`, `str2bool`, `bool2str`, `num2bool`, `to_bytes`, …: one kind of value to another.

use crate::evaluate::function::{Call, Context, Evaluated, Interrupt};
use crate::functions::definition::{Definition, expect_at_least, expect_count, failure, untyped};
use crate::value::{Value, format};

pub(in crate::functions) static FUNCTIONS: &[Definition] = &[
    untyped("any2array", any2array),
    untyped("any2bool", |call, _| {
        expect_at_least(call, "any2bool", 1)?;
        any2bool(call.argument(0)).map(Value::Boolean)
    }),
    untyped("str2bool", |call, _| {
        expect_at_least(call, "str2bool", 1)?;
        str2bool(call.argument(0)).map(Value::Boolean)
    }),
    untyped("bool2num", |call, _| {
        expect_at_least(call, "bool2num", 1)?;
        Ok(Value::Integer(i64::from(str2bool(call.argument(0))?)))
    }),
    untyped("bool2str", bool2str),
    untyped("num2bool", |call, _| {
        expect_count(call, "num2bool", 1)?;
        num2bool(call.argument(0)).map(Value::Boolean)
    }),
    untyped("to_bytes", to_bytes),
    untyped("convert_base", convert_base),
];

fn any2array(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    Ok(match call.arguments {
        [Value::Array(_)] => call.argument(0).clone(),
        [Value::Undef] => Value::array(Vec::new()),
        [Value::String(text)] if text.is_empty() => Value::array(Vec::new()),
        [Value::Hash(entries)] => entries.iter().flat_map(|(key, value)| [key.clone(), value.clone()]).collect(),
        arguments => Value::array(arguments.to_vec()),
    })
}

pub(in crate::functions) fn str2bool(value: &Value) -> Result<bool, Interrupt> {
    match value {
        Value::Boolean(flag) => Ok(*flag),
        Value::Undef => Ok(false),
        Value::String(text) => match text.to_lowercase().as_str() {
            "1" | "t" | "y" | "true" | "yes" => Ok(true),
            "" | "0" | "f" | "n" | "false" | "no" | "undef" | "undefined" => Ok(false),
            _ => Err(failure("str2bool(): Unknown type of boolean given")),
        },
        _ => Err(failure("str2bool(): Requires string to work with")),
    }
}

fn num2bool(value: &Value) -> Result<bool, Interrupt> {
    match value {
        Value::Integer(number) => Ok(*number > 0),
        Value::Float(number) => Ok(number.trunc() > 0.0),
        Value::String(text) => match text.trim().parse::<f64>() {
            Ok(number) => Ok(number.trunc() > 0.0),
            Err(_) => {
                let message =
                    format!("num2bool(): '{text}' does not look like a number: invalid value for Float(): {}", format::inspect(value));
                Err(failure(message))
            }
        },
        _ => Ok(false),
    }
}

fn any2bool(value: &Value) -> Result<bool, Interrupt> {
    match value {
        Value::Undef => Ok(false),
        Value::Boolean(flag) => Ok(*flag),
        Value::Integer(_) | Value::Float(_) => num2bool(value),
        Value::String(text) if text.trim().parse::<f64>().is_ok() => num2bool(value),
        Value::String(_) => str2bool(value),
        _ => Ok(true),
    }
}

fn bool2str(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    if !matches!(call.arguments.len(), 1 | 3) {
        return Err(failure(format!("bool2str(): Wrong number of arguments given ({} for 3)", call.arguments.len())));
    }
    let Value::Boolean(flag) = call.argument(0) else {
        return Err(failure("bool2str(): Requires a boolean to work with"));
    };
    let index = if *flag { 1 } else { 2 };
    match call.argument(index) {
        Value::Undef => Ok(Value::from(if *flag { "true" } else { "false" })),
        text @ Value::String(_) => Ok(text.clone()),
        _ => Err(failure("bool2str(): Requires strings to convert to")),
    }
}

fn to_bytes(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    expect_count(call, "to_bytes", 1)?;
    if let number @ (Value::Integer(_) | Value::Float(_)) = call.argument(0) {
        return Ok(number.clone());
    }
    let text = call.text(0);
    let digits = text.find(|character: char| !character.is_ascii_digit() && character != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let number: f64 = number.parse().unwrap_or(0.0);
    let power = match unit.trim_start().chars().next() {
        None | Some('B' | 'b') => 0,
        Some('k' | 'K') => 1,
        Some('m' | 'M') => 2,
        Some('g' | 'G') => 3,
        Some('t' | 'T') => 4,
        Some('p' | 'P') => 5,
        Some('e' | 'E') => 6,
        Some(other) => return Err(failure(format!("to_bytes(): Unknown prefix {other}"))),
    };
    Ok(Value::Integer((number * 1024f64.powi(power)) as i64))
}

fn convert_base(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    let integer = |value: &Value| match value {
        Value::Integer(number) => Some(*number),
        Value::String(text) => text.parse().ok(),
        _ => None,
    };
    let number = integer(call.argument(0));
    let number = number
        .ok_or_else(|| failure("convert_base(): First argument must be an integer or a string corresponding to an integer in base 10"))?;
    let base = integer(call.argument(1)).filter(|base| (2..=36).contains(base));
    let base = base.ok_or_else(|| failure("convert_base(): base must be at least 2 and must not be greater than 36"))?;
    let mut rest = number.unsigned_abs();
    let mut digits = Vec::new();
    while rest > 0 || digits.is_empty() {
        digits.push(char::from_digit((rest % base as u64) as u32, base as u32).unwrap_or('0'));
        rest /= base as u64;
    }
    let sign = if number < 0 { "-" } else { "" };
    Ok(Value::from(format!("{sign}{}", digits.iter().rev().collect::<String>())))
}
