//! The code of one `newparam` or `newproperty`: blocks and values as they are written, for whoever runs them.

use super::literal;
use crate::catalog::AttributeKind;
use crate::ruby::tree::{Call, Definition, Entry, Kind, Lambda, Node, Parameter, Target};
use crate::ruby::types::code::{AttributeCode, Block, Constants, DefaultCode, Parent, ValueCode};
use crate::value::{EcoString, Map};
use std::sync::Arc;

/// What an attribute's block is read in.
pub(super) struct Surroundings<'a> {
    /// Variables around the block, and those that it has set so far.
    pub scope: Constants,
    /// The body of a module, by its name.
    pub module: &'a dyn Fn(&str) -> Option<Node>,
}

/// The code of the call `newparam`, `newproperty` or `ensurable`.
pub(super) fn read(name: &EcoString, kind: AttributeKind, call: &Call, mut around: Surroundings<'_>) -> AttributeCode {
    let option = |key: &str| literal::option(&call.arguments, key);
    let parent = option("parent").map(|parent| match &parent.kind {
        Kind::Constant(class) => Parent::of(class),
        _ => Parent::Other("a class that is computed".into()),
    });
    let mut code = AttributeCode {
        name: name.clone(),
        kind,
        parent: parent.unwrap_or(if call.name == "ensurable" { Parent::Ensure } else { Parent::Plain }),
        is_whole: option("array_matching").and_then(Node::literal).is_some_and(|mode| mode == "all"),
        values: Vec::new(),
        munge: None,
        validate: None,
        default: None,
        methods: Map::default(),
    };
    match call.block.as_ref().map(|block| block.body.as_ref().as_ref()) {
        Some(Some(body)) => statements(body, &mut code, &mut around),
        Some(None) => {}
        None if call.name == "ensurable" => present_or_absent(&mut code, &around),
        None => {}
    }
    code
}

fn statements(body: &Node, code: &mut AttributeCode, around: &mut Surroundings<'_>) {
    for statement in body.statements() {
        match &statement.kind {
            Kind::Call(call) if call.receiver.is_none() => call_of(call, code, around),
            Kind::Define(definition) => drop(code.methods.insert(definition.name.clone(), Arc::new(Definition::clone(definition)))),
            Kind::Assign { target, value } => {
                if let Target::Local(name) = target.as_ref() {
                    Arc::make_mut(&mut around.scope).insert(name.clone(), Node::clone(value));
                }
            }
            _ => {}
        }
    }
}

/// The block of a call, as the method that Puppet makes of it: `return` ends it.
fn block_of(call: &Call) -> Option<Lambda> {
    if let Some(block) = &call.block {
        return Some(Lambda { strict: true, ..block.clone() });
    }
    let Kind::BlockPass(Some(passed)) = &call.arguments.last()?.kind else { return None };
    let Kind::Symbol(name) = &passed.kind else { return None };
    // `munge(&:to_s)`
    let receiver = Some(Node { kind: Kind::Local("value".into()), line: passed.line });
    let call = Call { receiver, name: name.clone(), arguments: Vec::new(), safe: false, block: None };
    let body = Node { kind: Kind::Call(Box::new(call)), line: passed.line };
    Some(Lambda { parameters: vec![Parameter::Required("value".into())], body: Arc::new(Some(body)), strict: true })
}

fn call_of(call: &Call, code: &mut AttributeCode, around: &mut Surroundings<'_>) {
    let block = || block_of(call).map(|lambda| Block { lambda, scope: around.scope.clone() });
    match call.name.as_str() {
        "munge" => code.munge = block().or(code.munge.take()),
        "validate" => code.validate = block().or(code.validate.take()),
        "defaultto" => {
            let value = call.arguments.first().map(|value| DefaultCode::Value(value.clone(), around.scope.clone()));
            code.default = block().map(DefaultCode::Block).or(value);
        }
        "nodefault" => code.default = None,
        "newvalues" => add_values(&call.arguments, None, code, around),
        "newvalue" => add_values(call.arguments.get(..1).unwrap_or(&[]), None, code, around),
        "aliasvalue" => add_values(call.arguments.get(..1).unwrap_or(&[]), call.arguments.get(1), code, around),
        "defaultvalues" => present_or_absent(code, around),
        "include" => call.arguments.iter().for_each(|module| include(module, code, around)),
        _ => {}
    }
}

fn add_values(values: &[Node], alias_of: Option<&Node>, code: &mut AttributeCode, around: &Surroundings<'_>) {
    let plain = values.iter().filter(|value| !matches!(&value.kind, Kind::Hash(entries) if has_option(entries)));
    let added = plain.map(|value| ValueCode { value: value.clone(), alias_of: alias_of.cloned(), scope: around.scope.clone() });
    code.values.extend(added);
}

/// `required_features: :x` behind a value.
fn has_option(entries: &[Entry]) -> bool {
    entries.iter().all(|entry| matches!(entry, Entry::Pair(key, _) if key.literal().is_some()))
}

fn present_or_absent(code: &mut AttributeCode, around: &Surroundings<'_>) {
    let symbol = |name: &str| Node { kind: Kind::Symbol(name.into()), line: 0 };
    add_values(&[symbol("present"), symbol("absent")], None, code, around);
}

/// A module's methods, and what its `included` does with the attribute's class: `klass.class_eval do … end`.
fn include(module: &Node, code: &mut AttributeCode, around: &mut Surroundings<'_>) {
    let Kind::Constant(name) = &module.kind else { return };
    let Some(body) = (around.module)(name) else { return };
    for statement in body.statements() {
        let Kind::Define(definition) = &statement.kind else { continue };
        if definition.name != "included" || !definition.on_self {
            code.methods.insert(definition.name.clone(), Arc::new(Definition::clone(definition)));
            continue;
        }
        let calls = definition.body.iter().flat_map(Node::statements);
        let blocks = calls.filter_map(|statement| match &statement.kind {
            Kind::Call(call) if call.name == "class_eval" => call.block.as_ref()?.body.as_ref().as_ref(),
            _ => None,
        });
        blocks.for_each(|body| statements(body, code, around));
    }
}

/// The body of a module by its whole name or the end of it.
pub(super) fn module_in(tree: &Node, wanted: &str, around: &str, depth: usize) -> Option<Node> {
    match &tree.kind {
        _ if depth > super::DEEPEST => None,
        Kind::Sequence(parts) => parts.iter().find_map(|part| module_in(part, wanted, around, depth)),
        Kind::Module { name, body: Some(body), .. } => {
            let path = if around.is_empty() { name.to_string() } else { format!("{around}::{name}") };
            if path == wanted || path.ends_with(&format!("::{wanted}")) {
                return Some(Node::clone(body));
            }
            module_in(body, wanted, &path, depth + 1)
        }
        _ => None,
    }
}
