//! `->`, `~>`, `<-`, `<~` between references, resources and collectors.

use super::collector::CollectorId;
use super::compiler::Compiler;
use super::declared::{DeclaredId, Setting};
use super::function::{Evaluated, Interrupt};
use super::wording::placed;
use crate::catalog::Reference;
use crate::catalog::reference::capitalized;
use crate::diagnostic::Diagnostic;
use crate::value::{Map, Set, Type, Value};
use rpuppet_syntax::ast::Arrow;
use rpuppet_syntax::{Ast, Location, Node, NodeId};
use std::sync::Arc;

/// One end of an arrow.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Operand {
    Reference(Reference),
    /// With what stands left of it in its chain: that takes its place where it collects nothing.
    Collector(CollectorId, Vec<Operand>),
}

/// `source` comes before `target`; `notify` sends refresh events too.
#[derive(Debug)]
pub(super) struct Relationship {
    source: Operand,
    target: Operand,
    notify: bool,
    location: Location,
}

impl Compiler<'_> {
    pub(super) fn relationship(&mut self, ast: &Arc<Ast>, id: NodeId, arrow: Arrow, left: NodeId, right: NodeId) -> Evaluated {
        let result = self.arrow(ast, id, arrow, left, right)?;
        Ok(result.iter().filter_map(reference_value).collect())
    }

    /// Records the relationships and gives the operands that a further arrow continues from.
    fn arrow(&mut self, ast: &Arc<Ast>, id: NodeId, arrow: Arrow, left: NodeId, right: NodeId) -> Result<Vec<Operand>, Interrupt> {
        let place = ast.location(id);
        let left = unique(self.operands(ast, left, &place)?);
        let mut right = unique(self.operands(ast, right, &place)?);
        if let [Operand::Collector(_, instead)] = right.as_mut_slice() {
            instead.clone_from(&left);
        }
        let reversed = matches!(arrow, Arrow::Require | Arrow::Subscribe);
        let notify = matches!(arrow, Arrow::Notify | Arrow::Subscribe);
        let (sources, targets) = if reversed { (&right, &left) } else { (&left, &right) };
        for source in sources {
            for target in targets {
                let location = ast.location(id);
                self.relationships.push(Relationship { source: source.clone(), target: target.clone(), notify, location });
            }
        }
        Ok(if right.is_empty() { left } else { right })
    }

    fn operands(&mut self, ast: &Arc<Ast>, id: NodeId, arrow: &Location) -> Result<Vec<Operand>, Interrupt> {
        match ast.node(id) {
            Node::Relationship(arrow, left, right) => {
                let result = self.deeper(&|| ast.location(id), |this| this.arrow(ast, id, arrow, left, right));
                result.map_err(|interrupt| placed(interrupt, ast, id))
            }
            Node::Collector { .. } => Ok(vec![Operand::Collector(self.collect(ast, id)?, Vec::new())]),
            Node::Parenthesized(inner) => self.operands(ast, inner, arrow),
            Node::Array(items) => {
                let mut operands = Vec::new();
                for item in ast.items(items) {
                    operands.extend(self.operands(ast, *item, arrow)?);
                }
                Ok(operands)
            }
            _ => {
                let value = self.evaluate(ast, id)?;
                let mut operands = Vec::new();
                self.operands_of(&value, arrow, &mut operands)?;
                Ok(operands)
            }
        }
    }

    /// What an arrow's side stands for; strings are read as types.
    fn operands_of(&mut self, value: &Value, arrow: &Location, operands: &mut Vec<Operand>) -> Result<(), Interrupt> {
        match value {
            Value::Array(items) => items.iter().try_for_each(|item| self.operands_of(item, arrow, operands)),
            Value::String(text) => {
                let specified = Value::data_type(self.parse_type_text(text)?);
                operands.push(operand_of(&specified, arrow)?);
                Ok(())
            }
            other => {
                operands.push(operand_of(other, arrow)?);
                Ok(())
            }
        }
    }

    /// Turns all relationships into the metaparameters `before` and `notify` of their sources.
    pub(super) fn evaluate_relationships(&mut self) -> Result<(), Interrupt> {
        let mut added: Map<(DeclaredId, &str), (Vec<Value>, Location)> = Map::default();
        for relationship in std::mem::take(&mut self.relationships) {
            let sources = self.operand_references(&relationship.source, true);
            let targets = self.operand_references(&relationship.target, false);
            let parameter = if relationship.notify { "notify" } else { "before" };
            for source in &sources {
                for target in &targets {
                    let id = self.related(source, target, &relationship)?;
                    let (values, location) = added.entry((id, parameter)).or_insert_with(|| (Vec::new(), relationship.location.clone()));
                    values.push(Value::from(target.to_string()));
                    location.clone_from(&relationship.location);
                }
            }
        }
        for ((id, parameter), (values, location)) in added {
            self.append_relations(id, parameter, values, Some(location));
        }
        Ok(())
    }

    fn operand_references(&self, operand: &Operand, is_source: bool) -> Vec<Reference> {
        match operand {
            Operand::Reference(reference) => vec![reference.clone()],
            Operand::Collector(id, instead) => {
                let collected = self.collected(*id);
                if collected.is_empty() && is_source {
                    return instead.iter().flat_map(|operand| self.operand_references(operand, true)).collect();
                }
                collected
            }
        }
    }

    /// The source of a relationship whose ends are both declared.
    fn related(&self, source: &Reference, target: &Reference, relationship: &Relationship) -> Result<DeclaredId, Interrupt> {
        let missing =
            |message: String| Err(Diagnostic::error("UNKNOWN_RESOURCE", message).shown_at(Some(relationship.location.clone())).into());
        let Some(from) = self.find_resource(source) else {
            return missing(format!("Could not find resource '{source}' for relationship on '{target}'"));
        };
        if self.find_resource(target).is_none() {
            return missing(format!("Could not find resource '{target}' for relationship from '{source}'"));
        }
        Ok(from)
    }

    /// Adds to a relationship metaparameter, which becomes an array.
    pub(super) fn append_relations(&mut self, id: DeclaredId, parameter: &str, more: Vec<Value>, location: Option<Location>) {
        let Some(declared) = self.resources.get_mut(id.0) else { return };
        let mut values = match declared.get(parameter) {
            Some(Value::Array(items)) => items.to_vec(),
            Some(Value::Undef) | None => Vec::new(),
            Some(other) => vec![other.clone()],
        };
        values.extend(more);
        let setting = Setting { value: Value::array(values), location, source: None, append: false };
        declared.parameters.insert(parameter.into(), setting);
    }
}

