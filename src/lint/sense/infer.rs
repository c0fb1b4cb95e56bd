//! The type of an expression, as far as it is sure.

use super::definition::plain;
use super::disjoint::is_within;
use super::uses::Act;
use super::{Modules, literal};
use crate::datatype;
use crate::lint::file::File;
use crate::value::data_type::{Range, Size, StructMember};
use crate::value::{EcoString, Type};
use rpuppet_syntax::ast::{AssignOperator, BinaryOperator, Name, UnaryOperator};
use rpuppet_syntax::{Ast, Node, NodeId, Span};
use std::cell::Cell;
use std::sync::Arc;

/// How many steps are taken from one expression to the next: a variable may be set to what it is made of.
const STEPS: usize = 12;
/// How many expressions are looked at for one: lists may name the same variable often, which is set to such a list.
const ALL: usize = 500;

const INTEGER: Type = Type::Integer(Range { from: None, to: None });
const STRING: Type = Type::String(Size::new(0, None));
const BOOLEAN: Type = Type::Boolean(None);
/// A part of a collection that may be anything: it fits everywhere.
const UNKNOWN: Type = Type::Unit;

/// The type of an expression; `None` where it is not sure.
pub fn type_of(file: &File, modules: &Modules, id: NodeId) -> Option<Type> {
    Inference { file, modules, steps: STEPS, left: &Cell::new(ALL) }.of(id)
}

/// What Puppet would say of a value of a type, and what is known of a variable.
pub fn mismatch(file: &File, subject: &str, wanted: &Type, given: &Type, value: NodeId) -> String {
    let text = one_line(&datatype::describe_type_mismatch(subject, wanted, given));
    let Node::Variable(name) = file.ast.node(value) else { return text };
    let shown = match given {
        Type::Tuple { .. } => "Array".to_string(),
        Type::Struct(_) => "Hash".to_string(),
        other => other.to_string(),
    };
    format!("{text}; '${}' is of type {shown} here", file.ast.text(name))
}

/// Several mismatches in one line.
pub fn one_line(text: &str) -> String {
    text.lines().map(str::trim).collect::<Vec<_>>().join("; ")
}

#[derive(Clone, Copy)]
struct Inference<'a> {
    file: &'a File<'a>,
    modules: &'a Modules,
    steps: usize,
    /// How many expressions may still be looked at.
    left: &'a Cell<usize>,
}

