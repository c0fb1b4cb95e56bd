//! An EPP template is given the parameters that it declares: all that have no default, and no others.
//!
//! ## Why
//! Puppet fails to compile it.
//!
//! ## Example
//! ```puppet
//! $text = epp('toolbox/greeting.epp', { 'greted' => 'world' })
//! ```
//!
//! ## Use instead
//! ```puppet
//! $text = epp('toolbox/greeting.epp', { 'greeted' => 'world' })
//! ```

use super::{File, Findings, Modules, Node, NodeId, Rule, literal_text, meant, templates};
use crate::diagnostic::similar;

pub const RULE: Rule = Rule::sense(look).fatal();

fn look(file: &File, modules: &Modules, found: &mut Findings) {
    for asked in templates::asked(file.ast).into_iter().filter(|asked| asked.is_epp) {
        let parameters = modules.template(asked.name).and_then(|template| template.parameters.as_ref());
        let Some((parameters, given)) = parameters.zip(given(file, asked.values)) else { continue };
        for (key, place) in &given {
            if !parameters.iter().any(|(name, _)| name == key) {
                let similar = similar::closest(key, parameters.iter().map(|(name, _)| name.as_str()));
                found.at(file.ast.span(*place), format!("template '{}' has no parameter '{key}'{}", asked.name, meant(similar)));
            }
        }
        let missing = parameters.iter().filter(|(name, has_default)| !has_default && !given.iter().any(|(key, _)| key == name));
        for (name, _) in missing {
            found.at(file.ast.span(asked.place), format!("template '{}' wants a value for '{name}'", asked.name));
        }
    }
}

/// The names that are given; `None` where they are not known.
fn given<'a>(file: &File<'a>, values: Option<NodeId>) -> Option<Vec<(&'a str, NodeId)>> {
    let Some(values) = values else { return Some(Vec::new()) };
    let Node::Hash { entries, .. } = file.ast.node(values) else { return None };
    let entry = |id: &NodeId| match file.ast.node(*id) {
        Node::KeyedEntry { key, .. } => Some((literal_text(file.ast, key)?, key)),
        _ => None,
    };
    file.ast.items(entries).iter().map(entry).collect()
}