/// The catalog's reference for a type that names one resource or class.
pub(super) fn reference_of(data_type: &Type) -> Option<Reference> {
    match data_type {
        Type::Resource { type_name: Some(type_name), title: Some(title) } => Some(canonical(Reference::new(type_name, title.clone()))),
        Type::Class(Some(name)) => Some(Reference::new("Class", capitalized(name))),
        _ => None,
    }
}

/// `Class['a::b']` has the title `A::B`.
fn canonical(reference: Reference) -> Reference {
    match reference.type_name.as_str() {
        "Class" => Reference::new("Class", capitalized(&reference.title.to_lowercase())),
        _ => reference,
    }
}

/// The value that stands for a reference.
pub(super) fn value_of(reference: &Reference) -> Value {
    match reference.type_name.as_str() {
        "Class" => Value::data_type(Type::Class(Some(reference.title.to_lowercase()))),
        _ => Value::data_type(Type::Resource { type_name: Some(reference.type_name.clone()), title: Some(reference.title.clone()) }),
    }
}

fn reference_value(operand: &Operand) -> Option<Value> {
    match operand {
        Operand::Reference(reference) => Some(value_of(reference)),
        Operand::Collector(..) => None,
    }
}

fn unique(operands: Vec<Operand>) -> Vec<Operand> {
    operands.into_iter().collect::<Set<Operand>>().into_iter().collect()
}

/// The resource or class that a type names.
fn operand_of(value: &Value, arrow: &Location) -> Result<Operand, Interrupt> {
    let Value::Type(data_type) = value else { return Err(illegal(value, arrow)) };
    match (reference_of(data_type), data_type.as_ref()) {
        (Some(reference), _) => Ok(Operand::Reference(reference)),
        (None, Type::Resource { type_name: Some(name), title: None }) => {
            let message = format!("No title provided and \"{name}[]\" is not a valid resource reference");
            Err(Diagnostic::error("ILLEGAL_RELATIONSHIP_OPERAND_TYPE", message).shown_at(Some(arrow.clone())).into())
        }
        _ => Err(illegal(value, arrow)),
    }
}

fn illegal(value: &Value, arrow: &Location) -> Interrupt {
    let operand = super::wording::a_value(value);
    let message = format!("Illegal relationship operand, can not form a relationship with {operand}. A Catalog type is required.");
    Diagnostic::error("ILLEGAL_RELATIONSHIP_OPERAND_TYPE", message)
        .at(arrow.clone())
        .with_help("use a reference such as File['/etc/motd']")
        .into()
}
