//! Types that Puppet itself defines by name: aliases (`RichDataKey`), and object types (`Error`, `Pcore::StringType`).
//!
//! Source: the types that real Puppet 8 knows in an empty environment; `pcore.txt` has a line for each, an object type with the
//! hash that defines it.

use super::{NoAliases, object, parse};
use crate::value::data_type::{Alias, Object};
use crate::value::{EcoString, Map, Type, Value};
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

/// The type of calls that are made later.
pub const DEFERRED: &str = "Deferred";
/// The type of errors as values.
pub const ERROR: &str = "Error";

static DEFINITIONS: LazyLock<Map<String, &str>> = LazyLock::new(|| {
    let lines = include_str!("pcore.txt").lines();
    lines.filter_map(|line| Some((line.split_once(' ')?.0.to_ascii_lowercase(), line))).collect()
});

static READ: LazyLock<Mutex<Map<&str, Type>>> = LazyLock::new(Mutex::default);

/// The type of this name, in whatever case.
pub fn named(name: &str) -> Option<Type> {
    let line = *DEFINITIONS.get(name.to_ascii_lowercase().as_str())?;
    let read = || READ.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = read().get(line) {
        return Some(known.clone());
    }
    // the lock is free meanwhile: a definition names others
    let (name, definition) = line.split_once(' ')?;
    let data_type = defined(name, definition)?;
    read().insert(line, data_type.clone());
    Some(data_type)
}

fn defined(name: &str, definition: &str) -> Option<Type> {
    let name = EcoString::from(name);
    if let Some(text) = definition.strip_prefix("= ") {
        let resolved = OnceLock::from(parse(text, &NoAliases).ok()?);
        return Some(Type::Alias(Arc::new(Alias { name, resolved })));
    }
    let Ok(Value::Hash(entries)) = parse::value(definition) else { return None };
    Some(Type::Object(Some(Arc::new(object::define(Some(&name), &entries).ok()?))))
}

/// Whether an alias is shown by its name alone, whatever it stands for.
pub(super) fn is_shown_by_name(alias: &str) -> bool {
    matches!(alias, "RichDataKey" | "Puppet::LookupKey" | "Puppet::LookupValue")
}

/// An object type of Puppet's own.
pub fn object(name: &str) -> Arc<Object> {
    match named(name) {
        Some(Type::Object(Some(object))) => object,
        _ => Arc::new(Object::named(name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_definitions_can_be_read() {
        let unread: Vec<&&str> =
            DEFINITIONS.values().filter(|line| line.split_once(' ').and_then(|(name, text)| defined(name, text)).is_none()).collect();
        assert!(unread.is_empty(), "{unread:?}");
    }
}
