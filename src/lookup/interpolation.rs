//! `%{facts.os.name}`, `%{lookup('key')}`, `%{alias('key')}`, `%{literal('%')}` in data and in `hiera.yaml`.

use super::key::Key;
use super::search::Search;
use super::{LookupError, ruby_text};
use crate::value::{Value, ValueHash};

const DEEPEST: usize = 100;

/// Which forms a text may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allowed {
    /// Data: variables and methods.
    Methods,
    /// `hiera.yaml`: variables only; unknown ones are empty.
    Variables,
}

impl Search<'_, '_> {
    /// The value with every `%{…}` in it replaced, keys of hashes too.
    pub fn interpolate(&mut self, value: &Value, allowed: Allowed, depth: usize) -> Result<Value, LookupError> {
        match value {
            _ if depth > DEEPEST => Err(LookupError::Recursive(self.names())),
            Value::String(text) if text.contains("%{") => self.interpolate_text(text, allowed, depth),
            Value::Array(items) => items.iter().map(|item| self.interpolate(item, allowed, depth + 1)).collect::<Result<_, _>>(),
            Value::Hash(entries) => {
                let mut result = ValueHash::default();
                for (key, value) in entries.iter() {
                    let key = self.interpolate(key, allowed, depth + 1)?;
                    result.insert(key, self.interpolate(value, allowed, depth + 1)?);
                }
                Ok(Value::hash(result))
            }
            other => Ok(other.clone()),
        }
    }

    /// A text that must stay one.
    pub fn interpolated(&mut self, text: &str, allowed: Allowed) -> Result<String, LookupError> {
        Ok(ruby_text(&self.interpolate(&Value::from(text), allowed, 0)?))
    }

    fn interpolate_text(&mut self, text: &str, allowed: Allowed, depth: usize) -> Result<Value, LookupError> {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("%{") {
            let Some((expression, after)) = after.split_once('}') else { break };
            out.push_str(before);
            let is_whole = text.len() == expression.len() + "%{}".len();
            match self.expression(expression.trim(), is_whole, allowed, depth)? {
                Found::Alias(value) => return Ok(value),
                Found::Value(value) => out.push_str(&ruby_text(&value)),
            }
            rest = after;
        }
        out.push_str(rest);
        Ok(Value::from(out))
    }

    fn expression(&mut self, expression: &str, is_whole: bool, allowed: Allowed, depth: usize) -> Result<Found, LookupError> {
        if matches!(expression, "" | "::" | "\"\"" | "''" | "\"::\"" | "'::'") {
            return Ok(Found::Value(Value::Undef));
        }
        let value = match method(expression) {
            None => self.variable(expression, allowed)?,
            Some(_) if allowed == Allowed::Variables => return Err(LookupError::MethodNotAllowed),
            Some(("literal", text)) => Value::from(text),
            Some(("lookup" | "hiera", key)) => self.nested(key)?,
            Some(("alias", _)) if !is_whole => return Err(LookupError::PartialAlias),
            Some(("alias", key)) => return Ok(Found::Alias(self.nested(key)?)),
            Some((name, _)) => return Err(LookupError::UnknownMethod(name.to_string())),
        };
        self.enter(expression)?;
        let value = self.interpolate(&value, allowed, depth + 1);
        self.leave();
        value.map(Found::Value)
    }

    /// A variable of the scope, with dots into it.
    pub fn variable(&mut self, expression: &str, allowed: Allowed) -> Result<Value, LookupError> {
        let key = Key::parse(expression)?;
        match self.scope_variable(&key.root) {
            Some(value) => Ok(key.dig(value)?.unwrap_or(Value::Undef)),
            None if allowed == Allowed::Methods && self.scope.is_strict() => Err(LookupError::UndefinedVariable(key.root.to_string())),
            None => Ok(Value::Undef),
        }
    }

    /// A key that a value names; nothing found is an empty text.
    fn nested(&mut self, key: &str) -> Result<Value, LookupError> {
        let key = Key::parse(key)?;
        Ok(self.lookup(&key, None)?.unwrap_or_else(|| Value::from("")))
    }
}

enum Found {
    Value(Value),
    /// Takes the place of the whole text, whatever its type.
    Alias(Value),
}

/// `name('argument')` taken apart.
fn method(expression: &str) -> Option<(&str, &str)> {
    let (name, rest) = expression.split_once('(')?;
    let argument = rest.strip_suffix(')')?;
    let inner =
        ['"', '\''].iter().find_map(|quote| argument.strip_prefix(*quote)?.strip_suffix(*quote).filter(|inner| !inner.contains(*quote)))?;
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    (is_name && !inner.is_empty()).then_some((name, inner))
}
