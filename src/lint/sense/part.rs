//! What one file of a module contributes to what is known of all.

use super::definition::{Known, plain, targets};
use super::function::Function;
use super::literal;
use super::ruby_type::RubyType;
use super::template::{self, Template};
use super::uses::Uses;
use crate::lint::data::key;
use crate::value::qualified::is_qualified;
use crate::value::{EcoString, Map, Set};
use crate::world::facter;
use rpuppet_syntax::{Ast, Kind, Node, NodeId, Parsed, SourceFile, parse};
use std::sync::{Arc, OnceLock};

/// What a file is to its module.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Classes, defined types, functions, aliases.
    Manifest,
    /// `lib/facter`.
    Fact,
    /// `facts.d`: any word may be a fact.
    ExternalFact,
    /// `templates`, with the name by which it is asked for.
    Template(String),
    /// A type in Ruby.
    Type(String),
    /// Hiera's data.
    Data,
    /// The `hiera.yaml` of the module or environment in a folder, and whether all that it leads to is there to be read.
    Layer {
        directory: String,
        is_seen: bool,
    },
    Metadata,
}

/// A file to be read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Source {
    pub path: String,
    /// The module that it belongs to; empty for a site's manifest.
    pub module: String,
    pub role: Role,
}

/// What was read of it.
#[derive(Debug, Default)]
pub struct Part {
    pub module: String,
    pub definitions: Vec<Known>,
    /// Functions in Puppet's language.
    pub functions: Vec<Function>,
    /// Types that stand for others: name in lower case, name as written, what it stands for.
    pub aliases: Vec<(String, String, String)>,
    pub facts: Vec<String>,
    pub ruby_type: Option<RubyType>,
    pub template: Option<Named>,
    /// Modules that metadata names.
    pub dependencies: Vec<String>,
    /// The name that metadata gives the module.
    pub title: Option<String>,
    pub version: Option<EcoString>,
    /// Variables with a namespace that are read, and strings with one: `nova::params::x`.
    pub mentions: Set<EcoString>,
    /// Variables that a site's manifest sets outside of classes.
    pub top_variables: Set<EcoString>,
    /// A text that is no manifest, through whose words a variable may be read.
    pub text: String,
    /// Names with a namespace in data: keys among them.
    pub data: Set<EcoString>,
    /// Keys, or patterns of keys, that have `lookup_options`.
    pub with_options: Vec<String>,
    /// What is known of a `hiera.yaml`: the folder that it is for, and whether all that it leads to is seen.
    pub layer: Option<(String, bool)>,
    /// Whether a site's manifest declares classes for nodes.
    pub declares_classes: bool,
    /// Titles that are declared for each type; `None` among them where one is not known before it is compiled.
    pub titles: Map<String, Set<Option<EcoString>>>,
    /// Defined types whose parameters are given from afar: by defaults, by overrides of a collector.
    pub given_from_afar: Set<String>,
}

/// A template by its name; read when it is asked for.
#[derive(Debug)]
pub struct Named {
    pub name: String,
    read: OnceLock<Template>,
}

impl Part {
    /// The template that the file is.
    pub fn template(&self) -> Option<&Template> {
        self.template.as_ref().map(|template| template.read.get_or_init(|| Template::read(&template.name, &self.text)))
    }
}

/// Reads a file's text; a text with mistakes contributes what could be read.
pub fn read(source: &Source, text: String) -> Part {
    let mut part = Part { module: source.module.clone(), ..Part::default() };
    match &source.role {
        Role::Manifest => {
            let parsed = parse(SourceFile::new(Some(source.path.clone()), text), Kind::Manifest);
            let uses = Arc::new(Uses::of(&parsed.ast));
            manifest(&mut part, &Arc::new(parsed), &uses);
        }
        Role::Fact => part.facts = facter::added(&text),
        Role::ExternalFact => {
            let mut words = Set::default();
            template::words(&text, &mut words);
            part.facts = words.iter().map(ToString::to_string).collect();
        }
        Role::Type(name) => part.ruby_type = Some(RubyType::read(name, &text)),
        Role::Template(name) => {
            part.template = Some(Named { name: name.clone(), read: OnceLock::new() });
            part.text = text;
        }
        Role::Data => {
            mentions_of_text(&text, &mut part.mentions);
            part.data.extend(text.lines().flat_map(names));
            part.with_options = with_options(&text);
            part.text = text;
        }
        Role::Layer { directory, is_seen } => part.layer = Some((directory.clone(), *is_seen)),
        Role::Metadata => metadata(&mut part, &text),
    }
    part
}

