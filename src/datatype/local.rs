//! Names for types that signatures of built-in functions use, as their `local_types` in Puppet; messages show them.

use super::{Aliases, parse};
use crate::value::data_type::Alias;
use crate::value::{EcoString, Map};
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

const TYPES: &[(&str, &str)] = &[
    ("StringData", "Variant[String, Numeric, Array[StringData], Hash[StringData, StringData]]"),
    (
        "OptionsType",
        "Struct[{container_type => Optional[Type], include_root => Optional[Boolean], include_containers => Optional[Boolean], \
         include_values => Optional[Boolean], order => Optional[Enum['depth_first', 'breadth_first']], include_refs => Optional[Boolean]}]",
    ),
    ("NameType", "Variant[String, Array[String]]"),
    ("ValueType", "Type"),
    ("DefaultValueType", "Any"),
    ("MergeType", "Variant[String[1], Hash[String, Scalar]]"),
    ("BlockType", "Callable[NameType]"),
    (
        "OptionsWithName",
        "Struct[{name => NameType, value_type => Optional[ValueType], default_value => DefaultValueType, \
         override => Optional[Hash[String, Any]], default_values_hash => Optional[Hash[String, Any]], merge => Optional[MergeType]}]",
    ),
    (
        "OptionsWithoutName",
        "Struct[{value_type => Optional[ValueType], default_value => DefaultValueType, \
         override => Optional[Hash[String, Any]], default_values_hash => Optional[Hash[String, Any]], merge => Optional[MergeType]}]",
    ),
];

static READ: LazyLock<Mutex<Map<&'static str, Arc<Alias>>>> = LazyLock::new(Mutex::default);

/// The names above, and no resource types.
pub(super) struct LocalTypes;

impl Aliases for LocalTypes {
    fn alias(&self, name: &str) -> Option<Arc<Alias>> {
        let (name, text) = TYPES.iter().find(|(known, _)| *known == name)?;
        let read = || READ.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(alias) = read().get(name) {
            return Some(alias.clone());
        }
        let alias = Arc::new(Alias { name: EcoString::from(*name), resolved: OnceLock::new() });
        read().insert(name, alias.clone());
        // Names itself meanwhile, so the lock is free.
        if let Ok(resolved) = parse(text, self) {
            let _ = alias.resolved.set(resolved);
        }
        Some(alias)
    }

    fn is_resource_type(&self, _name: &str) -> bool {
        false
    }
}
