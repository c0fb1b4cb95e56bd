//! Integers and floats.

use super::{Answer, Request, some, truth};
use crate::ruby::error::Flow;
use crate::ruby::interpreter::Interpreter;
use crate::ruby::object::Object;

/// Repetitions that `times`, `upto` and the like may make.
const MOST_REPETITIONS: i64 = 1_000_000;

pub fn call(interpreter: &mut Interpreter<'_>, receiver: &Object, request: &Request<'_>) -> Answer {
    if let Some(answer) = arithmetic(receiver, request)? {
        return some(answer);
    }
    if let Some(answer) = comparison(receiver, request)? {
        return some(answer);
    }
    match receiver {
        Object::Integer(number) => integer(interpreter, *number, request),
        Object::Float(number) => float(*number, request),
        _ => Ok(None),
    }
}

fn as_float(object: &Object) -> Option<f64> {
    match object {
        Object::Integer(number) => Some(*number as f64),
        Object::Float(number) => Some(*number),
        _ => None,
    }
}

fn arithmetic(receiver: &Object, request: &Request<'_>) -> Answer {
    if !matches!(request.name, "+" | "-" | "*" | "/" | "%" | "**" | "modulo" | "div" | "fdiv" | "divmod") {
        return Ok(None);
    }
    let other = request.argument(0)?;
    let (Some(left), Some(right)) = (as_float(receiver), as_float(other)) else {
        let what = if other.is_nil() { "nil".to_string() } else { other.class_name().to_string() };
        return Err(Flow::type_error(format!("{what} can't be coerced into {}", receiver.class_name())));
    };
    if request.name == "fdiv" {
        return some(Object::Float(left / right));
    }
    match (receiver, other) {
        (Object::Integer(left), Object::Integer(right)) => whole(*left, *right, request.name),
        _ => some(match request.name {
            "+" => Object::Float(left + right),
            "-" => Object::Float(left - right),
            "*" => Object::Float(left * right),
            "/" => Object::Float(left / right),
            "**" => Object::Float(left.powf(right)),
            "div" => Object::Integer((left / right).floor() as i64),
            _ => Object::Float(left - right * (left / right).floor()),
        }),
    }
}

fn whole(left: i64, right: i64, name: &str) -> Answer {
    if right == 0 && matches!(name, "/" | "%" | "modulo" | "div" | "divmod") {
        return Err(Flow::raise("ZeroDivisionError", "divided by 0"));
    }
    // Ruby rounds towards minus infinity.
    let quotient = || {
        let cut = left.checked_div(right)?;
        Some(if left % right != 0 && (left < 0) != (right < 0) { cut - 1 } else { cut })
    };
    let remainder = || left.checked_rem(right).map(|rest| if rest != 0 && (rest < 0) != (right < 0) { rest + right } else { rest });
    let result = match name {
        "+" => left.checked_add(right),
        "-" => left.checked_sub(right),
        "*" => left.checked_mul(right),
        "/" | "div" => quotient(),
        "**" if right < 0 => return some(Object::Float((left as f64).powf(right as f64))),
        "**" => u32::try_from(right).ok().and_then(|right| left.checked_pow(right)),
        "divmod" => {
            let pair = quotient().zip(remainder()).map(|(quotient, rest)| vec![Object::Integer(quotient), Object::Integer(rest)]);
            return pair.map(Object::array).map_or_else(|| Err(too_large()), some);
        }
        _ => remainder(),
    };
    result.map(Object::Integer).map_or_else(|| Err(too_large()), some)
}

fn too_large() -> Flow {
    Flow::outside("an integer beyond 64 bits")
}

fn comparison(receiver: &Object, request: &Request<'_>) -> Answer {
    match request.name {
        "<" | ">" | "<=" | ">=" => {
            let order = super::sort::compare(receiver, request.argument(0)?)?;
            truth(match request.name {
                "<" => order.is_lt(),
                ">" => order.is_gt(),
                "<=" => order.is_le(),
                _ => order.is_ge(),
            })
        }
        "<=>" => {
            let order = super::sort::order(receiver, request.argument(0)?);
            some(order.map_or(Object::Nil, |order| Object::Integer(order as i64)))
        }
        "between?" => {
            let low = super::sort::compare(receiver, request.argument(0)?)?;
            truth(low.is_ge() && super::sort::compare(receiver, request.argument(1)?)?.is_le())
        }
        "clamp" => {
            let (low, high) = (request.argument(0)?, request.argument(1)?);
            let clamped = if super::sort::compare(receiver, low)?.is_lt() {
                low
            } else if super::sort::compare(receiver, high)?.is_gt() {
                high
            } else {
                receiver
            };
            some(clamped.clone())
        }
        "zero?" => truth(as_float(receiver) == Some(0.0)),
        "positive?" => truth(as_float(receiver).is_some_and(|number| number > 0.0)),
        "negative?" => truth(as_float(receiver).is_some_and(|number| number < 0.0)),
        "nonzero?" => some(if as_float(receiver) == Some(0.0) { Object::Nil } else { receiver.clone() }),
        "to_f" => some(Object::Float(as_float(receiver).unwrap_or(0.0))),
        "integer?" => truth(matches!(receiver, Object::Integer(_))),
        _ => Ok(None),
    }
}

