//! A condition can be true and can be false, and each branch can be taken.
//!
//! ## Why
//! What is always the same is mostly a mistake: any string is true, also `''` and `'false'`; a value of the type Boolean never equals a
//! string; strings are compared without case, so that a `case` takes the first of `'Debian'` and `'debian'`; nothing comes after `fail`.
//!
//! ## Example
//! ```puppet
//! if $facts['os']['family'] == 'Debian' or 'RedHat' {
//!   notice('known')
//! }
//! ```
//!
//! ## Use instead
//! ```puppet
//! if $facts['os']['family'] in ['Debian', 'RedHat'] {
//!   notice('known')
//! }
//! ```

use super::{File, Findings, Modules, Node, NodeId, Rule, literal};
use crate::lint::sense::domain::may_equal;
use crate::lint::sense::flow::{bare, leaves};
use crate::lint::sense::uses::Act;
use crate::value::Value;
use rpuppet_syntax::Ast;
use rpuppet_syntax::ast::{BinaryOperator, List, Name, UnaryOperator};

pub const RULE: Rule = Rule::sense(look);

fn look(file: &File, modules: &Modules, found: &mut Findings) {
    let ast = file.ast;
    for id in ast.ids() {
        match ast.node(id) {
            Node::If { test, otherwise, .. } => {
                condition(file, modules, test, found);
                tested_before(ast, test, otherwise, found);
            }
            Node::Unless { test, .. } | Node::Unary(UnaryOperator::Not, test) => condition(file, modules, test, found),
            Node::Binary(BinaryOperator::And | BinaryOperator::Or, left, right) => {
                condition(file, modules, left, found);
                condition(file, modules, right, found);
            }
            // a word on the left is an attribute in a collector's query
            Node::Binary(operator, left, right) if compares(operator) && !matches!(ast.node(left), Node::QualifiedName(_)) => {
                comparison(ast, id, left, right, found);
                if matches!(operator, BinaryOperator::Equal | BinaryOperator::NotEqual) {
                    unlike_its_type(file, modules, left, &[right], found);
                    unlike_its_type(file, modules, right, &[left], found);
                }
            }
            Node::Case(control, options) | Node::Selector(control, options) => {
                let values = option_values(ast, options);
                given_before(ast, &values, found);
                let values: Vec<NodeId> = values.into_iter().map(|(_, value)| value).collect();
                unlike_its_type(file, modules, control, &values, found);
            }
            Node::Block(statements) => unreachable(ast, ast.items(statements), found),
            _ => {}
        }
    }
}

/// What is true or false whatever happens.
fn condition(file: &File, modules: &Modules, test: NodeId, found: &mut Findings) {
    let ast = file.ast;
    let why = match ast.node(bare(ast, test)) {
        Node::Boolean(true) => "this is always true",
        Node::Boolean(false) => "this is always false",
        Node::Undef => "undef is always false",
        Node::String(_) | Node::QualifiedName(_) | Node::Concat(_) | Node::Heredoc { .. } => "a string is always true, whatever it says",
        Node::Integer { .. } | Node::Float(_) => "a number is always true, also 0",
        Node::Array(_) => "an array is always true, also an empty one",
        Node::Hash { .. } => "a hash is always true, also an empty one",
        Node::Regex(_) => "a regular expression by itself is always true: '=~' compares with it",
        Node::Variable(name) => return true_by_its_type(file, modules, test, name, found),
        _ => return,
    };
    found.at(ast.span(test), why);
}

/// A text or number is true; lists are let be: that an empty one is true does no harm where it is gone through.
fn true_by_its_type(file: &File, modules: &Modules, test: NodeId, name: Name, found: &mut Findings) {
    // most are of types of which that is seen without reading them
    let can_be_false = |written: &&str| ["Boolean", "Optional", "Any"].iter().any(|known| written.starts_with(known));
    let Some(written) = declared(file, test, name).filter(|written| !can_be_false(written)) else { return };
    let Some(data_type) = modules.data_type(written) else { return };
    if !may_equal(&data_type, &Value::Boolean(false)) && !may_equal(&data_type, &Value::Undef) {
        found.at(file.ast.span(test), format!("'${}' is always true: its type is {written}", file.ast.text(name)));
    }
}

fn compares(operator: BinaryOperator) -> bool {
    use BinaryOperator::*;
    matches!(operator, Equal | NotEqual | Less | LessEqual | Greater | GreaterEqual | In | Match | NotMatch)
}

fn comparison(ast: &Ast, id: NodeId, left: NodeId, right: NodeId, found: &mut Findings) {
    let is_written = |side| literal::value(ast, side).is_some() || matches!(ast.node(side), Node::Regex(_));
    if is_written(left) && is_written(right) {
        found.at(ast.span(id), "two values that are written here are compared: that is always the same");
    } else if text(ast, left) == text(ast, right) && !calls(ast, left) {
        found.at(ast.span(id), format!("'{}' is compared with itself", text(ast, left)));
    }
}

