//! JUnit's XML: a suite for each case, a test for each set of facts.

use super::Told;
use crate::diagnostic::format::xml_text as escaped;
use crate::diagnostic::render::first_line;
use std::fmt::Write;

pub fn junit(told: &[Told<'_>]) -> String {
    let failed = told.iter().filter(|told| !told.outcome.passed()).count();
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    // a string takes every line that is written to it
    let _ = writeln!(text, "<testsuites name=\"rpuppet test\" tests=\"{}\" failures=\"{failed}\">", told.len());
    told.chunk_by(|a, b| a.path == b.path).for_each(|tests| suite(&mut text, tests));
    text.push_str("</testsuites>\n");
    text
}

fn suite(text: &mut String, tests: &[Told<'_>]) {
    let path = tests.first().map(|told| escaped(&told.path)).unwrap_or_default();
    let failed = tests.iter().filter(|told| !told.outcome.passed()).count();
    let _ = writeln!(text, "  <testsuite name=\"{path}\" tests=\"{}\" failures=\"{failed}\">", tests.len());
    tests.iter().for_each(|told| test(text, &path, told));
    text.push_str("  </testsuite>\n");
}

fn test(text: &mut String, path: &str, told: &Told<'_>) {
    let name = escaped(&told.outcome.name);
    if told.outcome.failures.is_empty() {
        let _ = writeln!(text, "    <testcase name=\"{name}\" classname=\"{path}\"/>");
        return;
    }
    let _ = writeln!(text, "    <testcase name=\"{name}\" classname=\"{path}\">");
    for failure in &told.outcome.failures {
        let (code, message) = (escaped(failure.diagnostic.code), escaped(&first_line(&failure.diagnostic)));
        let _ = writeln!(text, "      <failure type=\"{code}\" message=\"{message}\">{}</failure>", escaped(&failure.details));
    }
    text.push_str("    </testcase>\n");
}
