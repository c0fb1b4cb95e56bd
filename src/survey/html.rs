//! The survey as a page that needs nothing else: the table, a filter, and what is missing.

use super::text::{document, singular, what_is_missing};
use super::{Module, Part, Tally};
use crate::template::tera::page as render;
use serde_json::{Value as Json, json};

const PAGE: &str = include_str!("page.tera");

/// The page's text.
///
/// # Errors
/// The page's own template is wrong (tests render it).
pub fn page(modules: &[Module]) -> Result<String, String> {
    let missing: Vec<Json> = modules.iter().flat_map(missing_in).collect();
    let rows: Vec<Json> = modules.iter().map(row).collect();
    let totals = document(modules).get("totals").cloned().unwrap_or_default();
    render(PAGE, &json!({ "modules": rows, "parts": Part::ALL.map(Part::name), "totals": totals, "missing": missing }))
}

fn row(module: &Module) -> Json {
    let cell = |tally: Tally| json!({ "all": tally.all, "works": tally.works, "missing": tally.missing() });
    json!({ "name": module.name, "cells": Part::ALL.map(|part| cell(module.tally(part))) })
}

fn missing_in(module: &Module) -> impl Iterator<Item = Json> {
    let told = |item: &super::Item, reason: &str| json!({ "module": module.name, "kind": singular(item.part), "name": item.name, "reason": reason });
    module.items.iter().filter_map(what_is_missing).map(move |(item, reason)| told(item, reason))
}
