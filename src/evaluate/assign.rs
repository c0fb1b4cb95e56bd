//! Variables: reading them, setting them.

use super::compiler::{Compiler, SETTINGS};
use super::definition::class_reference;
use super::function::{Evaluated, Interrupt};
use super::parameters::ILLEGAL_PARAMETER_ACCESS;
use super::scope::{Frame, Matched, Scopes};
use crate::diagnostic::Diagnostic;
use crate::value::{EcoString, Map, Type, Value};
use rpuppet_syntax::{Ast, Location, Node, NodeId};
use std::sync::Arc;

/// Names that only the compiler sets.
const RESERVED: &[&str] = &["trusted", "facts", "server_facts"];
/// Variables that are `undef` rather than unknown where they are not set.
pub(super) const BUILT_IN: &[&str] = &["module_name", "caller_module_name"];

impl Compiler<'_> {
    pub(super) fn variable_value(&mut self, ast: &Arc<Ast>, id: NodeId, name: &EcoString) -> Evaluated {
        if name.bytes().all(|byte| byte.is_ascii_digit()) && !name.is_empty() {
            return Ok(self.scopes.matched(self.scope, name.parse().unwrap_or(usize::MAX)));
        }
        self.check_pending(ast, id, name)?;
        match self.find_variable(name) {
            Ok(value) => Ok(value),
            Err(reason) => self.unknown_variable(ast, id, name, &reason),
        }
    }

    /// A variable as the current scope sees it; the error is the reason why there is none.
    pub(super) fn find_variable(&self, name: &str) -> Result<Value, String> {
        if !name.as_bytes().contains(&b':') {
            return self.scopes.lookup(self.scope, name).cloned().ok_or_else(String::new);
        }
        match name.strip_prefix("::").unwrap_or(name).rsplit_once("::") {
            Some((class, variable)) => self.qualified_variable(class, variable),
            None => {
                let top = self.scopes.get(Scopes::TOP).and_then(|scope| scope.variables.get(name.trim_start_matches("::")));
                top.cloned().ok_or_else(String::new)
            }
        }
    }

    fn qualified_variable(&self, class: &str, variable: &str) -> Result<Value, String> {
        let Some(mut at) = self.scopes.classes.get(class).copied() else {
            return Err(match self.definitions.classes.contains_key(class) {
                true => format!("class {class} has not been evaluated"),
                false => format!("class {class} could not be found"),
            });
        };
        while let Some(scope) = self.scopes.get(at) {
            if let Some(value) = scope.local(variable) {
                return Ok(value.clone());
            }
            match scope.inherited {
                Some(parent) => at = parent,
                None => break,
            }
        }
        self.setting(class, variable).ok_or_else(String::new)
    }

    /// `$settings::NAME`; `all_local` has them all.
    fn setting(&self, class: &str, name: &str) -> Option<Value> {
        let settings = (class == SETTINGS).then_some(self.inputs.settings)?;
        match name {
            "all_local" => Some(Value::hash(settings.iter().map(|(name, value)| (Value::String(name.clone()), value.clone())).collect())),
            name => settings.get(name).cloned(),
        }
    }

    fn unknown_variable(&mut self, ast: &Arc<Ast>, id: NodeId, name: &str, reason: &str) -> Evaluated {
        if BUILT_IN.contains(&name) {
            return Ok(Value::Undef);
        }
        let mut diagnostic = Diagnostic::error("UNKNOWN_VARIABLE", format!("Unknown variable: '{name}'.")).at(ast.location(id));
        let reason = (!reason.is_empty()).then(|| reason.to_string());
        let similar = || self.similar_variable(name).map(|similar| format!("did you mean ${similar}?"));
        diagnostic.help = reason.or_else(|| self.fact_of_module(name)).or_else(similar);
        if self.inputs.strict_variables {
            return Err(diagnostic.into());
        }
        if self.unresolved.insert(name.into()) {
            diagnostic.severity = crate::diagnostic::Severity::Warning;
            diagnostic.message = format!("Unknown variable: '{name}'");
            self.warn(diagnostic);
        }
        Ok(Value::Undef)
    }

    fn similar_variable(&self, name: &str) -> Option<String> {
        let (prefix, leaf, candidates): (&str, &str, Vec<&EcoString>) = match name.rsplit_once("::") {
            Some((class, leaf)) if !class.is_empty() => {
                let scope = self.scopes.classes.get(class).and_then(|id| self.scopes.get(*id))?;
                let settings = (class == SETTINGS).then_some(self.inputs.settings);
                (class, leaf, scope.variables.keys().chain(settings.into_iter().flat_map(|settings| settings.keys())).collect())
            }
            _ => {
                let mut names = Vec::new();
                let mut at = Some(self.scope);
                while let Some(id) = at {
                    names.extend(self.scopes.get(id).into_iter().flat_map(|scope| scope.variables.keys()));
                    at = self.scopes.next(id);
                }
                ("", name.trim_start_matches("::"), names)
            }
        };
        let found = crate::diagnostic::similar::closest(leaf, candidates.into_iter().map(EcoString::as_str))?;
        Some(if prefix.is_empty() { found.to_string() } else { format!("{prefix}::{found}") })
    }

    /// A parameter's default may use only the parameters before it.
    fn check_pending(&self, ast: &Arc<Ast>, id: NodeId, name: &str) -> Result<(), Interrupt> {
        let pending = self.pending_parameters.last().is_some_and(|pending| pending.contains(name));
        if !pending || self.current().is_some_and(|scope| !scope.frames.is_empty() && scope.local(name).is_some()) {
            return Ok(());
        }
        Err(Diagnostic::error(ILLEGAL_PARAMETER_ACCESS, name.to_string()).shown_at(Some(ast.location(id))).into())
    }

    pub(super) fn assignment(&mut self, ast: &Arc<Ast>, id: NodeId, left: NodeId, right: NodeId) -> Evaluated {
        let value = self.evaluate(ast, right)?;
        self.assign_to(ast, id, left, &value)?;
        Ok(value)
    }

    /// Mistakes are told at the `=`, whatever is assigned to.
    fn assign_to(&mut self, ast: &Arc<Ast>, id: NodeId, left: NodeId, value: &Value) -> Result<(), Interrupt> {
        match ast.node(left) {
            Node::Variable(name) => self.set_variable(ast.text(name), value.clone(), &|| ast.location(id)),
            Node::Array(items) => self.assign_each(ast, id, ast.items(items), value),
            _ => {
                let message = "Illegal attempt to assign to something that is not a variable";
                Err(Diagnostic::error("ILLEGAL_ASSIGNMENT", message).at(ast.location(left)).into())
            }
        }
    }

    /// `[$a, $b] = …`: from an array by position, from a hash by name, from a class its variables.
    fn assign_each(&mut self, ast: &Arc<Ast>, id: NodeId, targets: &[NodeId], value: &Value) -> Result<(), Interrupt> {
        let values = match value {
            Value::Hash(entries) => {
                return targets.iter().try_for_each(|target| {
                    let key = assigned_key(ast, *target);
                    let value = entries.get(&key);
                    let value = value.ok_or_else(|| {
                        let key = crate::value::printf::plain(&key);
                        let message = format!("No value for required key '{key}' in assignment to variables from hash");
                        Interrupt::from(Diagnostic::error("MISSING_MULTI_ASSIGNMENT_KEY", message).at(ast.location(id)))
                    })?;
                    self.assign_to(ast, id, *target, value)
                });
            }
            Value::Type(data_type) if let Type::Class(Some(class)) = data_type.as_ref() => {
                return self.assign_from_class(ast, id, targets, class);
            }
            Value::Array(values) => values,
            other => std::slice::from_ref(other),
        };
        if values.len() != targets.len() {
            let (expected, actual) = (targets.len(), values.len());
            let message = format!("Mismatched number of assignable entries and values, expected {expected}, got {actual}");
            return Err(Diagnostic::error("ILLEGAL_MULTI_ASSIGNMENT_SIZE", message).at(ast.location(id)).into());
        }
        targets.iter().zip(values.iter()).try_for_each(|(target, value)| self.assign_to(ast, id, *target, value))
    }

    fn assign_from_class(&mut self, ast: &Arc<Ast>, id: NodeId, targets: &[NodeId], class: &str) -> Result<(), Interrupt> {
        if self.find_resource(&class_reference(class)).is_none() {
            let Node::Assignment(_, _, right) = ast.node(id) else { return Ok(()) };
            let message = format!("Resource not found: Class['{class}']");
            return Err(Diagnostic::error("UNKNOWN_RESOURCE", message).at(ast.location(right)).into());
        }
        targets.iter().try_for_each(|target| {
            let name = format!("{class}::{}", assigned_name(ast, *target));
            let Ok(value) = self.find_variable(&name) else {
                let message = format!("No value for required variable '${name}' in assignment to variables from class reference");
                return Err(Diagnostic::error("MISSING_MULTI_ASSIGNMENT_VARIABLE", message).at(ast.location(*target)).into());
            };
            self.assign_to(ast, id, *target, &value)
        })
    }

    pub(super) fn set_variable(&mut self, name: &EcoString, value: Value, location: &dyn Fn() -> Location) -> Result<(), Interrupt> {
        let fail = |code, message: String| Err(Diagnostic::error(code, message).at(location()).into());
        if name.as_bytes().contains(&b':') {
            return fail(
                "CROSS_SCOPE_ASSIGNMENT",
                format!("Illegal attempt to assign to '${name}'. Cannot assign to variables in other namespaces"),
            );
        }
        let is_bound = self.scopes.get_mut(self.scope).assignable().contains_key(name);
        if RESERVED.contains(&name.as_str()) {
            if is_bound || name == "server_facts" {
                return fail("ILLEGAL_RESERVED_ASSIGNMENT", format!("Attempt to assign to a reserved variable name: '${name}'"));
            }
            return Err(reserved(name));
        }
        if is_bound {
            let built_in = if matches!(name.as_str(), "name" | "title") { "built in (or already assigned) " } else { "" };
            return fail("ILLEGAL_REASSIGNMENT", format!("Cannot reassign {built_in}variable '${name}'"));
        }
        self.scopes.get_mut(self.scope).assignable().insert(name.clone(), value);
        Ok(())
    }

    /// Parameters may not have the names that only the compiler sets.
    pub(super) fn check_reserved(variables: &Map<EcoString, Value>) -> Result<(), Interrupt> {
        match variables.keys().find(|name| RESERVED.contains(&name.as_str())) {
            Some(name) => Err(reserved(name)),
            None => Ok(()),
        }
    }

    /// The groups of a successful match become `$0`, `$1`, … until the construct around it ends.
    pub(super) fn remember_match(&mut self, matched: Matched) {
        self.scopes.get_mut(self.scope).frames.push(Frame::Matched(matched));
    }

    /// Runs `work`; frames that it left behind are taken away.
    pub(super) fn guarded<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T, Interrupt>) -> Result<T, Interrupt> {
        let scope = self.scope;
        let level = self.scopes.get_mut(scope).frames.len();
        let result = work(self);
        self.scopes.get_mut(scope).frames.truncate(level);
        result
    }
}

fn reserved(name: &str) -> Interrupt {
    Interrupt::failure("ILLEGAL_RESERVED_ASSIGNMENT", format!("Attempt to assign to a reserved variable name: '{name}'"))
}

/// The key that a part of `[$a, [$b, $c]]` stands for: a name, or the names of a nested list.
fn assigned_key(ast: &Ast, target: NodeId) -> Value {
    match ast.node(target) {
        Node::Array(items) => ast.items(items).iter().map(|item| assigned_key(ast, *item)).collect(),
        _ => Value::String(assigned_name(ast, target)),
    }
}

/// The variable that a part of `[$a, $b]` names.
fn assigned_name(ast: &Ast, target: NodeId) -> EcoString {
    match ast.node(target) {
        Node::Variable(name) => ast.text(name).clone(),
        _ => EcoString::new(),
    }
}
