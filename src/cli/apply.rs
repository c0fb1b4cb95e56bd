//! `rpuppet apply`: compile (or read a catalog), apply, report, exit code.

use super::arguments::{ApplyOptions, SourceOptions};
use super::output::Output;
use super::{catalog, ruby, site};
use crate::apply::{self, Observer};
use crate::catalog::{Catalog, Reference, json};
use crate::diagnostic::Level;
use crate::pipeline;
use crate::plan::{CatalogError, Options};
use crate::report::{ExitStyle, Log, Report};
use crate::resources::Sources;
use crate::settings::Settings;
use crate::system::real::Real;
use crate::system::real_lock::{LockError, RunLock};
use crate::value::Value;
use crate::world::disk::Disk;
use crate::world::shelf::Shelved;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

pub fn run(options: &ApplyOptions, mut settings: Settings, output: &mut Output) -> ExitCode {
    output.verbose = options.verbose || options.test;
    output.debug = options.debug;
    if options.test {
        settings.set("show_diff", "true");
    }
    let Some(compiled) = catalog_of(&options.source, &settings, output) else { return ExitCode::from(1) };
    let sources = match ruby::sources(&options.source, &settings, &compiled.module_path) {
        Ok(sources) => sources,
        Err(message) => {
            output.error(&message);
            return ExitCode::from(1);
        }
    };
    match apply(compiled, sources, &settings, output) {
        Ok(report) => {
            let style = if options.detailed_exitcodes || options.test { ExitStyle::Detailed } else { ExitStyle::Plain };
            ExitCode::from(report.exit_code(style))
        }
        Err(refusal) => {
            match refusal {
                Refusal::Catalog(error) => output.catalog_error(&error),
                Refusal::Lock(error) => output.error(&error.to_string()),
            }
            ExitCode::from(1)
        }
    }
}

/// Why nothing was begun.
enum Refusal {
    Catalog(CatalogError),
    Lock(LockError),
}

/// A catalog with the module path that its files and types come from, and what was read there.
pub struct Compiled {
    pub catalog: Catalog,
    pub module_path: Vec<String>,
    /// The facts that it was compiled with.
    pub facts: Option<Value>,
    pub world: Shelved<Disk>,
}

/// Compiles, or reads the catalog that the options name.
pub fn catalog_of(source: &SourceOptions, settings: &Settings, output: &Output) -> Option<Compiled> {
    let world = Shelved::new(Disk);
    let Some(path) = &source.catalog else {
        let started = Instant::now();
        let (catalog, site) = catalog::compile(source, settings, &world, output)?;
        let seconds = started.elapsed().as_secs_f64();
        output.notice(&format!("Compiled catalog for {} in environment {} in {seconds:.2} seconds", catalog.name, catalog.environment));
        return Some(Compiled { catalog, module_path: site.module_path, facts: Some(site.facts), world });
    };
    let text = site::text(path).map_err(|message| output.error(&message)).ok()?;
    let catalog = json::from_json(&text).map_err(|error| output.error(&format!("Could not read the catalog {path}: {error}"))).ok()?;
    Some(Compiled { catalog, module_path: site::module_path(None, settings, None), facts: None, world })
}

fn apply(compiled: Compiled, sources: Sources, settings: &Settings, output: &Output) -> Result<Report, Refusal> {
    let started = Instant::now();
    let options = options(settings);
    let state = options.state_directory.clone().unwrap_or_default();
    let _lock = RunLock::take(&state).map_err(Refusal::Lock)?;
    let mut ready = pipeline::prepare(compiled.catalog, compiled.facts.as_ref(), sources, &compiled.world);
    ready.messages.iter().for_each(|message| output.message(message));
    ready.checked().map_err(Refusal::Catalog)?;
    let mut machine = Real::new();
    let mut console = Console { output };
    let report = apply::apply(&ready.catalog, &ready.kinds, &mut machine, &mut console, &options).map_err(Refusal::Catalog)?;
    if let Err(error) = apply::store(&report, &mut machine, &state) {
        output.line(Level::Warning, &format!("Could not keep the report: {error}"));
    }
    output.notice(&format!("Applied catalog in {:.2} seconds", started.elapsed().as_secs_f64()));
    Ok(report)
}

/// What the settings ask of a run.
pub fn options(settings: &Settings) -> Options {
    let tags = |name| settings.list(name).iter().map(|tag| tag.to_lowercase().into()).collect();
    Options {
        noop: settings.is_on("noop"),
        tags: tags("tags"),
        skip_tags: tags("skip_tags"),
        ignore_schedules: settings.is_on("ignoreschedules"),
        show_diff: settings.is_on("show_diff"),
        state_directory: Some(PathBuf::from(settings.get("statedir"))),
    }
}

/// The run's log on the console.
struct Console<'a> {
    output: &'a Output,
}

impl Observer for Console<'_> {
    fn log(&mut self, log: &Log) {
        self.output.line(log.level, &text(log));
    }

    fn progress(&mut self, done: usize, reference: &Reference) {
        self.output.progress(done, reference);
    }
}

fn text(log: &Log) -> String {
    if log.source.is_empty() { log.message.clone() } else { format!("{}: {}", log.source, log.message) }
}
