//! `Puppet::Type.type(:x).provide(:name, parent: …) do … end`: name, parent and what its methods return unconditionally.

use super::literal;
use crate::catalog::ProviderDeclaration;
use crate::ruby::parse::{ParseError, parse};
use crate::ruby::tree::{Call, Definition, Kind, Node};
use crate::value::{EcoString, Map};

/// All providers that a file declares, in order. A Resource API provider (`class Puppet::Provider::X::X`) counts under its last name.
pub fn read_provider(source: &str) -> Result<Vec<ProviderDeclaration>, ParseError> {
    let tree = parse(source)?;
    let mut found = Vec::new();
    collect(&tree, &mut found, 0);
    Ok(found)
}

fn collect(node: &Node, found: &mut Vec<ProviderDeclaration>, depth: usize) {
    if depth > 8 {
        return;
    }
    match &node.kind {
        Kind::Sequence(parts) => parts.iter().for_each(|part| collect(part, found, depth + 1)),
        Kind::Call(call) if call.name == "provide" => found.extend(provide(call)),
        Kind::Assign { value, .. } => collect(value, found, depth + 1),
        Kind::If { then, otherwise, .. } => {
            [then, otherwise].into_iter().flatten().for_each(|branch| collect(branch, found, depth + 1));
        }
        Kind::Module { name, parent, body } if name.starts_with("Puppet::Provider::") => {
            let name = name.rsplit("::").next().unwrap_or("").to_lowercase();
            let constants = body.as_deref().map(constants).unwrap_or_default();
            found.push(ProviderDeclaration { name: name.into(), parent: parent.clone().unwrap_or_default(), constants });
        }
        Kind::Module { body: Some(body), .. } => collect(body, found, depth + 1),
        _ => {}
    }
}

fn provide(call: &Call) -> Option<ProviderDeclaration> {
    let name = call.arguments.first()?.literal()?.clone();
    let parent = literal::option(&call.arguments, "parent").map(parent).unwrap_or_default();
    let body = call.block.as_ref().and_then(|block| block.body.as_ref().as_ref());
    Some(ProviderDeclaration { name, parent, constants: body.map(constants).unwrap_or_default() })
}

/// `Puppet::Type.type(:a).provider(:b)` is `a/b`; a symbol or a constant is its name.
fn parent(node: &Node) -> EcoString {
    match &node.kind {
        Kind::Constant(name) | Kind::Symbol(name) | Kind::String(name) => name.clone(),
        Kind::Call(call) if call.name == "provider" => {
            let provider = call.arguments.first().and_then(Node::literal);
            let type_name = call.receiver.as_ref().and_then(type_name);
            match (type_name, provider) {
                (Some(type_name), Some(provider)) => format!("{type_name}/{provider}").into(),
                _ => EcoString::new(),
            }
        }
        _ => EcoString::new(),
    }
}

/// `:a` of `Puppet::Type.type(:a)`.
fn type_name(node: &Node) -> Option<&EcoString> {
    match &node.kind {
        Kind::Call(call) if call.name == "type" => call.arguments.first()?.literal(),
        _ => None,
    }
}

/// Methods (of the class or its instances) whose body is one string.
fn constants(body: &Node) -> Map<EcoString, EcoString> {
    let mut constants = Map::default();
    for statement in body.statements() {
        if let Kind::Define(definition) = &statement.kind
            && let Some(text) = returned(definition)
        {
            constants.insert(definition.name.clone(), text);
        }
    }
    constants
}

fn returned(definition: &Definition) -> Option<EcoString> {
    let body = definition.body.as_ref().as_ref()?;
    match &body.kind {
        Kind::Return(Some(value)) => value.literal().cloned(),
        _ => body.literal().cloned(),
    }
}