impl Inference<'_> {
    fn of(self, id: NodeId) -> Option<Type> {
        let inner = Inference { steps: self.steps.checked_sub(1)?, ..self };
        self.left.set(self.left.get().checked_sub(1)?);
        let ast = self.file.ast;
        match ast.node(id) {
            Node::Default => Some(Type::Default),
            Node::Regex(_) => Some(Type::Regexp(None)),
            Node::Concat(_) | Node::Heredoc { .. } => Some(STRING),
            Node::QualifiedReference(_) => Some(Type::Type(None)),
            Node::Access(left, _) => matches!(ast.node(left), Node::QualifiedReference(_)).then_some(Type::Type(None)),
            Node::Variable(name) => inner.variable(id, name),
            Node::Parenthesized(of) => inner.of(of),
            Node::Array(items) => Some(inner.array(ast.items(items))),
            Node::Hash { entries, .. } => Some(inner.hash(ast.items(entries))),
            Node::Unary(UnaryOperator::Not, _) => Some(BOOLEAN),
            Node::Unary(UnaryOperator::Minus, of) => negated(literal::value(ast, id).map(|value| datatype::infer(&value)), inner.of(of)),
            Node::Binary(operator, left, right) => inner.operation(operator, left, right),
            Node::Selector(_, options) => inner.any_of(ast.items(options)),
            Node::Call { function, arguments, lambda, .. } => inner.call(function, ast.items(arguments), lambda),
            Node::MethodCall { function, lambda, .. } => inner.method(function, lambda),
            _ => literal::value(ast, id).map(|value| datatype::infer(&value)),
        }
    }

    fn array(self, items: &[NodeId]) -> Type {
        let is_unfolded = |id: &NodeId| matches!(self.file.ast.node(*id), Node::Unary(UnaryOperator::Unfold, _));
        if items.is_empty() || items.iter().any(is_unfolded) {
            return array();
        }
        Type::Tuple { types: items.iter().map(|item| self.of(*item).unwrap_or(UNKNOWN)).collect(), size: None }
    }

    fn hash(self, entries: &[NodeId]) -> Type {
        let member = |id: &NodeId| match self.file.ast.node(*id) {
            Node::KeyedEntry { key, value } => {
                let name: EcoString = literal::text(self.file.ast, key).filter(|name| !name.is_empty())?.into();
                Some(StructMember { name, optional: false, value: self.of(value).unwrap_or(UNKNOWN) })
            }
            _ => None,
        };
        match entries.iter().map(member).collect::<Option<Vec<_>>>() {
            Some(members) if !members.is_empty() => Type::Struct(members),
            _ => hash(),
        }
    }

    fn any_of(self, options: &[NodeId]) -> Option<Type> {
        let value = |id: &NodeId| match self.file.ast.node(*id) {
            Node::KeyedEntry { value, .. } => self.of(value),
            _ => None,
        };
        Some(datatype::normalize(&Type::Variant(options.iter().map(value).collect::<Option<Vec<_>>>()?)))
    }

    fn operation(self, operator: BinaryOperator, left: NodeId, right: NodeId) -> Option<Type> {
        use BinaryOperator::*;
        match operator {
            In | Match | NotMatch | NotEqual | Equal | GreaterEqual | Greater | Less | LessEqual | And | Or => Some(BOOLEAN),
            Multiply | Divide | Modulo | Add | Subtract | ShiftLeft | ShiftRight => {
                let left = self.of(left)?;
                match operator {
                    Add | Subtract | ShiftLeft if is_within(&left, &array()) => Some(array()),
                    Add | Subtract if is_within(&left, &hash()) => Some(hash()),
                    _ => arithmetic(&left, &self.of(right)?),
                }
            }
        }
    }

    fn call(self, function: NodeId, arguments: &[NodeId], lambda: NodeId) -> Option<Type> {
        match self.file.ast.node(function) {
            Node::QualifiedName(name) => self.returned(self.file.ast.text(name), arguments.first().copied()),
            Node::QualifiedReference(name) => instance(self.file.ast.text(name), lambda),
            _ => None,
        }
    }

    fn method(self, function: NodeId, lambda: NodeId) -> Option<Type> {
        let ast = self.file.ast;
        let Node::NamedAccess(left, name) = ast.node(function) else { return None };
        match ast.node(left) {
            Node::QualifiedReference(of) if ast.text(name) == "new" => instance(ast.text(of), lambda),
            _ => self.returned(ast.text(name), Some(left)),
        }
    }

    /// What a function gives.
    fn returned(self, name: &str, first: Option<NodeId>) -> Option<Type> {
        match name {
            "length" | "size" | "versioncmp" => Some(INTEGER),
            "join" | "sprintf" | "md5" | "sha1" | "sha256" | "shellquote" | "strftime" | "template" | "inline_template" => Some(STRING),
            "defined" | "empty" | "tagged" | "any" | "all" => Some(BOOLEAN),
            "keys" | "values" | "map" | "flatten" => Some(array()),
            "upcase" | "downcase" | "capitalize" | "strip" | "lstrip" | "rstrip" | "chomp" | "chop" | "camelcase" | "regsubst" | "sort"
            | "unique" => self.like(first?),
            "filter" => self.like(first?).filter(|like| *like != STRING),
            "split" => is_within(&self.of(first?)?, &STRING).then(array),
            _ => self.modules.returned(&plain(name)),
        }
    }

    /// The family of an expression: a text, an array.
    fn like(self, id: NodeId) -> Option<Type> {
        let of = self.of(id)?;
        [STRING, array()].into_iter().find(|family| is_within(&of, family))
    }

    /// What a variable that has one value only is set to, or what a parameter takes.
    fn variable(self, id: NodeId, name: Name) -> Option<Type> {
        let ast = self.file.ast;
        let at = ast.span(id);
        let definition = ast.definitions.iter().rev().copied().find(|definition| encloses(ast.span(*definition), at))?;
        let mut places = self.file.uses().own(definition).filter(|place| place.act.sets() && ast.text(place.name) == ast.text(name));
        let place = places.next().filter(|_| places.next().is_none())?;
        match place.act {
            Act::Declare => self.parameter(definition, place.node),
            Act::Assign => {
                let (value, region) = assignment(ast, definition, place.node)?;
                (encloses(region, at) && ast.span(value).end <= at.start).then_some(())?;
                self.of(value)
            }
            _ => None,
        }
    }

    /// What a parameter takes; of a lambda's parameters nothing is known.
    fn parameter(self, definition: NodeId, node: NodeId) -> Option<Type> {
        let ast = self.file.ast;
        let (Node::Class { parameters, .. } | Node::Define { parameters, .. } | Node::Function { parameters, .. }) = ast.node(definition)
        else {
            return None;
        };
        let is_own = ast.items(parameters).contains(&node);
        match ast.node(node) {
            Node::Parameter { captures_rest: true, .. } if is_own => Some(array()),
            Node::Parameter { data_type, .. } if is_own => self.modules.data_type(ast.source.slice(ast.span(data_type.some()?))),
            _ => None,
        }
    }
}