/// Whether a function is called, which may give something else each time.
fn calls(ast: &Ast, id: NodeId) -> bool {
    let mut found = matches!(ast.node(id), Node::Call { .. } | Node::MethodCall { .. } | Node::NamedAccess(..));
    ast.each_child(id, |child| found = found || calls(ast, child));
    found
}

/// An `elsif` asks what was asked before.
fn tested_before(ast: &Ast, test: NodeId, mut otherwise: NodeId, found: &mut Findings) {
    while let Node::If { test: next, otherwise: rest, .. } = ast.node(otherwise) {
        if text(ast, next) == text(ast, test) && !calls(ast, test) {
            found.at(ast.span(next), "this is tested before, so that the branch is never taken");
            return;
        }
        otherwise = rest;
    }
}

/// The values of all options, each with the option that it belongs to.
fn option_values(ast: &Ast, options: List) -> Vec<(NodeId, NodeId)> {
    let mut all = Vec::new();
    for option in ast.items(options) {
        match ast.node(*option) {
            Node::CaseOption { values, .. } => all.extend(ast.items(values).iter().map(|value| (*option, *value))),
            Node::KeyedEntry { key, .. } => all.push((*option, key)),
            _ => {}
        }
    }
    all
}

/// A value that an earlier option has; said twice in one option it does no harm.
fn given_before(ast: &Ast, values: &[(NodeId, NodeId)], found: &mut Findings) {
    let is_same = |one: NodeId, other: NodeId| match (literal::text(ast, one), literal::text(ast, other)) {
        (Some(one), Some(other)) => one.eq_ignore_ascii_case(other),
        (None, None) => text(ast, one) == text(ast, other) && ast.node(one) != Node::Default && !calls(ast, one),
        _ => false,
    };
    for (index, (option, value)) in values.iter().enumerate() {
        let mut before = values.iter().take(index);
        if before.any(|(other, given)| other != option && is_same(*given, *value)) {
            found.at(ast.span(*value), format!("an option before has {} already", text(ast, *value)));
        }
    }
}

fn unreachable(ast: &Ast, statements: &[NodeId], found: &mut Findings) {
    let end = statements.iter().position(|statement| leaves(ast, *statement));
    let Some(next) = end.and_then(|end| statements.get(end + 1)) else { return };
    // a definition is known wherever it stands
    if !ast.definitions.contains(next) {
        found.at(ast.span(*next), "this is never reached");
    }
}

/// Values that a variable cannot have because of its declared type. Whether it is undef is often asked without need; that is let be.
fn unlike_its_type(file: &File, modules: &Modules, control: NodeId, values: &[NodeId], found: &mut Findings) {
    let ast = file.ast;
    let Node::Variable(name) = ast.node(bare(ast, control)) else { return };
    let Some(written) = declared(file, control, name) else { return };
    let values = values.iter().filter_map(|id| Some((*id, literal::value(ast, *id).filter(|value| *value != Value::Undef)?)));
    let values: Vec<(NodeId, Value)> = values.collect();
    let Some(data_type) = modules.data_type(written).filter(|_| !values.is_empty()) else { return };
    for (id, _) in values.iter().filter(|(_, value)| !may_equal(&data_type, value)) {
        found.at(ast.span(*id), format!("'${}' is never {}: its type is {written}", ast.text(name), text(ast, *id)));
    }
}

/// The text of the type that a variable is declared with, where it can be no other variable.
fn declared<'a>(file: &File<'a>, place: NodeId, name: Name) -> Option<&'a str> {
    let (ast, start) = (file.ast, file.ast.span(place).start);
    let around = |id: &&NodeId| (ast.span(**id).start..ast.span(**id).end).contains(&start);
    let definition = *ast.definitions.iter().rfind(around)?;
    let (Node::Class { parameters, .. } | Node::Define { parameters, .. } | Node::Function { parameters, .. }) = ast.node(definition)
    else {
        return None;
    };
    let data_type = ast.items(parameters).iter().find_map(|parameter| match ast.node(*parameter) {
        Node::Parameter { data_type, name: own, captures_rest: false, .. } if own == name => data_type.some(),
        _ => None,
    })?;
    // a lambda's parameter of this name would be another variable
    let set = file.uses().all(definition).iter().filter(|place| place.act != Act::Read && place.name == name);
    (set.count() == 1).then(|| ast.source.slice(ast.span(data_type)))
}

fn text(ast: &Ast, id: NodeId) -> &str {
    ast.source.slice(ast.span(id))
}
