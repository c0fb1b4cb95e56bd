//! Binary operators: logic, comparison, matching, membership; what calculates is in `arithmetic`.

use super::arithmetic::{self, Blamed};
use super::compiler::Compiler;
use super::function::{Evaluated, Interrupt};
use crate::datatype::{self, label};
use crate::diagnostic::Diagnostic;
use crate::value::{Rich, Type, Value, equality, format, number, printf, version};
use rpuppet_syntax::ast::BinaryOperator;
use rpuppet_syntax::{Ast, NodeId};
use std::cmp::Ordering;
use std::sync::Arc;

impl Compiler<'_> {
    pub(super) fn binary(&mut self, ast: &Arc<Ast>, id: NodeId, operator: BinaryOperator, left: NodeId, right: NodeId) -> Evaluated {
        use BinaryOperator as Op;
        let left_value = self.evaluate(ast, left)?;
        match operator {
            Op::And if !left_value.is_truthy() => return Ok(Value::Boolean(false)),
            Op::Or if left_value.is_truthy() => return Ok(Value::Boolean(true)),
            _ => {}
        }
        let right_value = self.evaluate(ast, right)?;
        match operator {
            Op::And | Op::Or => Ok(Value::Boolean(right_value.is_truthy())),
            Op::Equal => Ok(Value::Boolean(equality::equals(&left_value, &right_value))),
            Op::NotEqual => Ok(Value::Boolean(!equality::equals(&left_value, &right_value))),
            Op::Less | Op::LessEqual | Op::Greater | Op::GreaterEqual => {
                let result = compared(operator, &left_value, &right_value).map(Value::Boolean);
                result.map_err(|message| Diagnostic::error("COMPARISON_NOT_POSSIBLE", message).at(ast.location(id)).into())
            }
            Op::Match | Op::NotMatch => {
                let matched = self.matched(ast, [left, right], &left_value, &right_value)?;
                Ok(Value::Boolean(matched == (operator == Op::Match)))
            }
            Op::In => Ok(Value::Boolean(self.contains(&left_value, &right_value))),
            _ => arithmetic::calculated(operator, &left_value, &right_value).map_err(|mistake| {
                let blamed = match mistake.blamed {
                    Blamed::Left => left,
                    Blamed::Right => right,
                    Blamed::Whole => id,
                };
                Diagnostic::error(mistake.code, mistake.message).at(ast.location(blamed)).into()
            }),
        }
    }

    pub(super) fn negated(&mut self, ast: &Arc<Ast>, id: NodeId, value: &Value) -> Evaluated {
        let fail = |code, message: String| Interrupt::from(Diagnostic::error(code, message).at(ast.location(id)));
        match number(value).map_err(|message| fail("NOT_NUMERIC", message))? {
            Value::Integer(number) => number.checked_neg().map(Value::Integer).ok_or_else(|| {
                fail("NUMERIC_OVERFLOW", "A Unary Minus resulted in a value outside of Puppet Integer max range".to_string())
            }),
            Value::Float(number) => Ok(Value::Float(-number)),
            Value::Rich(rich) => match rich.as_ref() {
                Rich::Timespan(span) => Ok(Value::Rich(Rich::Timespan(span.saturating_neg()).into())),
                _ => Err(fail("RUNTIME_ERROR", format!("Error while evaluating a Unary Minus, undefined method `-@' for {rich}"))),
            },
            other => Ok(other),
        }
    }
}

fn compared(operator: BinaryOperator, left: &Value, right: &Value) -> Result<bool, String> {
    use BinaryOperator as Op;
    if let Value::Type(a) = left {
        let Value::Type(b) = right else { return Ok(false) };
        let (wide, narrow) = if matches!(operator, Op::Less | Op::LessEqual) { (b, a) } else { (a, b) };
        let strict = matches!(operator, Op::Less | Op::Greater);
        return Ok(datatype::is_assignable(wide, narrow) && !(strict && same_types(a, b)));
    }
    let order = order(left, right).map_err(|reason| {
        let (left, right) = (label::label(left), label::label(right));
        format!("Comparison of: {left} {} {right}, is not possible. Caused by '{reason}'.", text(operator))
    })?;
    // what cannot be ordered (not a number) is neither less nor greater
    Ok(order.is_some_and(|order| match operator {
        Op::Less => order == Ordering::Less,
        Op::LessEqual => order != Ordering::Greater,
        Op::Greater => order == Ordering::Greater,
        _ => order != Ordering::Less,
    }))
}

