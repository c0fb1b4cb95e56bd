//! Operators that calculate: numbers, collections, bytes and URIs; times are in `time_arithmetic`.

use super::operator::{number, text};
use super::time_arithmetic;
use crate::datatype::{self, label};
use crate::value::{Rich, Set, Type, Value, ValueHash, equality, uri};
use rpuppet_syntax::ast::BinaryOperator;

/// What an error points to.
#[derive(Clone, Copy, Debug)]
pub(super) enum Blamed {
    Left,
    Right,
    Whole,
}

#[derive(Clone, Debug)]
pub(super) struct Mistake {
    pub blamed: Blamed,
    pub code: &'static str,
    pub message: String,
}

pub(super) fn mistake(blamed: Blamed, code: &'static str, message: impl Into<String>) -> Mistake {
    Mistake { blamed, code, message: message.into() }
}

/// What Ruby raises in the course of it.
pub(super) fn raised(operator: BinaryOperator, message: &str) -> Mistake {
    mistake(Blamed::Whole, "RUNTIME_ERROR", format!("Error while evaluating a '{}' expression, {message}", text(operator)))
}

pub(super) fn not_applicable(operator: BinaryOperator, left: &Value) -> Mistake {
    let message = format!("Operator '{}' is not applicable to {}.", text(operator), label::labelled(left));
    mistake(Blamed::Left, "OPERATOR_NOT_APPLICABLE", message)
}

pub(super) fn not_applicable_when(operator: BinaryOperator, left: &Value, right: &Value) -> Mistake {
    let (operator, left, right) = (text(operator), label::labelled(left), label::labelled(right));
    let message = format!("Operator '{operator}' is not applicable to {left} when right side is {right}.");
    mistake(Blamed::Left, "OPERATOR_NOT_APPLICABLE_WHEN", message)
}

pub(super) fn division_by_zero() -> Mistake {
    mistake(Blamed::Right, "DIV_BY_ZERO", "Division by 0")
}

/// `left operator right`.
pub(super) fn calculated(operator: BinaryOperator, left: &Value, right: &Value) -> Result<Value, Mistake> {
    use BinaryOperator as Op;
    match (operator, left) {
        (Op::Add, Value::Rich(rich)) if matches!(rich.as_ref(), Rich::Uri(_) | Rich::Binary(_)) => rich_joined(rich, right),
        (Op::Add, Value::Array(_) | Value::Hash(_)) => joined(left, right),
        (Op::Subtract, Value::Array(_) | Value::Hash(_)) => Ok(without(left, right)),
        (Op::ShiftLeft, Value::Array(items)) => Ok(items.iter().cloned().chain([right.clone()]).collect()),
        (Op::ShiftLeft, Value::Hash(_)) => Err(not_applicable(operator, left)),
        _ => {
            let left = number(left).map_err(|message| mistake(Blamed::Left, "NOT_NUMERIC", message))?;
            let right = number(right).map_err(|message| mistake(Blamed::Right, "NOT_NUMERIC", message))?;
            arithmetic(operator, &left, &right)
        }
    }
}

fn rich_joined(left: &Rich, right: &Value) -> Result<Value, Mistake> {
    let other = match right {
        Value::Rich(other) => Some(other.as_ref()),
        _ => None,
    };
    let rich = match (left, other, right) {
        (Rich::Binary(a), Some(Rich::Binary(b)), _) => Rich::Binary([a.as_slice(), b.as_slice()].concat()),
        (Rich::Binary(_), ..) => return Err(raised(BinaryOperator::Add, "Can only append Binary to a Binary")),
        (Rich::Uri(a), Some(Rich::Uri(b)), _) => Rich::Uri(uri::merged(a, b).into()),
        (Rich::Uri(a), _, Value::String(b)) => Rich::Uri(uri::merged(a, b).into()),
        _ => return Err(raised(BinaryOperator::Add, "An URI can only be merged with an URI or String")),
    };
    Ok(Value::Rich(rich.into()))
}

/// `left + right` for an array or a hash on the left.
fn joined(left: &Value, right: &Value) -> Result<Value, Mistake> {
    match (left, right) {
        (Value::Array(a), _) => Ok(a.iter().cloned().chain(as_items(right)).collect()),
        (Value::Hash(a), Value::Hash(b)) => Ok(merged(a, ValueHash::clone(b))),
        (Value::Hash(a), Value::Array(b)) => pairs_of(right, b).map(|pairs| merged(a, pairs)),
        _ => Err(raised(BinaryOperator::Add, "Can only append Array or Hash to a Hash")),
    }
}

fn merged(entries: &ValueHash, more: ValueHash) -> Value {
    let mut merged = entries.clone();
    merged.extend(more);
    Value::hash(merged)
}

/// An array's elements, a hash's pairs, any other value by itself.
fn as_items(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(items) => items.to_vec(),
        Value::Hash(entries) => entries.iter().map(|(key, value)| Value::array(vec![key.clone(), value.clone()])).collect(),
        other => vec![other.clone()],
    }
}

/// An array as entries: of pairs where all elements are arrays, else of keys and values in turn.
fn pairs_of(array: &Value, items: &[Value]) -> Result<ValueHash, Mistake> {
    let raised = |message: String| raised(BinaryOperator::Add, &message);
    if matches!(datatype::infer_reduced(array), Type::Array { element, .. } if matches!(element.as_ref(), Type::Array { .. })) {
        let pair = |(index, item): (usize, &Value)| match item {
            Value::Array(pair) => match pair.as_slice() {
                [key, value] => Ok((key.clone(), value.clone())),
                other => Err(raised(format!("wrong array length at {index} (expected 2, was {})", other.len()))),
            },
            other => {
                let class = if other.is_undef() { "nil".to_string() } else { label::class_name(other) };
                Err(raised(format!("wrong element type {class} at {index} (expected array)")))
            }
        };
        return items.iter().enumerate().map(pair).collect();
    }
    match items {
        [Value::Hash(entries)] => Ok(ValueHash::clone(entries)),
        _ if items.len().is_multiple_of(2) => {
            Ok(items.chunks(2).filter_map(|chunk| Some((chunk.first()?.clone(), chunk.get(1)?.clone()))).collect())
        }
        _ => Err(raised("odd number of arguments for Hash".to_string())),
    }
}

