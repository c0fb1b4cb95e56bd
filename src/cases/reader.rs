//! Reads the words of an expectation, from left to right.

use super::expectation::{Clause, reference, regex};
use super::scan::Word;
use crate::catalog::Reference;
use serde_json::{Map as Object, Value as Json};

/// Values may nest this deep.
const DEEPEST: usize = 50;

pub struct Reader<'a> {
    pub words: &'a [Word],
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Option<&'a Word> {
        let (first, rest) = self.words.split_first()?;
        self.words = rest;
        Some(first)
    }

    fn takes(&mut self, wanted: &Word) -> bool {
        let is_it = self.words.first() == Some(wanted);
        if is_it {
            self.next();
        }
        is_it
    }

    pub fn takes_name(&mut self, name: &str) -> bool {
        self.takes(&Word::Name(name.to_string()))
    }

    fn takes_sign(&mut self, sign: &'static str) -> bool {
        self.takes(&Word::Sign(sign))
    }

    pub fn surplus(&self) -> String {
        format!("{} is one word too many", self.words.first().map(spelt).unwrap_or_default())
    }

    fn expected(&self, what: &str) -> String {
        let found = self.words.first().map_or("the end of the line".to_string(), spelt);
        format!("{what} is expected, not {found}")
    }

    /// `File['/a', '/b']`, and several with commas between them.
    pub fn references(&mut self) -> Result<Vec<Reference>, String> {
        let mut found = self.reference()?;
        while self.takes_sign(",") {
            found.extend(self.reference()?);
        }
        Ok(found)
    }

    fn reference(&mut self) -> Result<Vec<Reference>, String> {
        const FORM: &str = "a resource such as File['/etc/motd']";
        let is_type = |name: &str| name.starts_with(|first: char| first.is_ascii_uppercase());
        let Some(Word::Name(type_name)) = self.words.first().filter(|word| matches!(word, Word::Name(name) if is_type(name))) else {
            return Err(self.expected(FORM));
        };
        self.next();
        if !self.takes_sign("[") {
            return Err(self.expected(&format!("'[' behind {type_name}")));
        }
        let mut found = Vec::new();
        loop {
            match self.next() {
                Some(Word::Text(title) | Word::Name(title)) => found.push(reference(type_name, title)),
                Some(Word::Number(number)) => found.push(reference(type_name, &number.to_string())),
                _ => return Err(format!("the title of a {type_name} is expected")),
            }
            if !self.takes_sign(",") {
                break;
            }
        }
        if self.takes_sign("]") { Ok(found) } else { Err(self.expected("']'")) }
    }

    pub fn clause(&mut self) -> Result<Clause, String> {
        let Some(Word::Name(name)) = self.words.first() else { return Err(self.expected("a parameter, or 'before'")) };
        self.next();
        match name.as_str() {
            "before" => self.references().map(Clause::Before),
            "requires" => self.references().map(Clause::Requires),
            "notifies" => self.references().map(Clause::Notifies),
            "in" => self.references().map(Clause::Inside),
            "no" => match self.next() {
                Some(Word::Name(parameter)) => Ok(Clause::Unset(parameter.clone())),
                _ => Err("the name of a parameter is expected behind 'no'".to_string()),
            },
            _ if self.takes_sign("=~") => match self.next() {
                Some(Word::Regex(source)) => Ok(Clause::Matches(name.clone(), regex(source)?)),
                _ => Err(format!("a regex is expected: {name} =~ /…/")),
            },
            _ => {
                let _ = self.takes_sign("=>") || self.takes_sign("==");
                Ok(Clause::Equals(name.clone(), self.value(0)?))
            }
        }
    }

    fn value(&mut self, depth: usize) -> Result<Json, String> {
        if depth > DEEPEST {
            return Err("this value is nested too deeply".to_string());
        }
        match self.next() {
            Some(Word::Text(text)) => Ok(text.as_str().into()),
            Some(Word::Number(number)) => Ok(number.clone()),
            Some(Word::Name(name)) => Ok(match name.as_str() {
                "true" => true.into(),
                "false" => false.into(),
                "undef" => Json::Null,
                word => word.into(),
            }),
            Some(Word::Sign("[")) => self.list(depth),
            Some(Word::Sign("{")) => self.hash(depth),
            Some(Word::Regex(_)) => Err("a regex stands behind '=~'".to_string()),
            _ => Err("a value is expected".to_string()),
        }
    }

    fn list(&mut self, depth: usize) -> Result<Json, String> {
        let mut items = Vec::new();
        while !self.takes_sign("]") {
            items.push(self.value(depth + 1)?);
            if !self.takes_sign(",") && self.words.first() != Some(&Word::Sign("]")) {
                return Err(self.expected("',' or ']'"));
            }
        }
        Ok(items.into())
    }

    fn hash(&mut self, depth: usize) -> Result<Json, String> {
        let mut entries = Object::new();
        while !self.takes_sign("}") {
            let Some(Word::Text(key) | Word::Name(key)) = self.next() else { return Err("a key is expected".to_string()) };
            if !self.takes_sign("=>") {
                return Err(self.expected("'=>'"));
            }
            entries.insert(key.clone(), self.value(depth + 1)?);
            if !self.takes_sign(",") && self.words.first() != Some(&Word::Sign("}")) {
                return Err(self.expected("',' or '}'"));
            }
        }
        Ok(entries.into())
    }
}

fn spelt(word: &Word) -> String {
    match word {
        Word::Name(name) => format!("'{name}'"),
        Word::Text(text) => format!("the text '{text}'"),
        Word::Number(number) => number.to_string(),
        Word::Regex(source) => format!("/{source}/"),
        Word::Sign(sign) => format!("'{sign}'"),
    }
}
