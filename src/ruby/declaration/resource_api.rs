//! `Puppet::ResourceApi.register_type(name: 'x', attributes: { … })`.

use super::attribute::first_paragraph;
use super::literal::{Bindings, option, puppet_source};
use crate::catalog::{Attribute, AttributeKind, Declaration, Schema};
use crate::ruby::tree::{Call, Entry, Kind, Node};
use crate::value::EcoString;

/// The declaration, where the text registers a type this way.
pub fn read(tree: &Node) -> Option<Declaration> {
    let call = tree.statements().iter().find_map(registration)?;
    let name = option(&call.arguments, "name")?.literal()?.to_lowercase();
    let mut schema = Schema { name, isomorphic: true, ..Schema::default() };
    for entry in entries(option(&call.arguments, "attributes")?) {
        let Entry::Pair(key, value) = entry else { continue };
        if let Some(name) = key.literal() {
            add(&mut schema, name, value);
        }
    }
    Some(Declaration { schema, ..Declaration::default() })
}

fn registration(node: &Node) -> Option<&Call> {
    match &node.kind {
        Kind::Call(call) if call.name == "register_type" => Some(call),
        _ => None,
    }
}

fn entries(node: &Node) -> &[Entry] {
    match &node.kind {
        Kind::Hash(entries) => entries,
        _ => &[],
    }
}

fn add(schema: &mut Schema, name: &EcoString, definition: &Node) {
    let definition = std::slice::from_ref(definition);
    let text = |key: &str| option(definition, key).and_then(Node::literal);
    let behaviour = text("behaviour").or_else(|| text("behavior")).map_or("", EcoString::as_str);
    let kind = if matches!(behaviour, "namevar" | "parameter") { AttributeKind::Parameter } else { AttributeKind::Property };
    if behaviour == "namevar" {
        schema.name_variables.push(name.clone());
    }
    schema.ensurable |= name == "ensure";
    let data_type = text("type").map_or("", EcoString::as_str);
    let attribute = Attribute {
        doc: text("desc").map_or_else(EcoString::new, |text| first_paragraph(text)),
        values: enumerated(data_type),
        default: option(definition, "default").and_then(|value| puppet_source(value, &Bindings::default())),
        secret: data_type.contains("Sensitive[") || option(definition, "sensitive").is_some_and(|flag| matches!(flag.kind, Kind::True)),
        array_matching_all: data_type.contains("Array["),
        ..Attribute::new(name, kind)
    };
    schema.attributes.insert(name.clone(), attribute);
}

/// The values of `Enum[a, 'b']`; other types list nothing.
fn enumerated(data_type: &str) -> Vec<EcoString> {
    let Some(inside) = data_type.trim().strip_prefix("Enum[").and_then(|rest| rest.strip_suffix(']')) else { return Vec::new() };
    inside.split(',').map(|value| value.trim().trim_matches(['\'', '"']).into()).collect()
}
