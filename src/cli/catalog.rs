//! `rpuppet catalog compile`.
#![allow(clippy::disallowed_methods, reason = "writes the file that --output names")]

use super::arguments::{CompileOptions, SourceOptions};
use super::output::Output;
use super::site;
use crate::catalog::{Catalog, json};
use crate::pipeline;
use crate::settings::Settings;
use crate::system::real::Real;
use crate::world::World;
use crate::world::disk::Disk;
use std::process::ExitCode;

pub fn run(options: &CompileOptions, settings: &Settings, output: &mut Output) -> ExitCode {
    let source = SourceOptions {
        manifest: options.manifest.clone().or_else(|| options.file.clone()),
        execute: options.execute.clone(),
        facts: options.facts.clone(),
        from_environment: settings.is_set("environment") || settings.is_set("environmentpath"),
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

/// Compiles what the options name, with the module path that was used; says what went wrong and gives `None` otherwise.
pub fn compile(source: &SourceOptions, settings: &Settings, world: &dyn World, output: &Output) -> Option<(Catalog, Vec<String>)> {
    let look = Real::new();
    for skipped in &source.skipped {
        output.line(crate::diagnostic::Level::Warning, &format!("Only one file can be applied per run.  Skipping {skipped}"));
    }
    let site = site::site(source, settings, &look).map_err(|message| output.error(&format!("Could not run: {message}"))).ok()?;
    let result = pipeline::compile_site(&site, settings, world, &mut |message| output.message(&message));
    let catalog = result.map_err(|diagnostic| output.diagnostic(&diagnostic)).ok()?;
    Some((catalog, site.module_path))
}
