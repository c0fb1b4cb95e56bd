//! By what names a resource can be found: its title, the metaparameter `alias`, and what its name variables hold.
//! Source of the rules: `lib/puppet/resource/catalog.rb`, `create_resource_aliases`; `lib/puppet/resource.rb`, `uniqueness_key`.

use super::compiler::Compiler;
use super::declared::{Declared, DeclaredId, Kind};
use super::function::Interrupt;
use crate::catalog::{Reference, Schema};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::render::line_place;
use crate::value::{EcoString, Value, format};
use std::sync::Arc;

/// The values of a type's name variables, in the order of their names.
pub(super) type Identity = Vec<Option<EcoString>>;

impl Compiler<'_> {
    /// A resource by title, alias or identity.
    pub fn find_resource(&self, reference: &Reference) -> Option<DeclaredId> {
        let known = self.by_reference.get(reference).or_else(|| self.aliases.get(reference)).copied();
        known.or_else(|| {
            let schema = self.schema_with_patterns(&reference.type_name)?;
            self.named(reference, &identity(&schema, &reference.title, |_| None)?)
        })
    }

    /// Only types that read their titles can know a resource by another title.
    fn schema_with_patterns(&self, type_name: &str) -> Option<Arc<Schema>> {
        if type_name.contains("::") || matches!(type_name, "Class" | "Node") {
            return None;
        }
        self.inputs.schemas.schema(&type_name.to_lowercase()).filter(|schema| !schema.title_patterns.is_empty())
    }

    fn named(&self, reference: &Reference, identity: &Identity) -> Option<DeclaredId> {
        if let [Some(name)] = identity.as_slice() {
            let alias = Reference { type_name: reference.type_name.clone(), title: name.clone() };
            return self.by_reference.get(&alias).or_else(|| self.aliases.get(&alias)).copied();
        }
        self.identities.get(&(reference.type_name.clone(), identity.clone())).copied()
    }

    /// Registers the other names of a resource; none may be another one's.
    pub(super) fn add_aliases(&mut self, id: DeclaredId) -> Result<(), Interrupt> {
        let Some(declared) = self.resource(id) else { return Ok(()) };
        let aliases = match declared.get("alias") {
            Some(Value::Array(items)) => items.iter().map(format::interpolated).collect(),
            Some(Value::Undef) | None => Vec::new(),
            Some(other) => vec![format::interpolated(other)],
        };
        let identity = declared_identity(declared)?;
        let reference = declared.reference.clone();
        for alias in aliases {
            self.add_name(id, &reference, vec![Some(alias)], |name| format!("{name:?}"))?;
        }
        match identity {
            Some(identity) if identity.iter().any(Option::is_some) => self.add_name(id, &reference, identity, |name| format!("[{name:?}]")),
            _ => Ok(()),
        }
    }

    fn add_name(
        &mut self,
        id: DeclaredId,
        reference: &Reference,
        identity: Identity,
        shown: impl Fn(&str) -> String,
    ) -> Result<(), Interrupt> {
        if let [Some(name)] = identity.as_slice()
            && *name == reference.title
        {
            return Ok(());
        }
        if let Some(other) = self.named(reference, &identity).filter(|other| *other != id).and_then(|other| self.resource(other)) {
            let location = self.resource(id).and_then(Declared::told_location);
            return Err(taken(reference, location.map(line_place), &identity, other, shown));
        }
        match identity.as_slice() {
            [Some(name)] => {
                let alias = Reference { type_name: reference.type_name.clone(), title: name.clone() };
                self.aliases.insert(alias, id);
            }
            _ => {
                self.identities.insert((reference.type_name.clone(), identity), id);
            }
        }
        Ok(())
    }
}

/// The identity of a resource; `None` where several resources may have the same.
fn declared_identity(declared: &Declared) -> Result<Option<Identity>, Interrupt> {
    let given = |name: &str| declared.get(name).filter(|value| !value.is_undef()).map(format::interpolated);
    match &declared.kind {
        Kind::Native(schema) if !schema.isomorphic => Ok(None),
        Kind::Native(schema) => match identity(schema, &declared.reference.title, given) {
            Some(identity) => Ok(Some(identity)),
            None => {
                let message = format!("No set of title patterns matched the title \"{}\".", declared.reference.title);
                Err(Interrupt::failure("TITLE_UNMATCHED", message))
            }
        },
        _ => Ok(given("name").map(|name| vec![Some(name)])),
    }
}

/// What the title and the given attributes make the name variables; `None` where the title fits no pattern.
fn identity(schema: &Schema, title: &str, given: impl Fn(&str) -> Option<EcoString>) -> Option<Identity> {
    if let ([name], true) = (schema.name_variables.as_slice(), schema.title_patterns.is_empty()) {
        return Some(vec![Some(given(name).unwrap_or_else(|| title.into()))]);
    }
    let titled = schema.parse_title(title)?;
    let mut names = schema.name_variables.clone();
    names.sort();
    let value = |name: &EcoString| given(name).or_else(|| titled.iter().find(|(titled, _)| titled == name).map(|(_, value)| value.clone()));
    Some(names.iter().map(value).collect())
}

fn taken(reference: &Reference, place: Option<String>, identity: &Identity, other: &Declared, shown: impl Fn(&str) -> String) -> Interrupt {
    let parts: Vec<String> = identity.iter().map(|part| part.as_ref().map_or("nil".to_string(), |text| format!("{text:?}"))).collect();
    let key = match identity.as_slice() {
        [Some(name)] => shown(name),
        _ => format!("[{}]", parts.join(", ")),
    };
    let at = place.map(|place| format!(" at {place}")).unwrap_or_default();
    let there = other.told_location().map(|place| format!(" {}", line_place(place))).unwrap_or_default();
    let message = format!(
        "Cannot alias {reference} to {key}{at}; resource [{:?}, {}] already declared{there}",
        reference.type_name,
        parts.join(", ")
    );
    let diagnostic = Diagnostic::error("DUPLICATE_ALIAS", message);
    match &other.location {
        Some(place) => diagnostic.with_related(place.clone(), "declared here").into(),
        None => diagnostic.into(),
    }
}
