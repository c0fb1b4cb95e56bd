//! What contains what: classes, defines and stages around resources, and the paths that messages show.

use super::resource_type::Kinds;
use crate::catalog::reference::capitalized;
use crate::catalog::{Catalog, Resource};
use crate::value::EcoString;

/// Deeper containment is cut off in paths (a catalog from elsewhere may contain itself).
const DEPTH_LIMIT: usize = 1000;

pub struct Containment {
    parents: Vec<Option<usize>>,
    contents: Vec<Vec<usize>>,
    containers: Vec<bool>,
}

impl Containment {
    pub fn of(catalog: &Catalog, kinds: &dyn Kinds) -> Self {
        let count = catalog.resources.len();
        let mut containment = Containment {
            parents: vec![None; count],
            contents: vec![Vec::new(); count],
            containers: catalog.resources.values().map(|resource| is_container(resource, kinds)).collect(),
        };
        for (container, inside) in &catalog.edges {
            let positions = (catalog.resources.get_index_of(container), catalog.resources.get_index_of(inside));
            if let (Some(container), Some(inside)) = positions {
                containment.put(container, inside);
            }
        }
        containment
    }

    fn put(&mut self, container: usize, inside: usize) {
        let is_first = self.parents.get(inside).is_some_and(Option::is_none);
        if let Some(parent) = self.parents.get_mut(inside) {
            parent.get_or_insert(container);
        }
        if let Some(contents) = self.contents.get_mut(container).filter(|contents| is_first || !contents.contains(&inside)) {
            contents.push(inside);
        }
    }

    pub fn is_container(&self, position: usize) -> bool {
        self.containers.get(position).copied().unwrap_or(false)
    }

    pub fn contents(&self, position: usize) -> &[usize] {
        self.contents.get(position).map_or(&[], Vec::as_slice)
    }

    /// The containers around a resource and the resource itself, outermost first: `Stage[main]`, `Trove::Api`, `Service[trove-api]`.
    pub fn path(&self, catalog: &Catalog, position: usize) -> Vec<EcoString> {
        let mut path = Vec::new();
        let mut next = Some(position);
        while let Some(position) = next.filter(|_| path.len() < DEPTH_LIMIT) {
            path.extend(catalog.resources.get_index(position).map(|(_, resource)| segment(resource)));
            next = self.parents.get(position).copied().flatten();
        }
        path.reverse();
        path
    }
}

fn is_container(resource: &Resource, kinds: &dyn Kinds) -> bool {
    match resource.reference.type_name.as_str() {
        "Class" | "Stage" => true,
        type_name => resource.kind.is_none() && kinds.kind(type_name).is_none(),
    }
}

/// Classes are shown by their name alone.
fn segment(resource: &Resource) -> EcoString {
    match resource.reference.type_name.as_str() {
        "Class" => capitalized(&resource.reference.title),
        _ => resource.reference.to_string().into(),
    }
}
