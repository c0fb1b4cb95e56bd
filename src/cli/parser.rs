//! `rpuppet parser validate` and `rpuppet parser dump`.

use super::arguments::{DumpOptions, ValidateOptions};
use super::output::Output;
use super::site;
use crate::check;
use crate::diagnostic::{Diagnostic, Severity};
use crate::evaluate::syntax_diagnostic;
use crate::pipeline;
use crate::settings::Settings;
use rpuppet_syntax::{Kind, Parsed, SourceFile, pn};
use std::process::ExitCode;
use std::sync::Arc;

pub fn validate(options: &ValidateOptions, settings: &Settings, output: &mut Output) -> ExitCode {
    let mut failed = false;
    for source in sources(&options.files, None) {
        match source {
            Ok(source) => {
                let parsed = parse(&source);
                failed |= !(report(&source, &parsed, output) && check(&parsed, settings, output));
            }
            Err(message) => {
                output.error(&message);
                failed = true;
            }
        }
    }
    if failed { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

pub fn dump(options: &DumpOptions, output: &mut Output) -> ExitCode {
    let mut failed = false;
    for source in sources(&options.files, options.execute.as_deref()) {
        let source = match source {
            Ok(source) => source,
            Err(message) => {
                output.error(&message);
                failed = true;
                continue;
            }
        };
        let parsed = parse(&source);
        if report(&source, &parsed, output) {
            let heading = source.path().map(|path| format!("--- {path}\n")).unwrap_or_default();
            output.document(&format!("{heading}{}\n", pn::render(&parsed.ast).trim_end()));
        } else {
            failed = true;
        }
    }
    if failed { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

fn sources(files: &[String], code: Option<&str>) -> Vec<Result<Arc<SourceFile>, String>> {
    match (code, files) {
        (Some(code), _) => vec![Ok(SourceFile::new(None, code.to_string()))],
        (None, []) => vec![site::standard_input().map(|text| SourceFile::new(None, text))],
        (None, files) => files.iter().map(|file| site::read_source(file)).collect(),
    }
}

fn parse(source: &Arc<SourceFile>) -> Parsed {
    let is_template = source.path().is_some_and(|path| path.ends_with(".epp"));
    rpuppet_syntax::parse(source.clone(), if is_template { Kind::Template } else { Kind::Manifest })
}

/// Shows every mistake of the syntax; whether there was none.
fn report(source: &Arc<SourceFile>, parsed: &Parsed, output: &Output) -> bool {
    for warning in &parsed.warnings {
        output.diagnostic(&Diagnostic { severity: Severity::Warning, ..syntax_diagnostic(source, warning) });
    }
    for error in &parsed.errors {
        output.diagnostic(&syntax_diagnostic(source, error));
    }
    parsed.errors.is_empty()
}

/// Shows what is wrong with a text that can be read; whether there was no error.
fn check(parsed: &Parsed, settings: &Settings, output: &Output) -> bool {
    let found = check::check(&parsed.ast, pipeline::strictness(settings));
    found.iter().for_each(|diagnostic| output.diagnostic(diagnostic));
    found.iter().all(|diagnostic| diagnostic.severity != Severity::Error)
}
