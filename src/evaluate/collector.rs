//! Collectors: `Type<| query |> { … }` finds resources, makes virtual ones real, overrides attributes, and is an end of arrows.

use super::compiler::Compiler;
use super::declared::{Declared, DeclaredId, Setting};
use super::definition::Definition;
use super::function::Interrupt;
use super::overriding::Override;
use super::resource::{flatten, unique};
use crate::catalog::Reference;
use crate::catalog::reference::capitalized;
use crate::diagnostic::Diagnostic;
use crate::value::{EcoString, Set, Value, equality};
use rpuppet_syntax::ast::{BinaryOperator, UnaryOperator};
use rpuppet_syntax::{Ast, Location, Node, NodeId};
use std::sync::Arc;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct CollectorId(pub usize);

/// A query with its values evaluated.
#[derive(Clone, Debug)]
pub(super) enum Query {
    All,
    /// `attribute == value`, `!=` where `wanted` is false.
    Compare {
        attribute: EcoString,
        value: Value,
        wanted: bool,
    },
    And(Box<Query>, Box<Query>),
    Or(Box<Query>, Box<Query>),
    /// `realize`: these resources.
    These(Vec<Reference>),
    /// `realize` of what is no reference, which fails when it is evaluated.
    Illegal(Box<Diagnostic>),
}

#[derive(Debug)]
pub(super) struct Collector {
    type_name: EcoString,
    query: Query,
    /// `<<| |>>`: collects nothing, since there is no database of exported resources.
    exported: bool,
    settings: Vec<(EcoString, Setting)>,
    source: Option<Arc<Definition>>,
    location: Option<Location>,
    pub collected: Set<DeclaredId>,
}

