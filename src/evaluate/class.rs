//! Classes: declaring, including, inheriting, evaluating.
//! Source of the order: `lib/puppet/resource/type.rb`, `evaluate_code` and `set_resource_parameters`.

use super::compiler::{Compiler, SETTINGS};
use super::declared::{Declared, DeclaredId, Kind, Setting};
use super::definition::{Definition, class_reference};
use super::function::{Evaluated, Inclusion, Interrupt, LookupOptions};
use super::observer::Place;
use super::scope::{Scope, ScopeId, ScopeKind};
use crate::catalog::Reference;
use crate::diagnostic::{Diagnostic, Frame, similar};
use crate::value::{EcoString, Map, Set, Type, Value, ValueHash, qualified};
use rpuppet_syntax::{Ast, Location};
use std::sync::Arc;

impl Compiler<'_> {
    /// The site's top-level code: class `main`, whose scope is the top scope.
    pub(super) fn evaluate_main(&mut self, mains: &[Arc<Ast>]) -> Result<(), Interrupt> {
        let ast = mains.first().cloned().unwrap_or_else(empty_tree);
        let definition = bodiless_class("", ast);
        let id = self.declare(Kind::Class(definition.clone()), definition.class.clone(), Map::default(), None)?;
        let scope = self.scope;
        let top = self.scopes.get_mut(scope);
        top.container = Some(id);
        for (name, value) in [("module_name", ""), ("title", "main"), ("name", "main")] {
            top.variables.insert(name.into(), Value::from(value));
        }
        top.definition = Some(definition);
        self.mark_evaluated(id);
        self.add_stage_edge(id)?;
        for ast in mains {
            self.evaluate(ast, ast.root)?;
        }
        Ok(())
    }

    /// What every catalog has: the stage `main` and the class `settings`.
    pub(super) fn declare_foundations(&mut self) -> Result<(), Interrupt> {
        let Some(stage) = self.inputs.schemas.schema("stage") else { return Ok(()) };
        self.declare(Kind::Native(stage), Reference::new("Stage", "main"), Map::default(), None)?;
        let definition = bodiless_class(SETTINGS, empty_tree());
        let id = self.declare(Kind::Class(definition.clone()), definition.class.clone(), Map::default(), None)?;
        self.mark_evaluated(id);
        self.add_stage_edge(id)
    }

    /// The classes that an external node classifier named.
    pub(super) fn evaluate_node_classes(&mut self) -> Result<(), Interrupt> {
        // those with parameters come first
        let mut classes = self.inputs.node.classes.clone();
        classes.sort_by_key(|(_, parameters)| parameters.as_hash().is_none_or(ValueHash::is_empty));
        for (name, parameters) in classes {
            match parameters.as_hash().filter(|parameters| !parameters.is_empty()) {
                Some(parameters) => {
                    let definition = self.class_or_fail(&name)?;
                    let settings = parameters
                        .iter()
                        .map(|(key, value)| (EcoString::from(key.as_str().unwrap_or("")), setting(value.clone())))
                        .collect();
                    self.declare_class(&definition, settings, None)?;
                }
                None => {
                    let definition = self.class_or_fail(&name)?;
                    self.ensure_class(&definition, None)?;
                }
            }
        }
        Ok(())
    }

    /// `include`, `contain`, `require`: evaluates classes and gives their references.
    pub(super) fn include_classes(&mut self, classes: &[Value], how: Inclusion) -> Evaluated {
        let location = self.call_location.clone();
        let mut names = Vec::new();
        class_names(classes, &mut names)?;
        let container = self.container();
        // all are known and declared before the first one is evaluated
        let definitions = names.iter().map(|name| self.class_or_fail(name)).collect::<Result<Vec<_>, _>>()?;
        let ids = definitions.iter().map(|definition| self.ensure_class(definition, location.as_ref())).collect::<Result<Vec<_>, _>>()?;
        for id in &ids {
            self.evaluate_class(*id)?;
        }
        let mut references = Vec::with_capacity(ids.len());
        for (definition, id) in definitions.iter().zip(ids) {
            let reference = Value::data_type(Type::Class(Some(definition.name.clone())));
            match (how, container) {
                (Inclusion::Contain, Some(container)) => self.add_edge(container, id),
                (Inclusion::Require, Some(container)) => {
                    self.append_relations(container, "require", vec![reference.clone()], location.clone());
                }
                _ => {}
            }
            references.push(reference);
        }
        Ok(Value::array(references))
    }

    /// Declares a class, without parameters and a place, unless that was done.
    fn ensure_class(&mut self, definition: &Arc<Definition>, location: Option<&Location>) -> Result<DeclaredId, Interrupt> {
        if let Some(known) = self.by_reference.get(&definition.class) {
            return Ok(*known);
        }
        let id = self.declare_class(definition, Map::default(), location)?;
        if let Some(declared) = self.resources.get_mut(id.0) {
            declared.included = true;
        }
        Ok(id)
    }

    fn class_or_fail(&mut self, name: &str) -> Result<Arc<Definition>, Interrupt> {
        if let Some(found) = self.find_class(name)? {
            return Ok(found);
        }
        let plain = super::definition::plain(name);
        Err(self.unknown_class(format!("Could not find class ::{plain} for {}", self.inputs.node.name), name))
    }

    pub(super) fn unknown_class(&self, message: String, name: &str) -> Interrupt {
        let plain = super::definition::plain(name);
        let help = match similar::closest(&plain, self.definitions.classes.keys().map(EcoString::as_str)) {
            Some(similar) => format!("did you mean '{similar}'?"),
            None => self.module_help(&plain),
        };
        Diagnostic::error("UNKNOWN_CLASS", message).with_help(help).into()
    }

    /// Says where a class would have been looked for.
    fn module_help(&self, plain: &str) -> String {
        let module = qualified::segments(plain).next().unwrap_or(plain);
        match self.module_directory_of(module) {
            Some(directory) => format!("module '{module}' is at {directory}, but no file of it defines this class"),
            None => format!("no module '{module}' on the module path: {}", self.inputs.module_path.join(":")),
        }
    }

    /// Puts a class into the catalog; its parents come first.
    pub(super) fn declare_class(
        &mut self,
        definition: &Arc<Definition>,
        parameters: Map<EcoString, Setting>,
        location: Option<&Location>,
    ) -> Result<DeclaredId, Interrupt> {
        self.declare_parents(definition)?;
        self.declare(Kind::Class(definition.clone()), definition.class.clone(), parameters, location.cloned())
    }

    /// The class that is inherited, declared if need be.
    fn declare_parents(&mut self, definition: &Arc<Definition>) -> Result<(), Interrupt> {
        let Some(parent) = self.parent_of(definition)? else { return Ok(()) };
        if !self.by_reference.contains_key(&parent.class) {
            self.deeper(&|| definition.location(), |this| this.declare_class(&parent, Map::default(), None))?;
        }
        Ok(())
    }

    fn parent_of(&mut self, definition: &Arc<Definition>) -> Result<Option<Arc<Definition>>, Interrupt> {
        let Some(parent) = &definition.parent else { return Ok(None) };
        match self.find_class(parent)? {
            Some(found) => Ok(Some(found)),
            None => {
                let environment = &self.inputs.node.environment;
                let message = format!("Could not find parent resource type '::{parent}' of type hostclass in {environment}");
                let help = self.module_help(parent);
                Err(Diagnostic::error("UNKNOWN_CLASS", message).at_line(Some(definition.location())).with_help(help).into())
            }
        }
    }

    pub(super) fn mark_evaluated(&mut self, id: DeclaredId) {
        if let Some(declared) = self.resources.get_mut(id.0) {
            declared.evaluated = true;
        }
        self.inherit_tags(id);
    }

    /// Evaluates a declared class once.
    pub(super) fn evaluate_class(&mut self, id: DeclaredId) -> Result<(), Interrupt> {
        let Some(declared) = self.resource(id).filter(|declared| !declared.evaluated) else { return Ok(()) };
        let Kind::Class(definition) = declared.kind.clone() else { return Ok(()) };
        let location = declared.location.clone();
        self.mark_evaluated(id);
        let frame = || Frame { what: format!("class {}", definition.name), location };
        self.in_frame(frame, |this| this.deeper(&|| definition.location(), |this| this.evaluate_class_body(id, &definition)))
    }

    fn evaluate_class_body(&mut self, id: DeclaredId, definition: &Arc<Definition>) -> Result<(), Interrupt> {
        let inherited = self.evaluate_parent(definition)?;
        let declared_in = self.resource(id).map_or(self.scope, |declared| declared.scope);
        let mut scope = Scope::new(ScopeKind::Class, Some(inherited.unwrap_or(declared_in)));
        scope.inherited = inherited;
        scope.definition = Some(definition.clone());
        scope.container = Some(id);
        let scope = self.scopes.add(scope);
        self.classes.insert(definition.name.clone());
        self.reached(&definition.ast, Place::Node(definition.node));
        match self.bind_class_parameters(id, definition, scope) {
            Err(Interrupt::Return(..) | Interrupt::Next(..)) => return Ok(()),
            other => other?,
        }
        self.add_stage_edge(id)?;
        let body = definition.body;
        let result = self.within(scope, |this| this.evaluate(&definition.ast, body));
        match result {
            Err(Interrupt::Return(..) | Interrupt::Next(..)) => Ok(()),
            other => other.map(drop),
        }
    }

    fn evaluate_parent(&mut self, definition: &Arc<Definition>) -> Result<Option<ScopeId>, Interrupt> {
        let Some(parent) = self.parent_of(definition)? else { return Ok(None) };
        if let Some(id) = self.by_reference.get(&parent.class).copied() {
            self.evaluate_class(id)?;
        }
        Ok(self.scopes.classes.get(&parent.name).copied())
    }

    fn bind_class_parameters(&mut self, id: DeclaredId, definition: &Arc<Definition>, scope: ScopeId) -> Result<(), Interrupt> {
        let caller = self.resource(id).and_then(|declared| self.scopes.get(declared.scope)).and_then(|scope| scope.definition.clone());
        let variables = &mut self.scopes.get_mut(scope).variables;
        variables.insert("module_name".into(), module_name(definition));
        variables.extend(caller.map(|caller| ("caller_module_name".into(), module_name(&caller))));
        let parameters = self.within(scope, |this| this.parameters_of(definition))?;
        // data sees the module's name already, title and name are still those around
        self.within(scope, |this| this.bind_data(id, definition, &parameters))?;
        let variables = &mut self.scopes.get_mut(scope).variables;
        variables.insert("title".into(), Value::String(definition.name.clone()));
        variables.insert("name".into(), Value::String(definition.name.clone()));
        self.scopes.classes.insert(definition.name.clone(), scope);
        self.bind_parameters(id, definition, scope, &parameters)
    }

    /// Automatic parameter lookup: `CLASS::PARAMETER` in Hiera for what was not given.
    fn bind_data(
        &mut self,
        id: DeclaredId,
        definition: &Definition,
        parameters: &super::parameters::ParameterList,
    ) -> Result<(), Interrupt> {
        for parameter in &parameters.items {
            let given = self.resource(id).and_then(|declared| declared.get(&parameter.name)).is_some_and(|value| !value.is_undef());
            if given {
                continue;
            }
            let key = format!("{}::{}", definition.name, parameter.name);
            let found = self.lookup_key(&key, &LookupOptions::default())?;
            let Some(value) = found.filter(|value| !value.is_undef() || parameter.default.is_none()) else { continue };
            if let Some(declared) = self.resources.get_mut(id.0) {
                declared.parameters.insert(parameter.name.clone(), setting(value));
            }
        }
        Ok(())
    }

    /// Given parameters and defaults become the resource's parameters and the scope's variables.
    pub(super) fn bind_parameters(
        &mut self,
        id: DeclaredId,
        definition: &Arc<Definition>,
        scope: ScopeId,
        parameters: &super::parameters::ParameterList,
    ) -> Result<(), Interrupt> {
        let Some(declared) = self.resource(id) else { return Ok(()) };
        let subject = declared.reference.clone();
        let mut given: Map<EcoString, Value> = declared
            .parameters
            .iter()
            .filter(|(name, _)| !matches!(name.as_str(), "name" | "title"))
            .map(|(name, setting)| (name.clone(), setting.value.clone()))
            .collect();
        let ast = definition.ast.clone();
        let defaulted = self.within(scope, |this| this.complete(&ast, &parameters.items, &mut given, &subject))?;
        if let Some(declared) = self.resources.get_mut(id.0) {
            declared.parameters.extend(defaulted.iter().filter_map(|name| Some((name.clone(), setting(given.get(name)?.clone())))));
        }
        let complete: Vec<_> = given.iter().collect();
        let checked = self.check_parameters(&subject, parameters, &complete);
        checked.map_err(|interrupt| self.at_parameter(interrupt, id, definition, &parameters.items, &complete))?;
        Self::check_reserved(&given).map_err(|interrupt| at_line(interrupt, Some(definition.location())))?;
        let variables = &mut self.scopes.get_mut(scope).variables;
        for (name, value) in given {
            variables.entry(name).or_insert(value);
        }
        Ok(())
    }

    /// A class belongs to a stage: its own, else the one of the class that declared it, else `main`.
    fn add_stage_edge(&mut self, id: DeclaredId) -> Result<(), Interrupt> {
        let Some(class) = self.resource(id) else { return Ok(()) };
        let own = class.get("stage").cloned();
        let container = self.scopes.get(class.scope).and_then(|scope| scope.container);
        let inherited = container.and_then(|container| self.resource(container)).and_then(|container| container.get("stage")).cloned();
        let name = own.or(inherited).map_or_else(|| EcoString::from("main"), |stage| crate::value::format::interpolated(&stage));
        let reference = Reference::new("Stage", name.clone());
        let Some(stage) = self.by_reference.get(&reference).copied() else {
            let message = format!(
                "Could not find stage {name} specified by {}",
                self.resource(id).map(|class| class.reference.to_string()).unwrap_or_default()
            );
            let help = format!("declare it: stage {{ '{name}': before => Stage['main'] }}");
            return Err(Diagnostic::error("UNKNOWN_STAGE", message).with_help(help).into());
        };
        if name != "main"
            && let Some(class) = self.resources.get_mut(id.0)
        {
            class.parameters.entry("stage".into()).or_insert_with(|| setting(Value::String(name)));
        }
        self.add_edge(stage, id);
        Ok(())
    }

    /// Containment.
    pub(super) fn add_edge(&mut self, container: DeclaredId, contained: DeclaredId) {
        if self.edge_set.insert((container, contained)) {
            self.edges.push((container, contained));
        }
    }

    /// A container's tags go to what it declares; done when the resource is evaluated or finished.
    pub(super) fn inherit_tags(&mut self, id: DeclaredId) {
        let Some(declared) = self.resources.get_mut(id.0).filter(|declared| !declared.tagged_by_container) else { return };
        declared.tagged_by_container = true;
        // out of the list for a moment, so that the container's need no copy
        let mut tags = std::mem::take(&mut declared.tags);
        let scope = declared.scope;
        let container = self.scopes.get(scope).and_then(|scope| scope.container).filter(|container| *container != id);
        let inherited = container.and_then(|id| Some((id, &self.resource(id)?.tags)));
        let tags_from = inherited.map(|(container, inherited)| {
            tags.extend(inherited.iter().cloned());
            (container, inherited.len())
        });
        if let Some(declared) = self.resources.get_mut(id.0) {
            (declared.tags, declared.tags_from) = (tags, tags_from);
        }
    }
}

