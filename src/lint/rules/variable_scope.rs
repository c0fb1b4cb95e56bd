//! A variable that a class or defined type does not set itself is written with its namespace.
//!
//! ## Why
//! `$osfamily` may be a fact, a variable of the site's manifest or a typing error; `$facts[…]` or `$module::name` says which it is.
//!
//! ## Example
//! ```puppet
//! class motd {
//!   notify { $greeting: }
//! }
//! ```
//!
//! ## Use instead
//! ```puppet
//! class motd (String $greeting) {
//!   notify { $greeting: }
//! }
//! ```

use super::{Definition, File, Findings, Node, NodeId, Rule};
use crate::lint::sense::uses::{Act, Use};
use crate::value::qualified::is_qualified;
use indexmap::IndexMap;
use rpuppet_syntax::ast::{List, Name};
use rustc_hash::FxBuildHasher;

pub const RULE: Rule = Rule::warning(look);

/// What Puppet itself sets, and what each class and defined type has.
const ALWAYS_SET: &[&str] = &[
    "name",
    "title",
    "module_name",
    "environment",
    "clientcert",
    "clientversion",
    "servername",
    "serverip",
    "serverversion",
    "caller_module_name",
    "alias",
    "audit",
    "before",
    "loglevel",
    "noop",
    "notify",
    "require",
    "schedule",
    "stage",
    "subscribe",
    "tag",
    "facts",
    "trusted",
    "server_facts",
];

fn look(file: &File, found: &mut Findings) {
    for definition in file.definitions() {
        if sets_all(file, definition) {
            continue;
        }
        let mut scope = Scope { file, set: IndexMap::default(), unknown: Vec::new() };
        definition.parameters.iter().for_each(|parameter| scope.set(file.variable_name(parameter.variable), true));
        let parts = parts(file, definition);
        parts.iter().for_each(|part| scope.assignments(*part));
        parts.iter().for_each(|part| scope.uses(*part));
        for variable in scope.unknown {
            found.at(file.ast.span(variable), "top-scope variable being used without an explicit namespace");
        }
    }
}

/// Whether every variable of a definition is one of those that are always set, or is set somewhere in it: then there is nothing to look for.
fn sets_all(file: &File, definition: &Definition) -> bool {
    let (Node::Class { parameters, .. } | Node::Define { parameters, .. }) = file.ast.node(definition.node) else { return false };
    let (uses, parameters) = (file.uses().all(definition.node), file.ast.items(parameters));
    // a lambda's parameters are not among them: where there are any, the tree is asked
    let sets = |place: &&Use| matches!(place.act, Act::Assign | Act::AssignOneOf) || parameters.contains(&place.node);
    let mut set: Vec<u32> = uses.iter().filter(sets).map(|place| place.name.0).collect();
    set.sort_unstable();
    let is_known = |name: Name| set.binary_search(&name.0).is_ok() || is_always_known(file.ast.text(name));
    uses.iter().filter(|place| place.act == Act::Read).all(|place| is_known(place.name))
}

fn is_always_known(name: &str) -> bool {
    is_qualified(name) || name.bytes().all(|digit| digit.is_ascii_digit()) || ALWAYS_SET.contains(&name)
}

/// The defaults of parameters and the body.
fn parts(file: &File, definition: &Definition) -> Vec<NodeId> {
    let defaults = definition.parameters.iter().filter_map(|parameter| parameter.default.some());
    let body = match file.ast.node(definition.node) {
        Node::Class { body, .. } | Node::Define { body, .. } => body.some(),
        _ => None,
    };
    defaults.chain(body).collect()
}

struct Scope<'a> {
    file: &'a File<'a>,
    /// How often a name is set, by the definition and by the lambdas around.
    set: IndexMap<&'a str, u32, FxBuildHasher>,
    unknown: Vec<NodeId>,
}

impl<'a> Scope<'a> {
    fn set(&mut self, name: &'a str, is_set: bool) {
        let count = self.set.entry(name).or_default();
        *count = if is_set { *count + 1 } else { count.saturating_sub(1) };
    }

    /// Notes what is assigned to, wherever it is.
    fn assignments(&mut self, id: NodeId) {
        let ast = self.file.ast;
        if let Node::Assignment(_, left, _) = ast.node(id) {
            self.targets(left);
        }
        ast.each_child(id, |child| self.assignments(child));
    }

    fn targets(&mut self, id: NodeId) {
        let ast = self.file.ast;
        match ast.node(id) {
            Node::Variable(name) => self.set(ast.text(name), true),
            Node::Array(items) => ast.items(items).iter().for_each(|item| self.targets(*item)),
            _ => {}
        }
    }

    fn uses(&mut self, id: NodeId) {
        let ast = self.file.ast;
        match ast.node(id) {
            Node::Variable(name) if !self.knows(ast.text(name)) => self.unknown.push(id),
            Node::Class { .. } | Node::Define { .. } | Node::NodeDefinition { .. } | Node::Function { .. } => {}
            Node::Lambda { parameters, .. } => {
                self.declare(parameters, true);
                ast.each_child(id, |child| self.uses(child));
                self.declare(parameters, false);
            }
            _ => ast.each_child(id, |child| self.uses(child)),
        }
    }

    fn declare(&mut self, parameters: List, is_set: bool) {
        let ast = self.file.ast;
        for parameter in ast.items(parameters) {
            if let Node::Parameter { name, .. } = ast.node(*parameter) {
                self.set(ast.text(name), is_set);
            }
        }
    }

    fn knows(&self, name: &str) -> bool {
        self.set.get(name).is_some_and(|count| *count > 0) || is_always_known(name)
    }
}
