//! `rpuppet plan`: what `apply` would change, in order, with differences.

use super::apply::{catalog_of, options};
use super::arguments::SourceOptions;
use super::output::Output;
use super::ruby;
use crate::pipeline;
use crate::plan::{self, Plan, Step};
use crate::settings::Settings;
use crate::system::real::Real;
use std::fmt::Write;
use std::process::ExitCode;

pub fn run(source: &SourceOptions, settings: &Settings, output: &mut Output) -> ExitCode {
    let Some(compiled) = catalog_of(source, settings, output) else { return ExitCode::from(1) };
    let sources = match ruby::sources(source, settings, &compiled.module_path) {
        Ok(sources) => sources,
        Err(message) => {
            output.error(&message);
            return ExitCode::from(1);
        }
    };
    let mut ready = pipeline::prepare(compiled.catalog, compiled.facts.as_ref(), sources, &compiled.world);
    ready.messages.iter().for_each(|message| output.message(message));
    let plan = ready.checked().and_then(|()| plan::plan(&ready.catalog, &ready.kinds, &Real::new(), &options(settings)));
    match plan {
        Ok(plan) => {
            output.document(&text(&plan));
            let failed = plan.interrupted || plan.steps.iter().any(|step| step.failure.as_ref().is_some_and(|failure| !failure.not_yet));
            if failed { ExitCode::from(1) } else { ExitCode::SUCCESS }
        }
        Err(error) => {
            output.catalog_error(&error);
            ExitCode::from(1)
        }
    }
}

fn text(plan: &Plan) -> String {
    let mut out = String::new();
    plan.steps.iter().for_each(|step| write_step(step, &mut out));
    let changing = plan.steps.iter().filter(|step| !step.changes.is_empty()).count();
    let refreshing = plan.steps.iter().filter(|step| step.events > 0).count();
    let unknown = plan.steps.iter().filter(|step| step.failure.as_ref().is_some_and(|failure| failure.not_yet)).count();
    let checked = plan.checked;
    // writing to a string cannot fail
    let _ = writeln!(out, "{checked} resources: {changing} would change, {refreshing} would be refreshed, {unknown} not knowable yet");
    out
}

fn write_step(step: &Step, out: &mut String) {
    for change in &step.changes {
        let _ = writeln!(out, "{}/{}: {}", step.path, change.property, change.noop_text());
        for line in change.diff.iter().flat_map(|diff| diff.lines()) {
            let _ = writeln!(out, "    {line}");
        }
    }
    if let Some(failure) = &step.failure {
        let reason = if failure.not_yet { "not knowable yet" } else { "would fail" };
        let _ = writeln!(out, "{}: {reason}: {}", step.path, failure.message);
    }
    if step.events > 0 {
        let plural = if step.events == 1 { "" } else { "s" };
        let _ = writeln!(out, "{}: would be refreshed by {} event{plural}", step.path, step.events);
    }
}
