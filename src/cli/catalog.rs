//! `rpuppet catalog compile`.
#![allow(clippy::disallowed_methods, reason = "writes the file that --output names")]

use super::arguments::{CompileOptions, SourceOptions};
use super::output::Output;
use super::site;
use crate::catalog::{Catalog, json};
use crate::pipeline::{self, Site};
use crate::settings::Settings;
use crate::system::real::Real;
use crate::world::World;
use crate::world::disk::Disk;
use std::path::Path;
use std::process::ExitCode;

pub fn run(options: &CompileOptions, settings: &Settings, output: &mut Output) -> ExitCode {
    let node = options.what.as_ref().filter(|what| is_node(what, options)).map(|node| node.to_lowercase());
    let file = options.what.clone().filter(|_| node.is_none());
    let facts = match (&options.facts, &node) {
        (None, Some(node)) if settings.get("facts_terminus") == "yaml" => match facts_of(node, settings) {
            Ok(path) => Some(path),
            Err(message) => {
                output.error(&message);
                return ExitCode::from(1);
            }
        },
        (facts, _) => facts.clone(),
    };
    let options_name_node = node.is_some();
    let source = SourceOptions {
        manifest: options.manifest.clone().or(file),
        execute: options.execute.clone(),
        facts,
        certname: node,
        from_environment: options_name_node || settings.is_set("environment") || settings.is_set("environmentpath"),
        ..SourceOptions::default()
    };
    let Some((catalog, _)) = compile(&source, settings, &Disk, output) else { return ExitCode::from(1) };
    let mut text = json::to_text(&catalog);
    text.push('\n');
    match &options.output {
        None => output.document(&text),
        Some(path) => {
            if let Err(cause) = std::fs::write(path, text) {
                output.error(&format!("Could not write {path}: {cause}"));
                return ExitCode::from(1);
            }
        }
    }
    ExitCode::SUCCESS
}

/// `catalog compile web1.example.org` names a node, as for Puppet; what is there as a file, or named like one, is a manifest.
fn is_node(what: &str, options: &CompileOptions) -> bool {
    options.manifest.is_some() || !(what.ends_with(".pp") || what.contains('/') || Path::new(what).exists())
}

/// The file in which Puppet's terminus for YAML has the facts of a node.
fn facts_of(node: &str, settings: &Settings) -> Result<String, String> {
    if node.contains('/') || node.starts_with('.') {
        return Err(format!("'{node}' is no name of a node"));
    }
    let folders = ["yamldir", "clientyamldir"].map(|name| settings.get(name));
    let mut paths = folders.iter().map(|folder| format!("{folder}/facts/{node}.yaml"));
    let missing = || format!("Could not find the facts of {node}: there is no {}/facts/{node}.yaml", settings.get("yamldir"));
    paths.find(|path| Path::new(path).is_file()).ok_or_else(missing)
}

/// Compiles what the options name, with the module path that was used; says what went wrong and gives `None` otherwise.
pub fn compile(source: &SourceOptions, settings: &Settings, world: &dyn World, output: &Output) -> Option<(Catalog, Site)> {
    let look = Real::new();
    for skipped in &source.skipped {
        output.line(crate::diagnostic::Level::Warning, &format!("Only one file can be applied per run.  Skipping {skipped}"));
    }
    let site = site::site(source, settings, &look).map_err(|message| output.error(&format!("Could not run: {message}"))).ok()?;
    let result = pipeline::compile_site(&site, settings, world, &mut |message| output.message(&message));
    let catalog = result.map_err(|diagnostic| output.diagnostic(&diagnostic)).ok()?;
    Some((catalog, site))
}
