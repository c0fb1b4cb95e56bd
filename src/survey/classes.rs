//! Manifests, and the classes and defines in them.

use super::{Item, Part, Subject, Verdict, files, sample};
use crate::check;
use crate::diagnostic::render::first_line;
use crate::diagnostic::{Diagnostic, Severity};
use crate::evaluate::syntax_diagnostic;
use crate::pipeline::{self, Site, compile_site};
use rpuppet_syntax::{Ast, Kind, Node, SourceFile};
use std::sync::Arc;

/// What says that something is not there; all else is the class's own affair.
const MISSING: &[&str] = &["RUBY_OUTSIDE", "UNKNOWN_FUNCTION", "UNKNOWN_RESOURCE_TYPE", "UNKNOWN_CLASS", "UNKNOWN_TYPE"];

/// What messages of a statement and a call begin with.
const OPENINGS: &[&str] =
    &["Evaluation Error: ", "Error while evaluating a Resource Statement, ", "Error while evaluating a Function Call, "];

pub(super) fn of_module(subject: &Subject<'_>, directory: &str) -> Vec<Item> {
    let mut items = Vec::new();
    for path in ["manifests", "functions", "types"].iter().flat_map(|folder| files::below(subject, &format!("{directory}/{folder}"), ".pp"))
    {
        let source = SourceFile::new(Some(path.clone()), files::text(subject, &path));
        let (verdict, ast) = read(&source, subject);
        items.push(Item { part: Part::Manifests, name: files::within(directory, &path).to_string(), verdict });
        items.extend(ast.iter().flat_map(declarations).map(|(part, name, code)| Item { part, verdict: compiled(&code, subject), name }));
    }
    items
}

/// The tree of a file without mistakes.
fn read(source: &Arc<SourceFile>, subject: &Subject<'_>) -> (Verdict, Option<Ast>) {
    let parsed = rpuppet_syntax::parse(source.clone(), Kind::Manifest);
    let mut found: Vec<Diagnostic> = parsed.errors.iter().map(|error| syntax_diagnostic(source, error)).collect();
    if found.is_empty() {
        found = check::check(&parsed.ast, pipeline::strictness(subject.settings));
    }
    match found.iter().find(|one| one.severity == Severity::Error) {
        Some(first) => (Verdict::Demands(first_line(first)), None),
        None => (Verdict::Works, Some(parsed.ast)),
    }
}

/// Code that declares each class and define of a file.
fn declarations(ast: &Ast) -> Vec<(Part, String, String)> {
    let one = |id| match ast.node(id) {
        Node::Class { name, parameters, .. } => {
            let (name, given) = (ast.text(name), given(ast, ast.items(parameters)));
            let code = if given.is_empty() { format!("include {name}") } else { format!("class {{ '{name}': {given} }}") };
            Some((Part::Classes, name.to_string(), code))
        }
        Node::Define { name, parameters, .. } => {
            let name = ast.text(name);
            Some((Part::Defines, name.to_string(), format!("{name} {{ 'title': {} }}", given(ast, ast.items(parameters)))))
        }
        _ => None,
    };
    ast.definitions.iter().filter_map(|id| one(*id)).collect()
}

fn given(ast: &Ast, parameters: &[rpuppet_syntax::NodeId]) -> String {
    let needed = parameters.iter().filter_map(|id| match ast.node(*id) {
        Node::Parameter { data_type, name, default, captures_rest } if default.is_none() && !captures_rest => {
            let data_type = data_type.some().map_or("", |id| ast.source.slice(ast.span(id)));
            let name = ast.text(name);
            Some(format!("{name} => {}", sample::value(data_type, name)))
        }
        _ => None,
    });
    needed.collect::<Vec<_>>().join(", ")
}

/// Whether what a message names between quotes is one of the values that were made up.
fn is_made_up(message: &str, code: &str) -> bool {
    message.split('\'').skip(1).step_by(2).any(|name| code.contains(&format!("'{name}'")))
}

/// The message without the openings of all the statements that it came through, and without the folders of the modules.
fn told(failure: &Diagnostic, subject: &Subject<'_>) -> String {
    let line = first_line(failure);
    let last = OPENINGS.iter().filter_map(|opening| line.rfind(opening).map(|at| at + opening.len())).max().unwrap_or(0);
    let plain = line.get(last..).unwrap_or(&line);
    subject.module_path.iter().fold(plain.to_string(), |text, base| text.replace(&format!("{base}/"), ""))
}

fn compiled(code: &str, subject: &Subject<'_>) -> Verdict {
    let site = Site {
        manifests: vec![SourceFile::new(None, code.to_string())],
        module_path: subject.module_path.clone(),
        facts: subject.facts.clone(),
        certname: subject.settings.get("certname").into(),
        ..Site::default()
    };
    match compile_site(&site, subject.settings, subject.world, &mut |_| {}) {
        Ok(_) => Verdict::Works,
        Err(failure) if MISSING.contains(&failure.code) && !is_made_up(&failure.message, code) => Verdict::Missing(told(&failure, subject)),
        Err(failure) => Verdict::Demands(told(&failure, subject)),
    }
}