fn same_types(left: &Type, right: &Type) -> bool {
    left == right
}

/// The order of two values: numbers by value, strings without regard to the case of ASCII letters, versions among themselves, times also
/// against numbers of seconds.
fn order(left: &Value, right: &Value) -> Result<Option<Ordering>, &'static str> {
    match (left, right) {
        (Value::String(a), Value::String(b)) => Ok(Some(a.to_ascii_lowercase().cmp(&b.to_ascii_lowercase()))),
        (Value::String(_), _) => Err("A String is not comparable to a non String"),
        (Value::Integer(a), Value::Integer(b)) => Ok(Some(a.cmp(b))),
        (Value::Integer(_) | Value::Float(_), Value::Integer(_) | Value::Float(_)) => Ok(float(left).partial_cmp(&float(right))),
        (Value::Integer(_) | Value::Float(_), Value::Rich(time)) => {
            timed(time, left).map(Ordering::reverse).map(Some).ok_or("A Numeric is not comparable to non Numeric")
        }
        (Value::Integer(_) | Value::Float(_), _) => Err("A Numeric is not comparable to non Numeric"),
        (Value::Default, Value::Default) => Ok(Some(Ordering::Equal)),
        (Value::Default, _) => Err("Symbol not comparable to non Symbol"),
        (Value::Rich(a), _) => rich_order(a, right).map(Some),
        _ => Err("Only Strings, Numbers, Timespans, Timestamps, and Versions are comparable"),
    }
}

fn float(value: &Value) -> f64 {
    match value {
        Value::Integer(number) => *number as f64,
        Value::Float(number) => *number,
        _ => f64::NAN,
    }
}

fn rich_order(left: &Rich, right: &Value) -> Result<Ordering, &'static str> {
    let other = match right {
        Value::Rich(other) => Some(other.as_ref()),
        _ => None,
    };
    match (left, other) {
        (Rich::Timestamp(a), Some(Rich::Timestamp(b))) | (Rich::Timespan(a), Some(Rich::Timespan(b))) => Ok(a.cmp(b)),
        (Rich::Timestamp(_), _) => timed(left, right).ok_or("Timestamps are only comparable to Timestamps, Integers, and Floats"),
        (Rich::Timespan(_), _) => timed(left, right).ok_or("Timespans are only comparable to Timespans, Integers, and Floats"),
        (Rich::SemVer(a), Some(Rich::SemVer(b))) => Ok(version::compare(a, b)),
        (Rich::SemVer(_), _) => Err("Versions not comparable to non Versions"),
        _ => Err("Only Strings, Numbers, Timespans, Timestamps, and Versions are comparable"),
    }
}

/// A time against a number: whole seconds against an integer, seconds with their fraction against a float.
fn timed(time: &Rich, number: &Value) -> Option<Ordering> {
    let (Rich::Timestamp(nanoseconds) | Rich::Timespan(nanoseconds)) = time else { return None };
    match number {
        Value::Integer(seconds) => Some(nanoseconds.div_euclid(1_000_000_000).cmp(&i128::from(*seconds))),
        Value::Float(seconds) => (*nanoseconds as f64 / 1e9).partial_cmp(seconds),
        _ => None,
    }
}

/// A number as it is; a string is never one in Puppet 8's default (`strict=error`).
pub(super) fn number(value: &Value) -> Result<Value, String> {
    match value {
        Value::Integer(_) | Value::Float(_) => Ok(value.clone()),
        Value::Rich(rich) if matches!(rich.as_ref(), Rich::Timestamp(_) | Rich::Timespan(_)) => Ok(value.clone()),
        Value::String(text) => Err(match number::from_text(text) {
            Some(number) => {
                let number = format::interpolated(&number);
                format!("The string '{text}' was automatically coerced to the numerical value {number}")
            }
            None => format!("The value '{text}' cannot be converted to Numeric."),
        }),
        other => Err(format!("The value '{}' cannot be converted to Numeric.", printf::plain(other))),
    }
}

/// An operator as it is written.
pub(super) fn text(operator: BinaryOperator) -> &'static str {
    use BinaryOperator as Op;
    match operator {
        Op::Add => "+",
        Op::Subtract => "-",
        Op::Multiply => "*",
        Op::Divide => "/",
        Op::Modulo => "%",
        Op::ShiftLeft => "<<",
        Op::ShiftRight => ">>",
        Op::Less => "<",
        Op::LessEqual => "<=",
        Op::Greater => ">",
        Op::GreaterEqual => ">=",
        _ => "",
    }
}
