//! A defined type is given each parameter that has no default.
//!
//! ## Why
//! Puppet refuses to compile it. Of classes nothing is said: Hiera's data may give them what is missing.
//!
//! ## Example
//! ```puppet
//! toolbox::setting { 'a': }
//! ```
//!
//! ## Use instead
//! ```puppet
//! toolbox::setting { 'a': value => 'b' }
//! ```

use super::{File, Findings, Modules, Node, Rule, resource};
use resource::{Declared, Kind};

pub const RULE: Rule = Rule::sense(look).fatal();

fn look(file: &File, modules: &Modules, found: &mut Findings) {
    for declared in file.declared() {
        let Kind::Definition(known) = &declared.kind else { continue };
        // defaults and collectors give values from afar, a splat and a body of defaults from near
        if known.is_class || declared.has_defaults || modules.is_given_from_afar(&known.name) || is_default(file, declared) {
            continue;
        }
        let Some(given) = given(file, declared) else { continue };
        let missing: Vec<&str> =
            known.parameters.iter().filter(|parameter| !parameter.has_default).map(|parameter| parameter.name.as_str()).collect();
        let missing: Vec<&str> = missing.into_iter().filter(|name| !given.contains(name)).collect();
        if !missing.is_empty() {
            let word = file.word_at(file.ast.span(declared.body).start);
            found.at(file.span(word), format!("{} wants a value for '{}'", declared.kind.label(), missing.join("', '")));
        }
    }
}

fn is_default(file: &File, declared: &Declared) -> bool {
    matches!(file.ast.node(declared.body), Node::ResourceBody { title, .. } if matches!(file.ast.node(title), Node::Default))
}

/// The names that are given; `None` where they are not known.
fn given<'a>(file: &File<'a>, declared: &Declared) -> Option<Vec<&'a str>> {
    let name = |id: &rpuppet_syntax::NodeId| match file.ast.node(*id) {
        Node::Attribute { name, .. } => Some(file.ast.text(name).as_str()),
        _ => None,
    };
    declared.attributes.iter().map(name).collect()
}
