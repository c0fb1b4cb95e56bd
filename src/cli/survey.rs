//! `rpuppet survey`: how far modules go without Ruby.
#![allow(clippy::disallowed_methods, reason = "writes the file that --output names")]

use super::arguments::SurveyOptions;
use super::output::Output;
use super::site;
use crate::pipeline;
use crate::settings::Settings;
use crate::survey::{self, Subject, text};
use crate::system::real::Real;
use crate::world::disk::Disk;
use crate::world::shelf::Shelved;
use std::process::ExitCode;

pub fn run(options: &SurveyOptions, settings: &Settings, output: &mut Output) -> ExitCode {
    match surveyed(options, settings, output) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            output.error(&format!("Could not run: {message}"));
            ExitCode::from(1)
        }
    }
}

fn surveyed(options: &SurveyOptions, settings: &Settings, output: &Output) -> Result<(), String> {
    let mut settings = settings.clone();
    if !options.module_path.is_empty() {
        settings.set("modulepath", &options.module_path.join(":"));
    }
    let given = options.facts.as_deref().map(site::read_facts).transpose()?;
    let look = Real::new();
    let certname = site::certname(&settings, given.as_ref(), &look);
    let module_path = site::module_path(None, &settings, None);
    let world = Shelved::new(Disk);
    let subject = Subject {
        world: &world,
        module_path: module_path.clone(),
        facts: given.unwrap_or_else(|| pipeline::host_facts(&look, &certname, &module_path, &Disk).0),
        settings: &settings,
    };
    let modules = survey::survey(&subject);
    if modules.is_empty() {
        return Err(format!("no module was found in {}", subject.module_path.join(":")));
    }
    let text = match options.format.as_str() {
        "json" => format!("{:#}\n", text::document(&modules)),
        "html" => survey::page(&modules)?,
        _ => text::table(&modules),
    };
    match &options.output {
        None => output.document(&text),
        Some(path) => std::fs::write(path, text).map_err(|cause| format!("could not write {path}: {cause}"))?,
    }
    Ok(())
}
