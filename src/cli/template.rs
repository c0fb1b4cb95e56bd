//! `rpuppet template render|check` and `rpuppet epp render|validate`: templates by themselves.

use super::arguments::{CheckTemplateOptions, RenderOptions, SourceOptions};
use super::output::Output;
use super::site;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lookup::yaml;
use crate::pipeline::{self, Engine, Given, Template, render};
use crate::settings::Settings;
use crate::system::real::Real;
use crate::world::World;
use crate::world::disk::Disk;
use rpuppet_syntax::SourceFile;
use std::process::ExitCode;

/// Renders templates; `engine` is that of all, else each file's name tells it.
pub fn run(options: &RenderOptions, engine: Option<Engine>, settings: &Settings, output: &mut Output) -> ExitCode {
    match render_all(options, engine, settings, output) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(message) => {
            output.error(&message);
            ExitCode::from(1)
        }
    }
}

/// Whether all of them could be rendered.
fn render_all(options: &RenderOptions, engine: Option<Engine>, settings: &Settings, output: &Output) -> Result<bool, String> {
    let values = given(options)?;
    let source =
        SourceOptions { facts: options.facts.clone(), certname: options.node.clone(), from_environment: true, ..SourceOptions::default() };
    let site = pipeline::Site { manifests: Vec::new(), ..site::site(&source, settings, &Real::new())? };
    let templates = match &options.execute {
        Some(text) => vec![Template { engine: engine_of_text(options, engine), source: SourceFile::new(None, text.clone()) }],
        None => read_all(&options.templates, engine, &site.module_path)?,
    };
    let has_headers = !options.no_header && templates.len() > 1;
    let mut all = true;
    for template in &templates {
        match render(template, &values, &site, settings, &Disk, &mut |message| output.message(&message)) {
            Ok(text) => {
                let header = template.source.path().filter(|_| has_headers).map(|path| format!("--- {path}\n"));
                output.document(&format!("{}{text}", header.unwrap_or_default()));
            }
            Err(diagnostic) => {
                output.diagnostic(&diagnostic);
                all = false;
            }
        }
    }
    Ok(all)
}

/// Reports every mistake of templates; exit code 1 where there is one.
pub fn check(options: &CheckTemplateOptions, engine: Option<Engine>, settings: &Settings, output: &mut Output) -> ExitCode {
    let templates = read_all(&options.templates, engine, &site::module_path(None, settings, None));
    let templates = match templates {
        Ok(templates) => templates,
        Err(message) => {
            output.error(&message);
            return ExitCode::from(1);
        }
    };
    let strict = pipeline::strictness(settings);
    let found: Vec<Diagnostic> = templates.iter().flat_map(|template| template.check(strict)).collect();
    found.iter().for_each(|diagnostic| output.diagnostic(diagnostic));
    let failed = found.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    if failed { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

/// What the text of `-e` is written for: ERB where nobody says.
fn engine_of_text(options: &RenderOptions, engine: Option<Engine>) -> Engine {
    engine.unwrap_or_else(|| Engine::of(&format!("text.{}", options.engine.as_deref().unwrap_or("erb"))))
}

fn given(options: &RenderOptions) -> Result<Given, String> {
    match (&options.values, &options.values_file) {
        (Some(_), Some(_)) => Err("--values and --values_file cannot be given together".to_string()),
        (Some(code), None) => Ok(Given::Code(SourceFile::new(None, code.clone()))),
        (None, Some(path)) if path.ends_with(".pp") => site::read_source(path).map(Given::Code),
        (None, Some(path)) => {
            let source = site::read_source(path)?;
            yaml::load(source.text()).map(Given::Hash).map_err(|cause| format!("{path}: {cause}"))
        }
        (None, None) => Ok(Given::Nothing),
    }
}

fn read_all(names: &[String], engine: Option<Engine>, module_path: &[String]) -> Result<Vec<Template>, String> {
    if names.is_empty() {
        return Err("no template was given: name files, MODULE/FILE of a module, or give a text with -e".to_string());
    }
    let missing: Vec<&str> = names.iter().filter(|name| found(name, module_path).is_none()).map(String::as_str).collect();
    if !missing.is_empty() {
        return Err(format!("One or more file(s) specified did not exist:\n   {}", missing.join("\n   ")));
    }
    let read = |name: &String| {
        let path = found(name, module_path).unwrap_or_else(|| name.clone());
        let source = site::read_source(&path)?;
        Ok(Template { engine: engine.unwrap_or_else(|| Engine::of(&path)), source })
    };
    names.iter().map(read).collect()
}

/// A file, or `MODULE/FILE` in a module's templates.
fn found(name: &str, module_path: &[String]) -> Option<String> {
    if Disk.is_file(name) {
        return Some(name.to_string());
    }
    let (module, file) = name.split_once('/')?;
    module_path.iter().map(|base| format!("{base}/{module}/templates/{file}")).find(|path| Disk.is_file(path))
}
