//! `%{facts.os.name}`, `%{lookup('key')}`, `%{alias('key')}`, `%{literal('%')}` in data and in `hiera.yaml`.

use super::LookupError;
use super::explain::Step;
use super::key::Key;
use super::provider::piece;
use super::search::Search;
use crate::diagnostic::Strictness;
use crate::value::{EcoString, Value, ValueHash, extent};

const DEEPEST: usize = 100;
/// Texts with nothing in them.
const EMPTY: [&str; 6] = ["", "::", "\"\"", "''", "\"::\"", "'::'"];

/// Variables of the node that nothing else can have the name of.
const RESERVED: [&str; 3] = ["facts", "trusted", "server_facts"];

/// Which forms a text may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allowed {
    /// Data: variables and methods.
    Methods,
    /// `hiera.yaml`: variables only.
    Variables,
}

/// A variable that was asked for.
#[derive(Clone, Debug)]
pub struct Used {
    pub key: EcoString,
    pub root: EcoString,
    pub segments: Vec<Value>,
    pub value: Value,
}

impl Used {
    /// Whether it may be another one later in the compilation: what top scope has stays, and what no code can set.
    pub fn may_change(&self) -> bool {
        self.value.is_undef() || !(self.key.starts_with("::") || RESERVED.contains(&self.root.as_str()))
    }
}

enum Found {
    /// Takes the place of the whole text, whatever its type.
    Alias(Value),
    Value(Value),
}

/// Whether there is something to replace; most data has nothing, and stays as it is.
fn has_expressions(value: &Value, depth: usize) -> bool {
    match value {
        _ if depth > DEEPEST => true,
        Value::String(text) => has_expression(text),
        Value::Array(items) => items.iter().any(|item| has_expressions(item, depth + 1)),
        Value::Hash(entries) => entries.iter().any(|(key, value)| has_expressions(key, depth + 1) || has_expressions(value, depth + 1)),
        _ => false,
    }
}

/// Most texts have no `%` at all, which is quick to see.
fn has_expression(text: &str) -> bool {
    text.as_bytes().contains(&b'%') && text.contains("%{")
}

