//! All that is to be said of one resource.

use super::order::{Order, orders};
use super::origin::Statement;
use crate::catalog::{Catalog, Parameter, Reference, Resource};
use crate::plan::Kinds;
use crate::value::{EcoString, Map, Value, format, printf};
use rpuppet_syntax::Location;

/// Containers inside each other deeper than this are not followed (a catalog from elsewhere may contain itself).
const DEEPEST: usize = 1000;

/// Where a value comes from.
#[derive(Clone, Debug)]
pub enum Cause {
    /// A statement sets it.
    Written(Statement, Location),
    /// Hiera's data has it, in this file.
    Data(String),
    /// A class or define has it by its own default.
    Default,
    /// Nothing is known of it: the catalog was compiled elsewhere, or the program added it.
    Unknown,
}

/// A parameter's value, hidden where it is a secret, and where it comes from.
#[derive(Clone, Debug)]
pub struct Setting {
    pub name: EcoString,
    pub value: String,
    pub cause: Cause,
}

/// A class or define around a resource, and where it was declared.
#[derive(Clone, Debug)]
pub struct Container {
    pub reference: Reference,
    pub place: Option<Location>,
}

/// The whole answer.
#[derive(Clone, Debug)]
pub struct Why {
    pub reference: Reference,
    pub place: Option<Location>,
    /// The innermost first.
    pub containers: Vec<Container>,
    pub settings: Vec<Setting>,
    pub orders: Vec<Order>,
}

/// The keys that Hiera may have the values of a resource under: parameters of a class that no statement sets.
pub fn data_keys(catalog: &Catalog, reference: &Reference) -> Vec<String> {
    let Some(resource) = catalog.resource(reference).filter(|resource| is_class(resource)) else { return Vec::new() };
    let unset = resource.parameters.iter().filter(|(_, parameter)| parameter.location.is_none());
    unset.map(|(name, _)| data_key(resource, name)).collect()
}

/// `data` has the file of each key that Hiera has. `None` where the catalog has no such resource.
pub fn why(catalog: &Catalog, kinds: &dyn Kinds, reference: &Reference, data: &Map<String, String>) -> Option<Why> {
    let resource = catalog.resource(reference)?;
    let containers = containers(catalog, reference);
    let positions: Vec<usize> = std::iter::once(reference)
        .chain(containers.iter().map(|container| &container.reference))
        .filter_map(|reference| catalog.resources.get_index_of(reference))
        .collect();
    Some(Why {
        reference: reference.clone(),
        place: resource.location.clone(),
        settings: resource.parameters.iter().map(|(name, parameter)| setting(resource, name, parameter, data)).collect(),
        orders: orders(catalog, kinds, &positions),
        containers,
    })
}

fn containers(catalog: &Catalog, reference: &Reference) -> Vec<Container> {
    let containers = super::containers(catalog);
    let mut found: Vec<Container> = Vec::new();
    let mut inside = reference;
    while let Some(container) = containers.get(inside).filter(|_| found.len() <= DEEPEST) {
        let place = catalog.resource(container).and_then(|resource| resource.location.clone());
        found.push(Container { reference: Reference::clone(container), place });
        inside = container;
    }
    found
}

fn setting(resource: &Resource, name: &EcoString, parameter: &Parameter, data: &Map<String, String>) -> Setting {
    let value = match &parameter.value {
        hidden @ Value::Sensitive(_) => format::interpolated(hidden).to_string(),
        value => printf::inspected(value),
    };
    Setting { name: name.clone(), value, cause: cause(resource, name, parameter, data) }
}

fn is_class(resource: &Resource) -> bool {
    resource.reference.type_name == "Class"
}

fn data_key(resource: &Resource, parameter: &str) -> String {
    format!("{}::{parameter}", resource.reference.title.to_lowercase())
}

fn cause(resource: &Resource, name: &str, parameter: &Parameter, data: &Map<String, String>) -> Cause {
    if let Some(place) = &parameter.location {
        return Cause::Written(Statement::around(place), place.clone());
    }
    if is_class(resource)
        && let Some(path) = data.get(&data_key(resource, name))
    {
        return Cause::Data(path.clone());
    }
    // what is native has no defaults in a catalog
    if resource.kind.is_none() && resource.location.is_some() { Cause::Default } else { Cause::Unknown }
}
