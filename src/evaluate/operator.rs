//! Binary operators: logic, comparison, matching, membership, arithmetic, collections.

use super::compiler::Compiler;
use super::function::{Evaluated, Interrupt};
use crate::datatype;
use crate::diagnostic::Diagnostic;
use crate::value::{Regex, Rich, Value, ValueHash, equality, format};
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
        let fail = |message: String| Interrupt::from(Diagnostic::error("EVALUATION_ERROR", message).at(ast.location(id)));
        match operator {
            Op::And | Op::Or => Ok(Value::Boolean(right_value.is_truthy())),
            Op::Equal => Ok(Value::Boolean(equality::equals(&left_value, &right_value))),
            Op::NotEqual => Ok(Value::Boolean(!equality::equals(&left_value, &right_value))),
            Op::Less | Op::LessEqual | Op::Greater | Op::GreaterEqual => {
                compared(operator, &left_value, &right_value).map(Value::Boolean).map_err(fail)
            }
            Op::Match | Op::NotMatch => {
                let matched = self.matched(ast, right, &left_value, &right_value)?;
                Ok(Value::Boolean(matched == (operator == Op::Match)))
            }
            Op::In => self.contains(&left_value, &right_value).map(Value::Boolean),
            _ => calculated(operator, &left_value, &right_value).map_err(|message| match operator {
                Op::Divide | Op::Modulo if message == DIVISION_BY_ZERO => {
                    Diagnostic::error("DIV_BY_ZERO", message).at(ast.location(right)).into()
                }
                _ => fail(message),
            }),
        }
    }

    pub(super) fn negated(&mut self, ast: &Arc<Ast>, operand: NodeId, value: &Value) -> Evaluated {
        let fail = |message: String| Interrupt::from(Diagnostic::error("EVALUATION_ERROR", message).at(ast.location(operand)));
        match number(value).map_err(fail)? {
            Value::Integer(number) => number.checked_neg().map(Value::Integer).ok_or_else(|| fail(overflow())),
            Value::Float(number) => Ok(Value::Float(-number)),
            other => Ok(other),
        }
    }

    fn matched(&mut self, ast: &Arc<Ast>, pattern: NodeId, left: &Value, right: &Value) -> Result<bool, Interrupt> {
        let fail = |code, message: String| Err(Diagnostic::error(code, message).at(ast.location(pattern)).into());
        let regex = match right {
            Value::Type(data_type) => return Ok(datatype::accepts(data_type, left)),
            Value::Regex(regex) => regex.clone(),
            Value::Rich(rich) if matches!(rich.as_ref(), Rich::SemVerRange(_)) => return Ok(super::rich::is_in_range(rich, left)),
            Value::String(source) => match Regex::new(source) {
                Ok(regex) => Arc::new(regex),
                Err(error) => {
                    return fail(
                        "MATCH_NOT_REGEXP",
                        format!("Can not convert right match operand to a regular expression. Caused by '{error}'"),
                    );
                }
            },
            _ => return fail("MATCH_NOT_REGEXP", "Can not convert right match operand to a regular expression.".to_string()),
        };
        let Value::String(text) = left else {
            let actual = datatype::generalize(&datatype::infer(left));
            return fail(
                "MATCH_NOT_STRING",
                format!("Left match operand must result in a String value. Got {} {actual}.", article(&actual.to_string())),
            );
        };
        match regex.captures(text) {
            Some(groups) => {
                self.remember_match(Arc::new(groups));
                Ok(true)
            }
            None => Ok(false),
        }
    }

    /// `left in right`.
    fn contains(&mut self, left: &Value, right: &Value) -> Result<bool, Interrupt> {
        Ok(match (left, right) {
            (Value::String(part), Value::String(whole)) => whole.to_lowercase().contains(part.to_lowercase().as_str()),
            (Value::Regex(regex), Value::String(whole)) => self.remembered(regex, whole),
            (Value::Type(data_type), Value::Array(items)) => items.iter().any(|item| datatype::accepts(data_type, item)),
            (Value::Type(data_type), Value::Hash(entries)) => entries.keys().any(|key| datatype::accepts(data_type, key)),
            (Value::Regex(regex), Value::Array(items)) => {
                items.iter().any(|item| item.as_str().is_some_and(|text| self.remembered(regex, text)))
            }
            (Value::Regex(regex), Value::Hash(entries)) => {
                entries.keys().any(|key| key.as_str().is_some_and(|text| self.remembered(regex, text)))
            }
            (_, Value::Array(items)) => items.iter().any(|item| equality::equals(item, left)),
            (_, Value::Hash(entries)) => entries.keys().any(|key| equality::equals(key, left)),
            (_, Value::Type(data_type)) => datatype::accepts(data_type, left),
            (Value::Integer(_) | Value::Float(_), Value::String(whole)) => whole.contains(format::interpolated(left).as_str()),
            _ => false,
        })
    }

    fn remembered(&mut self, regex: &Regex, text: &str) -> bool {
        let groups = regex.captures(text);
        let found = groups.is_some();
        if let Some(groups) = groups {
            self.remember_match(Arc::new(groups));
        }
        found
    }
}

