//! Instances of defines: evaluated after the code that declares them.

use super::class::module_name;
use super::compiler::Compiler;
use super::declared::{DeclaredId, Kind};
use super::definition::Definition;
use super::function::Interrupt;
use super::observer::Place;
use super::scope::{Scope, ScopeKind};
use super::wording::in_resource;
use crate::diagnostic::Frame;
use crate::value::Value;
use std::sync::Arc;

impl Compiler<'_> {
    /// Evaluates the instances (and classes) that are not evaluated yet; whether there were any.
    pub(super) fn evaluate_defines(&mut self) -> Result<bool, Interrupt> {
        let waiting: Vec<DeclaredId> = (0..self.resources.len()).map(DeclaredId).filter(|id| self.is_waiting(*id)).collect();
        for id in &waiting {
            self.evaluate_declared(*id)?;
        }
        Ok(!waiting.is_empty())
    }

    fn is_waiting(&self, id: DeclaredId) -> bool {
        self.resource(id).is_some_and(|declared| !declared.evaluated && !declared.is_virtual && !declared.is_native())
    }

    fn evaluate_declared(&mut self, id: DeclaredId) -> Result<(), Interrupt> {
        match self.resource(id).map(|declared| declared.kind.clone()) {
            Some(Kind::Class(_)) => self.evaluate_class(id),
            Some(Kind::Define(definition)) if self.is_waiting(id) => self.evaluate_define(id, &definition),
            _ => Ok(()),
        }
    }

    fn evaluate_define(&mut self, id: DeclaredId, definition: &Arc<Definition>) -> Result<(), Interrupt> {
        self.mark_evaluated(id);
        let Some(declared) = self.resource(id) else { return Ok(()) };
        let (reference, location) = (declared.reference.clone(), declared.location.clone());
        let frame = || Frame { what: reference.to_string(), location: location.clone() };
        let evaluated =
            self.in_frame(frame, |this| this.deeper(&|| definition.location(), |this| this.evaluate_define_body(id, definition)));
        evaluated.map_err(|interrupt| in_resource(interrupt, location))
    }

    fn evaluate_define_body(&mut self, id: DeclaredId, definition: &Arc<Definition>) -> Result<(), Interrupt> {
        let Some(declared) = self.resource(id) else { return Ok(()) };
        let title = declared.reference.title.clone();
        let name = declared.get("name").cloned().unwrap_or_else(|| Value::String(title.clone()));
        let declared_in = declared.scope;
        let caller = self.scopes.get(declared_in).and_then(|scope| scope.definition.as_ref()).map(|caller| module_name(caller));
        let mut scope = Scope::new(ScopeKind::Define, Some(declared_in));
        scope.definition = Some(definition.clone());
        scope.container = Some(id);
        scope.variables.insert("module_name".into(), module_name(definition));
        scope.variables.extend(caller.map(|caller| ("caller_module_name".into(), caller)));
        scope.variables.insert("title".into(), Value::String(title));
        scope.variables.insert("name".into(), name);
        let scope = self.scopes.add(scope);
        let ast = definition.ast.clone();
        self.reached(&ast, Place::Node(definition.node));
        let parameters = self.within(scope, |this| this.parameters_of(definition))?;
        self.bind_parameters(id, definition, scope, &parameters)?;
        match self.within(scope, |this| this.evaluate(&ast, definition.body)) {
            Err(Interrupt::Return(..) | Interrupt::Next(..)) => Ok(()),
            other => other.map(drop),
        }
    }
}
