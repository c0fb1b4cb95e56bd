//! Names that may be meant where one is not known.

use super::Index;
use crate::diagnostic::similar::closest;
use crate::value::EcoString;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

impl Index {
    /// Tells all names together from others: those that suggestions are taken from.
    pub fn names(&self) -> u64 {
        *self.names.get_or_init(|| {
            let mut hasher = FxHasher::default();
            self.classes.keys().chain(self.defines.keys()).chain(self.aliases.keys()).for_each(|name| name.hash(&mut hasher));
            self.templates.keys().chain(self.functions.keys()).chain(&self.types).for_each(|name| name.hash(&mut hasher));
            hasher.finish()
        })
    }

    pub fn similar_template(&self, name: &str) -> Option<&str> {
        closest(name, self.templates.keys().map(String::as_str))
    }

    pub fn similar_class(&self, name: &str) -> Option<&str> {
        closest(name, self.classes.keys().map(String::as_str))
    }

    pub fn similar_type(&self, name: &str) -> Option<String> {
        let natives = self.natives.schemas.names();
        let all = self.defines.keys().map(String::as_str).chain(natives.iter().map(EcoString::as_str));
        closest(name, all.chain(self.types.iter().map(String::as_str))).map(str::to_string)
    }

    pub fn similar_function(&self, name: &str) -> Option<&str> {
        closest(name, self.functions.keys().map(String::as_str))
    }

    pub fn similar_alias(&self, name: &str) -> Option<&str> {
        let closest = closest(&name.to_lowercase(), self.aliases.keys().map(String::as_str))?;
        self.written_alias(closest).map(|(written, _)| written)
    }
}
