//! Matching and membership: `=~`, `in`, and how an option of `case` or a selector fits a value.

use super::compiler::Compiler;
use super::function::Interrupt;
use crate::datatype::{self, label};
use crate::diagnostic::Diagnostic;
use crate::value::{EcoString, Regex, Rich, Value, ValueHash, equality, version};
use rpuppet_syntax::{Ast, NodeId};
use std::sync::Arc;

impl Compiler<'_> {
    /// `left =~ right`; the groups of a regular expression are remembered.
    pub(super) fn matched(&mut self, ast: &Ast, nodes: [NodeId; 2], left: &Value, right: &Value) -> Result<bool, Interrupt> {
        let [left_node, pattern] = nodes;
        let fail = |code, node, message: String| Err(Diagnostic::error(code, message).at(ast.location(node)).into());
        let regex = match right {
            Value::Type(data_type) => return Ok(datatype::accepts(data_type, left)),
            Value::Regex(regex) => regex.clone(),
            Value::Rich(rich) if matches!(rich.as_ref(), Rich::SemVerRange(_)) => return Ok(is_in_range(rich, left)),
            other => match as_regex(other) {
                Ok(regex) => regex,
                Err(cause) => {
                    let message = format!("Can not convert right match operand to a regular expression. Caused by '{cause}'.");
                    return fail("MATCH_NOT_REGEXP", pattern, message);
                }
            },
        };
        let Value::String(text) = left else {
            let message = format!("Left match operand must result in a String value. Got {}.", label::labelled(left));
            return fail("MATCH_NOT_STRING", left_node, message);
        };
        match regex.try_captures(text) {
            Ok(groups) => Ok(self.found(groups)),
            Err(message) => fail("MATCH_GAVE_UP", pattern, message),
        }
    }

    /// `left in right`.
    pub(super) fn contains(&mut self, left: &Value, right: &Value) -> bool {
        match (left, right) {
            (Value::String(part), Value::String(whole)) => whole.to_lowercase().contains(part.to_lowercase().as_str()),
            (Value::Regex(regex), Value::String(whole)) => self.remembered(regex, whole),
            (_, Value::Array(items)) => self.is_element(left, items),
            (_, Value::Hash(entries)) => self.is_element(left, &entries.keys().cloned().collect::<Vec<_>>()),
            (_, Value::Rich(whole)) => match (whole.as_ref(), left) {
                (Rich::SemVerRange(_), _) => is_in_range(whole, left),
                (Rich::Binary(bytes), Value::String(text)) => holds(bytes, text.as_bytes()),
                (Rich::Binary(bytes), Value::Integer(byte)) => bytes.iter().any(|other| i64::from(*other) == *byte),
                (Rich::Binary(bytes), Value::Float(byte)) => bytes.iter().any(|other| f64::from(*other) == *byte),
                (Rich::Binary(bytes), Value::Rich(part)) => matches!(part.as_ref(), Rich::Binary(part) if holds(bytes, part)),
                _ => false,
            },
            _ => false,
        }
    }

    fn is_element(&mut self, wanted: &Value, items: &[Value]) -> bool {
        match wanted {
            Value::Regex(regex) => {
                let found = items.iter().filter_map(Value::as_str).find_map(|text| regex.captures(text));
                self.found(found)
            }
            Value::Type(data_type) => items.iter().any(|item| datatype::accepts(data_type, item)),
            Value::String(_) => items.iter().any(|item| self.option_fits(wanted, item)),
            Value::Rich(rich) if matches!(rich.as_ref(), Rich::SemVer(_)) => items.iter().any(|item| self.option_fits(wanted, item)),
            _ => items.iter().any(|item| equality::equals(item, wanted)),
        }
    }

    /// Whether an option of `case` or a selector fits: a type by membership, a regular expression by match, containers by their
    /// elements, else `==`.
    pub(super) fn option_fits(&mut self, value: &Value, option: &Value) -> bool {
        match option {
            Value::Regex(regex) => match value {
                Value::String(text) => self.remembered(regex, text),
                _ => false,
            },
            Value::Default => true,
            Value::Type(expected) => datatype::accepts(expected, value),
            Value::Array(options) => value.as_array().is_some_and(|values| {
                options.len() == values.len() && options.iter().zip(values).all(|(option, value)| self.option_fits(value, option))
            }),
            Value::Hash(options) => value.as_hash().is_some_and(|values| self.entries_fit(values, options)),
            Value::Rich(rich) => match (rich.as_ref(), value) {
                (Rich::SemVerRange(_), _) => is_in_range(rich, value),
                (Rich::SemVer(version), Value::String(text)) => {
                    version::Version::parse(text).is_some() && version::compare(version, text).is_eq()
                }
                _ => equality::equals(value, option),
            },
            _ => equality::equals(value, option),
        }
    }

    fn entries_fit(&mut self, values: &ValueHash, options: &ValueHash) -> bool {
        options.iter().all(|(key, option)| self.option_fits(values.get(key).unwrap_or(&Value::Undef), option))
    }

    fn remembered(&mut self, regex: &Regex, text: &str) -> bool {
        self.found(regex.captures(text))
    }

    /// Remembers the groups of a match; what was found before stays where there is none.
    fn found(&mut self, groups: Option<Vec<Option<EcoString>>>) -> bool {
        let found = groups.is_some();
        if let Some(groups) = groups {
            self.remember_match(Arc::new(groups));
        }
        found
    }
}

/// What stands on the right of `=~` as a regular expression; else Ruby's words for why it is none.
fn as_regex(value: &Value) -> Result<Arc<Regex>, String> {
    let class = match value {
        Value::String(source) => return Regex::new(source).map(Arc::new).map_err(|error| error.to_string()),
        Value::Undef => "nil".to_string(),
        Value::Boolean(flag) => flag.to_string(),
        other => label::class_name(other),
    };
    Err(format!("no implicit conversion of {class} into String"))
}

/// Whether a version, or a text that is one, lies in a range.
fn is_in_range(range: &Rich, value: &Value) -> bool {
    let Rich::SemVerRange(range) = range else { return false };
    let includes = |version: &str| version::Version::parse(version).is_some_and(|version| range.includes(&version));
    match value {
        Value::Rich(rich) => matches!(rich.as_ref(), Rich::SemVer(version) if includes(version)),
        Value::String(text) => includes(text),
        _ => false,
    }
}

fn holds(whole: &[u8], part: &[u8]) -> bool {
    part.is_empty() || whole.windows(part.len()).any(|window| window == part)
}
