//! A variable that is set is read somewhere.
//!
//! ## Why
//! It is a leftover, or its name is misspelt where it is read. Whatever could read it is looked at: the class and those that inherit from
//! it, all modules, templates and data. A name that begins with `_` is meant to be let be.
//!
//! ## Example
//! ```puppet
//! class motd (String $greeting) {
//!   $text = "${greeting}\n"
//!   notify { $greeting: }
//! }
//! ```
//!
//! ## Use instead
//! ```puppet
//! class motd (String $greeting) {
//!   $text = "${greeting}\n"
//!   notify { $text: }
//! }
//! ```

use super::{File, Findings, Modules, Node, Rule, plain};
use crate::lint::sense::uses::Act;
use rpuppet_syntax::ast::Name;

pub const RULE: Rule = Rule::sense(look);

fn look(file: &File, modules: &Modules, found: &mut Findings) {
    let (ast, uses) = (file.ast, file.uses());
    for id in &ast.definitions {
        let (name, is_class) = match ast.node(*id) {
            Node::Class { name, .. } => (name, true),
            Node::Define { name, .. } | Node::Function { name, .. } => (name, false),
            _ => continue,
        };
        let name = plain(ast.text(name));
        // a class of nothing but values is there for others, which need not be here
        if name.ends_with("::params") || name.ends_with("::defaults") || uses.has_blind_spot(*id) {
            continue;
        }
        let is_read = |name: Name| uses.all(*id).iter().any(|place| place.act == Act::Read && place.name == name);
        for place in uses.own(*id).filter(|place| place.act == Act::Assign && !is_read(place.name)) {
            let variable = ast.text(place.name);
            if !is_read_elsewhere(file, modules, (&name, is_class), variable) {
                found.at(ast.span(place.node), format!("'${variable}' is set and never read"));
            }
        }
    }
}

/// Whether something outside of a definition, or a text in it, may read a variable.
fn is_read_elsewhere(file: &File, modules: &Modules, (name, is_class): (&str, bool), variable: &str) -> bool {
    let module = modules.module_of(file.path).unwrap_or("");
    variable.starts_with('_')
        || modules.has_word(module, variable)
        || in_strings(file, variable)
        || is_class && (modules.is_mentioned(&format!("{name}::{variable}")) || modules.is_read_by_heirs(name, variable))
}

/// Texts may be templates, or names for `getvar` and `defined`.
fn in_strings(file: &File, variable: &str) -> bool {
    file.ast.ids().any(|id| match file.ast.node(id) {
        Node::String(text) => file.ast.text(text).split(|c: char| !c.is_ascii_alphanumeric() && c != '_').any(|word| word == variable),
        _ => false,
    })
}
