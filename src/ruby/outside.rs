//! What of a program the small Ruby does not have, as far as reading tells: constructs and constants.

use super::constants::is_known;
use super::tree::{Call, Definition, Entry, Kind, Lambda, Node, Parameter, Rescue, Target};

/// Each construct or constant that is outside, with its line.
pub fn of(program: &Node) -> Vec<(u32, String)> {
    let mut found = Vec::new();
    visit(program, &mut found);
    found
}

fn visit(node: &Node, found: &mut Vec<(u32, String)>) {
    match &node.kind {
        Kind::Outside(what) => found.push((node.line, (*what).to_string())),
        Kind::Global(name) if name != "$~" => found.push((node.line, format!("the global variable {name}"))),
        Kind::Constant(name) if !is_known(name) => found.push((node.line, name.to_string())),
        Kind::Interpolated(parts)
        | Kind::InterpolatedSymbol(parts)
        | Kind::Array(parts)
        | Kind::Sequence(parts)
        | Kind::Yield(parts)
        | Kind::Regex { parts, .. } => all(parts, found),
        Kind::Hash(entries) => entries.iter().for_each(|entry| match entry {
            Entry::Pair(key, value) => {
                visit(key, found);
                visit(value, found);
            }
            Entry::Splat(inner) => visit(inner, found),
        }),
        Kind::Call(call) => visit_call(call, found),
        Kind::Lambda(lambda) => visit_lambda(lambda, found),
        Kind::Define(definition) => visit_definition(definition, found),
        Kind::Rescue(rescue) => visit_rescue(rescue, found),
        _ => visit_parts(node, found),
    }
}

/// Constructs that are a few parts and nothing more.
fn visit_parts(node: &Node, found: &mut Vec<(u32, String)>) {
    match &node.kind {
        Kind::Range { from, to, .. } => [from, to].into_iter().flatten().for_each(|part| visit(part, found)),
        Kind::Assign { target, value } | Kind::Update { target, value, .. } => {
            visit_target(target, node.line, found);
            visit(value, found);
        }
        Kind::And(left, right) | Kind::Or(left, right) => [left, right].into_iter().for_each(|part| visit(part, found)),
        Kind::If { condition, then, otherwise } => {
            visit(condition, found);
            [then, otherwise].into_iter().flatten().for_each(|part| visit(part, found));
        }
        Kind::Case { subject, whens, otherwise } => {
            [subject, otherwise].into_iter().flatten().for_each(|part| visit(part, found));
            for when in whens {
                all(&when.patterns, found);
                when.body.iter().for_each(|body| visit(body, found));
            }
        }
        Kind::While { condition, body, .. } => {
            visit(condition, found);
            body.iter().for_each(|body| visit(body, found));
        }
        Kind::For { variable, iterated, body } => {
            visit_target(variable, node.line, found);
            visit(iterated, found);
            body.iter().for_each(|body| visit(body, found));
        }
        Kind::BlockPass(inner) | Kind::Return(inner) | Kind::Next(inner) | Kind::Break(inner) => {
            inner.iter().for_each(|inner| visit(inner, found));
        }
        Kind::Splat(inner) | Kind::Defined(inner) => visit(inner, found),
        Kind::Module { body, .. } => body.iter().for_each(|body| visit(body, found)),
        _ => {}
    }
}

fn all(parts: &[Node], found: &mut Vec<(u32, String)>) {
    parts.iter().for_each(|part| visit(part, found));
}

fn visit_call(call: &Call, found: &mut Vec<(u32, String)>) {
    call.receiver.iter().for_each(|receiver| visit(receiver, found));
    all(&call.arguments, found);
    call.block.iter().for_each(|block| visit_lambda(block, found));
}

fn visit_lambda(lambda: &Lambda, found: &mut Vec<(u32, String)>) {
    visit_parameters(&lambda.parameters, found);
    lambda.body.iter().for_each(|body| visit(body, found));
}

fn visit_definition(definition: &Definition, found: &mut Vec<(u32, String)>) {
    visit_parameters(&definition.parameters, found);
    definition.body.iter().for_each(|body| visit(body, found));
}

fn visit_parameters(parameters: &[Parameter], found: &mut Vec<(u32, String)>) {
    for parameter in parameters {
        if let Parameter::Optional(_, default) | Parameter::Keyword(_, Some(default)) = parameter {
            visit(default, found);
        }
    }
}

fn visit_rescue(rescue: &Rescue, found: &mut Vec<(u32, String)>) {
    [&rescue.body, &rescue.otherwise, &rescue.ensure].into_iter().flatten().for_each(|part| visit(part, found));
    for clause in &rescue.clauses {
        // a class that does not exist here is never raised here
        clause.body.iter().for_each(|body| visit(body, found));
    }
}

fn visit_target(target: &Target, line: u32, found: &mut Vec<(u32, String)>) {
    match target {
        Target::Index { receiver, arguments } => {
            visit(receiver, found);
            all(arguments, found);
        }
        Target::Attribute { receiver, .. } => visit(receiver, found),
        Target::Many(targets) => targets.iter().for_each(|target| visit_target(target, line, found)),
        Target::Rest(Some(target)) => visit_target(target, line, found),
        Target::Outside(what) => found.push((line, (*what).to_string())),
        _ => {}
    }
}
