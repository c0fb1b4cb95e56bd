//! What an attribute accepts by its list: `newvalues`, `newvalue`, `aliasvalue`, in Puppet's words where a value is none of it.

use super::code::{AttributeCode, Parent};
use super::instance::Held;
use crate::catalog::AttributeKind;
use crate::ruby::error::{Evaluated, Flow};
use crate::ruby::inspect::regex_literal;
use crate::ruby::interpreter::{Interpreter, Itself};
use crate::ruby::object::Object;
use crate::value::{EcoString, Regex};
use std::rc::Rc;
use std::sync::Arc;

/// Words that a boolean parameter accepts, besides its own.
const BOOLEAN: [&str; 4] = ["true", "false", "yes", "no"];

/// The list of an attribute.
#[derive(Debug, Default)]
pub struct Accepted {
    /// Each word with its other names.
    words: Vec<(Word, Vec<Word>)>,
    patterns: Vec<Arc<Regex>>,
}

/// A value as it is compared: symbols, strings and booleans by their text. The empty string is no symbol: `None`.
type Word = Option<EcoString>;

fn word(value: &Object) -> Word {
    let text = value.to_text();
    let is_empty_string = text.is_empty() && matches!(value, Object::String(_));
    if is_empty_string { None } else { Some(text.into()) }
}

/// A word as code gets it.
fn symbol(word: &Word) -> Object {
    word.clone().map_or_else(|| Object::string(""), Object::Symbol)
}

impl Accepted {
    fn is_empty(&self) -> bool {
        self.words.is_empty() && self.patterns.is_empty()
    }

    fn find_word(&self, value: &Object) -> Option<&Word> {
        let text = word(value);
        self.words.iter().find(|(name, aliases)| *name == text || aliases.contains(&text)).map(|(name, _)| name)
    }

    fn add(&mut self, value: &Object) {
        match value {
            Object::Regex(regex) => self.patterns.push(Arc::clone(regex)),
            value => self.words.push((word(value), Vec::new())),
        }
    }

    fn add_alias(&mut self, name: &Object, other: &Object) -> Result<(), Flow> {
        let other = word(other);
        match self.words.iter_mut().find(|(name, aliases)| *name == other || aliases.contains(&other)) {
            Some((_, aliases)) => aliases.push(word(name)),
            None => return Err(Flow::raise("Puppet::DevError", format!("Cannot alias nonexistent value {}", other.unwrap_or_default()))),
        }
        Ok(())
    }

    /// Refuses what is not on the list.
    pub fn validate(&self, value: &Object) -> Result<(), Flow> {
        let text = value.to_text();
        if self.is_empty() || self.find_word(value).is_some() || self.patterns.iter().any(|pattern| pattern.is_match(&text)) {
            return Ok(());
        }
        let mut message = format!("Invalid value {}.", value.inspect());
        if !self.words.is_empty() {
            let words: Vec<&str> = self.words.iter().map(|(name, _)| name.as_deref().unwrap_or("")).collect();
            message.push_str(&format!(" Valid values are {}.", words.join(", ")));
        }
        if !self.patterns.is_empty() {
            let patterns: Vec<String> = self.patterns.iter().map(|pattern| regex_literal(pattern)).collect();
            message.push_str(&format!(" Valid values match {}.", patterns.join(", ")));
        }
        Err(Flow::argument_error(message))
    }

    /// A word of the list becomes its symbol; anything else stays as it is.
    pub fn munge(&self, value: Object) -> Object {
        self.find_word(&value).map(symbol).unwrap_or(value)
    }
}

impl Interpreter<'_> {
    /// The list of an attribute, made once a run.
    pub(in crate::ruby) fn accepted(&mut self, held: &Rc<Held>) -> Result<Rc<Accepted>, Flow> {
        let Some(code) = held.code.clone() else { return Ok(Rc::default()) };
        let key = Arc::as_ptr(&code) as usize;
        if let Some(known) = self.accepted.get(&key) {
            return Ok(Rc::clone(known));
        }
        let accepted = Rc::new(self.read_accepted(&code, held)?);
        self.accepted.insert(key, Rc::clone(&accepted));
        Ok(accepted)
    }

    fn read_accepted(&mut self, code: &AttributeCode, held: &Rc<Held>) -> Result<Accepted, Flow> {
        let mut accepted = Accepted::default();
        if code.parent == Parent::Boolean && code.kind == AttributeKind::Parameter {
            BOOLEAN.iter().for_each(|word| accepted.add(&Object::string(*word)));
        }
        for listed in &code.values {
            let mut value = |node| self.listed(node, &listed.scope, held);
            let values = value(&listed.value)?;
            match &listed.alias_of {
                Some(other) => {
                    let other = value(other)?;
                    values.iter().zip(&other).try_for_each(|(name, other)| accepted.add_alias(name, other))?;
                }
                None => values.iter().for_each(|value| accepted.add(value)),
            }
        }
        Ok(accepted)
    }

    /// `*LIST` is many values.
    fn listed(&mut self, node: &crate::ruby::tree::Node, scope: &super::code::Constants, held: &Rc<Held>) -> Result<Vec<Object>, Flow> {
        let itself = Itself::Attribute(Rc::clone(held));
        match &node.kind {
            crate::ruby::tree::Kind::Splat(inner) => {
                self.value_of(inner, scope, itself).map(|list| crate::ruby::methods::kernel::as_array(&list))
            }
            _ => self.value_of(node, scope, itself).map(|value| vec![value]),
        }
    }

    /// What boolean attributes make of a value.
    pub(in crate::ruby) fn boolean(&mut self, value: &Object) -> Evaluated {
        match value.to_text().to_lowercase().as_str() {
            "true" | "yes" => Ok(Object::Boolean(true)),
            "false" | "no" => Ok(Object::Boolean(false)),
            _ => Err(Flow::raise("RuntimeError", "expected a boolean value")),
        }
    }
}
