//! A command is not put together from values that anybody may choose.
//!
//! ## Why
//! A command in one string is read by a shell: a value with a blank, a quote or a `;` becomes something else than an argument. As a list,
//! each item is one argument. Values that can be trusted are those of a type that has no such characters (`Integer`, `Enum`,
//! `Stdlib::Port`, …), those that go through `shellquote` or `stdlib::shell_escape`, and parameters whose names say that they are parts of a
//! command (`$extra_options`).
//!
//! ## Example
//! ```puppet
//! define greet (String $who) {
//!   exec { "greet-${name}": command => "/bin/echo ${who}" }
//! }
//! ```
//!
//! ## Use instead
//! ```puppet
//! define greet (String $who) {
//!   exec { "greet-${name}": command => ['/bin/echo', $who] }
//! }
//! ```

use super::{File, Findings, Modules, Node, NodeId, Rule, literal_text};
use crate::value::Map;

pub const RULE: Rule = Rule::sense(look);

const COMMANDS: &[&str] = &["command", "unless", "onlyif", "refresh"];

/// How types begin whose values are no commands.
const HARMLESS: &[&str] = &[
    "Integer",
    "Float",
    "Numeric",
    "Boolean",
    "Enum",
    "Pattern",
    "Stdlib::Port",
    "Stdlib::IP",
    "Stdlib::Fqdn",
    "Stdlib::Host",
    "Sensitive[Enum",
];

fn look(file: &File, _modules: &Modules, found: &mut Findings) {
    let ast = file.ast;
    let commands = commands(file);
    if commands.is_empty() {
        return;
    }
    for definition in file.definitions() {
        let types = types(file, definition);
        let whole = ast.span(definition.node);
        for (id, value) in commands.iter().copied().filter(|(id, _)| whole.start <= ast.span(*id).start && ast.span(*id).end <= whole.end) {
            let mut risky = Vec::new();
            parts(file, value, &types, &mut risky);
            if let Some(name) = risky.first() {
                let what = ast.source.slice(ast.span(id)).split(['=', ' ']).next().unwrap_or("command");
                found.at(
                    ast.span(value),
                    format!("'{what}' is one string with '${name}' in it, which a shell reads: a list has each item as one argument"),
                );
            }
        }
    }
}

/// Parameters with the texts of their types.
fn types<'a>(file: &File<'a>, definition: &super::Definition) -> Map<&'a str, &'a str> {
    let one = |parameter: &crate::lint::definition::Parameter| {
        let text = parameter.data_type.some().map_or("", |id| file.ast.source.slice(file.ast.span(id)));
        (file.variable_name(parameter.variable), text)
    };
    definition.parameters.iter().map(one).collect()
}

/// The commands of all execs, as attributes and values.
fn commands(file: &File) -> Vec<(NodeId, NodeId)> {
    let ast = file.ast;
    let mut found = Vec::new();
    for id in ast.ids() {
        let Node::Resource { type_name, bodies, .. } = ast.node(id) else { continue };
        if literal_text(ast, type_name) != Some("exec") {
            continue;
        }
        let attributes = ast.items(bodies).iter().filter_map(|body| match ast.node(*body) {
            Node::ResourceBody { attributes, .. } => Some(ast.items(attributes)),
            _ => None,
        });
        for attribute in attributes.flatten() {
            match ast.node(*attribute) {
                Node::Attribute { name, value, .. } if COMMANDS.contains(&ast.text(name).as_str()) => found.push((*attribute, value)),
                _ => {}
            }
        }
    }
    found
}

/// Whether a parameter's name says that it is meant to be several words of a command.
fn is_part_of_a_command(name: &str) -> bool {
    ["param", "opt", "arg", "command", "cmd", "flag", "extra", "path"].iter().any(|word| name.contains(word))
}

/// The parameters that a string has parts of: what is computed in the manifest itself is the manifest's.
fn parts<'a>(file: &File<'a>, value: NodeId, types: &Map<&'a str, &'a str>, risky: &mut Vec<&'a str>) {
    let ast = file.ast;
    let Node::Concat(items) = ast.node(value) else { return };
    for item in ast.items(items) {
        let Node::Text(inner) = ast.node(*item) else { continue };
        let Node::Variable(name) = ast.node(inner) else { continue };
        let name = ast.text(name).as_str();
        let harmless = |text: &&str| {
            let inner = text.trim_start_matches("Optional[").trim_start_matches("Variant[");
            HARMLESS.iter().any(|harmless| inner.starts_with(harmless))
        };
        if types.get(name).is_some_and(|text| !harmless(text) && !is_part_of_a_command(name)) {
            risky.push(name);
        }
    }
}
