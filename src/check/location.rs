//! Whether what a module's file defines can be found there by its name.

use super::label;
use crate::diagnostic::Diagnostic;
use rpuppet_syntax::{Ast, Node, NodeId};

/// Where a manifest of a module is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ModuleFile {
    /// In a folder of the module that is loaded from: the name that the path stands for, in lower case (`trove::api`).
    Named(String),
    /// Anywhere else in the module.
    Misplaced,
}

impl ModuleFile {
    /// Reads a path relative to its module path: `trove/manifests/api.pp` stands for `trove::api`, `trove/manifests/init.pp` for `trove`.
    pub fn of(relative: &str) -> Self {
        let relative = relative.to_lowercase();
        let parts: Vec<&str> = relative.split('/').collect();
        let [module, folder, below @ .., file] = parts.as_slice() else { return ModuleFile::Misplaced };
        if !matches!(*folder, "manifests" | "functions" | "types" | "plans") {
            return ModuleFile::Misplaced;
        }
        let mut names = vec![*module];
        names.extend(below);
        if !(below.is_empty() && *file == "init.pp") {
            names.push(file.strip_suffix(".pp").unwrap_or(file));
        }
        ModuleFile::Named(names.join("::"))
    }
}

/// Checks a manifest of a module, which may only hold definitions, each named after the file. `path` is what messages call it.
pub fn check_location(ast: &Ast, file: &ModuleFile, path: &str) -> Vec<Diagnostic> {
    let top = ast.statements(&ast.root).iter().filter_map(|id| top_construct(ast, *id));
    let mut classes: Vec<(u32, String)> = Vec::new();
    let named = ast.definitions.iter().filter_map(|id| {
        let name = qualified(ast, *id, &mut classes)?;
        misplaced(ast, *id, &name, file, path)
    });
    top.collect::<Vec<_>>().into_iter().chain(named).collect()
}

fn top_construct(ast: &Ast, id: NodeId) -> Option<Diagnostic> {
    if matches!(
        ast.node(id),
        Node::Class { .. }
            | Node::Define { .. }
            | Node::Function { .. }
            | Node::TypeAlias { .. }
            | Node::TypeDefinition { .. }
            | Node::Error
    ) {
        return None;
    }
    let message = format!("This {} is unacceptable as a top level construct in this location", label::label(ast, id));
    Some(Diagnostic::error("ILLEGAL_TOP_CONSTRUCT_LOCATION", message).at(ast.location(id)))
}

fn misplaced(ast: &Ast, id: NodeId, name: &str, file: &ModuleFile, path: &str) -> Option<Diagnostic> {
    let fits = matches!(file, ModuleFile::Named(namespace) if name.to_lowercase().starts_with(namespace.as_str()));
    if fits {
        return None;
    }
    let message = format!("Unacceptable location. The name '{name}' is unacceptable in file '{path}'");
    Some(Diagnostic::error("ILLEGAL_DEFINITION_LOCATION", message).at(ast.location(id)))
}

/// The full name of a class, define or function; `around` are the classes that are still open, with where they end.
fn qualified(ast: &Ast, id: NodeId, around: &mut Vec<(u32, String)>) -> Option<String> {
    let span = ast.span(id);
    while around.pop_if(|(end, _)| *end <= span.start).is_some() {}
    let namespace = around.last().map_or("", |(_, name)| name.as_str());
    match ast.node(id) {
        Node::Class { name, .. } | Node::Define { name, .. } => {
            let joined = format!("{namespace}::{}", ast.text(name));
            let full = joined.strip_prefix("::").unwrap_or(&joined).to_string();
            if matches!(ast.node(id), Node::Class { .. }) {
                around.push((span.end, full.clone()));
            }
            Some(full)
        }
        Node::Function { name, .. } => Some(ast.text(name).to_string()),
        _ => None,
    }
}