fn array() -> Type {
    Type::Array { element: Arc::new(Type::Any), size: Size::new(0, None) }
}

fn hash() -> Type {
    Type::Hash { key: Arc::new(Type::Any), value: Arc::new(Type::Any), size: Size::new(0, None) }
}

fn encloses(outer: Span, inner: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

fn negated(written: Option<Type>, of: Option<Type>) -> Option<Type> {
    written.or_else(|| of.and_then(|of| arithmetic(&of, &of)))
}

fn arithmetic(left: &Type, right: &Type) -> Option<Type> {
    let are = |family: &Type| is_within(left, family) && is_within(right, family);
    [INTEGER, Type::Numeric].into_iter().find(are)
}

/// What `Integer('1')` and `Integer.new('1')` give; with a lambda it is what that one says.
fn instance(name: &str, lambda: NodeId) -> Option<Type> {
    match name {
        _ if lambda.some().is_some() => None,
        "Integer" => Some(INTEGER),
        "Float" | "Numeric" => Some(Type::Numeric),
        "String" => Some(STRING),
        "Boolean" => Some(BOOLEAN),
        "Array" | "Tuple" => Some(array()),
        "Hash" | "Struct" => Some(hash()),
        "Sensitive" => Some(Type::Sensitive(Arc::new(Type::Any))),
        _ => None,
    }
}

/// What a variable is set to, and the part of the text for which that is sure: a branch, a lambda.
fn assignment(ast: &Ast, definition: NodeId, variable: NodeId) -> Option<(NodeId, Span)> {
    let at = ast.span(variable);
    let (mut node, mut region) = (definition, ast.span(definition));
    loop {
        let mut next = None;
        ast.each_child(node, |child| {
            if encloses(ast.span(child), at) {
                next = Some(child);
            }
        });
        let child = next?;
        match ast.node(node) {
            Node::Assignment(operator, left, right) if left == variable => {
                return (operator == AssignOperator::Assign).then_some((right, region));
            }
            Node::If { test, .. } | Node::Unless { test, .. } if child != test => region = ast.span(child),
            Node::CaseOption { .. } | Node::Lambda { .. } => region = ast.span(child),
            Node::Binary(..) | Node::Selector(..) => return None,
            _ => {}
        }
        node = child;
    }
}
