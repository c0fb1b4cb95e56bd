//! Collectors: `Type<| query |> { … }` finds resources, makes virtual ones real, overrides attributes, and is an end of arrows.

use super::compiler::Compiler;
use super::declared::{Declared, DeclaredId, Setting};
use super::definition::Definition;
use super::function::Interrupt;
use super::overriding::Override;
use crate::catalog::Reference;
use crate::catalog::reference::capitalized;
use crate::datatype;
use crate::diagnostic::Diagnostic;
use crate::value::{EcoString, Map, Set, Type, Value, equality};
use rpuppet_syntax::ast::BinaryOperator;
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
}

#[derive(Debug)]
pub(super) struct Collector {
    type_name: EcoString,
    query: Query,
    /// `<<| |>>`: exported resources only (of this catalog, without a database of others).
    exported: bool,
    settings: Map<EcoString, Setting>,
    source: Option<Arc<Definition>>,
    location: Option<Location>,
    pub collected: Set<DeclaredId>,
}

impl Compiler<'_> {
    /// Registers a collector; it is evaluated with the others, again and again, until nothing new is found.
    pub(super) fn collect(&mut self, ast: &Arc<Ast>, id: NodeId) -> Result<CollectorId, Interrupt> {
        let Node::Collector { type_reference, query, attributes } = ast.node(id) else { return Ok(CollectorId(usize::MAX)) };
        let type_name = self.collected_type(ast, type_reference)?;
        let Node::Query { exported, expression } = ast.node(query) else { return Ok(CollectorId(usize::MAX)) };
        let query = self.query(ast, expression)?;
        let settings = self.attributes(ast, attributes)?;
        let source = self.current_definition();
        let location = Some(ast.location(id));
        Ok(self.add_collector(Collector { type_name, query, exported, settings, source, location, collected: Set::default() }))
    }

    /// `realize`.
    pub(super) fn collect_these(&mut self, references: Vec<Reference>, location: Option<Location>) {
        let query = Query::These(references);
        let collector = Collector {
            type_name: EcoString::new(),
            query,
            exported: false,
            settings: Map::default(),
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

    fn collected_type(&mut self, ast: &Arc<Ast>, id: NodeId) -> Result<EcoString, Interrupt> {
        let value = self.evaluate(ast, id)?;
        if let Value::Type(data_type) = &value
            && let Type::Resource { type_name: Some(name), title: None } = data_type.as_ref()
        {
            return Ok(capitalized(name));
        }
        let message = match &value {
            Value::Type(data_type) if matches!(data_type.as_ref(), Type::Class(None)) => "Classes cannot be collected".to_string(),
            other => format!("Resource type not found: {}", datatype::generalize(&datatype::infer(other))),
        };
        Err(Diagnostic::error("ILLEGAL_COLLECTION", message).at(ast.location(id)).into())
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
                let attribute = match ast.node(left) {
                    Node::QualifiedName(name) | Node::String(name) => ast.text(name).clone(),
                    _ => crate::value::format::interpolated(&self.evaluate(ast, left)?),
                };
                let value = self.evaluate(ast, right)?;
                Ok(Query::Compare { attribute, value, wanted: operator == BinaryOperator::Equal })
            }
            _ => Err(Diagnostic::error("ILLEGAL_QUERY_EXPRESSION", "Illegal query expression").at(ast.location(id)).into()),
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
                    reference,
                    settings: settings.clone(),
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
            Query::Compare { attribute, value, wanted } => self.compares(attribute, value, declared) == *wanted,
            Query::These(_) => false,
        }
    }

    fn compares(&self, attribute: &str, value: &Value, declared: &Declared) -> bool {
        match attribute {
            "tag" => {
                let tag = crate::value::format::interpolated(value).to_lowercase();
                declared.tags.contains(tag.as_str()) || self.is_inside_tagged(declared, &tag)
            }
            "title" => value.as_str().is_some_and(|title| title == declared.reference.title),
            _ => match declared.get(attribute) {
                Some(Value::Array(items)) if !matches!(value, Value::Array(_)) => items.iter().any(|item| equality::equals(item, value)),
                Some(actual) => equality::equals(actual, value),
                None => value.is_undef() || attribute == "name" && value.as_str().is_some_and(|name| name == declared.reference.title),
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
        for collector in &self.collectors {
            let Query::These(references) = &collector.query else { continue };
            let missing: Vec<String> =
                references.iter().filter(|reference| self.find_resource(reference).is_none()).map(Reference::to_string).collect();
            if !missing.is_empty() {
                let mut diagnostic = Diagnostic::error("UNREALIZED", format!("Failed to realize virtual resources {}", missing.join(", ")));
                diagnostic.location.clone_from(&collector.location);
                return Err(diagnostic.into());
            }
        }
        Ok(())
    }
}