impl Search<'_, '_> {
    /// The value with every `%{…}` in it replaced, keys of hashes too.
    pub fn interpolate(&mut self, value: &Value, allowed: Allowed, depth: usize) -> Result<Value, LookupError> {
        match value {
            _ if depth > DEEPEST => Err(self.recursive()),
            Value::String(text) if has_expression(text) => self.interpolate_text(text, allowed, depth),
            value if !has_expressions(value, depth) => Ok(value.clone()),
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
        Ok(piece(&self.interpolate(&Value::from(text), allowed, 0)?))
    }

    fn interpolate_text(&mut self, text: &str, allowed: Allowed, depth: usize) -> Result<Value, LookupError> {
        self.within(
            || Step::Interpolate(text.to_string()),
            |search| {
                let mut out = String::new();
                let mut rest = text;
                while let Some((before, after)) = rest.split_once("%{") {
                    let Some((expression, after)) = after.split_once('}') else { break };
                    out.push_str(before);
                    let is_whole = text.len() == expression.len() + "%{}".len();
                    match search.expression(expression.trim(), text, is_whole, allowed, depth)? {
                        Found::Alias(value) => return Ok(value),
                        Found::Value(value) => out.push_str(&piece(&value)),
                    }
                    rest = after;
                    if out.len() > extent::LONGEST_TEXT {
                        return Err(LookupError::Failed(extent::TEXT_TOO_LONG.to_string()));
                    }
                }
                out.push_str(rest);
                Ok(Value::from(out))
            },
        )
    }

    fn expression(&mut self, expression: &str, text: &str, is_whole: bool, allowed: Allowed, depth: usize) -> Result<Found, LookupError> {
        if EMPTY.contains(&expression) {
            return Ok(Found::Value(Value::Undef));
        }
        let (name, value) = match method(expression) {
            None => (EcoString::from("scope:") + expression, self.variable(expression, text)?),
            Some(_) if allowed == Allowed::Variables => {
                return Err(LookupError::issue("Interpolation using method syntax is not allowed in this context"));
            }
            Some(("alias", _)) if !is_whole => {
                return Err(LookupError::issue("'alias' interpolation is only permitted if the expression is equal to the entire string"));
            }
            Some(("alias", key)) => return Ok(Found::Alias(self.nested(key)?)),
            Some(("scope", key)) => (EcoString::from("scope:") + key, self.variable(key, text)?),
            Some(("literal", text)) => (text.into(), Value::from(text)),
            Some(("lookup" | "hiera", key)) => (key.into(), self.nested(key)?),
            Some((name, _)) => return Err(LookupError::issue(format!("Unknown interpolation method '{name}'"))),
        };
        self.checked(&name, |search| search.interpolate(&value, allowed, depth + 1)).map(Found::Value)
    }

    /// A variable of the scope, with dots into it; `text` is where the expression stands.
    pub fn variable(&mut self, expression: &str, text: &str) -> Result<Value, LookupError> {
        let syntax = || LookupError::Failed(format!("Syntax error in string: {text}"));
        let key = Key::read(expression).ok_or_else(syntax)?;
        let found = self.within(|| Step::Scope("Global Scope".to_string()), |search| search.root_variable(&key.root))?;
        let value = match found {
            Some(value) if !value.is_undef() => self.dig(&key.whole, &key.segments, value)?.unwrap_or_default(),
            _ => Value::Undef,
        };
        if let Some(used) = self.used.as_mut()
            && !used.iter().any(|one| one.key == key.whole)
        {
            used.push(Used { key: key.whole.clone(), root: key.root.clone(), segments: key.segments.clone(), value: value.clone() });
        }
        Ok(value)
    }

    fn root_variable(&mut self, root: &EcoString) -> Result<Option<Value>, LookupError> {
        let given = |values: &ValueHash| values.get(&Value::String(root.clone())).cloned();
        if let Some(value) = given(&self.overrides) {
            self.explain(|explainer| explainer.found_in_overrides(root, &value));
            return Ok(Some(value));
        }
        let default = given(&self.defaults);
        let found = match default {
            Some(_) => self.scope_variable(root).ok(),
            None => self.known_variable(root)?,
        };
        match (&found, default) {
            (Some(value), _) => self.explain(|explainer| explainer.found(root, value)),
            (None, Some(default)) => {
                self.explain(|explainer| explainer.found_in_defaults(root, &default));
                return Ok(Some(default));
            }
            (None, None) => {}
        }
        Ok(found)
    }

    /// A variable without a fuss about one that is not there.
    pub fn quiet_variable(&mut self, root: &str) -> Result<Option<Value>, LookupError> {
        self.quietly(|search| search.known_variable(root))
    }

    fn known_variable(&mut self, name: &str) -> Result<Option<Value>, LookupError> {
        let reason = match self.scope_variable(name) {
            Ok(value) => return Ok(Some(value)),
            Err(reason) => reason,
        };
        let undefined = format!("Undefined variable '{name}'; {reason}");
        let continued = format!("Interpolation failed with '{name}', but compilation continuing; {reason}");
        match self.scope.strictness() {
            Strictness::Off => {}
            Strictness::Error if !self.is_quiet => return Err(LookupError::Argument(undefined)),
            Strictness::Error => self.warn_once(&format!("{continued}\n   (file & line not available)")),
            Strictness::Warning => self.warn_once(&format!("{undefined}\n   (file & line not available)")),
        }
        Ok(None)
    }

    fn scope_variable(&mut self, name: &str) -> Result<Value, String> {
        match &self.local {
            Some((local, value)) if local == name => return Ok(value.clone()),
            _ if !self.is_version_3 => return self.scope.variable(name),
            _ => {}
        }
        let value = self.version_3_variable(name).unwrap_or_else(|| self.scope.variable(name))?;
        Ok(if value.as_str() == Some("") { Value::Undef } else { value })
    }

    /// A key that a value names; nothing found is an empty text.
    fn nested(&mut self, key: &str) -> Result<Value, LookupError> {
        let used = self.used.take();
        let name = Value::from(key);
        let found = match self.overrides.get(&name).cloned() {
            Some(value) => Ok(Some(value)),
            None => self.lookup(key, None),
        };
        self.used = used;
        Ok(found?.or_else(|| self.defaults.get(&name).cloned()).unwrap_or_else(|| Value::from("")))
    }
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
