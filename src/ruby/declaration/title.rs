//! `def self.title_patterns`: how the titles of a type are read. It has no more to go by than the methods of files that the type
//! requires, so it is run, by the small Ruby; what that cannot run leaves titles unread.

use crate::catalog::schema::TitlePattern;
use crate::ruby::Interpreter;
use crate::ruby::host::Nobody;
use crate::ruby::object::Object;
use crate::ruby::tree::Definition;
use crate::value::{EcoString, Map};
use std::sync::Arc;

/// `[[/regex/, [[:name], [:other]]], …]`; `methods` are those of required files.
pub(super) fn patterns(definition: &Definition, methods: &Map<EcoString, Definition>) -> Vec<TitlePattern> {
    let Some(body) = definition.body.as_ref() else { return Vec::new() };
    let library = methods.values().map(|method| (method.name.clone(), Arc::new(method.clone()))).collect();
    let given = Interpreter::with_library(&mut Nobody, library).run(body).ok();
    let items = given.and_then(|list| list.items());
    items.and_then(|items| items.iter().map(pattern).collect()).unwrap_or_default()
}

fn pattern(given: &Object) -> Option<TitlePattern> {
    let parts = given.items()?;
    let [Object::Regex(regex), names] = parts.as_slice() else { return None };
    let names: Option<Vec<EcoString>> = names.items()?.iter().map(name).collect();
    Some(TitlePattern::Groups { regex: regex.source().clone(), names: names? })
}

/// A name, alone or in a list before what makes the value.
fn name(given: &Object) -> Option<EcoString> {
    match given {
        Object::Symbol(name) => Some(name.clone()),
        list => list.items()?.first().and_then(name),
    }
}
