//! Type expressions: names to data types, aliases of modules included.

use super::compiler::Compiler;
use super::function::{Evaluated, Interrupt};
use super::specification::without_itself;
use crate::catalog::reference::capitalized;
use crate::datatype;
use crate::diagnostic::{Diagnostic, similar};
use crate::value::data_type::Alias;
use crate::value::{EcoString, Map, Set, Type, Value, ValueHash};
use rpuppet_syntax::{Ast, Node, NodeId};
use std::sync::{Arc, OnceLock};

/// Resource types that have a name and nothing that a manifest could say of them.
const WITHOUT_SCHEMA: &[&str] = &["component", "node", "whit"];

/// Names that a text about types uses, looked up before it is read.
#[derive(Default)]
pub(super) struct NamedTypes {
    aliases: Map<EcoString, Arc<Alias>>,
    resource_types: Set<EcoString>,
}

impl NamedTypes {
    pub(super) fn extend(&mut self, others: NamedTypes) {
        self.aliases.extend(others.aliases);
        self.resource_types.extend(others.resource_types);
    }

    /// Adds a name with its meaning.
    pub(super) fn define(&mut self, name: &str, meaning: Type) {
        let alias = Alias { name: name.into(), resolved: OnceLock::from(meaning) };
        self.aliases.insert(name.into(), Arc::new(alias));
    }
}

impl datatype::Aliases for NamedTypes {
    fn alias(&self, name: &str) -> Option<Arc<Alias>> {
        self.aliases.get(name).cloned()
    }

    fn is_resource_type(&self, name: &str) -> bool {
        self.resource_types.contains(name)
    }
}

/// Whether an alias stands for nothing but names that lead back to it. What is not known yet may be something.
fn names_itself(alias: &Arc<Alias>) -> bool {
    fn leads_to_a_type<'a>(data_type: &'a Type, seen: &mut Vec<&'a Alias>) -> bool {
        match data_type {
            Type::Alias(alias) if seen.iter().any(|known| known.name == alias.name) => false,
            Type::Alias(alias) => {
                seen.push(alias);
                alias.resolved.get().is_none_or(|resolved| leads_to_a_type(resolved, seen))
            }
            Type::Variant(options) => options.is_empty() || options.iter().any(|option| leads_to_a_type(option, seen)),
            _ => true,
        }
    }
    !alias.resolved.get().is_none_or(|resolved| leads_to_a_type(resolved, &mut vec![alias.as_ref()]))
}

/// The object type of this name that a hash defines.
pub(super) fn object_type(name: &EcoString, entries: &ValueHash) -> Result<Type, Interrupt> {
    let object = datatype::object::define(Some(name), entries);
    let object = object.map_err(|message| Interrupt::failure("TYPE_NAME_ERROR", message))?;
    Ok(Type::Object(Some(Arc::new(object))))
}

