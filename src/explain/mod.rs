//! Why a catalog is as it is: who declared a resource, where each parameter's value was set, what puts it in order; and the whole as a
//! graph. Reads a catalog that was compiled here, and the texts that it remembers.

pub mod graph;
mod layout;
mod order;
pub mod origin;
mod svg;
pub mod text;
mod why;

use crate::catalog::{Catalog, Reference};
use crate::value::Map;

pub use order::{Order, Side};
pub use why::{Cause, Container, Setting, Why, data_keys, why};

/// What contains each resource: a class that another one contains is in its stage too, but that says less.
fn containers(catalog: &Catalog) -> Map<&Reference, &Reference> {
    let mut found: Map<&Reference, &Reference> = Map::default();
    for (container, inside) in &catalog.edges {
        if container.type_name != "Stage" || !found.contains_key(inside) {
            found.insert(inside, container);
        }
    }
    found
}
