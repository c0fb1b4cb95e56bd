//! Scopes: where variables live and what else a name can reach.
//!
//! A class's or define's scope sees itself, the classes it inherits, then node and top scope; never the scope that declared it.
//! Resource defaults alone follow the chain of declaration ("dynamic scope"). Source: `lib/puppet/parser/scope.rb`.

use super::declared::{DeclaredId, Setting};
use super::definition::Definition;
use crate::value::{EcoString, Map, Value};
use std::sync::Arc;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScopeId(pub usize);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeKind {
    Top,
    Node,
    Class,
    Define,
    /// The body of a function written in Puppet.
    Function,
}

/// What a regular expression matched: the whole and its groups.
pub type Matched = Arc<Vec<Option<EcoString>>>;

/// A frame inside a scope: a lambda's variables, or the groups of a match.
#[derive(Clone, Debug)]
pub enum Frame {
    Variables(Map<EcoString, Value>),
    Matched(Matched),
}

#[derive(Debug)]
pub struct Scope {
    pub kind: ScopeKind,
    /// The scope that the container was declared in (or the inherited class's).
    pub parent: Option<ScopeId>,
    /// The class whose scope is looked into before node and top scope.
    pub inherited: Option<ScopeId>,
    pub definition: Option<Arc<Definition>>,
    /// The container that resources declared here belong to.
    pub container: Option<DeclaredId>,
    pub variables: Map<EcoString, Value>,
    pub frames: Vec<Frame>,
    /// Resource defaults: capitalised type → attribute → value.
    pub defaults: Map<EcoString, Map<EcoString, Setting>>,
}

impl Scope {
    pub fn new(kind: ScopeKind, parent: Option<ScopeId>) -> Self {
        Scope {
            kind,
            parent,
            inherited: None,
            definition: None,
            container: None,
            variables: Map::default(),
            frames: Vec::new(),
            defaults: Map::default(),
        }
    }

    /// A variable of this very scope: innermost frame first.
    pub fn local(&self, name: &str) -> Option<&Value> {
        let in_frames = self.frames.iter().rev().find_map(|frame| match frame {
            Frame::Variables(variables) => variables.get(name),
            Frame::Matched(_) => None,
        });
        in_frames.or_else(|| self.variables.get(name))
    }

    /// Sets variables, in most cases the first ones.
    pub fn bind(&mut self, variables: Map<EcoString, Value>) {
        if self.variables.is_empty() {
            self.variables = variables;
        } else {
            self.variables.extend(variables);
        }
    }

    /// What the latest match found.
    fn latest_match(&self) -> Option<&Matched> {
        self.frames.iter().rev().find_map(|frame| match frame {
            Frame::Matched(matched) => Some(matched),
            Frame::Variables(_) => None,
        })
    }

    /// Where an assignment goes: the innermost lambda's variables, else the scope's own.
    pub fn assignable(&mut self) -> &mut Map<EcoString, Value> {
        let innermost = self.frames.iter_mut().rev().find_map(|frame| match frame {
            Frame::Variables(variables) => Some(variables),
            Frame::Matched(_) => None,
        });
        innermost.unwrap_or(&mut self.variables)
    }
}

/// All scopes of a compilation.
#[derive(Debug, Default)]
pub struct Scopes {
    scopes: Vec<Scope>,
    /// Evaluated classes by name.
    pub classes: Map<EcoString, ScopeId>,
    fallback: Option<Box<Scope>>,
}

impl Scopes {
    pub const TOP: ScopeId = ScopeId(0);

    pub fn add(&mut self, scope: Scope) -> ScopeId {
        self.scopes.push(scope);
        ScopeId(self.scopes.len() - 1)
    }

    /// Forgets a scope that nothing refers to, where it is the last one.
    pub fn discard(&mut self, id: ScopeId) {
        if id.0 + 1 == self.scopes.len() {
            self.scopes.pop();
        }
    }

    pub fn get(&self, id: ScopeId) -> Option<&Scope> {
        self.scopes.get(id.0)
    }

    /// Ids are only made by [`Scopes::add`]; an unknown one gives a scope of its own rather than a crash.
    pub fn get_mut(&mut self, id: ScopeId) -> &mut Scope {
        match self.scopes.get_mut(id.0) {
            Some(scope) => scope,
            None => self.fallback.get_or_insert_with(|| Box::new(Scope::new(ScopeKind::Function, None))),
        }
    }

    /// The next scope that an unqualified name is looked up in.
    pub fn next(&self, id: ScopeId) -> Option<ScopeId> {
        let scope = self.get(id)?;
        scope.inherited.or_else(|| self.enclosing(id))
    }

    /// Node or top scope above a scope.
    pub fn enclosing(&self, id: ScopeId) -> Option<ScopeId> {
        let mut at = self.get(id)?.parent?;
        while !matches!(self.get(at)?.kind, ScopeKind::Top | ScopeKind::Node) {
            at = self.get(at)?.parent?;
        }
        Some(at)
    }

    /// An unqualified variable as seen from a scope.
    pub fn lookup(&self, id: ScopeId, name: &str) -> Option<&Value> {
        let mut at = Some(id);
        while let Some(current) = at {
            if let Some(value) = self.get(current)?.local(name) {
                return Some(value);
            }
            at = self.next(current);
        }
        None
    }

    /// Gives another value to an unqualified variable as seen from a scope, where it is set in a scope itself; the scope that has it.
    pub fn set(&mut self, id: ScopeId, name: &str, value: &Value) -> Option<ScopeId> {
        let mut at = Some(id);
        while let Some(current) = at {
            let scope = self.get(current)?;
            if scope.local(name).is_some() {
                *self.get_mut(current).variables.get_mut(name)? = value.clone();
                return Some(current);
            }
            at = self.next(current);
        }
        None
    }

    /// `$0`, `$1`, … of the latest match that a scope sees.
    pub fn matched(&self, id: ScopeId, group: usize) -> Value {
        let group = self.latest_match(id).and_then(|matched| matched.get(group).cloned().flatten());
        group.map_or(Value::Undef, Value::String)
    }

    /// The groups of the latest match that a scope sees.
    pub fn latest_match(&self, id: ScopeId) -> Option<&Matched> {
        let mut at = Some(id);
        while let Some(current) = at {
            if let Some(matched) = self.get(current).and_then(Scope::latest_match) {
                return Some(matched);
            }
            at = self.next(current);
        }
        None
    }

    /// Resource defaults for a type as seen from a scope: outer ones first, inner ones win.
    pub fn defaults(&self, id: ScopeId, type_name: &str) -> Map<EcoString, Setting> {
        let mut chain = Vec::new();
        let mut at = Some(id);
        while let Some(scope) = at.and_then(|current| self.get(current)) {
            chain.extend(scope.defaults.get(type_name));
            at = scope.parent;
        }
        let mut merged = Map::default();
        for defaults in chain.into_iter().rev() {
            merged.extend(defaults.iter().map(|(name, setting)| (name.clone(), setting.clone())));
        }
        merged
    }
}