const DIVISION_BY_ZERO: &str = "Division by 0";

fn overflow() -> String {
    "The result is outside the range of a 64-bit integer".to_string()
}

/// `a` or `an`.
pub(super) fn article(name: &str) -> &'static str {
    if name.starts_with(['A', 'E', 'I', 'O', 'U']) { "an" } else { "a" }
}

fn compared(operator: BinaryOperator, left: &Value, right: &Value) -> Result<bool, String> {
    use BinaryOperator as Op;
    if let (Value::Type(a), Value::Type(b)) = (left, right) {
        let (wide, narrow) = if matches!(operator, Op::Less | Op::LessEqual) { (b, a) } else { (a, b) };
        let strict = matches!(operator, Op::Less | Op::Greater);
        return Ok(datatype::is_assignable(wide, narrow) && !(strict && a == b));
    }
    let order = order(left, right)?;
    Ok(match operator {
        Op::Less => order == Ordering::Less,
        Op::LessEqual => order != Ordering::Greater,
        Op::Greater => order == Ordering::Greater,
        _ => order != Ordering::Less,
    })
}

/// The order of two values: numbers by value, strings without regard to case, versions and times among themselves.
pub fn order(left: &Value, right: &Value) -> Result<Ordering, String> {
    let incomparable = || {
        let (a, b) = (datatype::generalize(&datatype::infer(left)), datatype::generalize(&datatype::infer(right)));
        format!(
            "Comparison of: {a} < {b}, is not possible. Caused by 'Only Strings, Numbers, Timespans, Timestamps, and Versions are comparable'."
        )
    };
    match (left, right) {
        (Value::String(a), Value::String(b)) => Ok(a.to_lowercase().cmp(&b.to_lowercase())),
        (Value::Integer(a), Value::Integer(b)) => Ok(a.cmp(b)),
        (Value::Integer(a), Value::Float(b)) => (*a as f64).partial_cmp(b).ok_or_else(incomparable),
        (Value::Float(a), Value::Integer(b)) => a.partial_cmp(&(*b as f64)).ok_or_else(incomparable),
        (Value::Float(a), Value::Float(b)) => a.partial_cmp(b).ok_or_else(incomparable),
        (Value::Rich(a), Value::Rich(b)) => super::rich::compare(a, b).ok_or_else(incomparable),
        _ => Err(incomparable()),
    }
}

fn calculated(operator: BinaryOperator, left: &Value, right: &Value) -> Result<Value, String> {
    use BinaryOperator as Op;
    match (operator, left) {
        (Op::Add, Value::Array(_) | Value::Hash(_)) => joined(left, right),
        (Op::Subtract, Value::Array(_) | Value::Hash(_)) => Ok(without(left, right)),
        (Op::ShiftLeft, Value::Array(items)) => Ok(items.iter().cloned().chain([right.clone()]).collect()),
        (_, Value::Rich(_)) => super::rich::calculate(operator_text(operator), left, right),
        _ if matches!(right, Value::Rich(_)) => super::rich::calculate(operator_text(operator), left, right),
        _ => arithmetic(operator, number(left)?, number(right)?),
    }
}

/// `left + right` for an array or a hash on the left.
fn joined(left: &Value, right: &Value) -> Result<Value, String> {
    match (left, right) {
        (Value::Array(a), Value::Array(b)) => Ok(a.iter().chain(b.iter()).cloned().collect()),
        (Value::Array(a), Value::Hash(b)) => {
            let pairs = b.iter().map(|(key, value)| Value::array(vec![key.clone(), value.clone()]));
            Ok(a.iter().cloned().chain(pairs).collect())
        }
        (Value::Array(a), other) => Ok(a.iter().cloned().chain([other.clone()]).collect()),
        (Value::Hash(a), Value::Hash(b)) => {
            let mut merged: ValueHash = ValueHash::clone(a);
            merged.extend(b.iter().map(|(key, value)| (key.clone(), value.clone())));
            Ok(Value::hash(merged))
        }
        (Value::Hash(a), Value::Array(b)) => pairs_of(b).map(|pairs| {
            let mut merged: ValueHash = ValueHash::clone(a);
            merged.extend(pairs);
            Value::hash(merged)
        }),
        _ => Err(format!("{} cannot be added to a Hash", format::inspect(right))),
    }
}

