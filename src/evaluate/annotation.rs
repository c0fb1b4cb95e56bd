//! What was noted of values by `annotate`, kept beside them for as long as a catalog is compiled.

use crate::value::{EcoString, Value};
use std::sync::Arc;

#[derive(Default)]
pub struct Annotations(Vec<Note>);

struct Note {
    of: Value,
    /// The name of the annotation's type.
    name: EcoString,
    annotation: Value,
}

impl Note {
    fn is_of(&self, value: &Value, name: &str) -> bool {
        // an instance is noted of itself, not of those that are equal to it
        let same = match (&self.of, value) {
            (Value::Rich(own), Value::Rich(other)) => Arc::ptr_eq(own, other),
            (own, other) => own == other,
        };
        same && self.name == name
    }
}

impl Annotations {
    pub fn get(&self, value: &Value, name: &str) -> Option<&Value> {
        self.0.iter().find(|note| note.is_of(value, name)).map(|note| &note.annotation)
    }

    /// Takes an annotation away; gives what it was.
    pub fn clear(&mut self, value: &Value, name: &str) -> Option<Value> {
        let at = self.0.iter().position(|note| note.is_of(value, name))?;
        Some(self.0.remove(at).annotation)
    }

    pub fn set(&mut self, value: &Value, name: &str, annotation: Value) {
        self.clear(value, name);
        self.0.push(Note { of: value.clone(), name: name.into(), annotation });
    }
}
