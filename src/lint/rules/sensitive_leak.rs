//! A secret is not put into a string, and not shown.
//!
//! ## Why
//! A `Sensitive` in a string becomes `Sensitive [value redacted]`, which is never what is meant. What is unwrapped in a command or in a
//! message is seen by everybody who reads processes or logs; `Sensitive("…${secret.unwrap}…")` keeps it.
//!
//! ## Example
//! ```puppet
//! class account (Sensitive[String] $password) {
//!   file { '/etc/account': content => "password=${password}" }
//! }
//! ```
//!
//! ## Use instead
//! ```puppet
//! class account (Sensitive[String] $password) {
//!   file { '/etc/account': content => Sensitive("password=${password.unwrap}") }
//! }
//! ```

use super::{File, Findings, Modules, Node, NodeId, Rule, literal_text};
use crate::value::Set;

pub const RULE: Rule = Rule::sense(look);

fn look(file: &File, _modules: &Modules, found: &mut Findings) {
    for definition in file.definitions() {
        let is_secret = |parameter: &&crate::lint::definition::Parameter| {
            let text = parameter.data_type.some().map_or("", |id| file.ast.source.slice(file.ast.span(id)));
            text.starts_with("Sensitive") || text.starts_with("Optional[Sensitive")
        };
        let secrets: Set<&str> =
            definition.parameters.iter().filter(is_secret).map(|parameter| file.variable_name(parameter.variable)).collect();
        if !secrets.is_empty() && !is_set_again(file, definition.node, &secrets) {
            in_strings(file, definition.node, &secrets, found);
        }
    }
    for id in file.ast.ids() {
        if let Node::Resource { type_name, bodies, .. } = file.ast.node(id) {
            let shown: &[&str] = match literal_text(file.ast, type_name) {
                Some("exec") => &["command", "unless", "onlyif", "refresh"],
                Some("notify") => &["message"],
                _ => continue,
            };
            file.ast.items(bodies).iter().for_each(|body| shown_in(file, *body, shown, found));
        }
    }
}

/// Whether the name of a secret is also that of a lambda's parameter.
fn is_set_again(file: &File, id: NodeId, secrets: &Set<&str>) -> bool {
    let mut found = matches!(file.ast.node(id), Node::Lambda { parameters, .. } if file.ast.items(parameters).iter().any(|parameter| {
        matches!(file.ast.node(*parameter), Node::Parameter { name, .. } if secrets.contains(file.ast.text(name).as_str()))
    }));
    file.ast.each_child(id, |child| found = found || is_set_again(file, child, secrets));
    found
}

fn in_strings(file: &File, id: NodeId, secrets: &Set<&str>, found: &mut Findings) {
    let ast = file.ast;
    if let Node::Text(inner) = ast.node(id)
        && let Node::Variable(name) = ast.node(inner)
    {
        let name = ast.text(name).as_str();
        if secrets.contains(name) {
            found.at(
                ast.span(inner),
                format!("the secret '${name}' is redacted in a string: '${name}.unwrap', and all of it in 'Sensitive(…)'"),
            );
        }
    }
    ast.each_child(id, |child| in_strings(file, child, secrets, found));
}

fn shown_in(file: &File, body: NodeId, shown: &[&str], found: &mut Findings) {
    let ast = file.ast;
    let Node::ResourceBody { attributes, .. } = ast.node(body) else { return };
    for attribute in ast.items(attributes) {
        let Node::Attribute { name, value, .. } = ast.node(*attribute) else { continue };
        let name = ast.text(name).as_str();
        if let Some(place) = unwrapped(file, value).filter(|_| shown.contains(&name)) {
            found.at(ast.span(place), format!("a secret is unwrapped in '{name}', where everybody can see it"));
        }
    }
}

/// A call of `unwrap` that is not inside of a `Sensitive`.
fn unwrapped(file: &File, id: NodeId) -> Option<NodeId> {
    let ast = file.ast;
    match ast.node(id) {
        Node::Call { function, .. } if is_sensitive(file, function) => return None,
        Node::MethodCall { function, .. } => match ast.node(function) {
            Node::NamedAccess(_, name) if ast.text(name) == "unwrap" => return Some(id),
            Node::NamedAccess(left, name) if ast.text(name) == "new" && is_sensitive(file, left) => return None,
            _ => {}
        },
        Node::Call { function, .. } if literal_text(ast, function) == Some("unwrap") => return Some(id),
        _ => {}
    }
    let mut found = None;
    ast.each_child(id, |child| found = found.or_else(|| unwrapped(file, child)));
    found
}

fn is_sensitive(file: &File, id: NodeId) -> bool {
    matches!(file.ast.node(id), Node::QualifiedReference(name) if file.ast.text(name) == "Sensitive")
}
