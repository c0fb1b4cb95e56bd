//! Operators on moments and spans of time; a number stands for seconds.

use super::arithmetic::{Mistake, division_by_zero, finite, not_applicable, not_applicable_when, raised};
use crate::datatype::label;
use crate::value::{Rich, Value, format};
use rpuppet_syntax::ast::BinaryOperator;

const SECOND: i128 = 1_000_000_000;

#[derive(Clone, Copy)]
enum Operand {
    At(i128),
    Span(i128),
    Integer(i64),
    Float(f64),
}

fn operand(value: &Value) -> Option<Operand> {
    match value {
        Value::Integer(number) => Some(Operand::Integer(*number)),
        Value::Float(number) => Some(Operand::Float(*number)),
        Value::Rich(rich) => match rich.as_ref() {
            Rich::Timestamp(at) => Some(Operand::At(*at)),
            Rich::Timespan(span) => Some(Operand::Span(*span)),
            _ => None,
        },
        _ => None,
    }
}

impl Operand {
    fn is_number(self) -> bool {
        matches!(self, Operand::Integer(_) | Operand::Float(_))
    }

    /// Nanoseconds; a float's are cut off.
    fn nanoseconds(self) -> i128 {
        match self {
            Operand::At(nanoseconds) | Operand::Span(nanoseconds) => nanoseconds,
            Operand::Integer(seconds) => i128::from(seconds) * SECOND,
            Operand::Float(seconds) => (seconds * SECOND as f64) as i128,
        }
    }
}

/// `left operator right`, at least one of them a time.
pub(super) fn calculated(operator: BinaryOperator, left: &Value, right: &Value) -> Result<Value, Mistake> {
    use BinaryOperator as Op;
    let (Some(a), Some(b)) = (operand(left), operand(right)) else { return Err(not_applicable(operator, left)) };
    for operand in [a, b] {
        if let Operand::Float(seconds) = operand {
            whole(operator, seconds * SECOND as f64)?;
        }
    }
    match (operator, a, b) {
        (Op::Add, _, Operand::At(_) | Operand::Span(_)) | (Op::Multiply, _, Operand::Span(_)) if a.is_number() => {
            calculated(operator, right, left)
        }
        (Op::Subtract, _, Operand::Span(_)) if a.is_number() => of_span(operator, a.nanoseconds(), b, [left, right]),
        _ if a.is_number() => Err(not_applicable_when(operator, left, right)),
        (_, Operand::At(at), _) => of_moment(operator, at, b, [left, right]),
        _ => of_span(operator, a.nanoseconds(), b, [left, right]),
    }
}

/// Nanoseconds; Ruby's numbers go on, these end here.
const LONGEST: i128 = i128::MAX >> 8;

fn moment(nanoseconds: i128) -> Value {
    Value::Rich(Rich::Timestamp(nanoseconds.clamp(-LONGEST, LONGEST)).into())
}

fn span(nanoseconds: i128) -> Value {
    Value::Rich(Rich::Timespan(nanoseconds.clamp(-LONGEST, LONGEST)).into())
}

/// A span of so many nanoseconds; the error has Ruby's words for what is no number.
fn whole(operator: BinaryOperator, nanoseconds: f64) -> Result<Value, Mistake> {
    if nanoseconds.is_finite() { Ok(span(nanoseconds as i128)) } else { Err(raised(operator, &format::float(nanoseconds))) }
}

fn of_moment(operator: BinaryOperator, at: i128, other: Operand, [left, right]: [&Value; 2]) -> Result<Value, Mistake> {
    use BinaryOperator as Op;
    match (operator, other) {
        (Op::Add, Operand::At(_)) => Err(raised(operator, &format!("{} cannot be added to a Timestamp", label::labelled_uppercase(right)))),
        (Op::Add, _) => Ok(moment(at.saturating_add(other.nanoseconds()))),
        (Op::Subtract, Operand::At(other)) => Ok(span(at.saturating_sub(other))),
        (Op::Subtract, _) => Ok(moment(at.saturating_sub(other.nanoseconds()))),
        _ => Err(not_applicable(operator, left)),
    }
}

fn of_span(operator: BinaryOperator, own: i128, other: Operand, [left, right]: [&Value; 2]) -> Result<Value, Mistake> {
    use BinaryOperator as Op;
    let labelled = label::labelled(right);
    match (operator, other) {
        (Op::Add, Operand::At(at)) => Ok(moment(own.saturating_add(at))),
        (Op::Add, _) => Ok(span(own.saturating_add(other.nanoseconds()))),
        (Op::Subtract, Operand::At(_)) => {
            Err(raised(operator, &format!("{} cannot be subtracted from a Timespan", label::labelled_uppercase(right))))
        }
        (Op::Subtract, _) => Ok(span(own.saturating_sub(other.nanoseconds()))),
        (Op::Multiply, Operand::Integer(factor)) => Ok(span(own.saturating_mul(i128::from(factor)))),
        (Op::Multiply, Operand::Float(factor)) => whole(operator, own as f64 * factor),
        (Op::Multiply, _) => Err(raised(operator, &format!("A Timestamp cannot be multiplied by {labelled}"))),
        (Op::Modulo, Operand::Integer(0)) | (Op::Divide, Operand::Integer(0)) => Err(division_by_zero()),
        (Op::Divide, Operand::Float(0.0)) => Err(division_by_zero()),
        (Op::Modulo, Operand::Integer(divisor)) => {
            let (seconds, divisor) = (own.div_euclid(SECOND), i128::from(divisor));
            Ok(Value::Integer(((seconds % divisor + divisor) % divisor) as i64))
        }
        (Op::Modulo, _) => Err(raised(operator, &format!("Can not do modulus on a Timespan using a {labelled}"))),
        (Op::Divide, Operand::Span(divisor)) => finite(operator, own as f64 / divisor as f64),
        (Op::Divide, Operand::Integer(divisor)) => Ok(span(floor_division(own, i128::from(divisor)))),
        (Op::Divide, Operand::Float(divisor)) => whole(operator, (own as f64 / divisor).floor()),
        (Op::Divide, _) => Err(raised(operator, &format!("A Timespan cannot be divided by {labelled}"))),
        _ => Err(not_applicable(operator, left)),
    }
}

fn floor_division(a: i128, b: i128) -> i128 {
    let quotient = a / b;
    if a % b != 0 && (a < 0) != (b < 0) { quotient - 1 } else { quotient }
}
