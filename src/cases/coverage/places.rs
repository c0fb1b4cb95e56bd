//! The places of a module's manifests that can be reached, with how often they were.

use super::super::suite::Suite;
use super::Coverage;
use crate::environments::manifest_files;
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
    /// `class`, `define`, `if`, `else`, `unless`, `case`, `selector`
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
    let mut found: Vec<(NodeId, &'static str, String)> = Vec::new();
    for definition in &ast.definitions {
        match ast.node(*definition) {
            Node::Class { name, .. } => found.push((*definition, "class", ast.text(name).to_string())),
            Node::Define { name, .. } => found.push((*definition, "define", ast.text(name).to_string())),
            _ => {}
        }
    }
    for node in (0..ast.len()).filter_map(|index| u32::try_from(index).ok()) {
        found.extend(branches(&ast, ast.node(NodeId(node))).into_iter().map(|(node, kind)| (node, kind, String::new())));
    }
    let place = |(node, kind, name): (NodeId, &'static str, String)| {
        let span = ast.span(node);
        (span.start, Place { kind, name, line: ast.source.position(span.start).0, hits: coverage.of(path, node) })
    };
    let mut places: Vec<(u32, Place)> = found.into_iter().map(place).collect();
    places.sort_by_key(|(start, _)| *start);
    FileCoverage { path: path.to_string(), places: places.into_iter().map(|(_, place)| place).collect() }
}

/// The branches of one node; bodies with nothing in them are none, and an `elsif` has branches of its own.
fn branches(ast: &Ast, node: Node) -> Vec<(NodeId, &'static str)> {
    let options = |list, kind| ast.items(list).iter().map(|option| (*option, kind)).collect();
    let bodies = match node {
        Node::If { then, otherwise, .. } => vec![(then, "if"), (otherwise, "else")],
        Node::Unless { then, otherwise, .. } => vec![(then, "unless"), (otherwise, "else")],
        Node::Case(_, list) => return options(list, "case"),
        Node::Selector(_, list) => return options(list, "selector"),
        _ => Vec::new(),
    };
    let is_elsif = |body: NodeId, kind: &str| kind == "else" && matches!(ast.node(body), Node::If { .. });
    bodies.into_iter().filter(|(body, kind)| !body.is_none() && !is_elsif(*body, kind)).collect()
}