fn integer(interpreter: &mut Interpreter<'_>, number: i64, request: &Request<'_>) -> Answer {
    let same = || some(Object::Integer(number));
    let bits = |result: Option<i64>| result.map(Object::Integer).map_or_else(|| Err(too_large()), some);
    match request.name {
        "to_i" | "to_int" | "floor" | "ceil" | "truncate" | "ord" | "numerator" => same(),
        "round" => {
            let digits = request.arguments.first().map_or(Ok(0), super::integer).unwrap_or(0);
            let unit = u32::try_from(-digits).ok().and_then(|power| 10i64.checked_pow(power)).unwrap_or(1);
            some(Object::Integer(if unit > 1 { ((number as f64) / (unit as f64)).round() as i64 * unit } else { number }))
        }
        "to_s" | "inspect" => {
            let base = request.integer_or(0, 10)?;
            some(Object::string(in_base(number, base)?))
        }
        "even?" => truth(number % 2 == 0),
        "odd?" => truth(number % 2 != 0),
        "succ" | "next" => bits(number.checked_add(1)),
        "pred" => bits(number.checked_sub(1)),
        "abs" | "magnitude" => bits(number.checked_abs()),
        "-@" => bits(number.checked_neg()),
        "+@" => same(),
        "~" => some(Object::Integer(!number)),
        "&" => some(Object::Integer(number & request.integer(0)?)),
        "|" => some(Object::Integer(number | request.integer(0)?)),
        "^" => some(Object::Integer(number ^ request.integer(0)?)),
        "<<" | ">>" => {
            let places = if request.name == "<<" { request.integer(0)? } else { request.integer(0)?.saturating_neg() };
            bits(if places < 0 {
                Some(number >> places.unsigned_abs().min(63))
            } else {
                1i64.checked_shl(u32::try_from(places).unwrap_or(u32::MAX))
                    .filter(|unit| *unit > 0)
                    .and_then(|unit| number.checked_mul(unit))
            })
        }
        "[]" => some(Object::Integer((number >> request.integer(0)?.clamp(0, 63)) & 1)),
        "chr" => {
            let character = u32::try_from(number).ok().and_then(char::from_u32);
            character
                .map(|character| Object::string(character.to_string()))
                .map_or_else(|| Err(Flow::raise("RangeError", format!("{number} out of char range"))), some)
        }
        "digits" => some(Object::array(
            number.unsigned_abs().to_string().bytes().rev().map(|digit| Object::Integer(i64::from(digit - b'0'))).collect(),
        )),
        "gcd" => some(Object::Integer(greatest_divisor(number, request.integer(0)?))),
        "size" => some(Object::Integer(8)),
        "times" => repeat(interpreter, Object::Integer(number), 0, number, 1, request),
        "upto" => repeat(interpreter, Object::Integer(number), number, request.integer(0)?.saturating_add(1), 1, request),
        "downto" => repeat(interpreter, Object::Integer(number), number, request.integer(0)?.saturating_sub(1), -1, request),
        "step" => {
            let (end, step) = (request.integer(0)?, request.integer_or(1, 1)?);
            let end = if step > 0 { end.saturating_add(1) } else { end.saturating_sub(1) };
            repeat(interpreter, Object::Integer(number), number, end, step, request)
        }
        "to_json" => some(Object::string(number.to_string())),
        _ => Ok(None),
    }
}

fn repeat(interpreter: &mut Interpreter<'_>, receiver: Object, from: i64, end: i64, step: i64, request: &Request<'_>) -> Answer {
    if step == 0 {
        return Err(Flow::argument_error("step can't be 0"));
    }
    let mut items = Vec::new();
    let mut current = from;
    while (step > 0 && current < end || step < 0 && current > end) && items.len() as i64 <= MOST_REPETITIONS {
        items.push(Object::Integer(current));
        current = current.saturating_add(step);
    }
    let Some(block) = request.block else { return some(Object::array(items)) };
    for item in items {
        interpreter.invoke(block, vec![item])?;
    }
    some(receiver)
}

fn greatest_divisor(left: i64, right: i64) -> i64 {
    let (mut left, mut right) = (left.unsigned_abs(), right.unsigned_abs());
    while right != 0 {
        (left, right) = (right, left % right);
    }
    i64::try_from(left).unwrap_or(i64::MAX)
}

fn in_base(number: i64, base: i64) -> Result<String, Flow> {
    let base = u64::try_from(base).ok().filter(|base| (2..=36).contains(base));
    let base = base.ok_or_else(|| Flow::argument_error("invalid radix"))?;
    let mut digits = Vec::new();
    let mut rest = number.unsigned_abs();
    loop {
        digits.push(u32::try_from(rest % base).ok().and_then(|digit| char::from_digit(digit, 36)).unwrap_or('0'));
        rest /= base;
        if rest == 0 {
            break;
        }
    }
    if number < 0 {
        digits.push('-');
    }
    Ok(digits.into_iter().rev().collect())
}

fn float(number: f64, request: &Request<'_>) -> Answer {
    let whole = |rounded: f64| {
        if rounded.is_finite() {
            some(Object::Integer(rounded as i64))
        } else {
            Err(Flow::raise("FloatDomainError", Object::Float(rounded).inspect()))
        }
    };
    let digits = request.arguments.first().map_or(Ok(0), super::integer).unwrap_or(0);
    let rounded = |round: fn(f64) -> f64| {
        let unit = 10f64.powi(i32::try_from(digits).unwrap_or(0));
        if digits > 0 { some(Object::Float(round(number * unit) / unit)) } else { whole(round(number * unit) / unit) }
    };
    match request.name {
        "to_i" | "to_int" | "truncate" => whole(number.trunc()),
        "floor" => rounded(f64::floor),
        "ceil" => rounded(f64::ceil),
        "round" => rounded(f64::round),
        "abs" | "magnitude" => some(Object::Float(number.abs())),
        "-@" => some(Object::Float(-number)),
        "nan?" => truth(number.is_nan()),
        "infinite?" => some(if number.is_infinite() { Object::Integer(if number > 0.0 { 1 } else { -1 }) } else { Object::Nil }),
        "finite?" => truth(number.is_finite()),
        "to_json" => some(Object::string(Object::Float(number).inspect())),
        _ => Ok(None),
    }
}