impl Compiler<'_> {
    /// `Integer`, `Stdlib::Absolutepath`, `File`, `Trove::Generic_service`, `Class`.
    pub(super) fn type_reference(&mut self, ast: &Arc<Ast>, id: NodeId, name: &EcoString) -> Evaluated {
        let named = self.named_type(name).map_err(|interrupt| match interrupt {
            Interrupt::Failure(failure) if failure.code == "TYPE_NAME_ERROR" && failure.location.is_none() => {
                let message = format!("Error while evaluating a Type-Name, {}", failure.message);
                Diagnostic::error("RUNTIME_ERROR", message).at(ast.location(id)).into()
            }
            other => other,
        });
        let unresolved = match named? {
            Some(Type::Reference(unresolved)) => unresolved,
            Some(data_type) => return Ok(Value::data_type(data_type)),
            None => name.clone(),
        };
        if self.naming_unknown_types {
            return Ok(Value::data_type(Type::Reference(unresolved)));
        }
        let mut diagnostic =
            Diagnostic::error("UNKNOWN_RESOURCE_TYPE", format!("Resource type not found: {unresolved}")).at(ast.location(id));
        diagnostic.help = self.similar_type(name).map(|similar| format!("did you mean {}?", capitalized(&similar)));
        Err(diagnostic.into())
    }

    /// The type of a name; `None` where nothing has it.
    pub(super) fn named_type(&mut self, name: &str) -> Result<Option<Type>, Interrupt> {
        let capitalised = capitalized(name);
        if let Some(built_in) = datatype::build::from_reference(&capitalised) {
            return Ok(Some(built_in));
        }
        let plain = super::definition::plain(name);
        if let Some(member) = self.type_set_member(&plain)? {
            return Ok(Some(member));
        }
        if let Some(alias) = self.type_alias(&plain)? {
            return Ok(Some(match alias.resolved.get() {
                Some(own @ (Type::Object(Some(_)) | Type::TypeSet(Some(_)))) => own.clone(),
                _ => Type::Alias(alias),
            }));
        }
        let is_known = WITHOUT_SCHEMA.contains(&plain.as_str()) || self.is_resource_type(&plain)?;
        Ok(is_known.then_some(Type::Resource { type_name: Some(capitalised), title: None }))
    }

    /// Whether a native type, a module's type or a define has this name.
    pub(super) fn is_resource_type(&mut self, plain: &str) -> Result<bool, Interrupt> {
        Ok(self.inputs.schemas.schema(plain).is_some() || self.find_define(plain)?.is_some())
    }

    /// `type Name = …` of a module or the site; evaluated on first use.
    pub(super) fn type_alias(&mut self, plain: &str) -> Result<Option<Arc<Alias>>, Interrupt> {
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
        let name = alias.name.clone();
        let resolved = self.naming_unknown_types(|this| {
            this.within(super::scope::Scopes::TOP, |this| this.aliased_type(&definition.ast, definition.body, &name))
        });
        let resolved = match resolved {
            Ok(resolved) => resolved,
            Err(error) => {
                self.type_aliases.shift_remove(plain);
                return Err(error);
            }
        };
        // set once: the alias was made just above
        let _ = alias.resolved.set(resolved);
        if names_itself(&alias) {
            let message = format!("Type alias '{}' cannot be resolved to a real type", alias.name);
            return Err(Interrupt::failure("TYPE_NAME_ERROR", message));
        }
        Ok(Some(alias))
    }

    /// Runs `work` with names of types that are not there standing for themselves.
    pub(super) fn naming_unknown_types<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T, Interrupt>) -> Result<T, Interrupt> {
        let before = std::mem::replace(&mut self.naming_unknown_types, true);
        let result = work(self);
        self.naming_unknown_types = before;
        result
    }

    /// The body of `type Name = …`; an object type gets the name.
    pub(super) fn aliased_type(&mut self, ast: &Arc<Ast>, body: NodeId, name: &EcoString) -> Result<Type, Interrupt> {
        if let Node::Access(left, keys) = ast.node(body)
            && let Node::QualifiedReference(base) = ast.node(left)
            && let [key] = ast.items(keys)
        {
            let base = ast.text(base).to_ascii_lowercase();
            if base == "typeset"
                && let Node::Hash { entries, .. } = ast.node(*key)
            {
                return self.type_set(ast, name, entries);
            }
            if base == "object"
                && let Value::Hash(entries) = self.specification(ast, *key)?
            {
                return object_type(name, &entries);
            }
        }
        self.specified(ast, body).map(|specified| without_itself(specified, name))
    }

    /// What the names in a text that says a type stand for, as far as they are no built-in types.
    pub(super) fn types_named_in(&mut self, text: &str) -> Result<NamedTypes, Interrupt> {
        let mut known = NamedTypes::default();
        let is_part = |character: char| character.is_ascii_alphanumeric() || matches!(character, '_' | ':');
        for name in text.split(|character| !is_part(character)).filter(|name| name.starts_with(|first: char| first.is_ascii_uppercase())) {
            match self.named_type(name)? {
                Some(Type::Alias(alias)) => drop(known.aliases.insert(name.into(), alias)),
                Some(Type::Resource { type_name: Some(_), .. }) => drop(known.resource_types.insert(name.into())),
                _ => {}
            }
        }
        Ok(known)
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
