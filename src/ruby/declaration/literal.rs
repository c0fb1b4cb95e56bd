//! What is known of an expression without running it: literals, constants and loop variables.

use crate::ruby::tree::{Entry, Kind, Node};
use crate::value::{EcoString, Map, format};

/// Names whose literal is known: constants, locals, variables of a loop.
#[derive(Clone, Debug, Default)]
pub struct Bindings {
    known: Map<EcoString, Node>,
}

impl Bindings {
    pub fn set(&mut self, name: EcoString, value: Node) {
        self.known.insert(name, value);
    }

    /// A name's literal; the node itself where it is no name. Never follows a chain: a name bound to a name stays unknown.
    fn resolve<'a>(&'a self, node: &'a Node) -> &'a Node {
        match &node.kind {
            Kind::Local(name) | Kind::Constant(name) => self.known.get(name).unwrap_or(node),
            _ => node,
        }
    }
}

/// The text of a string or symbol, also with known names inside.
pub fn text(node: &Node, bindings: &Bindings) -> Option<EcoString> {
    let node = strip(bindings.resolve(node));
    match &node.kind {
        Kind::String(text) | Kind::Symbol(text) => Some(text.clone()),
        Kind::Interpolated(parts) | Kind::InterpolatedSymbol(parts) => {
            parts.iter().map(|part| text_of_part(part, bindings)).collect::<Option<Vec<_>>>().map(|parts| parts.concat().into())
        }
        _ => None,
    }
}

fn text_of_part(part: &Node, bindings: &Bindings) -> Option<String> {
    let part = bindings.resolve(part);
    match &part.kind {
        Kind::Interpolated(_) => None,
        Kind::Integer(number) => Some(number.to_string()),
        _ => bindings.resolve(part).literal().map(EcoString::to_string),
    }
}

/// `'x'.to_sym`, `"x".freeze`, `:x.to_s`: the receiver says it all.
fn strip(node: &Node) -> &Node {
    match &node.kind {
        Kind::Call(call)
            if matches!(call.name.as_str(), "to_sym" | "to_s" | "freeze" | "intern" | "strip") && call.arguments.is_empty() =>
        {
            call.receiver.as_ref().unwrap_or(node)
        }
        _ => node,
    }
}

/// The elements of a literal array; pairs of a literal hash.
pub fn items(node: &Node, bindings: &Bindings) -> Vec<Node> {
    match &strip(bindings.resolve(node)).kind {
        Kind::Array(items) => items.clone(),
        Kind::Hash(entries) => entries.iter().filter_map(|entry| pair(entry, node.line)).collect(),
        _ => Vec::new(),
    }
}

fn pair(entry: &Entry, line: u32) -> Option<Node> {
    let Entry::Pair(key, value) = entry else { return None };
    Some(Node { kind: Kind::Array(vec![key.clone(), value.clone()]), line })
}

/// The value that a literal hash has under a key.
pub fn option<'a>(arguments: &'a [Node], key: &str) -> Option<&'a Node> {
    arguments.iter().find_map(|argument| match &argument.kind {
        Kind::Hash(entries) => entries.iter().find_map(|entry| match entry {
            Entry::Pair(name, value) if name.literal().is_some_and(|name| name == key) => Some(value),
            _ => None,
        }),
        _ => None,
    })
}

/// A literal as Puppet source; `None` where it is computed, or `nil`.
pub fn puppet_source(node: &Node, bindings: &Bindings) -> Option<EcoString> {
    let mut out = String::new();
    write_source(bindings.resolve(node), bindings, &mut out, 0).then(|| out.into())
}

fn write_source(node: &Node, bindings: &Bindings, out: &mut String, depth: usize) -> bool {
    if depth > 20 {
        return false;
    }
    match &node.kind {
        Kind::True => out.push_str("true"),
        Kind::False => out.push_str("false"),
        Kind::Integer(number) => out.push_str(&number.to_string()),
        Kind::Float(number) => out.push_str(&format::float(*number)),
        Kind::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { ", " } else { "" });
                if !write_source(item, bindings, out, depth + 1) {
                    return false;
                }
            }
            out.push(']');
        }
        Kind::Hash(entries) if entries.is_empty() => out.push_str("{}"),
        _ => match text(node, bindings) {
            Some(text) => format::quoted(&text, out),
            None => return false,
        },
    }
    true
}

/// The path that a `require` names, from its literal parts: `File.join(File.dirname(__FILE__), '..', 'puppet_x', 'a')` is `puppet_x/a`.
pub fn path(node: &Node) -> String {
    let mut segments = Vec::new();
    collect_segments(node, &mut segments, 0);
    segments.join("/")
}

fn collect_segments(node: &Node, segments: &mut Vec<String>, depth: usize) {
    if depth > 8 {
        return;
    }
    match &node.kind {
        Kind::String(text) => {
            segments.extend(text.split('/').filter(|part| !part.is_empty() && *part != ".." && *part != ".").map(str::to_string));
        }
        Kind::Call(call) => call.arguments.iter().for_each(|argument| collect_segments(argument, segments, depth + 1)),
        _ => {}
    }
}
