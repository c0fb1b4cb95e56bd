//! Type expressions: names to data types, aliases of modules included.

use super::compiler::Compiler;
use super::function::{Evaluated, Interrupt};
use crate::catalog::reference::capitalized;
use crate::datatype;
use crate::diagnostic::{Diagnostic, similar};
use crate::value::data_type::Alias;
use crate::value::{EcoString, Type, Value};
use rpuppet_syntax::{Ast, Node, NodeId};
use std::sync::{Arc, OnceLock};

impl Compiler<'_> {
    /// `Integer`, `Stdlib::Absolutepath`, `File`, `Trove::Generic_service`, `Class`.
    pub(super) fn type_reference(&mut self, ast: &Arc<Ast>, id: NodeId, name: &EcoString) -> Evaluated {
        match self.named_type(name)? {
            Some(data_type) => Ok(Value::data_type(data_type)),
            None if self.naming_unknown_types => Ok(Value::data_type(Type::Reference(name.clone()))),
            None => {
                let mut diagnostic =
                    Diagnostic::error("UNKNOWN_RESOURCE_TYPE", format!("Resource type not found: {name}")).at(ast.location(id));
                diagnostic.help = self.similar_type(name).map(|similar| format!("did you mean {}?", capitalized(&similar)));
                Err(diagnostic.into())
            }
        }
    }

    /// The type of a name; `None` where nothing has it.
    pub(super) fn named_type(&mut self, name: &str) -> Result<Option<Type>, Interrupt> {
        let capitalised = capitalized(name);
        if let Some(built_in) = datatype::build::from_reference(&capitalised) {
            return Ok(Some(built_in));
        }
        if let Some(context) = super::lookup::context_type(name) {
            return Ok(Some(context));
        }
        let plain = super::definition::plain(name);
        if let Some(alias) = self.type_alias(&plain)? {
            return Ok(Some(Type::Alias(alias)));
        }
        let is_known = self.is_resource_type(&plain)?;
        Ok(is_known.then_some(Type::Resource { type_name: Some(capitalised), title: None }))
    }

    /// Whether a native type, a module's type or a define has this name.
    pub(super) fn is_resource_type(&mut self, plain: &str) -> Result<bool, Interrupt> {
        Ok(self.inputs.schemas.schema(plain).is_some() || self.find_define(plain)?.is_some())
    }

    /// `type Name = …` of a module or the site; evaluated on first use.
    fn type_alias(&mut self, plain: &str) -> Result<Option<Arc<Alias>>, Interrupt> {
        if let Some(known) = self.type_aliases.get(plain) {
            return Ok(Some(known.clone()));
        }
        let Some(definition) = self.find_alias(plain)? else { return Ok(None) };
        let name = match definition.ast.node(definition.node) {
            Node::TypeAlias { name, .. } => definition.ast.source.slice(definition.ast.span(name)).into(),
            _ => capitalized(plain),
        };
        let alias = Arc::new(Alias { name, resolved: OnceLock::new() });
        // known before its body is read, so that it may name itself
        self.type_aliases.insert(plain.into(), alias.clone());
        let resolved =
            self.naming_unknown_types(|this| this.within(super::scope::Scopes::TOP, |this| this.type_of(&definition.ast, definition.body)));
        // set once: the alias was made just above
        let _ = alias.resolved.set(resolved?);
        match leads_to_itself(&alias) {
            true => Err(Interrupt::failure("UNRESOLVED_ALIAS", format!("Type alias '{}' cannot be resolved to a real type", alias.name))),
            false => Ok(Some(alias)),
        }
    }

    /// Runs `work` with names of types that are not there standing for themselves.
    pub(super) fn naming_unknown_types<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T, Interrupt>) -> Result<T, Interrupt> {
        let before = std::mem::replace(&mut self.naming_unknown_types, true);
        let result = work(self);
        self.naming_unknown_types = before;
        result
    }

    /// A type expression's type.
    pub(super) fn type_of(&mut self, ast: &Arc<Ast>, id: NodeId) -> Result<Type, Interrupt> {
        match self.evaluate(ast, id)? {
            Value::Type(data_type) => Ok((*data_type).clone()),
            other => {
                let message = format!("Expected a data type, got {}", datatype::generalize(&datatype::infer(&other)));
                Err(Diagnostic::error("TYPE_ERROR", message).at(ast.location(id)).into())
            }
        }
    }

    pub(super) fn similar_type(&mut self, name: &str) -> Option<String> {
        let plain = super::definition::plain(name);
        let natives = self.inputs.schemas.names();
        let defines = self.definitions.defines.keys();
        similar::closest(&plain, natives.iter().chain(defines).map(EcoString::as_str)).map(str::to_string)
    }
}

/// How many aliases may stand for each other.
const LONGEST_CHAIN: usize = 1000;

/// `type A = B` and `type B = A`.
fn leads_to_itself(alias: &Arc<Alias>) -> bool {
    let mut at = alias.clone();
    for _ in 0..LONGEST_CHAIN {
        let Some(Type::Alias(next)) = at.resolved.get().cloned() else { return false };
        if Arc::ptr_eq(&next, alias) {
            return true;
        }
        at = next;
    }
    true
}
