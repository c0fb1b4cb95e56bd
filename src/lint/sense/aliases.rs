//! The data types that modules name, read from their texts.

use super::Modules;
use super::definition::plain;
use crate::datatype::{self, Aliases};
use crate::value::data_type::Alias;
use crate::value::{Map, Type};
use std::cell::RefCell;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Aliases as far as they were read.
type Known = Map<String, Arc<Alias>>;

/// Reads a type. Aliases on the way are read to the end before anybody else sees them; `None` where part of the type is not known.
pub fn data_type(modules: &Modules, text: &str, known: &Mutex<Known>) -> Option<Type> {
    let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
    let reader = Reader { modules, known: RefCell::new(&mut known) };
    reader.data_type(text)
}

struct Reader<'a> {
    modules: &'a Modules,
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
