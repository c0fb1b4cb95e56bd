//! Types from texts: `Hash[String, Variant[Integer, Enum['a']], 1]`.
//!
//! The texts are signatures of functions, `Type.new(text)`, `lookup(…, 'String', …)`; expressions in manifests are evaluated instead.

use super::signature::Parameters;
use super::{Aliases, NoAliases, TypeError, access, build};
use crate::catalog::reference::capitalized;
use crate::value::{EcoString, Regex, Type, Value, ValueHash};

/// Deeper nesting than this is no type that anybody writes.
const NESTING_LIMIT: usize = 64;

/// Reads one type expression.
pub fn parse(text: &str, aliases: &dyn Aliases) -> Result<Type, TypeError> {
    let mut reader = Reader::new(text, aliases);
    let value = reader.value(0)?;
    reader.blanks();
    match value {
        Value::Type(data_type) if reader.rest().is_empty() => Ok(data_type.as_ref().clone()),
        _ => Err(reader.error()),
    }
}

/// Reads one value, as it may stand between the brackets of a type.
pub(super) fn value(text: &str) -> Result<Value, TypeError> {
    Reader::new(text, &NoAliases).value(0)
}

/// Reads a `Callable[…]` whose parameters may have names.
pub(super) fn parameters(text: &str, aliases: &dyn Aliases) -> Result<Parameters, TypeError> {
    let mut reader = Reader::new(text, aliases);
    match reader.value(0)? {
        Value::Type(data_type) => match data_type.as_ref() {
            Type::Callable(Some(signature)) => Ok(Parameters { signature: signature.as_ref().clone(), names: reader.names }),
            Type::Callable(None) => Ok(Parameters::any()),
            _ => Err(reader.error()),
        },
        _ => Err(reader.error()),
    }
}

struct Reader<'a> {
    text: &'a str,
    position: usize,
    aliases: &'a dyn Aliases,
    names: Vec<EcoString>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, aliases: &'a dyn Aliases) -> Self {
        Reader { text, position: 0, aliases, names: Vec::new() }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.position..).unwrap_or("")
    }

    fn error(&self) -> TypeError {
        TypeError::new("TYPE_PARSE", format!("The expression <{}> is not a valid type specification.", self.text))
    }

    fn blanks(&mut self) {
        self.position = self.text.len() - self.rest().trim_start().len();
    }

    fn take(&mut self, expected: &str) -> bool {
        self.blanks();
        let found = self.rest().starts_with(expected);
        if found {
            self.position += expected.len();
        }
        found
    }

    fn expect(&mut self, expected: &str) -> Result<(), TypeError> {
        if self.take(expected) { Ok(()) } else { Err(self.error()) }
    }

    fn word(&mut self, accepted: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let end = rest.find(|character| !accepted(character)).unwrap_or(rest.len());
        self.position += end;
        rest.get(..end).unwrap_or("")
    }

    fn value(&mut self, depth: usize) -> Result<Value, TypeError> {
        if depth > NESTING_LIMIT {
            return Err(self.error());
        }
        self.blanks();
        match self.rest().chars().next() {
            Some('A'..='Z' | ':') => self.data_type(depth),
            Some('\'' | '"') => self.string(),
            Some('/') => self.regex(),
            Some('[') => {
                self.position += 1;
                self.list("]", depth).map(Value::array)
            }
            Some('{') => self.hash(depth),
            Some('-' | '0'..='9') => self.number(),
            Some('a'..='z' | '_') => Ok(self.bare_word()),
            _ => Err(self.error()),
        }
    }

    fn data_type(&mut self, depth: usize) -> Result<Value, TypeError> {
        let name = self.word(|character| character.is_ascii_alphanumeric() || character == '_' || character == ':');
        let base = self.named(name.strip_prefix("::").unwrap_or(name));
        self.blanks();
        if !self.take("[") {
            return Ok(Value::data_type(base));
        }
        let arguments = self.list("]", depth)?;
        access::access(&base, &arguments)
    }

    fn named(&self, name: &str) -> Type {
        if let Some(data_type) = build::from_reference(name) {
            return data_type;
        }
        match self.aliases.alias(name) {
            Some(alias) => Type::Alias(alias),
            None if self.aliases.is_resource_type(name) => Type::Resource { type_name: Some(capitalized(name)), title: None },
            None => Type::Reference(name.into()),
        }
    }

    fn list(&mut self, end: &str, depth: usize) -> Result<Vec<Value>, TypeError> {
        let mut items = Vec::new();
        while !self.take(end) {
            items.push(self.value(depth + 1)?);
            if self.take("$") {
                let name = self.word(|character| character.is_ascii_alphanumeric() || character == '_');
                self.names.push(name.into());
            }
            if !self.take(",") {
                self.expect(end)?;
                break;
            }
        }
        Ok(items)
    }

    fn hash(&mut self, depth: usize) -> Result<Value, TypeError> {
        self.expect("{")?;
        let mut entries = ValueHash::default();
        while !self.take("}") {
            let key = self.value(depth + 1)?;
            self.expect("=>")?;
            entries.insert(key, self.value(depth + 1)?);
            if !self.take(",") {
                self.expect("}")?;
                break;
            }
        }
        Ok(Value::hash(entries))
    }

    fn string(&mut self) -> Result<Value, TypeError> {
        let quote = self.rest().chars().next().unwrap_or('\'');
        self.delimited(quote).map(Value::from)
    }

    fn regex(&mut self) -> Result<Value, TypeError> {
        let source = self.delimited('/')?;
        Regex::cached(&source).map(Value::Regex).map_err(|error| TypeError::new("ILLEGAL_REGEX", error.to_string()))
    }

    /// What stands between two of these; a backslash keeps the delimiter (and itself in a string).
    fn delimited(&mut self, delimiter: char) -> Result<String, TypeError> {
        let mut out = String::new();
        let mut characters = self.rest().char_indices().skip(1);
        while let Some((index, character)) = characters.next() {
            match character {
                end if end == delimiter => {
                    self.position += index + end.len_utf8();
                    return Ok(out);
                }
                '\\' => match characters.next() {
                    Some((_, escaped)) if escaped == delimiter || (escaped == '\\' && delimiter != '/') => out.push(escaped),
                    Some((_, other)) => out.extend(['\\', other]),
                    None => break,
                },
                other => out.push(other),
            }
        }
        Err(self.error())
    }

    fn number(&mut self) -> Result<Value, TypeError> {
        let text = self.word(|character| character.is_ascii_alphanumeric() || matches!(character, '-' | '.' | '+'));
        let integer = text.parse().map(Value::Integer).ok();
        integer.or_else(|| text.parse().map(Value::Float).ok()).ok_or_else(|| self.error())
    }

    fn bare_word(&mut self) -> Value {
        match self.word(|character| character.is_ascii_alphanumeric() || matches!(character, '_' | ':')) {
            "default" => Value::Default,
            "undef" => Value::Undef,
            "true" => true.into(),
            "false" => false.into(),
            word => word.into(),
        }
    }
}
