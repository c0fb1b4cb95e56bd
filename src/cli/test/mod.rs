//! `rpuppet test`: the cases of modules and control repositories. Exit code 0: all pass; 1: some fail; 2: they could not be run.
#![allow(clippy::disallowed_methods, reason = "writes golden files, and the answer where --as compares")]

mod files;
mod other;
mod reach;

use super::arguments::TestOptions;
use super::output::Output;
use crate::cases::coverage::Coverage;
use crate::cases::format::{self, Told};
use crate::cases::{Job, Outcome, Request, jobs, run as run_jobs};
use crate::settings::Settings;
use crate::value::regex::Regex;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

pub fn run(options: &TestOptions, settings: &Settings, output: &Output) -> ExitCode {
    match tested(options, settings, output) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(message) => {
            output.error(&format!("Could not run: {message}"));
            ExitCode::from(2)
        }
    }
}

/// Whether all is well.
fn tested(options: &TestOptions, settings: &Settings, output: &Output) -> Result<bool, String> {
    let begun = Instant::now();
    let suites = files::suites(options, settings)?;
    let filter = options.filter.as_deref().map(regex).transpose()?;
    let jobs = jobs(&suites, filter.as_deref());
    if jobs.is_empty() {
        return Err("no case was found; cases are manifests in tests/catalogs below a module or control repository".to_string());
    }
    if let Some(puppet) = &options.other {
        return other::compare(puppet, &jobs, output);
    }
    let coverage = options.coverage.as_ref().map(|_| Arc::new(Coverage::default()));
    let outcomes = run_jobs(&jobs, if options.update { Request::Update } else { Request::Compare }, coverage.as_ref());
    let told: Vec<Told<'_>> = jobs.iter().zip(&outcomes).map(|(job, outcome)| tell(job, outcome)).collect();
    let mut is_well = told.iter().all(|told| told.outcome.passed());
    if options.update {
        let count = files::write(&told)?;
        output.notice(&format!("{count} golden file{} written", if count == 1 { "" } else { "s" }));
    }
    match options.format.as_str() {
        "json" => output.document(&format::json(&told)),
        "junit" => output.document(&format::junit(&told)),
        "github" => output.document(&format::github(&told)),
        _ => write_text(&told, options.verbose, begun, output),
    }
    if let (Some(coverage), Some(form)) = (&coverage, &options.coverage) {
        reach::write(&suites, coverage, form, options.coverage_file.as_deref(), output)?;
    }
    if filter.is_none() && options.paths.iter().all(|path| !path.ends_with(".pp")) {
        is_well &= files::stale(&suites, options.update, output)?;
    }
    Ok(is_well)
}

fn regex(source: &str) -> Result<Arc<Regex>, String> {
    Regex::cached(source).map_err(|cause| format!("--filter: {cause}"))
}

fn tell<'a>(job: &'a Job<'a>, outcome: &'a Outcome) -> Told<'a> {
    Told { job, path: files::shown(job.case.source.path().unwrap_or_default()), outcome }
}

fn write_text(told: &[Told<'_>], verbose: bool, begun: Instant, output: &Output) {
    for one in told {
        if !one.outcome.passed() {
            output.document(&format::failure(one));
        } else if verbose {
            output.document(&format!("ok {} ({})\n", one.outcome.name, one.path));
        }
    }
    output.document(&format::sum(told, begun.elapsed().as_secs_f64()));
}