/// `left - right` for an array or a hash on the left.
fn without(left: &Value, right: &Value) -> Value {
    match (left, right) {
        (Value::Array(items), _) => {
            let removed = as_items(right);
            let known: Set<&Value> = removed.iter().collect();
            let loose: Vec<&Value> = removed.iter().filter(|value| !matches!(value, Value::String(_) | Value::Integer(_))).collect();
            // only what may be the same as a value of another kind is compared with all of them
            let is_removed = |item: &Value| match item {
                Value::String(_) => known.contains(item),
                Value::Integer(_) => known.contains(item) || loose.iter().any(|other| equality::same(item, other)),
                _ => removed.iter().any(|other| equality::same(item, other)),
            };
            items.iter().filter(|item| !is_removed(item)).cloned().collect()
        }
        (Value::Hash(entries), _) => {
            let is_removed = |key: &Value| match right {
                Value::Array(keys) => keys.contains(key),
                Value::Hash(keys) => keys.contains_key(key),
                other => key == other,
            };
            Value::hash(entries.iter().filter(|(key, _)| !is_removed(key)).map(|(key, value)| (key.clone(), value.clone())).collect())
        }
        _ => left.clone(),
    }
}

fn arithmetic(operator: BinaryOperator, left: &Value, right: &Value) -> Result<Value, Mistake> {
    use BinaryOperator as Op;
    match (left, right) {
        (Value::Float(_), _) if operator == Op::Modulo => Err(not_applicable(operator, left)),
        (_, Value::Float(_)) if operator == Op::Modulo => Err(not_applicable_when(operator, left, right)),
        (Value::Integer(a), Value::Integer(b)) => integers(operator, *a, *b).map(Value::Integer),
        (Value::Integer(a), Value::Float(b)) if matches!(operator, Op::ShiftLeft | Op::ShiftRight) => {
            integers(operator, *a, *b as i64).map(Value::Integer)
        }
        (Value::Integer(a), Value::Float(b)) => floats(operator, left, *a as f64, *b),
        (Value::Float(a), Value::Integer(b)) => floats(operator, left, *a, *b as f64),
        (Value::Float(a), Value::Float(b)) => floats(operator, left, *a, *b),
        _ => time_arithmetic::calculated(operator, left, right),
    }
}

fn integers(operator: BinaryOperator, a: i64, b: i64) -> Result<i64, Mistake> {
    use BinaryOperator as Op;
    let (wide_a, wide_b) = (i128::from(a), i128::from(b));
    let result = match operator {
        Op::Add => wide_a + wide_b,
        Op::Subtract => wide_a - wide_b,
        Op::Multiply => wide_a * wide_b,
        Op::Divide | Op::Modulo if b == 0 => return Err(division_by_zero()),
        // Ruby rounds towards negative infinity
        Op::Divide => wide_a.div_euclid(wide_b) - i128::from(b < 0 && wide_a.rem_euclid(wide_b) != 0),
        Op::Modulo => (wide_a % wide_b + wide_b) % wide_b,
        Op::ShiftLeft => return shifted(operator, a, b),
        _ => return shifted(operator, a, b.saturating_neg()),
    };
    i64::try_from(result).map_err(|_| overflow(operator, result < 0, &format!("{:x}", result.unsigned_abs())))
}

/// `a << by`; a negative `by` shifts to the right.
fn shifted(operator: BinaryOperator, a: i64, by: i64) -> Result<i64, Mistake> {
    if by < 0 || a == 0 {
        return Ok(a >> by.unsigned_abs().min(63));
    }
    if by < 64 {
        let result = i128::from(a) << by;
        return i64::try_from(result).map_err(|_| overflow(operator, a < 0, &format!("{:x}", result.unsigned_abs())));
    }
    let zeros = usize::try_from(by / 4).unwrap_or(0).min(10_000);
    let digits = format!("{:x}{}", i128::from(a).unsigned_abs() << (by % 4), "0".repeat(zeros));
    Err(overflow(operator, a < 0, &digits))
}

fn overflow(operator: BinaryOperator, negative: bool, digits: &str) -> Mistake {
    let (bound, sign) = if negative { ("min", '-') } else { ("max", '+') };
    let operator = text(operator);
    let message = format!("A '{operator}' expression resulted in a value outside of Puppet Integer {bound} range, got '{sign}0x{digits}'");
    mistake(Blamed::Whole, "NUMERIC_OVERFLOW", message)
}

fn floats(operator: BinaryOperator, left: &Value, a: f64, b: f64) -> Result<Value, Mistake> {
    use BinaryOperator as Op;
    let result = match operator {
        Op::Add => a + b,
        Op::Subtract => a - b,
        Op::Multiply => a * b,
        Op::Divide => a / b,
        _ => return Err(not_applicable(operator, left)),
    };
    finite(operator, result)
}

/// A float that is no infinity.
pub(super) fn finite(operator: BinaryOperator, result: f64) -> Result<Value, Mistake> {
    if result.is_infinite() {
        let message = format!("The result of the {} expression is Infinity", text(operator));
        return Err(mistake(Blamed::Left, "RESULT_IS_INFINITY", message));
    }
    Ok(Value::Float(result))
}
