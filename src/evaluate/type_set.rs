//! `type Name = TypeSet[{…}]`: types that know each other by their short names.
//!
//! The types of a set are there once the set itself was named.

use super::compiler::Compiler;
use super::definition::{Definition, DefinitionKind, plain};
use super::function::Interrupt;
use super::scope::Scopes;
use super::types::object_type;
use crate::datatype::type_set;
use crate::diagnostic::Diagnostic;
use crate::value::data_type::{Alias, TypeSet};
use crate::value::{EcoString, Map, Type, Value, ValueHash, version_range};
use rpuppet_syntax::ast::List;
use rpuppet_syntax::{Ast, Node, NodeId};
use std::sync::{Arc, OnceLock};

/// The sets of types that were named so far.
#[derive(Default)]
pub(super) struct TypeSets {
    /// A type's whole name → what it means, or how it is defined.
    members: Map<EcoString, Member>,
    /// Names for other sets: the set's name and theirs → the other set's name.
    references: Map<(EcoString, EcoString), EcoString>,
    /// Sets whose types are being read, innermost last.
    open: Vec<EcoString>,
}

#[derive(Clone)]
enum Member {
    Unread(Arc<Definition>, EcoString),
    Known(Type),
}

fn failed(message: String) -> Interrupt {
    Interrupt::failure("TYPE_NAME_ERROR", message)
}

