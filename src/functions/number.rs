//! `abs`, `ceiling`, `floor`, `round`: numbers, and texts of numbers, which is deprecated.

use super::definition::{Definition, failure, typed};
use crate::evaluate::function::{Call, Context, Evaluated};
use crate::value::{Value, kernel};

const NUMBER_OR_TEXT: &[&str] = &["Callable[Numeric $val]", "Callable[String $val]"];

pub(super) static FUNCTIONS: &[Definition] = &[
    typed("abs", NUMBER_OR_TEXT, abs),
    typed("ceiling", NUMBER_OR_TEXT, |call, context| rounded(call, context, "ceiling", f64::ceil)),
    typed("floor", NUMBER_OR_TEXT, |call, context| rounded(call, context, "floor", f64::floor)),
    // Half away from zero, by adding a half: 0.49999999999999994 becomes 1.
    typed("round", &["Callable[Numeric $val]"], |call, context| {
        rounded(call, context, "round", |number| (number + 0.5f64.copysign(number)).trunc())
    }),
];

fn warn_of_text(context: &mut dyn Context, name: &str, kind: &str) {
    let message =
        format!("The {name}() function's auto conversion of String to {kind} is deprecated - change to convert input before calling");
    context.warn_once(&format!("{name}_function_numeric_coerce_string"), &message, None);
}

fn abs(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    match call.argument(0) {
        Value::Integer(number) => Ok(Value::Integer(number.saturating_abs())),
        Value::Float(number) => Ok(Value::Float(number.abs())),
        text => {
            warn_of_text(context, "abs", "Numeric");
            let digits = text.as_str().unwrap_or("").trim_start_matches('-');
            let plain = digits.starts_with(|first: char| first.is_ascii_digit()) && digits.ends_with(|last: char| last.is_ascii_digit());
            let integer = digits.parse().ok().map(Value::Integer);
            let number = integer.or_else(|| digits.parse().ok().filter(|_| !digits.contains(['e', 'E'])).map(Value::Float));
            let refused = || failure("abs(): Requires float or integer to work with - was given non decimal string");
            number.filter(|_| plain).ok_or_else(refused)
        }
    }
}

fn rounded(call: &Call<'_>, context: &mut dyn Context, name: &str, round: fn(f64) -> f64) -> Evaluated {
    let number = match call.argument(0) {
        Value::Float(number) => *number,
        Value::String(text) => {
            warn_of_text(context, name, "Float");
            let refused = || failure(format!("{name}(): cannot convert given value to a floating point value."));
            kernel::float(text).ok_or_else(refused)?
        }
        integer => return Ok(integer.clone()),
    };
    let result = round(number);
    if result.is_nan() {
        return Err(failure("NaN"));
    }
    let fits = (i64::MIN as f64..i64::MAX as f64).contains(&result);
    if fits { Ok(Value::Integer(result as i64)) } else { Err(failure(format!("{name}(): the result is out of range"))) }
}