/// What a manifest's tree contributes.
pub fn of_manifest(module: &str, parsed: &Arc<Parsed>, uses: &Arc<Uses>) -> Part {
    let mut part = Part { module: module.to_string(), ..Part::default() };
    manifest(&mut part, parsed, uses);
    part
}

fn manifest(part: &mut Part, parsed: &Arc<Parsed>, uses: &Arc<Uses>) {
    let ast = &parsed.ast;
    for id in &ast.definitions {
        match ast.node(*id) {
            Node::Function { .. } => part.functions.extend(Function::of(ast, *id)),
            Node::TypeAlias { name, data_type } => part.aliases.extend(alias(ast, name, data_type)),
            _ => part.definitions.extend(Known::of(parsed, uses, *id)),
        }
    }
    for statement in ast.statements(&ast.root) {
        top_variables(ast, *statement, &mut part.top_variables);
    }
    part.declares_classes = part.module.is_empty() && declares_classes(ast, ast.root);
    ast.ids().for_each(|id| noted(part, ast, id));
}

fn alias(ast: &Ast, name: NodeId, data_type: NodeId) -> Option<(String, String, String)> {
    let written = ast.source.slice(ast.span(name)).trim_start_matches("::").to_string();
    Some((written.to_lowercase(), written, ast.source.slice(ast.span(data_type)).to_string()))
}

fn top_variables(ast: &Ast, id: NodeId, set: &mut Set<EcoString>) {
    match ast.node(id) {
        Node::Class { .. } | Node::Define { .. } | Node::Function { .. } | Node::Lambda { .. } => {}
        Node::Assignment(_, left, right) => {
            targets(ast, left, set);
            top_variables(ast, right, set);
        }
        _ => ast.each_child(id, |child| top_variables(ast, child, set)),
    }
}

/// Whether classes are declared outside of definitions.
fn declares_classes(ast: &Ast, id: NodeId) -> bool {
    let declares = |name: &str| matches!(name, "include" | "contain" | "require" | "hiera_include");
    match ast.node(id) {
        Node::Class { .. } | Node::Define { .. } | Node::Function { .. } => return false,
        Node::Call { function, .. } if literal::text(ast, function).is_some_and(declares) => return true,
        Node::NamedAccess(_, name) if declares(ast.text(name)) => return true,
        Node::Resource { type_name, .. } if literal::text(ast, type_name) == Some("class") => return true,
        _ => {}
    }
    let mut found = false;
    ast.each_child(id, |child| found = found || declares_classes(ast, child));
    found
}

fn noted(part: &mut Part, ast: &Ast, id: NodeId) {
    match ast.node(id) {
        Node::Variable(name) | Node::String(name) if is_qualified(ast.text(name)) => {
            let text = ast.text(name);
            match text.strip_prefix("::") {
                Some(rest) => drop(part.mentions.insert(rest.into())),
                None => drop(part.mentions.insert(text.clone())),
            }
        }
        Node::Resource { type_name, bodies, .. } => {
            let name = type_of(ast, type_name);
            for body in ast.items(bodies) {
                let Node::ResourceBody { title, .. } = ast.node(*body) else { continue };
                let known = part.titles.entry(name.clone().unwrap_or_default()).or_default();
                titles(ast, title, known);
            }
        }
        Node::Call { function, arguments, .. } => created(part, ast, function, ast.items(arguments)),
        Node::MethodCall { .. } => {}
        Node::ResourceDefaults { type_reference, .. } => part.given_from_afar.extend(type_of(ast, type_reference)),
        Node::Collector { type_reference, query, .. } if matches!(ast.node(query), Node::Query { exported: true, .. }) => {
            // other hosts have declared what is collected
            part.titles.entry(type_of(ast, type_reference).unwrap_or_default()).or_default().insert(None);
            part.given_from_afar.extend(type_of(ast, type_reference));
        }
        Node::Collector { type_reference, attributes, .. } if !attributes.is_empty() => {
            part.given_from_afar.extend(type_of(ast, type_reference));
        }
        _ => {}
    }
}

