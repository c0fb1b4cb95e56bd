//! The places of a module's manifests that can be reached, with how often they were.

use super::super::suite::Suite;
use super::Coverage;
use crate::environments::manifest_files;
use crate::evaluate::Place as Reached;
use crate::value::Set;
use rpuppet_syntax::{Ast, Kind, Node, NodeId, SourceFile};

/// One manifest.
#[derive(Clone, Debug)]
pub struct FileCoverage {
    pub path: String,
    /// In the order of the text.
    pub places: Vec<Place>,
}

/// A class, define or branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// `class`, `define`, `if`, `else`, `unless`, `case`, `selector`; `if not taken` and the like where nothing is written for that
    pub kind: &'static str,
    /// Of classes and defines.
    pub name: String,
    /// From 1.
    pub line: u32,
    pub hits: u64,
}

impl Place {
    pub fn is_definition(&self) -> bool {
        matches!(self.kind, "class" | "define")
    }
}

/// Every manifest of the modules that the cases belong to, each once.
pub fn report(suites: &[Suite], coverage: &Coverage) -> Vec<FileCoverage> {
    let mut seen: Set<String> = Set::default();
    let mut files = Vec::new();
    for suite in suites {
        for path in manifests(suite).into_iter().filter(|path| seen.insert(path.clone())) {
            let text = suite.world.read(&path).ok().and_then(|bytes| String::from_utf8(bytes).ok());
            files.extend(text.map(|text| file(&path, text, coverage)));
        }
    }
    files
}

/// A module's own manifests; of a control repository those of its modules, but not of the ones that a Puppetfile brings.
fn manifests(suite: &Suite) -> Vec<String> {
    let world = &*suite.world;
    let own = |folder: &str| manifest_files(&format!("{folder}/manifests"), world).into_iter().filter(|path| world.is_file(path)).collect();
    if let Some(module) = &suite.module {
        return own(module);
    }
    let brought = format!("{}/modules", suite.root);
    let is_own = |folder: &&String| {
        folder.starts_with(&format!("{}/", suite.root)) && (**folder != brought || !world.is_file(&format!("{}/Puppetfile", suite.root)))
    };
    let modules =
        suite.module_path.iter().filter(is_own).flat_map(|base| world.list(base).into_iter().map(move |name| format!("{base}/{name}")));
    modules.flat_map(|module| -> Vec<String> { own(&module) }).collect()
}

fn file(path: &str, text: String, coverage: &Coverage) -> FileCoverage {
    let source = SourceFile::new(Some(path.to_string()), text);
    let ast = rpuppet_syntax::parse(source, Kind::Manifest).ast;
    let mut found: Vec<Found> = Vec::new();
    for definition in &ast.definitions {
        let mut note = |kind, name| found.push(Found { place: Reached::Node(*definition), at: *definition, kind, name });
        match ast.node(*definition) {
            Node::Class { name, .. } => note("class", ast.text(name).to_string()),
            Node::Define { name, .. } => note("define", ast.text(name).to_string()),
            _ => {}
        }
    }
    ast.ids().for_each(|id| branches(&ast, id, &mut found));
    let place = |found: Found| {
        let span = ast.span(found.at);
        let hits = coverage.of(path, found.place);
        (span.start, Place { kind: found.kind, name: found.name, line: ast.source.position(span.start).0, hits })
    };
    let mut places: Vec<(u32, Place)> = found.into_iter().map(place).collect();
    places.sort_by_key(|(start, _)| *start);
    FileCoverage { path: path.to_string(), places: places.into_iter().map(|(_, place)| place).collect() }
}

/// What can be reached, and the node that it is told at.
struct Found {
    place: Reached,
    at: NodeId,
    kind: &'static str,
    name: String,
}

/// The branches of one node. Each test has two, also where one has nothing in it or is not written; so has a `case` without `default` one
/// for what fits no option. An `elsif` has branches of its own.
fn branches(ast: &Ast, id: NodeId, found: &mut Vec<Found>) {
    let mut note = |place, at: NodeId, kind| found.push(Found { place, at: if at.is_none() { id } else { at }, kind, name: String::new() });
    match ast.node(id) {
        Node::If { then, otherwise, .. } => {
            note(Reached::Taken(id), then, "if");
            if otherwise.is_none() {
                note(Reached::Skipped(id), id, "if not taken");
            } else if !matches!(ast.node(otherwise), Node::If { .. }) {
                note(Reached::Skipped(id), otherwise, "else");
            }
        }
        Node::Unless { then, otherwise, .. } => {
            note(Reached::Taken(id), then, "unless");
            note(Reached::Skipped(id), otherwise, if otherwise.is_none() { "unless not taken" } else { "else" });
        }
        Node::Case(_, list) => {
            ast.items(list).iter().for_each(|option| note(Reached::Node(*option), *option, "case"));
            if !ast.items(list).iter().any(|option| has_default(ast, *option)) {
                note(Reached::Unmatched(id), id, "case not taken");
            }
        }
        Node::Selector(_, list) => ast.items(list).iter().for_each(|option| note(Reached::Node(*option), *option, "selector")),
        _ => {}
    }
}

fn has_default(ast: &Ast, option: NodeId) -> bool {
    let Node::CaseOption { values, .. } = ast.node(option) else { return false };
    ast.items(values).iter().any(|value| matches!(ast.node(*value), Node::Default))
}
