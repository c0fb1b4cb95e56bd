//! As data for other programs.

use super::Told;
use serde_json::{Value as Json, json};

/// A list of cases with what is wrong with each.
pub fn json(told: &[Told<'_>]) -> String {
    let cases: Vec<Json> = told.iter().map(case).collect();
    let failed = told.iter().filter(|told| !told.outcome.passed()).count();
    format!("{:#}\n", json!({ "passed": told.len() - failed, "failed": failed, "cases": cases }))
}

fn case(told: &Told<'_>) -> Json {
    let failures = told.outcome.failures.iter().map(|failure| {
        let place =
            failure.diagnostic.location.as_ref().map(|location| (location.source.path(), location.source.position(location.span.start).0));
        json!({
            "code": failure.diagnostic.code,
            "message": failure.diagnostic.message,
            "file": place.map(|(file, _)| file),
            "line": place.map(|(_, line)| line),
            "details": failure.details,
            "help": failure.diagnostic.help,
        })
    });
    json!({
        "name": told.outcome.name,
        "case": told.job.case.name,
        "facts": told.job.facts.name,
        "file": told.path,
        "passed": told.outcome.passed(),
        "failures": failures.collect::<Vec<Json>>(),
    })
}