fn at_line(interrupt: Interrupt, location: Option<Location>) -> Interrupt {
    match interrupt {
        Interrupt::Failure(diagnostic) => diagnostic.at_line(location).into(),
        other => other,
    }
}

fn empty_tree() -> Arc<Ast> {
    Arc::new(Ast::empty(rpuppet_syntax::SourceFile::new(None, String::new())))
}

/// A class that the compiler itself makes.
fn bodiless_class(name: &str, ast: Arc<Ast>) -> Arc<Definition> {
    Arc::new(Definition {
        kind: super::definition::DefinitionKind::Class,
        name: name.into(),
        class: class_reference(name),
        node: ast.root,
        body: ast.root,
        ast,
        module: None,
        parameters: rpuppet_syntax::ast::List::default(),
        untyped: Default::default(),
        parent: None,
        return_type: rpuppet_syntax::NodeId::NONE,
    })
}

/// `$module_name` of a definition; empty where it belongs to no module.
pub(super) fn module_name(definition: &Definition) -> Value {
    Value::String(definition.module.clone().unwrap_or_default())
}

pub(super) fn setting(value: Value) -> Setting {
    Setting { value, location: None, source: None, append: false }
}

/// Names of classes from strings, references and arrays of them.
fn class_names(values: &[Value], names: &mut Vec<EcoString>) -> Result<(), Interrupt> {
    let fail = |message: &str| Err(Interrupt::failure("ILLEGAL_CLASS_NAME", message));
    for value in values {
        match value {
            Value::Array(items) => class_names(items, names)?,
            Value::String(name) if name.is_empty() => return fail("Cannot use empty string as a class name"),
            Value::String(name) => names.push(name.clone()),
            Value::Undef => return fail("Cannot use undef as a class name"),
            Value::Type(data_type) => match data_type.as_ref() {
                Type::Class(Some(name)) => names.push(name.clone()),
                Type::Class(None) => return fail("Cannot use an unspecific Class[] Type"),
                Type::Resource { type_name: Some(type_name), title: Some(title) } if type_name == "Class" => names.push(title.clone()),
                Type::Resource { type_name: Some(name), .. } if name != "Class" => {
                    return fail(&format!("Cannot use a Resource[{name}] where a Resource['class', name] is expected"));
                }
                Type::Resource { type_name: None, .. } => {
                    return fail("Cannot use an unspecific Resource[] where a Resource['class', name] is expected");
                }
                _ => return fail("Cannot use an unspecific Resource['class'] where a Resource['class', name] is expected"),
            },
            _ => return fail("Cannot use a value that is neither a String nor a Class reference as a class name"),
        }
    }
    Ok(())
}

impl Declared {
    pub(super) fn new(kind: Kind, reference: Reference, scope: ScopeId) -> Self {
        Declared {
            kind,
            reference,
            parameters: Map::default(),
            tags: Set::default(),
            scope,
            source: None,
            location: None,
            included: false,
            is_virtual: false,
            exported: false,
            evaluated: false,
            has_text_title: true,
            tagged_by_container: false,
            tags_from: None,
        }
    }
}
