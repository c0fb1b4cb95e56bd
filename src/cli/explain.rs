//! `rpuppet why` and `rpuppet graph`: a catalog explained.

use super::apply::{Compiled, catalog_of};
use super::arguments::{GraphOptions, SourceOptions, WhyOptions};
use super::output::Output;
use super::site;
use crate::catalog::reference::capitalized;
use crate::catalog::{Catalog, Reference};
use crate::diagnostic::similar;
use crate::explain::graph::Graph;
use crate::explain::{data_keys, text, why};
use crate::pipeline;
use crate::plan::Prepared;
use crate::resources::{Natives, Sources};
use crate::settings::Settings;
use crate::system::real::Real;
use crate::value::Map;
use crate::world::disk::Disk;
use std::process::ExitCode;

/// Tells of one resource, or of all that have a title.
pub fn run(options: &WhyOptions, settings: &Settings, output: &mut Output) -> ExitCode {
    let Some(compiled) = catalog_of(&options.source, settings, output) else { return ExitCode::from(1) };
    let wanted = named(&options.resource, &compiled.catalog);
    if wanted.is_empty() {
        output.error(&unknown(&options.resource, &compiled.catalog));
        return ExitCode::from(1);
    }
    let kinds = kinds_of(&compiled);
    let keys: Vec<String> = wanted.iter().flat_map(|reference| data_keys(&compiled.catalog, reference)).collect();
    let data = if keys.is_empty() { Map::default() } else { origins_of(&keys, options, settings) };
    let told: Vec<_> = wanted.iter().filter_map(|reference| why(&compiled.catalog, &kinds, reference, &data)).collect();
    match options.format.as_str() {
        "json" => {
            let documents: Vec<_> = told.iter().map(text::document).collect();
            output.document(&format!("{:#}\n", serde_json::Value::from(documents)));
        }
        _ => output.document(&told.iter().map(text::page).collect::<Vec<_>>().join("\n")),
    }
    ExitCode::SUCCESS
}

/// The types with the relations that they know of by themselves.
fn kinds_of(compiled: &Compiled) -> Prepared<Natives> {
    let sources = Sources { module_path: compiled.module_path.clone(), ruby_providers: None };
    pipeline::prepare(compiled.catalog.clone(), compiled.facts.as_ref(), sources, &compiled.world).kinds
}

/// The files in which Hiera has keys of this site.
fn origins_of(keys: &[String], options: &WhyOptions, settings: &Settings) -> Map<String, String> {
    // a manifest on standard input was read already
    let source = SourceOptions {
        execute: Some("undef".to_string()),
        manifest: options.source.manifest.clone(),
        facts: options.source.facts.clone(),
        ..SourceOptions::default()
    };
    let site = site::site(&source, settings, &Real::new());
    site.map(|site| pipeline::origins_of(keys, &site, settings, &Disk)).unwrap_or_default()
}

/// `Type[title]`, or a title alone.
fn named(text: &str, catalog: &Catalog) -> Vec<Reference> {
    let parsed = Reference::parse(text).map(|reference| match reference.type_name == "Class" {
        true => Reference::new("Class", capitalized(&reference.title)),
        false => reference,
    });
    match parsed {
        Some(reference) => catalog.resources.keys().filter(|known| **known == reference).cloned().collect(),
        None => catalog.resources.keys().filter(|known| known.title == text).cloned().collect(),
    }
}

fn unknown(text: &str, catalog: &Catalog) -> String {
    let names: Vec<String> = catalog.resources.keys().map(ToString::to_string).collect();
    let meant = similar::closest(text, names.iter().map(String::as_str)).map(|name| format!("; did you mean {name}?")).unwrap_or_default();
    format!("The catalog has no {text}{meant}")
}

/// Prints the catalog as a graph.
pub fn graph(options: &GraphOptions, settings: &Settings, output: &mut Output) -> ExitCode {
    let Some(compiled) = catalog_of(&options.source, settings, output) else { return ExitCode::from(1) };
    let kinds = kinds_of(&compiled);
    let graph = Graph::of(&compiled.catalog, &kinds);
    match options.format.as_str() {
        "json" => output.document(&format!("{:#}\n", graph.document())),
        "html" => output.document(&graph.page()),
        "svg" => output.document(&graph.svg()),
        _ => output.document(&graph.dot()),
    }
    ExitCode::SUCCESS
}
