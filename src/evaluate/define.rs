//! Instances of defines: evaluated after the code that declares them.

use super::compiler::Compiler;
use super::declared::{DeclaredId, Kind};
use super::definition::Definition;
use super::function::Interrupt;
use super::scope::{Scope, ScopeKind};
use super::wording::{During, worded};
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
        let (what, location) = (declared.reference.to_string(), declared.location.clone());
        self.in_frame(what, location, |this| this.deeper(&|| definition.location(), |this| this.evaluate_define_body(id, definition)))
    }

    fn evaluate_define_body(&mut self, id: DeclaredId, definition: &Arc<Definition>) -> Result<(), Interrupt> {
        let Some(declared) = self.resource(id) else { return Ok(()) };
        let title = declared.reference.title.clone();
        let name = declared.get("name").cloned().unwrap_or_else(|| Value::String(title.clone()));
        let declared_in = declared.scope;
        let caller = self.scopes.get(declared_in).and_then(|scope| scope.definition.as_ref()).and_then(|caller| caller.module.clone());
        let mut scope = Scope::new(ScopeKind::Define, Some(declared_in));
        scope.definition = Some(definition.clone());
        scope.container = Some(id);
        if let Some(module) = &definition.module {
            scope.variables.insert("module_name".into(), Value::String(module.clone()));
        }
        if let Some(module) = caller {
            scope.variables.insert("caller_module_name".into(), Value::String(module));
        }
        scope.variables.insert("title".into(), Value::String(title));
        scope.variables.insert("name".into(), name);
        let scope = self.scopes.add(scope);
        let ast = definition.ast.clone();
        let parameters = self.within(scope, |this| this.parameters(&ast, definition.parameters))?;
        self.bind_parameters(id, definition, scope, &parameters).map_err(|interrupt| worded(During::Resource, interrupt))?;
        match self.within(scope, |this| this.evaluate(&ast, definition.body)) {
            Err(Interrupt::Return(..)) => Ok(()),
            other => other.map(drop),
        }
    }
}
