//! The data types that modules name, read from their texts.

use super::Index;
use super::definition::plain;
use crate::datatype::{self, Aliases};
use crate::value::data_type::Alias;
use crate::value::{Map, Set, Type};
use std::cell::RefCell;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Aliases as far as they were read.
type Known = Map<String, Arc<Alias>>;

/// Reads a type. Aliases on the way are read to the end before anybody else sees them; `None` where part of the type is not known.
pub fn data_type(modules: &Index, text: &str, known: &Mutex<Known>) -> Option<Type> {
    let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
    let reader = Reader { modules, known: RefCell::new(&mut known) };
    reader.data_type(text)
}

/// Takes in all that a type's text may stand for: the names in it, and in what they are aliases of.
pub fn hash_meaning(modules: &Index, text: &str, hasher: &mut impl Hasher) {
    let (mut waiting, mut seen) = (vec![text], Set::default());
    while let Some(text) = waiting.pop() {
        let names = text.split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').filter(|name| !name.is_empty()).map(plain);
        for name in names.filter(|name| seen.insert(name.clone())).collect::<Vec<_>>() {
            let alias = modules.written_alias(&name);
            (alias, modules.is_resource_type(&name)).hash(hasher);
            waiting.extend(alias.map(|(_, text)| text));
        }
    }
}

struct Reader<'a> {
    modules: &'a Index,
    known: RefCell<&'a mut Known>,
}

impl Reader<'_> {
    fn data_type(&self, text: &str) -> Option<Type> {
        let data_type = datatype::parse(text, self).ok()?;
        (!data_type.to_string().contains("TypeReference[")).then_some(data_type)
    }
}

impl Aliases for Reader<'_> {
    fn alias(&self, name: &str) -> Option<Arc<Alias>> {
        let key = plain(name);
        if let Some(known) = self.known.borrow().get(&key) {
            return Some(known.clone());
        }
        let (written, text) = self.modules.written_alias(&key)?;
        let alias = Arc::new(Alias { name: written.into(), resolved: OnceLock::new() });
        // known before it is read, since it may name itself
        self.known.borrow_mut().insert(key, alias.clone());
        let meaning = self.data_type(text).unwrap_or(Type::Any);
        alias.resolved.get_or_init(|| meaning);
        Some(alias)
    }

    fn is_resource_type(&self, name: &str) -> bool {
        self.modules.is_resource_type(&plain(name))
    }
}