fn pairs_of(items: &[Value]) -> Result<ValueHash, String> {
    let pair = |item: &Value| match item.as_array() {
        Some([key, value]) => Ok((key.clone(), value.clone())),
        _ => Err("Can not append Array to Hash unless it holds pairs".to_string()),
    };
    match items.first() {
        Some(Value::Array(_)) => items.iter().map(pair).collect(),
        _ if items.len().is_multiple_of(2) => {
            Ok(items.chunks(2).filter_map(|chunk| Some((chunk.first()?.clone(), chunk.get(1)?.clone()))).collect())
        }
        _ => Err("Can not append Array to Hash unless it holds pairs".to_string()),
    }
}

/// `left - right` for an array or a hash on the left.
fn without(left: &Value, right: &Value) -> Value {
    match left {
        Value::Array(items) => {
            let removed: Vec<Value> = match right {
                Value::Array(removed) => removed.to_vec(),
                Value::Hash(removed) => removed.iter().map(|(key, value)| Value::array(vec![key.clone(), value.clone()])).collect(),
                other => vec![other.clone()],
            };
            items.iter().filter(|item| !removed.contains(item)).cloned().collect()
        }
        Value::Hash(entries) => {
            let is_removed = |key: &Value| match right {
                Value::Array(keys) => keys.contains(key),
                Value::Hash(keys) => keys.contains_key(key),
                other => key == other,
            };
            Value::hash(entries.iter().filter(|(key, _)| !is_removed(key)).map(|(key, value)| (key.clone(), value.clone())).collect())
        }
        other => other.clone(),
    }
}

/// A number as it is; a string is never one in Puppet 8's default (`strict=error`).
fn number(value: &Value) -> Result<Value, String> {
    match value {
        Value::Integer(_) | Value::Float(_) => Ok(value.clone()),
        Value::String(text) => match text.trim().parse::<f64>() {
            Ok(_) => Err(format!("The string '{text}' was automatically coerced to the numerical value {text}")),
            Err(_) => Err(format!("The value '{text}' cannot be converted to Numeric.")),
        },
        other => Err(format!("The value '{}' cannot be converted to Numeric.", format::interpolated(other))),
    }
}

fn arithmetic(operator: BinaryOperator, left: Value, right: Value) -> Result<Value, String> {
    match (left, right) {
        (Value::Integer(a), Value::Integer(b)) => integers(operator, a, b).map(Value::Integer),
        (Value::Integer(a), Value::Float(b)) => floats(operator, a as f64, b),
        (Value::Float(a), Value::Integer(b)) => floats(operator, a, b as f64),
        (Value::Float(a), Value::Float(b)) => floats(operator, a, b),
        _ => Err("not a number".to_string()),
    }
}

fn integers(operator: BinaryOperator, a: i64, b: i64) -> Result<i64, String> {
    use BinaryOperator as Op;
    if b == 0 && matches!(operator, Op::Divide | Op::Modulo) {
        return Err(DIVISION_BY_ZERO.to_string());
    }
    let result = match operator {
        Op::Add => a.checked_add(b),
        Op::Subtract => a.checked_sub(b),
        Op::Multiply => a.checked_mul(b),
        // Ruby rounds towards negative infinity
        Op::Divide => a.checked_div(b).map(|quotient| if a % b != 0 && (a < 0) != (b < 0) { quotient - 1 } else { quotient }),
        Op::Modulo => a.checked_rem(b).map(|rest| if rest != 0 && (rest < 0) != (b < 0) { rest + b } else { rest }),
        Op::ShiftLeft => shifted(a, b),
        Op::ShiftRight => b.checked_neg().and_then(|b| shifted(a, b)),
        _ => None,
    };
    result.ok_or_else(overflow)
}

/// `a << by`; a negative `by` shifts to the right.
fn shifted(a: i64, by: i64) -> Option<i64> {
    if by < 0 {
        return Some(a >> by.unsigned_abs().min(63));
    }
    let shifted = i128::from(a).checked_shl(u32::try_from(by).ok()?).filter(|_| by < 64)?;
    i64::try_from(shifted).ok()
}

fn floats(operator: BinaryOperator, a: f64, b: f64) -> Result<Value, String> {
    use BinaryOperator as Op;
    let result = match operator {
        Op::Add => a + b,
        Op::Subtract => a - b,
        Op::Multiply => a * b,
        Op::Divide => a / b,
        _ => return Err(format!("Operator '{}' is not applicable to a Float", operator_text(operator))),
    };
    if result.is_infinite() {
        return Err(format!("The result of the {} expression is Infinity", operator_text(operator)));
    }
    Ok(Value::Float(result))
}

fn operator_text(operator: BinaryOperator) -> &'static str {
    use BinaryOperator as Op;
    match operator {
        Op::Add => "+",
        Op::Subtract => "-",
        Op::Multiply => "*",
        Op::Divide => "/",
        Op::Modulo => "%",
        Op::ShiftLeft => "<<",
        Op::ShiftRight => ">>",
        _ => "",
    }
}
