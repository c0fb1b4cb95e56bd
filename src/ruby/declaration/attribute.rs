//! One `newparam` or `newproperty`.

use super::literal::{self, Bindings};
use crate::catalog::schema::sounds_secret;
use crate::catalog::{Attribute, AttributeKind};
use crate::ruby::tree::{Call, Kind, Lambda, Node};
use crate::value::EcoString;

/// Reads the call; also tells whether the attribute is (part of) the title. `None` where its name is computed.
pub fn read(call: &Call, kind: AttributeKind, bindings: &Bindings) -> Option<(Attribute, bool)> {
    let name = literal::text(call.arguments.first()?, bindings)?;
    let mut attribute = Attribute::new(&name, kind);
    let option = |key: &str| literal::option(&call.arguments, key);
    attribute.array_matching_all =
        kind == AttributeKind::Property && option("array_matching").and_then(Node::literal).is_some_and(|mode| mode == "all");
    let mut is_name_variable = option("namevar").or_else(|| option("isnamevar")).is_some_and(|flag| !matches!(flag.kind, Kind::False));
    if let Some(block) = &call.block {
        read_block(block, &mut attribute, bindings);
        is_name_variable |= statements(block).iter().any(|statement| is_call(statement, "isnamevar"));
    }
    attribute.secret |= sounds_secret(&name) && attribute.values.is_empty();
    Some((attribute, is_name_variable))
}

/// Reads what stands between `do` and `end`: `desc`, `newvalues`, `defaultto`, `sensitive`.
pub fn read_block(block: &Lambda, attribute: &mut Attribute, bindings: &Bindings) {
    let mut open = false;
    for statement in statements(block) {
        let Kind::Call(call) = &statement.kind else { continue };
        if call.receiver.is_some() {
            continue;
        }
        match call.name.as_str() {
            "desc" => {
                attribute.doc = call
                    .arguments
                    .first()
                    .and_then(|text| literal::text(text, bindings))
                    .map_or_else(EcoString::new, |text| first_paragraph(&text))
            }
            "newvalue" => open |= !add_values(call.arguments.get(..1).unwrap_or(&[]), attribute, bindings),
            "newvalues" | "aliasvalue" => open |= !add_values(&call.arguments, attribute, bindings),
            "defaultvalues" => attribute.values.extend(["present".into(), "absent".into()]),
            "defaultto" => attribute.default = default(call, bindings),
            "sensitive" => attribute.secret |= !matches!(call.arguments.first().map(|flag| &flag.kind), Some(Kind::False)),
            _ => {}
        }
    }
    if open {
        attribute.values.clear();
    }
}

fn statements(block: &Lambda) -> &[Node] {
    block.body.as_ref().as_ref().map_or(&[], Node::statements)
}

fn is_call(node: &Node, name: &str) -> bool {
    matches!(&node.kind, Kind::Call(call) if call.receiver.is_none() && call.name == name)
}

/// Adds literal values; `false` where one is a pattern or computed, so that more is accepted than can be listed.
fn add_values(arguments: &[Node], attribute: &mut Attribute, bindings: &Bindings) -> bool {
    let mut all = true;
    for argument in arguments {
        let listed = match &argument.kind {
            Kind::Splat(inner) => literal::items(inner, bindings),
            Kind::Array(items) => items.clone(),
            Kind::Hash(_) => Vec::new(),
            _ => vec![argument.clone()],
        };
        all &= !(listed.is_empty() && matches!(argument.kind, Kind::Splat(_)));
        for value in listed {
            match literal::text(&value, bindings).or_else(|| literal::puppet_source(&value, bindings)) {
                Some(text) if !attribute.values.contains(&text) => attribute.values.push(text),
                Some(_) => {}
                None => all = false,
            }
        }
    }
    all
}

/// `defaultto x`, or a block that is only a literal.
fn default(call: &Call, bindings: &Bindings) -> Option<EcoString> {
    let written = call.arguments.first().or_else(|| call.block.as_ref()?.body.as_ref().as_ref())?;
    literal::puppet_source(written, bindings)
}

/// The first paragraph of a description on one line.
pub fn first_paragraph(text: &str) -> EcoString {
    let paragraph = text.trim().split("\n\n").next().unwrap_or("");
    paragraph.split_whitespace().collect::<Vec<_>>().join(" ").into()
}