impl Compiler<'_> {
    /// Registers a collector; it is evaluated with the others, again and again, until nothing new is found.
    pub(super) fn collect(&mut self, ast: &Arc<Ast>, id: NodeId) -> Result<CollectorId, Interrupt> {
        let Node::Collector { type_reference, query, attributes } = ast.node(id) else { return Ok(CollectorId(usize::MAX)) };
        let Node::Query { exported, expression } = ast.node(query) else { return Ok(CollectorId(usize::MAX)) };
        if exported {
            self.warn_of_exporting(ast.location(id), "the collection will be ignored");
        }
        let type_name = self.collected_type(ast, type_reference)?;
        let query = self.query(ast, expression)?;
        let settings = self.attributes(ast, attributes)?;
        let source = self.current_definition();
        let location = Some(ast.location(id));
        Ok(self.add_collector(Collector { type_name, query, exported, settings, source, location, collected: Set::default() }))
    }

    /// Exported resources need a database of what other nodes export.
    pub(super) fn warn_of_exporting(&mut self, location: Location, consequence: &str) {
        let message = format!("You cannot collect exported resources without storeconfigs being set; {consequence}");
        self.warn(Diagnostic::warning("RT_NO_STORECONFIGS", message).at(location));
    }

    /// `realize`.
    pub(super) fn collect_these(&mut self, references: Vec<Reference>, location: Option<Location>) {
        self.collect_by(Query::These(references), location);
    }

    /// `realize` of what cannot be realized.
    pub(super) fn collect_none(&mut self, error: Box<Diagnostic>, location: Option<Location>) {
        self.collect_by(Query::Illegal(error), location);
    }

    fn collect_by(&mut self, query: Query, location: Option<Location>) {
        let collector = Collector {
            type_name: EcoString::new(),
            query,
            exported: false,
            settings: Vec::new(),
            source: None,
            location,
            collected: Set::default(),
        };
        self.add_collector(collector);
    }

    fn add_collector(&mut self, collector: Collector) -> CollectorId {
        self.collectors.push(collector);
        CollectorId(self.collectors.len() - 1)
    }

    /// The type by its name alone; what it names is looked up, not evaluated.
    fn collected_type(&mut self, ast: &Arc<Ast>, id: NodeId) -> Result<EcoString, Interrupt> {
        let name = match ast.node(id) {
            Node::QualifiedReference(name) => super::definition::plain(ast.text(name)),
            _ => EcoString::new(),
        };
        if name == "class" {
            return Err(Interrupt::failure("ILLEGAL_COLLECTION", "Classes cannot be collected"));
        }
        if self.is_resource_type(&name)? {
            return Ok(capitalized(&name));
        }
        let mut diagnostic = Diagnostic::error("UNKNOWN_RESOURCE_TYPE", format!("Resource type {name} doesn't exist"));
        diagnostic.help = self.similar_type(&name).map(|similar| format!("did you mean {}?", capitalized(&similar)));
        Err(diagnostic.into())
    }

    fn query(&mut self, ast: &Arc<Ast>, id: NodeId) -> Result<Query, Interrupt> {
        match ast.node(id) {
            Node::Nop => Ok(Query::All),
            Node::Parenthesized(inner) => self.query(ast, inner),
            Node::Binary(BinaryOperator::And, left, right) => {
                Ok(Query::And(Box::new(self.query(ast, left)?), Box::new(self.query(ast, right)?)))
            }
            Node::Binary(BinaryOperator::Or, left, right) => {
                Ok(Query::Or(Box::new(self.query(ast, left)?), Box::new(self.query(ast, right)?)))
            }
            Node::Binary(operator @ (BinaryOperator::Equal | BinaryOperator::NotEqual), left, right) => {
                let attribute = crate::value::format::interpolated(&self.query_side(ast, left)?);
                let value = self.query_side(ast, right)?;
                if attribute == "tag" && operator == BinaryOperator::Equal && has_number(&value) {
                    return Err(Interrupt::failure("ILLEGAL_TAG", "Cannot transform a number to a tag"));
                }
                Ok(Query::Compare { attribute, value, wanted: operator == BinaryOperator::Equal })
            }
            _ => {
                self.evaluate(ast, id)?;
                Err(Diagnostic::error("ILLEGAL_QUERY_EXPRESSION", "Illegal query expression").at(ast.location(id)).into())
            }
        }
    }

    /// A side of a comparison: only what can be known without calling anything.
    fn query_side(&mut self, ast: &Arc<Ast>, id: NodeId) -> Result<Value, Interrupt> {
        match ast.node(id) {
            Node::Parenthesized(inner) => self.query_side(ast, inner),
            Node::Variable(_) | Node::Access(..) | Node::Boolean(_) | Node::String(_) | Node::Concat(_) | Node::QualifiedName(_) => {
                self.evaluate(ast, id)
            }
            Node::Integer { .. } | Node::Float(_) | Node::Undef => self.evaluate(ast, id),
            other => {
                let message = format!("Cannot transform object of class Puppet::Pops::Model::{}", class_of(other));
                Err(Interrupt::failure("ILLEGAL_QUERY_EXPRESSION", message))
            }
        }
    }

    /// One round over all collectors; whether anything new was found.
    pub(super) fn evaluate_collectors(&mut self) -> Result<bool, Interrupt> {
        let mut found_new = false;
        for index in 0..self.collectors.len() {
            found_new |= self.evaluate_collector(index)?;
        }
        Ok(found_new)
    }

    fn evaluate_collector(&mut self, index: usize) -> Result<bool, Interrupt> {
        let Some(collector) = self.collectors.get(index) else { return Ok(false) };
        let found: Vec<DeclaredId> = match &collector.query {
            _ if collector.exported => Vec::new(),
            Query::Illegal(error) => return Err(Interrupt::Failure(error.clone())),
            Query::These(references) => references.iter().filter_map(|reference| self.find_resource(reference)).collect(),
            _ => {
                let waiting = self.by_type.get(&collector.type_name).into_iter().flatten().filter(|id| !collector.collected.contains(*id));
                waiting.copied().filter(|id| self.resource(*id).is_some_and(|declared| self.fits(collector, declared))).collect()
            }
        };
        let new: Vec<DeclaredId> = found.into_iter().filter(|id| !collector.collected.contains(id)).collect();
        if new.is_empty() {
            return Ok(false);
        }
        let (settings, source, location) = (collector.settings.clone(), collector.source.clone(), collector.location.clone());
        for id in &new {
            let Some(declared) = self.resources.get_mut(id.0) else { continue };
            declared.is_virtual = false;
            let reference = declared.reference.clone();
            if let (false, Some(location)) = (settings.is_empty(), &location) {
                self.add_override(Override {
                    settings: unique(settings.clone(), &reference, location)?,
                    reference,
                    source: source.clone(),
                    location: location.clone(),
                    by_collector: true,
                })?;
            }
        }
        if let Some(collector) = self.collectors.get_mut(index) {
            collector.collected.extend(new);
        }
        Ok(true)
    }

    fn fits(&self, collector: &Collector, declared: &Declared) -> bool {
        (!collector.exported || declared.exported) && self.matches_query(&collector.query, declared)
    }

    fn matches_query(&self, query: &Query, declared: &Declared) -> bool {
        match query {
            Query::All => true,
            Query::And(left, right) => self.matches_query(left, declared) && self.matches_query(right, declared),
            Query::Or(left, right) => self.matches_query(left, declared) || self.matches_query(right, declared),
            Query::Compare { attribute, value, wanted: true } => self.compares(attribute, value, declared),
            // the attribute's value as it is: no tags of containers, no elements of arrays
            Query::Compare { attribute, value, wanted: false } => match attribute.as_str() {
                "title" => value.as_str().is_none_or(|title| title != declared.reference.title),
                _ => !equality::equals(declared.get(attribute).unwrap_or(&Value::Undef), value),
            },
            Query::These(_) | Query::Illegal(_) => false,
        }
    }

    fn compares(&self, attribute: &str, value: &Value, declared: &Declared) -> bool {
        match attribute {
            "tag" => {
                let mut tags = Vec::new();
                flatten(value, &mut tags);
                tags.into_iter().any(|tag| {
                    let tag = crate::value::format::interpolated(tag).to_lowercase();
                    declared.tags.contains(tag.as_str()) || self.is_inside_tagged(declared, &tag)
                })
            }
            "title" => value.as_str().is_some_and(|title| title == declared.reference.title),
            _ => match declared.get(attribute) {
                Some(Value::Array(items)) if !matches!(value, Value::Array(_)) => items.iter().any(|item| equality::equals(item, value)),
                Some(actual) => equality::equals(actual, value),
                None => value.is_undef(),
            },
        }
    }

    /// Whether a container around the resource has the tag.
    fn is_inside_tagged(&self, declared: &Declared, tag: &str) -> bool {
        let container_of = |declared: &Declared| self.scopes.get(declared.scope).and_then(|scope| scope.container);
        let mut at = container_of(declared);
        let mut previous = None;
        while at.is_some() && at != previous {
            let Some(container) = at.and_then(|id| self.resource(id)) else { return false };
            if container.tags.contains(tag) {
                return true;
            }
            (previous, at) = (at, container_of(container));
        }
        false
    }

    pub(super) fn collected(&self, id: CollectorId) -> Vec<Reference> {
        let ids = self.collectors.get(id.0).map(|collector| collector.collected.iter());
        ids.into_iter().flatten().filter_map(|id| self.resource(*id)).map(|declared| declared.reference.clone()).collect()
    }

    /// Resources that `realize` named and nobody declared.
    pub(super) fn check_unrealized(&self) -> Result<(), Interrupt> {
        let mut missing: Vec<String> = Vec::new();
        let mut location = None;
        for collector in &self.collectors {
            let Query::These(references) = &collector.query else { continue };
            let unknown = references.iter().filter(|reference| self.find_resource(reference).is_none()).map(Reference::to_string);
            let before = missing.len();
            missing.extend(unknown);
            if missing.len() > before && location.is_none() {
                location.clone_from(&collector.location);
            }
        }
        if missing.is_empty() {
            return Ok(());
        }
        let message = format!("Failed to realize virtual resources {}", missing.join(", "));
        Err(Diagnostic::error("UNREALIZED", message).shown_at(location).into())
    }
}

