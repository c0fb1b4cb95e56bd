//! What comes before and after a resource, for its own sake or that of what contains it.

use super::origin::Statement;
use crate::catalog::{Catalog, Reference, Resource};
use crate::plan::names::Names;
use crate::plan::relations::{self, Origin, Relation};
use crate::plan::{Kinds, RelationKind};
use rpuppet_syntax::Location;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Before,
    After,
}

/// One relation: the resource, or a container of it, with another resource.
#[derive(Clone, Debug)]
pub struct Order {
    /// On which side of the other one the resource is.
    pub side: Side,
    pub other: Reference,
    /// The container that the relation is of, where it is not the resource itself.
    pub of: Option<Reference>,
    /// Whether changes make the later one refresh.
    pub refresh: bool,
    pub reason: String,
    pub place: Option<Location>,
}

/// The relations of a resource and of what contains it (positions in the catalog; the resource first).
pub(super) fn orders(catalog: &Catalog, kinds: &dyn Kinds, positions: &[usize]) -> Vec<Order> {
    let (names, _) = Names::of(catalog, kinds);
    let (relations, _) = relations::collect(catalog, kinds, &names);
    let own = positions.first().copied();
    let mut found = Vec::new();
    for ((earlier, later), reasons) in &relations {
        for position in positions {
            let side = match (earlier == position, later == position) {
                (true, false) if !positions.contains(later) => Side::Before,
                (false, true) if !positions.contains(earlier) => Side::After,
                _ => continue,
            };
            let other = if side == Side::Before { *later } else { *earlier };
            let Some(other) = resource(catalog, other) else { continue };
            let of = resource(catalog, *position).filter(|_| Some(*position) != own).map(|container| container.reference.clone());
            found.extend(reasons.iter().map(|relation| order(catalog, side, &other.reference, of.clone(), relation)));
        }
    }
    found
}

fn resource(catalog: &Catalog, position: usize) -> Option<&Resource> {
    catalog.resources.get_index(position).map(|(_, resource)| resource)
}

fn order(catalog: &Catalog, side: Side, other: &Reference, of: Option<Reference>, relation: &Relation) -> Order {
    let (reason, place) = match relation.origin {
        Origin::Containment => ("containment".to_string(), None),
        Origin::Automatic(position) => {
            let name = resource(catalog, position).map(|resource| resource.reference.to_string()).unwrap_or_default();
            (format!("the type of {name} knows of it"), None)
        }
        Origin::Parameter(position, kind) => written(catalog, position, kind),
    };
    Order { side, other: other.clone(), of, refresh: relation.refresh, reason, place }
}

fn written(catalog: &Catalog, position: usize, kind: RelationKind) -> (String, Option<Location>) {
    let name = match kind {
        RelationKind::Require => "require",
        RelationKind::Subscribe => "subscribe",
        RelationKind::Before => "before",
        RelationKind::Notify => "notify",
    };
    let Some(resource) = resource(catalog, position) else { return (name.to_string(), None) };
    let place = resource.parameters.get(name).and_then(|parameter| parameter.location.clone());
    let reason = match place.as_ref().map(Statement::around) {
        Some(Statement::Arrow) => "an arrow".to_string(),
        _ => format!("{name} of {}", resource.reference),
    };
    (reason, place)
}
