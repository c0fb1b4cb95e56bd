//! `rpuppet parser validate` and `rpuppet parser dump`. Files are read and checked side by side; what is said of them comes in their order.

use super::arguments::{DumpOptions, ValidateOptions};
use super::output::Output;
use super::{parallel, site};
use crate::check;
use crate::diagnostic::render::first_line;
use crate::diagnostic::{Diagnostic, Precision, Severity, Strictness};
use crate::evaluate::syntax_diagnostic;
use crate::pipeline;
use crate::settings::Settings;
use rpuppet_syntax::{Kind, Location, Parsed, SourceFile, pn};
use serde_json::{Value as Json, json};
use std::process::ExitCode;
use std::sync::Arc;

pub fn validate(options: &ValidateOptions, settings: &Settings, output: &mut Output) -> ExitCode {
    if options.render_as == "json" {
        return validate_to_json(options, settings, output);
    }
    let strict = pipeline::strictness(settings);
    let mut failed = false;
    for found in each(&options.files, |source| diagnostics(source, strict)) {
        match found {
            Ok(found) => {
                found.iter().for_each(|diagnostic| output.diagnostic(diagnostic));
                failed |= found.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
            }
            Err(message) => {
                output.error(&message);
                failed = true;
            }
        }
    }
    if failed { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

/// What `work` makes of each file, or of standard input where none is named.
fn each<T: Send>(files: &[String], work: impl Fn(&Arc<SourceFile>) -> T + Sync + Send) -> Vec<Result<T, String>> {
    if files.is_empty() {
        return vec![standard_input().map(|source| work(&source))];
    }
    parallel::each(files, |file| site::read_source(file).map(|source| work(&source)))
}

/// Puppet's document: for each file with a mistake, the first one, or how many there are.
fn validate_to_json(options: &ValidateOptions, settings: &Settings, output: &mut Output) -> ExitCode {
    let mut document = serde_json::Map::new();
    let names = options.files.iter().map(String::as_str).chain(options.files.is_empty().then_some("STDIN"));
    for (name, found) in names.zip(each(&options.files, |source| mistake(source, settings))) {
        let told = found.unwrap_or_else(|message| {
            Some(json!({"issue_code": null, "message": message, "full_message": message, "file": name, "line": null, "pos": null}))
        });
        document.extend(told.map(|told| (name.to_string(), told)));
    }
    if document.is_empty() {
        return ExitCode::SUCCESS;
    }
    let text = serde_json::to_string_pretty(&document).unwrap_or_default();
    output.document(&format!("{text}\n"));
    ExitCode::from(1)
}

fn mistake(source: &Arc<SourceFile>, settings: &Settings) -> Option<Json> {
    let parsed = parse(source);
    let mut errors: Vec<Diagnostic> = parsed.errors.iter().take(1).map(|error| syntax_diagnostic(source, error)).collect();
    if errors.is_empty() {
        let found = check::check(&parsed.ast, pipeline::strictness(settings));
        errors.extend(found.into_iter().filter(|diagnostic| diagnostic.severity == Severity::Error));
    }
    let could_not = format!("Could not parse for environment {}", settings.get("environment"));
    let file = source.path();
    match errors.as_slice() {
        [] => None,
        [only] => {
            let place = only.location.as_ref().filter(|_| only.precision == Precision::Column);
            let told = match (place, file) {
                (None, Some(path)) => format!("{} (file: {path})", only.message),
                _ => first_line(only),
            };
            Some(json!({
                "issue_code": only.code, "message": only.message, "full_message": format!("{could_not}: {told}"), "file": file,
                "line": place.map(Location::line), "pos": place.map(Location::column),
            }))
        }
        several => {
            let message = format!("Language validation logged {} errors. Giving up", several.len());
            let told = file.map(|path| format!(" (file: {path})")).unwrap_or_default();
            let full = format!("{could_not}: {message}{told}");
            Some(json!({"issue_code": null, "message": message, "full_message": full, "file": file, "line": null, "pos": null}))
        }
    }
}

/// A tree as Puppet writes it; one of a file is headed by the file's name in Puppet's notation.
fn dumped(parsed: &Parsed, options: &DumpOptions) -> String {
    let notation = pn::render(&parsed.ast);
    if options.format == "pn" {
        let heading = parsed.ast.source.path().map(|path| format!("--- {path}\n")).unwrap_or_default();
        let text = if options.pretty { pn::broken(&notation) } else { notation };
        return format!("{heading}{}\n", text.trim_end());
    }
    let compact = pn::json_of(&notation);
    let pretty = || serde_json::to_string_pretty(&serde_json::from_str::<Json>(&compact).ok()?).ok();
    let json = if options.pretty { pretty().unwrap_or_else(|| compact.clone()) } else { compact.clone() };
    format!("{json}\n")
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
        syntax_diagnostics(&source, &parsed).iter().for_each(|diagnostic| output.diagnostic(diagnostic));
        if parsed.errors.is_empty() {
            output.document(&dumped(&parsed, options));
        } else {
            failed = true;
        }
    }
    if failed { ExitCode::from(1) } else { ExitCode::SUCCESS }
}

fn sources(files: &[String], code: Option<&str>) -> Vec<Result<Arc<SourceFile>, String>> {
    match (code, files) {
        (Some(code), _) => vec![Ok(SourceFile::new(None, code.to_string()))],
        (None, []) => vec![standard_input()],
        (None, files) => files.iter().map(|file| site::read_source(file)).collect(),
    }
}

fn standard_input() -> Result<Arc<SourceFile>, String> {
    site::standard_input().map(|text| SourceFile::new(None, text))
}

fn parse(source: &Arc<SourceFile>) -> Parsed {
    let is_template = source.path().is_some_and(|path| path.ends_with(".epp"));
    rpuppet_syntax::parse(source.clone(), if is_template { Kind::Template } else { Kind::Manifest })
}

/// Every mistake and warning of the syntax; where a text can be read, what the rules of the language say of it.
fn diagnostics(source: &Arc<SourceFile>, strict: Strictness) -> Vec<Diagnostic> {
    let parsed = parse(source);
    let mut found = syntax_diagnostics(source, &parsed);
    if parsed.errors.is_empty() {
        found.extend(check::check(&parsed.ast, strict));
    }
    found
}

fn syntax_diagnostics(source: &Arc<SourceFile>, parsed: &Parsed) -> Vec<Diagnostic> {
    let warnings = parsed.warnings.iter().map(|warning| Diagnostic { severity: Severity::Warning, ..syntax_diagnostic(source, warning) });
    warnings.chain(parsed.errors.iter().map(|error| syntax_diagnostic(source, error))).collect()
}