fn has_number(value: &Value) -> bool {
    match value {
        Value::Integer(_) | Value::Float(_) => true,
        Value::Array(items) => items.iter().any(has_number),
        _ => false,
    }
}

/// Puppet's name of a kind of expression.
fn class_of(node: Node) -> &'static str {
    match node {
        Node::Array(_) => "LiteralList",
        Node::Hash { .. } => "LiteralHash",
        Node::Regex(_) => "LiteralRegularExpression",
        Node::Default => "LiteralDefault",
        Node::QualifiedReference(_) => "QualifiedReference",
        Node::Heredoc { .. } => "HeredocExpression",
        Node::Call { .. } => "CallNamedFunctionExpression",
        Node::MethodCall { .. } => "CallMethodExpression",
        Node::NamedAccess(..) => "NamedAccessExpression",
        Node::Selector(..) => "SelectorExpression",
        Node::If { .. } => "IfExpression",
        Node::Unless { .. } => "UnlessExpression",
        Node::Case(..) => "CaseExpression",
        Node::Unary(UnaryOperator::Minus, _) => "UnaryMinusExpression",
        Node::Unary(UnaryOperator::Not, _) => "NotExpression",
        Node::Unary(UnaryOperator::Unfold, _) => "UnfoldExpression",
        Node::Binary(BinaryOperator::In, ..) => "InExpression",
        Node::Binary(BinaryOperator::Match | BinaryOperator::NotMatch, ..) => "MatchExpression",
        Node::Binary(BinaryOperator::Equal | BinaryOperator::NotEqual, ..) => "ComparisonExpression",
        Node::Binary(BinaryOperator::Less | BinaryOperator::LessEqual, ..) => "ComparisonExpression",
        Node::Binary(BinaryOperator::Greater | BinaryOperator::GreaterEqual, ..) => "ComparisonExpression",
        Node::Binary(BinaryOperator::And, ..) => "AndExpression",
        Node::Binary(BinaryOperator::Or, ..) => "OrExpression",
        Node::Binary(..) => "ArithmeticExpression",
        _ => "Expression",
    }
}
