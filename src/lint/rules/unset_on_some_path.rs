//! A variable that is read is set on each way there.
//!
//! ## Why
//! Branches have no scope of their own, but what no branch has set is not set: with `strict_variables` (as Puppet 8 has it unless told
//! otherwise) nothing is compiled on the hosts where that happens. Ways on which the conditions might exclude each other are not judged.
//!
//! ## Example
//! ```puppet
//! class web {
//!   case $facts['os']['family'] {
//!     'Debian': { $package = 'apache2' }
//!     'RedHat': { $package = 'httpd' }
//!   }
//!   package { $package: }
//! }
//! ```
//!
//! ## Use instead
//! ```puppet
//! class web {
//!   case $facts['os']['family'] {
//!     'Debian': { $package = 'apache2' }
//!     'RedHat': { $package = 'httpd' }
//!     default: { fail("${facts['os']['family']} is not supported") }
//!   }
//!   package { $package: }
//! }
//! ```

use super::{File, Findings, Modules, Node, NodeId, Rule, Scope, literal_text, plain};
use crate::lint::sense::paths::{Missed, missed};
use crate::lint::sense::scope::is_global;
use crate::value::qualified::split_last;
use rpuppet_syntax::Ast;
use rpuppet_syntax::ast::Name;

pub const RULE: Rule = Rule::sense(look);

fn look(file: &File, modules: &Modules, found: &mut Findings) {
    let ast = file.ast;
    for definition in &ast.definitions {
        for Missed { read, name, branching, by_parameters } in missed(ast, file.uses(), modules, *definition) {
            let is_let_be = is_set_elsewhere(file, modules, *definition, name);
            if !is_let_be && (by_parameters || !is_host_judged(ast, modules, *definition)) {
                let (line, _) = ast.source.position(ast.span(branching).start);
                let text = ast.text(name);
                found.at(ast.span(read), format!("'${text}' is not set on each way through the branches of line {line}"));
            }
        }
    }
}

/// Whether something else may give the variable a value, or a function asks for it by its name.
fn is_set_elsewhere(file: &File, modules: &Modules, definition: NodeId, name: Name) -> bool {
    let text = file.ast.text(name).as_str();
    let is_known = match file.ast.node(definition) {
        Node::Function { .. } => is_global(file, modules, text),
        _ => Scope::of(file, modules, definition).is_none_or(|scope| scope.knows_from_elsewhere(text)),
    };
    is_known || file.ast.ids().any(|id| asks_for(file.ast, id, text))
}

/// Whether something is a call that asks for a variable by its name.
fn asks_for(ast: &Ast, id: NodeId, variable: &str) -> bool {
    let Node::Call { function, arguments, .. } = ast.node(id) else { return false };
    let names = |argument: &NodeId| literal_text(ast, *argument).is_some_and(|text| text.trim_start_matches('$') == variable);
    matches!(literal_text(ast, function), Some("defined" | "getvar")) && ast.items(arguments).iter().any(names)
}

/// Whether a class that a definition uses fails somewhere, and so may leave no host but those that the branches know.
fn is_host_judged(ast: &Ast, modules: &Modules, id: NodeId) -> bool {
    let fails = |name: &str| {
        let line = modules.class(&plain(name)).and_then(|known| modules.lineage(known));
        line.is_some_and(|line| line.iter().any(|known| known.can_fail()))
    };
    let mut found = match ast.node(id) {
        Node::Variable(name) => split_last(ast.text(name)).is_some_and(|(class, _)| fails(class)),
        Node::String(name) | Node::QualifiedName(name) => fails(ast.text(name)),
        Node::Class { parent: Some(parent), .. } => fails(ast.text(parent)),
        _ => false,
    };
    ast.each_child(id, |child| found = found || is_host_judged(ast, modules, child));
    found
}
