//! The relations between resources before containers are taken apart: those that are written down, and those that types know of.

use super::error::Problem;
use super::names::Names;
use super::resource_type::Kinds;
use crate::catalog::reference::capitalized;
use crate::catalog::{Catalog, Reference, RelationKind, Resource};
use crate::value::{Map, Type, Value};

/// Why one resource comes before another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A metaparameter of the resource at this position.
    Parameter(usize, RelationKind),
    /// The type of the resource at this position.
    Automatic(usize),
    Containment,
}

/// One reason for an order; `refresh` carries events along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relation {
    pub refresh: bool,
    pub origin: Origin,
}

/// From (earlier, later), both positions in the catalog, to the reasons, in the order in which they were found.
pub type Relations = Map<(usize, usize), Vec<Relation>>;

/// In the order in which Puppet reads them.
const METAPARAMETERS: [(&str, RelationKind); 4] = [
    ("require", RelationKind::Require),
    ("subscribe", RelationKind::Subscribe),
    ("before", RelationKind::Before),
    ("notify", RelationKind::Notify),
];

/// All relations of a catalog; also tells of those whose other end is missing.
pub fn collect(catalog: &Catalog, kinds: &dyn Kinds, names: &Names) -> (Relations, Vec<Problem>) {
    let (mut relations, mut problems) = (Relations::default(), Vec::new());
    for (position, resource) in catalog.resources.values().enumerate() {
        written(position, resource, names, &mut relations, &mut problems);
    }
    for (position, resource) in catalog.resources.values().enumerate() {
        automatic(position, resource, kinds, names, &mut relations);
    }
    (relations, problems)
}

fn written(position: usize, resource: &Resource, names: &Names, relations: &mut Relations, problems: &mut Vec<Problem>) {
    for (name, kind) in METAPARAMETERS {
        for reference in resource.get(name).map(references).unwrap_or_default() {
            let Some(other) = names.position(&reference) else {
                problems.push(missing(resource, &reference, kind));
                continue;
            };
            let relation = Relation { refresh: is_event(kind), origin: Origin::Parameter(position, kind) };
            relations.entry(direction(kind, position, other)).or_default().push(relation);
        }
    }
}

fn missing(resource: &Resource, reference: &Reference, kind: RelationKind) -> Problem {
    let what = if is_inward(kind) { "dependency" } else { "dependent" };
    let message = format!("Could not find {what} {reference} for {}", resource.reference);
    Problem::of(resource, message)
}

/// What a type knows of by itself gives way to what is written down: the same relation adds nothing, the opposite one wins.
fn automatic(position: usize, resource: &Resource, kinds: &dyn Kinds, names: &Names, relations: &mut Relations) {
    let mut found = kinds.autorelations(resource);
    found.sort_by_key(|relation| match relation.kind {
        RelationKind::Require => 0,
        RelationKind::Subscribe => 1,
        RelationKind::Before => 2,
        RelationKind::Notify => 3,
    });
    for relation in found {
        let Some(other) = names.position(&relation.other).filter(|other| *other != position) else { continue };
        let (earlier, later) = direction(relation.kind, position, other);
        if !relations.contains_key(&(earlier, later)) && !relations.contains_key(&(later, earlier)) {
            let relation = Relation { refresh: is_event(relation.kind), origin: Origin::Automatic(position) };
            relations.insert((earlier, later), vec![relation]);
        }
    }
}

fn is_event(kind: RelationKind) -> bool {
    matches!(kind, RelationKind::Subscribe | RelationKind::Notify)
}

/// The other comes first.
fn is_inward(kind: RelationKind) -> bool {
    matches!(kind, RelationKind::Require | RelationKind::Subscribe)
}

fn direction(kind: RelationKind, own: usize, other: usize) -> (usize, usize) {
    if is_inward(kind) { (other, own) } else { (own, other) }
}

/// The references in a metaparameter's value: reference types, texts (`File[/a]`), and arrays of them, however nested.
fn references(value: &Value) -> Vec<Reference> {
    let (mut found, mut left) = (Vec::new(), vec![value]);
    while let Some(value) = left.pop() {
        match value {
            Value::Array(items) => left.extend(items.iter().rev()),
            Value::String(text) => found.extend(Reference::parse(text)),
            Value::Type(data_type) => found.extend(reference(data_type)),
            Value::Sensitive(inner) => left.push(inner),
            _ => {}
        }
    }
    found
}

fn reference(data_type: &Type) -> Option<Reference> {
    match data_type {
        Type::Resource { type_name: Some(type_name), title: Some(title) } => Some(Reference::new(type_name, title.clone())),
        Type::Class(Some(name)) => Some(Reference::new("Class", capitalized(name))),
        _ => None,
    }
}
