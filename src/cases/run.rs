//! Runs cases, several at a time.

use super::case::{Case, Directive};
use super::coverage::Coverage;
use super::expectation::Expectation;
use super::golden::{self, Verdict};
use super::job::Job;
use super::judge::Evidence;
use super::order::Order;
use super::outcome::{Failure, Outcome};
use crate::catalog::Catalog;
use crate::compare::Canonical;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::render::first_line;
use crate::evaluate::Observer;
use crate::pipeline::{self, Site, compile_site};
use crate::plan::containment::Containment;
use crate::plan::graph::Graph;
use crate::plan::{CatalogError, Kinds};
use crate::resources::{Natives, Sources};
use rpuppet_syntax::{Location, Span};
use std::sync::{Arc, Mutex};

/// What is wanted of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Request {
    /// Hold catalogs against golden files.
    Compare,
    /// Hand back golden files that are missing or differ.
    Update,
    /// Hand back all catalogs.
    Show,
}

/// The canonical form of a catalog that was made of a case, here or elsewhere.
pub fn canonical(job: &Job<'_>, catalog: &Catalog) -> Canonical {
    let sources = Sources { module_path: job.suite.module_path.clone(), ruby_providers: None };
    golden::canonical(catalog, &pipeline::actors(catalog, sources, &*job.suite.world), &job.suite.root)
}

/// The outcomes in the order of the jobs. What of the code they reach is noted in `coverage`.
pub fn run(jobs: &[Job<'_>], request: Request, coverage: Option<&Arc<Coverage>>) -> Vec<Outcome> {
    let (queue, done) = (Mutex::new(jobs.iter().enumerate()), Mutex::new(Vec::with_capacity(jobs.len())));
    let work = || {
        loop {
            let next = queue.lock().ok().and_then(|mut queue| queue.next());
            let Some((place, job)) = next else { break };
            let outcome = one(job, request, coverage);
            if let Ok(mut done) = done.lock() {
                done.push((place, outcome));
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| pipeline::with_large_stack(work));
        }
    });
    let mut done = done.into_inner().unwrap_or_default();
    done.sort_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, outcome)| outcome).collect()
}

fn one(job: &Job<'_>, request: Request, coverage: Option<&Arc<Coverage>>) -> Outcome {
    let mut outcome = Outcome { name: job.name(), ..Outcome::default() };
    for mistake in &job.case.mistakes {
        outcome.fail(mistake.clone(), String::new());
    }
    let expected: Vec<&Directive> = job.case.expectations(&job.facts.name).collect();
    match compile(job, coverage) {
        Err(diagnostic) => failed(&mut outcome, *diagnostic, &expected),
        Ok(catalog) => compiled(&mut outcome, job, &catalog, &expected, request),
    }
    outcome
}

fn compile(job: &Job<'_>, coverage: Option<&Arc<Coverage>>) -> Result<Catalog, Box<Diagnostic>> {
    let site = Site {
        manifests: job.manifests(),
        module_path: job.suite.module_path.clone(),
        environment_directory: job.suite.environment.clone(),
        facts: job.facts.facts.clone(),
        certname: job.node().into(),
        observer: coverage.map(|coverage| coverage.clone() as Arc<dyn Observer>),
        ..Site::default()
    };
    compile_site(&site, &job.suite.settings, &*job.suite.world, &mut |_| {})
}

/// A failure is what is expected, or else what is wrong.
fn failed(outcome: &mut Outcome, diagnostic: Diagnostic, expected: &[&Directive]) {
    let message = first_line(&diagnostic);
    let mut is_expected = false;
    for directive in expected {
        if let Expectation::Error(regex) = &directive.expectation {
            is_expected = true;
            if !regex.is_match(&message) {
                let told = format!("The error is another one than /{}/: {message}", regex.source());
                outcome.fail(Diagnostic::error("CASE_EXPECTATION", told).at(directive.location.clone()), String::new());
            }
        }
    }
    outcome.error = Some(message);
    if !is_expected {
        outcome.fail(diagnostic, String::new());
    }
}

fn compiled(outcome: &mut Outcome, job: &Job<'_>, catalog: &Catalog, expected: &[&Directive], request: Request) {
    let sources = Sources { module_path: job.suite.module_path.clone(), ruby_providers: None };
    let kinds = pipeline::actors(catalog, sources, &*job.suite.world);
    let containment = Containment::of(catalog, &kinds);
    let order = match Graph::build(catalog, &kinds, &containment) {
        Ok(graph) => Some(Order::of(graph)),
        Err(error) => {
            outcome.failures.extend(graph_failures(&error, job.case));
            None
        }
    };
    let evidence = Evidence::of(catalog, &kinds, &containment, order.as_ref());
    for directive in expected {
        for objection in evidence.objections(&directive.expectation) {
            let mut diagnostic = Diagnostic::error("CASE_EXPECTATION", objection.message).at(directive.location.clone());
            diagnostic.help = objection.help;
            outcome.fail(diagnostic, String::new());
        }
    }
    let is_error_expected = expected.iter().any(|directive| matches!(directive.expectation, Expectation::Error(_)));
    if request == Request::Show {
        outcome.catalog = Some(catalog.clone());
    } else if !is_error_expected {
        compare(outcome, job, catalog, &kinds, request);
    }
}

/// Cycles, relations to what is not there, names that are taken twice, attributes that no such resource may have.
fn graph_failures(error: &CatalogError, case: &Case) -> Vec<Failure> {
    let whole = |message: String| Diagnostic::error("CASE_CATALOG", message).at(beginning(case));
    match error {
        CatalogError::Problems { problems } => {
            problems.iter().map(|problem| Failure { diagnostic: whole(problem.to_string()), details: String::new() }).collect()
        }
        CatalogError::Cycles { cycles } => {
            let one = |cycle: &crate::plan::Cycle| Failure {
                diagnostic: whole(format!("There is a dependency cycle: {}", cycle.path.join(" => "))),
                details: cycle.reasons.iter().map(|reason| format!("{reason}\n")).collect(),
            };
            cycles.iter().map(one).collect()
        }
    }
}

fn beginning(case: &Case) -> Location {
    Location { source: case.source.clone(), span: Span::new(0, 0) }
}

fn compare(outcome: &mut Outcome, job: &Job<'_>, catalog: &Catalog, kinds: &Natives, request: Request) {
    let canonical = golden::canonical(catalog, kinds as &dyn Kinds, &job.suite.root);
    let (path, text) = (job.suite.golden(&outcome.name), canonical.to_text());
    let known = job.suite.world.read(&path).ok();
    let verdict = golden::compare(known.as_deref(), &canonical, &text);
    if request == Request::Update {
        outcome.golden = (known.as_deref() != Some(text.as_bytes())).then_some(text);
        return;
    }
    let path = path.strip_prefix(&format!("{}/", job.suite.root)).unwrap_or(&path).to_string();
    let at = |message: String, help: &str| Diagnostic::error("CASE_GOLDEN", message).at(beginning(job.case)).with_help(help);
    match verdict {
        Verdict::Equal => {}
        Verdict::Missing => {
            let help = "'rpuppet test --update' writes it; look at it before it is kept";
            outcome.fail(at(format!("There is no golden file {path}"), help), String::new());
        }
        Verdict::Unreadable(reason) => {
            let help = "'rpuppet test --update' writes it anew";
            outcome.fail(at(format!("The golden file {path} cannot be read: {reason}"), help), String::new());
        }
        Verdict::Different(differences) => {
            let help = "'rpuppet test --update' takes the catalog as it is now";
            outcome.fail(at("The catalog differs from its golden file".to_string(), help), differences);
        }
    }
}
