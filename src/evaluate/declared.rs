//! Resources while they are being declared, before the catalog is finished.

use super::definition::Definition;
use super::scope::ScopeId;
use crate::catalog::{Reference, Schema};
use crate::value::{EcoString, Map, Set, Value};
use rpuppet_syntax::Location;
use std::sync::Arc;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DeclaredId(pub usize);

/// What a resource is an instance of.
#[derive(Clone, Debug)]
pub enum Kind {
    Class(Arc<Definition>),
    Node(Arc<Definition>),
    Define(Arc<Definition>),
    Native(Arc<Schema>),
}

/// A parameter's value, where it was set and by which definition.
#[derive(Clone, Debug)]
pub struct Setting {
    pub value: Value,
    pub location: Option<Location>,
    pub source: Option<Arc<Definition>>,
    /// `+>`.
    pub append: bool,
}

#[derive(Debug)]
pub struct Declared {
    pub kind: Kind,
    pub reference: Reference,
    pub parameters: Map<EcoString, Setting>,
    pub tags: Set<EcoString>,
    /// The scope that it was declared in.
    pub scope: ScopeId,
    /// The definition that it was declared in.
    pub source: Option<Arc<Definition>>,
    pub location: Option<Location>,
    /// A class that was wanted by `include` or the like: messages and the catalog do not know where.
    pub included: bool,
    pub is_virtual: bool,
    pub exported: bool,
    pub evaluated: bool,
    /// The title is a text, not a number that `create_resources` was given: else it is no tag, and the name is kept beside it.
    pub has_text_title: bool,
    /// The container's tags were taken over.
    pub tagged_by_container: bool,
    /// Whose they were, and how many.
    pub tags_from: Option<(DeclaredId, usize)>,
}

impl Declared {
    pub fn is_class(&self) -> bool {
        matches!(self.kind, Kind::Class(_))
    }

    /// Where messages and the catalog say that the resource was declared.
    pub fn told_location(&self) -> Option<&Location> {
        self.location.as_ref().filter(|_| !self.included)
    }

    pub fn is_native(&self) -> bool {
        matches!(self.kind, Kind::Native(_))
    }

    /// The title was no text, or a symbol of Puppet's own.
    pub fn set_title_apart(&mut self) {
        self.has_text_title = false;
        self.tags.shift_remove(&self.reference.title.to_lowercase());
        self.parameters.shift_insert(0, "name".into(), super::class::setting(Value::String(self.reference.title.clone())));
    }

    /// The value of a parameter.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.parameters.get(name).map(|setting| &setting.value)
    }

    /// Adds a tag and, where it is qualified, its parts; `false` where it is no valid tag.
    pub fn tag(&mut self, tag: &str) -> bool {
        let valid = is_valid_tag(tag);
        if valid {
            add_tag(&mut self.tags, tag);
        }
        valid
    }
}

/// Adds a valid tag in lower case, and the parts of a qualified one.
pub fn add_tag(tags: &mut Set<EcoString>, tag: &str) {
    let is_lower = tag.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    let tag = if is_lower { EcoString::from(tag) } else { tag.to_lowercase().into() };
    if tags.insert(tag.clone()) && tag.as_bytes().contains(&b':') {
        tags.extend(tag.split("::").map(EcoString::from));
    }
}

/// `\A[[:alnum:]_][[:alnum:]_:.-]*\Z`.
pub fn is_valid_tag(tag: &str) -> bool {
    let mut characters = tag.chars();
    characters.next().is_some_and(|first| first.is_alphanumeric() || first == '_')
        && characters.all(|character| character.is_alphanumeric() || matches!(character, '_' | ':' | '.' | '-'))
}
