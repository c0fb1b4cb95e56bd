//! `TypeSet[{…}]`: the definition of a set of types from a hash, and how it is shown.

use super::object::define as define_object;
use super::{NoAliases, accepts, describe_mismatch, parse};
use crate::value::data_type::TypeSet;
use crate::value::{EcoString, Type, Value, ValueHash, format, version_range};
use std::sync::{Arc, LazyLock};

/// Whose the types of a running Puppet are.
pub const RUNTIME_AUTHORITY: &str = "http://puppet.com/2016.1/runtime";
/// The versions of the language of type sets that are understood.
const UNDERSTOOD: &str = "1.x";

static DEFINITION: LazyLock<Type> = LazyLock::new(|| {
    let text = r"Struct[{Optional['pcore_uri'] => String[1], 'pcore_version' => Variant[String[1], SemVer],
        Optional['name_authority'] => String[1], Optional['name'] => Pattern[/\A[A-Z]\w*(?:::[A-Z]\w*)*\z/],
        Optional['version'] => Variant[String[1], SemVer],
        Optional['types'] => Hash[Pattern[/\A[A-Z]\w*\z/], Variant[Type, Hash], 1],
        Optional['references'] => Hash[Pattern[/\A[A-Z]\w*\z/], Struct[{'name' => Pattern[/\A[A-Z]\w*(?:::[A-Z]\w*)*\z/],
        'version_range' => Variant[String[1], SemVerRange], Optional['name_authority'] => String[1], 'annotations' => Any}], 1],
        'annotations' => Any}]";
    parse(text, &NoAliases).unwrap_or(Type::Any)
});

/// The set that a hash defines; else what is wrong with it, in Puppet's words.
pub fn define(name: Option<&EcoString>, entries: &ValueHash) -> Result<TypeSet, String> {
    let whole = Value::hash(entries.clone());
    if !accepts(&DEFINITION, &whole) {
        return Err(describe_mismatch("TypeSet initializer has wrong type,", &DEFINITION, &whole));
    }
    let entry = |name: &str| entries.get(&Value::from(name)).filter(|value| !value.is_undef());
    let text = |name: &str| entry(name).map(format::interpolated);
    let name = name.cloned().or_else(|| text("name"));
    let pcore_version = text("pcore_version").unwrap_or_default();
    if !version_range::in_range(UNDERSTOOD, &pcore_version) {
        let subject = format!("The pcore version for TypeSet '{}' is not understood by this runtime.", name.as_deref().unwrap_or(""));
        return Err(format!("{subject} Expected range {UNDERSTOOD}, got {pcore_version}"));
    }
    let mut types = Vec::new();
    for (own, member) in entry("types").and_then(Value::as_hash).into_iter().flatten() {
        let own = format::interpolated(own);
        let member = match member {
            Value::Type(data_type) => data_type.as_ref().clone(),
            Value::Hash(entries) => {
                let whole = EcoString::from(format!("{}::{own}", name.as_deref().unwrap_or("")));
                Type::Object(Some(Arc::new(define_object(Some(&whole), entries)?)))
            }
            _ => Type::Any,
        };
        types.push((own, member));
    }
    let references = entry("references").and_then(Value::as_hash).into_iter().flatten();
    Ok(TypeSet {
        name,
        name_authority: text("name_authority"),
        pcore_uri: text("pcore_uri"),
        pcore_version,
        version: text("version"),
        types,
        references: references.map(|(own, reference)| (format::interpolated(own), reference.clone())).collect(),
    })
}

/// The entries of the hash that defines a set.
pub(super) fn definition(set: &TypeSet) -> String {
    let quoted = |text: &EcoString| format::inspect(&Value::String(text.clone()));
    let entry = |name: &str, value: &EcoString| format!("{name} => {}", quoted(value));
    let mut entries: Vec<String> = set.pcore_uri.iter().map(|uri| entry("pcore_uri", uri)).collect();
    entries.push(entry("pcore_version", &set.pcore_version));
    entries.extend(set.name_authority.iter().map(|authority| entry("name_authority", authority)));
    entries.push(set.name.as_ref().map_or_else(|| "name => undef".to_string(), |name| entry("name", name)));
    entries.extend(set.version.iter().map(|version| entry("version", version)));
    if !set.types.is_empty() {
        let types = set.types.iter().map(|(name, data_type)| format!("{name} => {}", without_prefix(set, name, data_type)));
        entries.push(format!("types => {{{}}}", types.collect::<Vec<_>>().join(", ")));
    }
    if !set.references.is_empty() {
        let references = set.references.iter().map(|(name, reference)| format!("{name} => {}", format::inspect(reference)));
        entries.push(format!("references => {{{}}}", references.collect::<Vec<_>>().join(", ")));
    }
    entries.join(", ")
}

/// A type by the short names that it and its neighbours have inside of their set.
fn without_prefix(set: &TypeSet, name: &str, data_type: &Type) -> String {
    let own = set.name.as_deref().unwrap_or("");
    let mut shown = data_type.to_string().replace(&format!("name => '{own}::{name}'"), "");
    for (member, _) in &set.types {
        shown = shown.replace(&format!("{own}::{member} = "), "");
    }
    shown.replace(&format!("{own}::"), "").replace("Object[{, ", "Object[{")
}
