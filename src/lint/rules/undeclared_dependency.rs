//! A module depends, in its `metadata.json`, on the modules that it uses.
//!
//! ## Why
//! Who installs the module gets what its metadata name, and nothing else: a class of another module is then missing. What is looked at are
//! classes, defined types, functions, data types and variables with a namespace in the module's own code; its tests and examples may use
//! other modules.
//!
//! ## Example
//! ```puppet
//! # in toolbox/manifests/init.pp
//! class toolbox {
//!   include other
//! }
//! ```
//!
//! ## Use instead
//! A line in metadata.json for each module that is used.
//! ```puppet
//! # in toolbox/manifests/init.pp
//! class toolbox {
//!   $tool = stdlib::ensure('present')
//! }
//! ```

use super::{DECLARING, File, Findings, Modules, Node, NodeId, Rule, literal_text, plain};
use crate::value::qualified::split_first;
use crate::value::{EcoString, Set};

pub const RULE: Rule = Rule::sense(look);

/// Folders of a module that it works with.
const WORKING: &[&str] = &["manifests", "functions", "types", "plans"];

fn look(file: &File, modules: &Modules, found: &mut Findings) {
    let Some((own, inside)) = modules.place_of(file.path) else { return };
    if !inside.split('/').next().is_some_and(|folder| WORKING.contains(&folder)) {
        return;
    }
    // as they are written, and those that are told
    let (mut seen, mut told): (Set<EcoString>, Set<String>) = (Set::default(), Set::default());
    for id in file.ast.ids() {
        used(file, id, &mut |id, name| {
            let module = split_first(name).map_or(name, |(module, _)| module);
            if module == own || module.is_empty() || seen.contains(module) || file.is_within_defined(id) {
                return;
            }
            seen.insert(EcoString::from(module));
            let module = module.to_lowercase();
            if modules.lacks_dependency(own, &module) && told.insert(module.clone()) {
                found.at(file.ast.span(id), format!("module '{module}' is used, and metadata.json of '{own}' does not name it"));
            }
        });
    }
}

/// The names at a node that are those of something in a module.
fn used(file: &File, id: NodeId, use_of: &mut dyn FnMut(NodeId, &str)) {
    let ast = file.ast;
    match ast.node(id) {
        Node::QualifiedName(name) | Node::QualifiedReference(name) | Node::Variable(name) => {
            let name = ast.text(name).as_str();
            let name = name.strip_prefix("::").unwrap_or(name);
            if split_first(name).is_some() {
                use_of(id, name);
            }
        }
        Node::Call { function, arguments, .. } if literal_text(ast, function).is_some_and(|name| DECLARING.contains(&name)) => {
            ast.items(arguments).iter().for_each(|argument| classes(file, *argument, use_of));
        }
        Node::Resource { type_name, bodies, .. } if literal_text(ast, type_name) == Some("class") => {
            for body in ast.items(bodies) {
                if let Node::ResourceBody { title, .. } = ast.node(*body) {
                    classes(file, title, use_of);
                }
            }
        }
        _ => {}
    }
}

fn classes(file: &File, id: NodeId, use_of: &mut dyn FnMut(NodeId, &str)) {
    match file.ast.node(id) {
        Node::Array(items) => file.ast.items(items).iter().for_each(|item| classes(file, *item, use_of)),
        _ => literal_text(file.ast, id).into_iter().for_each(|name| use_of(id, &plain(name))),
    }
}
