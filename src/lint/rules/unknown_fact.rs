//! A fact that is read is called as it is spelt.
//!
//! ## Why
//! It is undef. Hosts may have facts that nobody knows of here, so that only names are told that are almost those of a fact that every host
//! has; facts that modules bring are known.
//!
//! ## Example
//! ```puppet
//! notice($facts['procesors']['count'])
//! ```
//!
//! ## Use instead
//! ```puppet
//! notice($facts['processors']['count'])
//! ```

use super::{File, Findings, Modules, Node, Rule, literal_text, meant};
use crate::diagnostic::similar;
use crate::lint::sense::scope::FACTS;

pub const RULE: Rule = Rule::sense(look);

fn look(file: &File, modules: &Modules, found: &mut Findings) {
    let ast = file.ast;
    for id in ast.ids() {
        let Node::Access(left, keys) = ast.node(id) else { continue };
        let is_facts = matches!(ast.node(left), Node::Variable(name) if matches!(ast.text(name).as_str(), "facts" | "::facts"));
        let Some(key) = ast.items(keys).first().filter(|_| is_facts) else { continue };
        let Some(name) = literal_text(ast, *key) else { continue };
        if FACTS.contains(&name) || super::legacy_fact(name) || modules.may_be_fact(name) {
            continue;
        }
        // short names are all alike
        if let Some(similar) = similar::closest(name, FACTS.iter().copied()).filter(|_| name.len() > 3) {
            found.at(ast.span(*key), format!("no fact is called '{name}'{}", meant(Some(similar))));
        }
    }
}
