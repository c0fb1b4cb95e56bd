//! A defined type or class is given each parameter that has no default.
//!
//! ## Why
//! Puppet refuses to compile it. Of a class something is said only where it is known that Hiera gives it no value either: in an
//! environment's own manifests (those of `site-modules` and `site` are), with a `hiera.yaml` of version 5 there and in the class's module, if
//! it has one, that lead to files in their own folders alone, none of which has the key. Nothing is said where others may give the value:
//! where no manifest of the environment declares classes, so that a node classifier does it, or where the class is declared in the
//! manner of a resource, too; nor inside of conditions and lambdas. Data of a global `hiera.yaml` are not seen.
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

use super::{DECLARING, File, Findings, Modules, Node, NodeId, Rule, Span, literal_text, plain, resource};
use crate::lint::sense::definition::Known;
use resource::{Declared, Kind};

pub const RULE: Rule = Rule::sense(look).fatal();

fn look(file: &File, modules: &Modules, found: &mut Findings) {
    for declared in file.declared() {
        let Kind::Definition(known) = &declared.kind else { continue };
        // defaults and collectors give values from afar, a splat and a body of defaults from near
        if declared.has_defaults || is_default(file, declared) {
            continue;
        }
        let Some(given) = given(file, declared) else { continue };
        let word = file.word_at(file.ast.span(declared.body).start);
        if known.is_class {
            class(file, modules, known, &given, file.span(word), found);
        } else if !modules.is_given_from_afar(&known.name) {
            let missing: Vec<&str> = missing(known, &given).collect();
            if !missing.is_empty() {
                found.at(file.span(word), format!("{} wants a value for '{}'", declared.kind.label(), missing.join("', '")));
            }
        }
    }
    for id in file.ast.ids() {
        if let Node::Call { function, arguments, .. } = file.ast.node(id)
            && literal_text(file.ast, function).is_some_and(|name| DECLARING.contains(&name))
        {
            file.ast.items(arguments).iter().for_each(|argument| included(file, modules, *argument, found));
        }
    }
}

/// The classes that an argument names.
fn included(file: &File, modules: &Modules, id: NodeId, found: &mut Findings) {
    match file.ast.node(id) {
        Node::Array(items) => file.ast.items(items).iter().for_each(|item| included(file, modules, *item, found)),
        _ => {
            let Some(known) = literal_text(file.ast, id).and_then(|name| modules.class(&plain(name))) else { return };
            // whoever declares it with values may come first
            if missing(known, &[]).next().is_some() && !modules.may_be_given_values(&known.name) {
                class(file, modules, known, &[], file.ast.span(id), found);
            }
        }
    }
}

fn class(file: &File, modules: &Modules, known: &Known, given: &[&str], span: Span, found: &mut Findings) {
    if missing(known, given).next().is_none() || !modules.has_all_data(file.path, &known.name) || modules.is_given_from_afar("class") {
        return;
    }
    let keys = missing(known, given).map(|name| (name, format!("{}::{name}", known.name)));
    let keys: Vec<(&str, String)> = keys.filter(|(_, key)| !modules.may_have_key(key)).collect();
    if !keys.is_empty() && !is_conditional(file, span) {
        let (names, keys): (Vec<&str>, Vec<String>) = keys.into_iter().unzip();
        let (name, names, keys) = (&known.name, names.join("', '"), keys.join("', '"));
        found.at(span, format!("class '{name}' wants a value for '{names}', and Hiera's data have no '{keys}'"));
    }
}

fn missing<'a>(known: &'a Known, given: &[&str]) -> impl Iterator<Item = &'a str> {
    let wanted = known.parameters.iter().filter(|parameter| !parameter.has_default).map(|parameter| parameter.name.as_str());
    wanted.filter(move |name| !given.contains(name))
}

/// Whether something may not be evaluated, or only when something else is so.
fn is_conditional(file: &File, span: Span) -> bool {
    file.ast.ids().filter(|id| file.ast.span(*id).start <= span.start && span.end <= file.ast.span(*id).end).any(|id| {
        matches!(file.ast.node(id), Node::If { .. } | Node::Unless { .. } | Node::Case(..) | Node::Selector(..) | Node::Lambda { .. })
    })
}

fn is_default(file: &File, declared: &Declared) -> bool {
    matches!(file.ast.node(declared.body), Node::ResourceBody { title, .. } if matches!(file.ast.node(title), Node::Default))
}

/// The names that are given; `None` where they are not known.
fn given<'a>(file: &File<'a>, declared: &Declared) -> Option<Vec<&'a str>> {
    let name = |id: &NodeId| match file.ast.node(*id) {
        Node::Attribute { name, .. } => Some(file.ast.text(name).as_str()),
        _ => None,
    };
    declared.attributes.iter().map(name).collect()
}