/// The name of a type where it is written.
pub fn type_of(ast: &Ast, id: NodeId) -> Option<String> {
    match ast.node(id) {
        Node::QualifiedName(name) | Node::QualifiedReference(name) | Node::String(name) => Some(plain(ast.text(name))),
        _ => None,
    }
}

/// The titles of a body; `None` for what is not known.
pub fn titles(ast: &Ast, id: NodeId, known: &mut Set<Option<EcoString>>) {
    match ast.node(id) {
        Node::String(name) | Node::QualifiedName(name) => drop(known.insert(Some(ast.text(name).clone()))),
        Node::Array(items) => ast.items(items).iter().for_each(|item| titles(ast, *item, known)),
        Node::Default => {}
        _ => drop(known.insert(None)),
    }
}

/// Functions that declare resources: their titles are not known.
fn created(part: &mut Part, ast: &Ast, function: NodeId, arguments: &[NodeId]) {
    let Node::QualifiedName(name) = ast.node(function) else { return };
    let types = match ast.text(name).as_str() {
        "create_resources" | "ensure_resource" | "ensure_resources" => {
            vec![arguments.first().and_then(|first| type_of(ast, *first)).unwrap_or_default()]
        }
        "ensure_packages" | "stdlib::ensure_packages" => vec!["package".to_string()],
        _ => return,
    };
    for name in types {
        part.titles.entry(name.trim_start_matches('@').to_string()).or_default().insert(None);
    }
}

/// Names with a namespace in a text that is no manifest.
fn mentions_of_text(text: &str, mentions: &mut Set<EcoString>) {
    // a key that a line begins with is what the data say, not what they ask for
    let values =
        text.lines().map(|line| if line.starts_with([' ', '-', '\t']) { line } else { line.split_once(": ").map_or("", |pair| pair.1) });
    mentions.extend(values.flat_map(names));
}

/// The names with a namespace in a line.
fn names(line: &str) -> impl Iterator<Item = EcoString> {
    let words = line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != ':');
    words.filter(|word| word.contains("::")).map(|word| word.trim_matches(':').into())
}

/// The names on the lines below `lookup_options:` that are indented as the first one is.
fn with_options(text: &str) -> Vec<String> {
    let below = text.lines().skip_while(|line| !line.starts_with("lookup_options:")).skip(1);
    let lines =
        below.filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#')).take_while(|line| line.starts_with(' '));
    let mut lines = lines.peekable();
    let indent = |line: &str| line.len() - line.trim_start().len();
    let first = lines.peek().map_or(0, |line| indent(line));
    lines.filter(|line| indent(line) == first).filter_map(|line| key(line.trim())).map(str::to_string).collect()
}

/// The name of a module without its author: `stdlib` of `puppetlabs/stdlib`.
pub fn own_name(name: &str) -> String {
    name.rsplit(['/', '-']).next().unwrap_or(name).to_string()
}

fn metadata(part: &mut Part, text: &str) {
    let Ok(document) = serde_json::from_str::<serde_json::Value>(text) else { return };
    let text_of = |key: &str| document.get(key).and_then(|value| value.as_str());
    // how Puppet 4 had data of modules: a function may compute them
    part.layer = document.get("data_provider").map(|_| (String::new(), false));
    part.title = text_of("name").map(own_name);
    part.version = text_of("version").map(EcoString::from);
    let dependencies = document.get("dependencies").and_then(|list| list.as_array()).into_iter().flatten();
    part.dependencies = dependencies.filter_map(|one| Some(own_name(one.get("name")?.as_str()?))).collect();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_those_of_the_first_level() {
        let text = "a::b: 1\nlookup_options:\n  # how\n  '^a::.*$':\n    merge:\n      strategy: deep\n\n  f::g: {merge: hash}\n  \"c::d\":\n    convert_to: Sensitive\ne: 1\n";
        assert_eq!(with_options(text), ["^a::.*$", "f::g", "c::d"]);
    }

    #[test]
    fn what_data_ask_for_is_known() {
        let mut mentions = Set::default();
        mentions_of_text("a::b: \"%{lookup('c::d')}\"\ne:\n  - '%{alias(\"f::g\")}'\nh::i:\n", &mut mentions);
        assert_eq!(mentions.iter().map(EcoString::as_str).collect::<Vec<_>>(), ["c::d", "f::g"]);
    }
}