impl Compiler<'_> {
    pub(super) fn type_set(&mut self, ast: &Arc<Ast>, name: &EcoString, entries: List) -> Result<Type, Interrupt> {
        let mut given = ValueHash::default();
        let mut types: Vec<(EcoString, NodeId)> = Vec::new();
        for entry in ast.items(entries) {
            let Node::KeyedEntry { key, value } = ast.node(*entry) else { continue };
            let key = key_of(ast, key);
            let value = match (key.as_str(), ast.node(value)) {
                ("types", Node::Hash { entries, .. }) => {
                    types = self.named_entries(ast, entries);
                    // what they are is read later
                    Value::hash(types.iter().map(|(name, _)| (Value::String(name.clone()), Value::data_type(Type::Any))).collect())
                }
                ("references", Node::Hash { entries, .. }) => {
                    let mut references = ValueHash::default();
                    for (name, value) in self.named_entries(ast, entries) {
                        references.insert(Value::String(name), self.evaluate(ast, value)?);
                    }
                    Value::hash(references)
                }
                _ => self.evaluate(ast, value)?,
            };
            given.insert(Value::String(key), value);
        }
        let mut set = type_set::define(Some(name), &given).map_err(failed)?;
        set.name_authority.get_or_insert_with(|| type_set::RUNTIME_AUTHORITY.into());
        self.resolve_references(&set)?;
        set.types = self.read_members(ast, name, &types)?;
        Ok(Type::TypeSet(Some(Arc::new(set))))
    }

    fn named_entries(&self, ast: &Ast, entries: List) -> Vec<(EcoString, NodeId)> {
        let entry = |entry: &NodeId| match ast.node(*entry) {
            Node::KeyedEntry { key, value } => Some((key_of(ast, key), value)),
            _ => None,
        };
        ast.items(entries).iter().filter_map(entry).collect()
    }

    fn resolve_references(&mut self, set: &TypeSet) -> Result<(), Interrupt> {
        let own = set.name.as_deref().unwrap_or_default();
        for (alias, reference) in &set.references {
            let entry = |name: &str| reference.as_hash().and_then(|entries| entries.get(&Value::from(name))).and_then(Value::as_str);
            let (name, wanted) = (entry("name").unwrap_or_default(), entry("version_range").unwrap_or_default());
            let told = format!("TypeSet '{own}' reference to TypeSet named '{name}'");
            let other = match self.named_type(name)? {
                Some(Type::TypeSet(Some(other))) => other,
                Some(other) => return Err(failed(format!("{told} resolves to a {other}"))),
                None => return Err(failed(format!("{told} cannot be resolved"))),
            };
            let version = other.version.as_deref().unwrap_or_default();
            if !version_range::in_range(wanted, version) {
                let message = format!("{told} resolves to an incompatible version. Expected {wanted}, got {version}");
                return Err(failed(message));
            }
            self.type_sets.references.insert((plain(own), plain(alias)), plain(name));
        }
        Ok(())
    }

    fn read_members(
        &mut self,
        ast: &Arc<Ast>,
        set: &EcoString,
        types: &[(EcoString, NodeId)],
    ) -> Result<Vec<(EcoString, Type)>, Interrupt> {
        let whole = |name: &str| EcoString::from(format!("{set}::{name}"));
        for (name, body) in types {
            let definition = Definition {
                kind: DefinitionKind::TypeAlias,
                name: plain(&whole(name)),
                class: Default::default(),
                ast: ast.clone(),
                node: *body,
                module: None,
                parameters: List::default(),
                untyped: Default::default(),
                body: *body,
                parent: None,
                return_type: NodeId::NONE,
            };
            self.type_sets.members.insert(plain(&whole(name)), Member::Unread(Arc::new(definition), whole(name)));
        }
        let mut read = Vec::with_capacity(types.len());
        for (name, _) in types {
            let member = self.type_set_member(&plain(&whole(name)))?;
            read.push((name.clone(), member.unwrap_or(Type::Any)));
        }
        Ok(read)
    }

    /// A type of a set: by its whole name, or inside of the set by its short one or by what the set calls another set.
    pub(super) fn type_set_member(&mut self, name: &str) -> Result<Option<Type>, Interrupt> {
        let whole =
            self.type_sets.open.last().map(|set| self.name_in(set, name)).filter(|whole| self.type_sets.members.contains_key(whole));
        let whole = whole.unwrap_or_else(|| name.into());
        match self.type_sets.members.get(&whole).cloned() {
            None => Ok(None),
            Some(Member::Known(known)) => Ok(Some(known)),
            Some(Member::Unread(definition, name)) => {
                // one that leads back to itself stands for its name meanwhile
                self.type_sets.members.insert(whole.clone(), Member::Known(Type::Reference(name.clone())));
                let set = whole.rsplit_once("::").map_or("", |(set, _)| set);
                self.type_sets.open.push(set.into());
                let read = self.naming_unknown_types(|this| this.within(Scopes::TOP, |this| this.member_type(&definition, &name)));
                self.type_sets.open.pop();
                let read = match read? {
                    own @ Type::Object(Some(_)) => own,
                    meaning => Type::Alias(Arc::new(Alias { name, resolved: OnceLock::from(meaning) })),
                };
                self.type_sets.members.insert(whole, Member::Known(read.clone()));
                Ok(Some(read))
            }
        }
    }

    fn name_in(&self, set: &EcoString, name: &str) -> EcoString {
        let (first, rest) = name.split_once("::").map_or((name, None), |(first, rest)| (first, Some(rest)));
        match (self.type_sets.references.get(&(set.clone(), first.into())), rest) {
            (Some(other), Some(rest)) => format!("{other}::{rest}").into(),
            _ => format!("{set}::{name}").into(),
        }
    }

    /// A hash is an object type, `Parent { … }` one that inherits, anything else a type as an alias may have it.
    fn member_type(&mut self, definition: &Definition, name: &EcoString) -> Result<Type, Interrupt> {
        let ast = &definition.ast;
        match ast.node(definition.body) {
            Node::Hash { .. } => match self.evaluate(ast, definition.body)? {
                Value::Hash(entries) => object_type(name, &entries),
                _ => Ok(Type::Any),
            },
            Node::ResourceDefaults { type_reference, attributes, .. } => self.derived_member(ast, name, type_reference, attributes),
            _ => self.aliased_type(ast, definition.body, name),
        }
    }

    fn derived_member(&mut self, ast: &Arc<Ast>, name: &EcoString, parent: NodeId, attributes: List) -> Result<Type, Interrupt> {
        let is_plain =
            matches!(ast.node(parent), Node::QualifiedReference(base) if matches!(ast.text(base).as_str(), "Object" | "TypeSet"));
        let mut entries = ValueHash::default();
        if !is_plain {
            entries.insert("parent".into(), Value::data_type(self.type_of(ast, parent)?));
        }
        for attribute in ast.items(attributes) {
            let Node::Attribute { name, value, .. } = ast.node(*attribute) else { continue };
            let key = ast.text(name).clone();
            if key == "parent" && !is_plain {
                let message = "The key 'parent' is declared more than once";
                return Err(Diagnostic::error("DUPLICATE_KEY", message).at(ast.location(parent)).completed().into());
            }
            let value = self.evaluate(ast, value)?;
            entries.insert(Value::String(key), value);
        }
        object_type(name, &entries)
    }
}

fn key_of(ast: &Ast, key: NodeId) -> EcoString {
    match ast.node(key) {
        Node::QualifiedReference(name) | Node::QualifiedName(name) | Node::String(name) => ast.text(name).clone(),
        _ => ast.source.slice(ast.span(key)).into(),
    }
}
