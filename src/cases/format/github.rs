//! Workflow commands of GitHub: a mark beside the line of each case that failed.

use super::Told;
use crate::diagnostic::format::{Listed, github as marks};
use crate::diagnostic::{Diagnostic, Severity};

pub fn github(told: &[Told<'_>]) -> String {
    told.iter().map(of_case).collect()
}

fn of_case(told: &Told<'_>) -> String {
    let diagnostic = |failure: &super::super::Failure| {
        let mut diagnostic: Diagnostic = failure.diagnostic.clone();
        diagnostic.severity = Severity::Error;
        diagnostic.message = format!("{}: {}", told.outcome.name, diagnostic.message);
        for more in [&failure.details, failure.diagnostic.help.as_ref().unwrap_or(&String::new())] {
            if !more.is_empty() {
                diagnostic.message.push_str(&format!("\n{}", more.trim_end()));
            }
        }
        // a mark beside another file would stand in the wrong place: the case is what is shown
        diagnostic.location = diagnostic.location.filter(|location| location.source.path() == told.job.case.source.path());
        diagnostic
    };
    let diagnostics: Vec<Diagnostic> = told.outcome.failures.iter().map(diagnostic).collect();
    marks(&[Listed { path: &told.path, full_path: &told.path, diagnostics: &diagnostics }])
}
