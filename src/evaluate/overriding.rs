//! Overrides: `Type['title'] { … }` in a subclass, and the attributes of collectors.
//! Source of the rules: `lib/puppet/parser/resource.rb`, `merge` and `override_parameter`.

use super::compiler::Compiler;
use super::declared::{Declared, DeclaredId, Setting};
use super::definition::{Definition, DefinitionKind};
use super::function::{Evaluated, Interrupt};
use super::relationship::reference_of;
use super::resource::{add_tags, flatten, unique};
use crate::catalog::Reference;
use crate::catalog::reference::capitalized;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::render::line_place;
use crate::value::{EcoString, Map, Type, Value};
use rpuppet_syntax::ast::List;
use rpuppet_syntax::{Ast, Location, NodeId};
use std::sync::Arc;

/// Attributes for a resource that is declared elsewhere.
#[derive(Clone, Debug)]
pub(super) struct Override {
    pub reference: Reference,
    pub settings: Map<EcoString, Setting>,
    pub source: Option<Arc<Definition>>,
    pub location: Location,
    /// A collector's override need not come from a subclass.
    pub by_collector: bool,
}

impl Compiler<'_> {
    pub(super) fn resource_override(&mut self, ast: &Arc<Ast>, id: NodeId, resources: NodeId, attributes: List) -> Evaluated {
        let value = self.evaluate(ast, resources)?;
        let settings = self.attributes(ast, attributes)?;
        let mut overridden = Vec::new();
        flatten(&value, &mut overridden);
        for resource in overridden {
            let reference = match resource {
                Value::Type(data_type) if !matches!(data_type.as_ref(), Type::Class(_)) => reference_of(data_type),
                _ => None,
            };
            let Some(reference) = reference.filter(|reference| reference.type_name != "Class") else {
                let message = format!("Resource Override can only operate on resources, got: {}", super::wording::label_of(resource));
                return Err(Diagnostic::error("ILLEGAL_OVERRIDDEN_TYPE", message).at(ast.location(id)).into());
            };
            self.add_override(Override {
                settings: unique(settings.clone(), &reference, &ast.location(id))?,
                reference,
                source: self.current_definition(),
                location: ast.location(id),
                by_collector: false,
            })?;
        }
        Ok(value)
    }

    /// Applies an override now, or when its resource appears.
    pub(super) fn add_override(&mut self, overriding: Override) -> Result<(), Interrupt> {
        match self.find_resource(&overriding.reference) {
            Some(id) => self.merge(id, &overriding),
            None => {
                self.overrides.push(overriding);
                Ok(())
            }
        }
    }

    /// Overrides whose resource never appeared are a mistake.
    pub(super) fn apply_remaining_overrides(&mut self) -> Result<(), Interrupt> {
        let mut missing = Vec::new();
        for overriding in std::mem::take(&mut self.overrides) {
            match self.find_resource(&overriding.reference) {
                Some(id) => self.merge(id, &overriding)?,
                None => missing.push(overriding),
            }
        }
        let names: Vec<String> = missing.iter().map(|overriding| overriding.reference.to_string()).collect();
        let Some(first) = missing.into_iter().next() else { return Ok(()) };
        let message = format!("Could not find resource(s) {} for overriding", names.join(", "));
        Err(Diagnostic::error("UNKNOWN_RESOURCE", message).shown_at(Some(first.location)).into())
    }

    fn merge(&mut self, id: DeclaredId, overriding: &Override) -> Result<(), Interrupt> {
        let Some(declared) = self.resource(id) else { return Ok(()) };
        let allowed = overriding.by_collector
            || same(overriding.source.as_ref(), declared.source.as_ref())
            || self.is_child(overriding.source.as_ref(), declared.source.as_ref());
        if !allowed {
            let diagnostic =
                Diagnostic::error("ILLEGAL_OVERRIDE", "Only subclasses can override parameters").at_line(Some(overriding.location.clone()));
            return Err(with_declaration(diagnostic, declared).into());
        }
        if declared.evaluated && !declared.is_native() {
            let place = declared.told_location().map(|place| format!(", defined at {},", line_place(place))).unwrap_or_default();
            let message = format!("Attempt to override an already evaluated resource{place} with new values");
            let diagnostic = Diagnostic::error("EVALUATED_OVERRIDE", message).at_line(Some(overriding.location.clone()));
            let diagnostic = with_declaration(diagnostic, declared);
            self.strictly(diagnostic)?;
        }
        for (name, setting) in &overriding.settings {
            self.override_parameter(id, name, setting, overriding)?;
        }
        Ok(())
    }

    fn override_parameter(&mut self, id: DeclaredId, name: &EcoString, new: &Setting, overriding: &Override) -> Result<(), Interrupt> {
        let Some(declared) = self.resource(id) else { return Ok(()) };
        let mut new = new.clone();
        if let Some(current) = declared.parameters.get(name) {
            let child = self.is_child(new.source.as_ref(), current.source.as_ref());
            let same_default = same(new.source.as_ref(), current.source.as_ref())
                && self
                    .scopes
                    .defaults(declared.scope, &declared.reference.type_name)
                    .get(name)
                    .is_some_and(|default| default.value == current.value);
            if !child && !same_default && !overriding.by_collector {
                return Err(already_set(name, declared, current, &overriding.location));
            }
            if new.append {
                new.value = appended(&current.value, &new.value);
            }
        }
        let Some(declared) = self.resources.get_mut(id.0) else { return Ok(()) };
        if name == "tag" {
            add_tags(declared, &new)?;
        }
        declared.parameters.insert(name.clone(), new);
        Ok(())
    }

    /// Whether `definition` inherits, over any number of steps, from `ancestor`.
    fn is_child(&self, definition: Option<&Arc<Definition>>, ancestor: Option<&Arc<Definition>>) -> bool {
        let Some(ancestor) = ancestor else { return false };
        let mut at = definition.cloned();
        for _ in 0..self.definitions.classes.len() {
            let Some(parent) = at.and_then(|definition| definition.parent.clone()) else { return false };
            if parent == ancestor.name {
                return true;
            }
            at = self.definitions.classes.get(&parent).cloned();
        }
        false
    }
}

