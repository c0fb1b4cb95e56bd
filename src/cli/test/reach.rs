//! `rpuppet test --coverage`: where it is written to.
#![allow(clippy::disallowed_methods, reason = "writes the file that --coverage-file names")]

use super::super::output::Output;
use super::files::shown;
use crate::cases::Suite;
use crate::cases::coverage::{Coverage, FileCoverage, lcov, page, report, text};

pub fn write(suites: &[Suite], coverage: &Coverage, form: &str, file: Option<&str>, output: &Output) -> Result<(), String> {
    let files: Vec<FileCoverage> =
        report(suites, coverage).into_iter().map(|file| FileCoverage { path: shown(&file.path), ..file }).collect();
    let told = match form {
        "lcov" => lcov(&files),
        "html" => page(&files)?,
        _ => text(&files),
    };
    match (file, form) {
        (Some(path), _) => std::fs::write(path, told).map_err(|cause| format!("could not write {path}: {cause}")),
        (None, "text") => {
            output.document(&told);
            Ok(())
        }
        (None, form) => Err(format!("--coverage={form} needs a file: --coverage-file FILE")),
    }
}
