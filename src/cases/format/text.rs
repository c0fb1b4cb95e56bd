//! For the eye: what is wrong with each case, and a line that counts.

use super::super::Failure;
use super::Told;
use crate::diagnostic::render::first_line;

/// A case that failed, with all that is wrong.
pub fn failure(told: &Told<'_>) -> String {
    let mut out = format!("FAILED {} ({})\n", told.outcome.name, told.path);
    told.outcome.failures.iter().for_each(|failure| out.push_str(&lines(failure)));
    out
}

fn lines(failure: &Failure) -> String {
    let mut out = String::new();
    let mut add = |text: &str, indent: &str| text.lines().for_each(|line| out.push_str(&format!("{indent}{line}\n")));
    add(&message(failure), "  ");
    add(&failure.details, "    ");
    if let Some(help) = &failure.diagnostic.help {
        add(&format!("help: {help}"), "  ");
    }
    out
}

/// A case's own comment is told with its line alone: the file is known.
fn message(failure: &Failure) -> String {
    match (&failure.diagnostic.location, failure.diagnostic.code) {
        (Some(location), "CASE_EXPECTATION" | "CASE_COMMENT") => {
            let (line, _) = location.source.position(location.span.start);
            format!("line {line}: {}", failure.diagnostic.message)
        }
        (_, code) if code.starts_with("CASE_") => failure.diagnostic.message.clone(),
        _ => first_line(&failure.diagnostic),
    }
}

/// `12 passed, 1 failed in 0.31 s`
pub fn sum(told: &[Told<'_>], seconds: f64) -> String {
    let failed = told.iter().filter(|told| !told.outcome.passed()).count();
    format!("{} passed, {failed} failed in {seconds:.2} s\n", told.len() - failed)
}
