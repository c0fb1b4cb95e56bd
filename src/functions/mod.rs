//! The functions of the language: Puppet's own, stdlib's, and those of modules that are written in Ruby.
//!
//! A file holds one function or a family that shares its body; [`Builtins`] knows them all. A new function is a new file and a line here.

mod block;
mod definition;

mod annotation;
mod collection;
mod control;
mod digest;
mod extreme;
mod inclusion;
mod iteration;
mod log;
mod lookup;
mod navigation;
mod number;
mod openstacklib;
mod order;
mod random;
mod reduce;
mod resources;
mod ruby;
mod scanf;
mod stdlib;
mod strftime;
mod strings;
mod template;
mod text;
mod time;
mod tree;
mod types;

use crate::evaluate::function::{Function, Functions};
use crate::value::Map;
use definition::Definition;
pub use ruby::OfModules;
use std::sync::LazyLock;

static FAMILIES: &[&[Definition]] = &[
    annotation::FUNCTIONS,
    collection::FUNCTIONS,
    control::FUNCTIONS,
    digest::FUNCTIONS,
    extreme::FUNCTIONS,
    inclusion::FUNCTIONS,
    iteration::FUNCTIONS,
    log::FUNCTIONS,
    lookup::FUNCTIONS,
    navigation::FUNCTIONS,
    number::FUNCTIONS,
    openstacklib::FUNCTIONS,
    order::FUNCTIONS,
    random::FUNCTIONS,
    reduce::FUNCTIONS,
    resources::FUNCTIONS,
    scanf::FUNCTIONS,
    strftime::FUNCTIONS,
    strings::FUNCTIONS,
    template::FUNCTIONS,
    text::FUNCTIONS,
    time::FUNCTIONS,
    tree::FUNCTIONS,
    types::FUNCTIONS,
    stdlib::array::FUNCTIONS,
    stdlib::convert::FUNCTIONS,
    stdlib::crypt::FUNCTIONS,
    stdlib::data::FUNCTIONS,
    stdlib::escape::FUNCTIONS,
    stdlib::hash::FUNCTIONS,
    stdlib::is::FUNCTIONS,
    stdlib::legacy::FUNCTIONS,
    stdlib::network::FUNCTIONS,
    stdlib::path::FUNCTIONS,
    stdlib::pick::FUNCTIONS,
    stdlib::private::FUNCTIONS,
    stdlib::sort_by::FUNCTIONS,
    stdlib::toml::FUNCTIONS,
    stdlib::outside::FUNCTIONS,
    stdlib::validate::FUNCTIONS,
];

/// By name; made at the first call of a run.
static BY_NAME: LazyLock<Map<&'static str, &'static Definition>> = LazyLock::new(|| {
    let all = FAMILIES.iter().flat_map(|family| family.iter());
    all.map(|definition| (definition.name(), definition)).collect()
});

/// Every function that is written in Rust.
#[derive(Clone, Copy, Debug, Default)]
pub struct Builtins;

impl Functions for Builtins {
    fn function(&self, name: &str) -> Option<&dyn Function> {
        BY_NAME.get(name).map(|definition| *definition as &dyn Function)
    }

    fn names(&self) -> Vec<&'static str> {
        BY_NAME.keys().copied().collect()
    }
}

#[cfg(test)]
mod tests;