fn with_declaration(diagnostic: Diagnostic, declared: &Declared) -> Diagnostic {
    match &declared.location {
        Some(place) => diagnostic.with_related(place.clone(), "declared here"),
        None => diagnostic,
    }
}

fn already_set(name: &str, declared: &Declared, current: &Setting, location: &Location) -> Interrupt {
    let by = match &current.source {
        Some(source) if source.name.is_empty() => " by class main".to_string(),
        Some(source) => format!(" by {}", reference_text(source)),
        None => String::new(),
    };
    let at = current.location.as_ref().map(|place| format!(" at {}", line_place(place))).unwrap_or_default();
    let message = format!("Parameter '{name}' is already set on {}{by}{at}; cannot redefine", declared.reference);
    let mut diagnostic = Diagnostic::error("PARAMETER_ALREADY_SET", message).at_line(Some(location.clone()));
    if let Some(place) = &current.location {
        diagnostic = diagnostic.with_related(place.clone(), "first set here");
    }
    diagnostic.into()
}

fn reference_text(definition: &Definition) -> String {
    match definition.kind {
        DefinitionKind::Class => format!("Class[{}]", capitalized(&definition.name)),
        _ => capitalized(&definition.name).to_string(),
    }
}

fn same(left: Option<&Arc<Definition>>, right: Option<&Arc<Definition>>) -> bool {
    match (left, right) {
        (Some(left), Some(right)) => left.is(right),
        (None, None) => true,
        _ => false,
    }
}

/// `current +> added`.
fn appended(current: &Value, added: &Value) -> Value {
    let mut values = Vec::new();
    for value in [current, added] {
        match value {
            Value::Array(items) => values.extend(items.iter().cloned()),
            other => values.push(other.clone()),
        }
    }
    Value::array(values)
}
