//! A variable that is read is set somewhere.
//!
//! ## Why
//! It is undef, or with `strict_variables` (as Puppet 8 has it unless told otherwise) nothing is compiled.
//! Variables of a node classifier are named with `--top-scope-variables`.
//!
//! ## Example
//! ```puppet
//! notice($toolbox::server::prot)
//! ```
//!
//! ## Use instead
//! ```puppet
//! notice($toolbox::server::port)
//! ```

use super::{File, Findings, Modules, Node, NodeId, Rule, Scope, meant, plain};
use crate::diagnostic::similar;
use crate::lint::sense::uses::{Act, Use};
use crate::value::qualified::{is_qualified, split_last};

pub const RULE: Rule = Rule::sense(look);

/// What each class has.
const OF_EACH: &[&str] = &["name", "title", "module_name", "caller_module_name"];

fn look(file: &File, modules: &Modules, found: &mut Findings) {
    let ast = file.ast;
    for id in ast.ids() {
        if let Node::Variable(name) = ast.node(id) {
            with_namespace(file, modules, id, ast.text(name), found);
        }
    }
    let complete = file.is_complete(modules);
    for definition in &ast.definitions {
        if let Some(scope) = Scope::of(file, modules, *definition) {
            let read = file.uses().own(*definition).filter(|place| place.act == Act::Read);
            read.for_each(|place| without_namespace(file, &scope, complete, place, found));
        }
    }
}

fn with_namespace(file: &File, modules: &Modules, id: NodeId, name: &str, found: &mut Findings) {
    let name = name.strip_prefix("::").unwrap_or(name);
    let Some((class, variable)) = split_last(name) else { return };
    if class.is_empty() || OF_EACH.contains(&variable) || !modules.is_judged(name) {
        return;
    }
    let class = plain(class);
    let Some(known) = modules.class(&class) else {
        let similar = modules.similar_class(&class);
        found.at(file.ast.span(id), format!("there is no class '{class}' that could set '${name}'{}", meant(similar)));
        return;
    };
    let Some(line) = modules.lineage(known) else { return };
    if line.iter().any(|known| known.variables().contains(variable)) {
        return;
    }
    let names = line.iter().flat_map(|known| known.variables().iter().map(|name| name.as_str()));
    found.at(file.ast.span(id), format!("class '{class}' has no variable '{variable}'{}", meant(similar::closest(variable, names))));
}

fn without_namespace(file: &File, scope: &Scope, complete: bool, place: &Use, found: &mut Findings) {
    let name = file.ast.text(place.name).as_str();
    if is_qualified(name) || scope.knows_here(place.name) {
        return;
    }
    // short names are all alike
    let similar = similar::closest(name, scope.names()).filter(|_| name.len() > 3);
    // a fact of a module that is not there is hardly called almost as a variable that is
    if complete || similar.is_some() {
        found.at(file.ast.span(place.node), format!("'${name}' is set nowhere{}", meant(similar)));
    }
}
