//! Resource expressions, defaults, overrides, and putting resources into the catalog.

use super::compiler::Compiler;
use super::declared::{Declared, DeclaredId, Kind, Setting, add_tag, is_valid_tag};
use super::definition::Definition;
use super::function::{Evaluated, Interrupt};
use super::loader::place_text;
use super::relationship::{reference_of, value_of};
use super::wording::{During, worded};
use crate::catalog::Reference;
use crate::catalog::reference::capitalized;
use crate::datatype;
use crate::diagnostic::Diagnostic;
use crate::value::{EcoString, Map, Type, Value};
use rpuppet_syntax::ast::{Form, List};
use rpuppet_syntax::{Ast, Location, Node, NodeId};
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

/// A title or the `default` of a body.
struct Body {
    titles: Vec<(EcoString, Location)>,
    settings: Map<EcoString, Setting>,
    is_default: bool,
}

impl Compiler<'_> {
    pub(super) fn resource_expression(&mut self, ast: &Arc<Ast>, id: NodeId, type_name: NodeId, bodies: List, form: Form) -> Evaluated {
        let type_name = self.resource_type_name(ast, type_name)?;
        let bodies = self.bodies(ast, id, bodies)?;
        let defaults = bodies.iter().find(|body| body.is_default).map(|body| body.settings.clone()).unwrap_or_default();
        let mut references = Vec::new();
        for body in bodies {
            let mut settings = defaults.clone();
            settings.extend(body.settings);
            for (title, location) in body.titles {
                let declared = self.create_resource(&type_name, &title, settings.clone(), form, Some(location));
                let declared = declared.map_err(|interrupt| statement(interrupt))?;
                references.extend(self.resource(declared).map(|declared| value_of(&declared.reference)));
            }
        }
        Ok(Value::array(references))
    }

    /// The type's name in lower case: `file`, `class`, `trove::generic_service`.
    fn resource_type_name(&mut self, ast: &Arc<Ast>, id: NodeId) -> Result<EcoString, Interrupt> {
        if let Node::QualifiedName(name) = ast.node(id) {
            return Ok(super::definition::plain(ast.text(name)));
        }
        let value = self.evaluate(ast, id)?;
        match &value {
            Value::Type(data_type) => match data_type.as_ref() {
                Type::Class(None) => return Ok("class".into()),
                Type::Resource { type_name: Some(name), title: None } => return Ok(name.to_lowercase()),
                _ => {}
            },
            Value::String(name) => return Ok(super::definition::plain(name)),
            _ => {}
        }
        let message = format!("Illegal Resource Type expression, expected result to be a type name, or untitled Resource, got {}", datatype::generalize(&datatype::infer(&value)));
        Err(Diagnostic::error("ILLEGAL_RESOURCE_TYPE", message).at(ast.location(id)).into())
    }

    fn bodies(&mut self, ast: &Arc<Ast>, id: NodeId, bodies: List) -> Result<Vec<Body>, Interrupt> {
        let mut result: Vec<Body> = Vec::with_capacity(bodies.length as usize);
        for body in ast.items(bodies) {
            let Node::ResourceBody { title, attributes } = ast.node(*body) else { continue };
            let value = self.evaluate(ast, title)?;
            let mut titles = Vec::new();
            let is_default = collect_titles(&value, &ast.location(title), &mut titles)?;
            for (title, location) in &titles {
                if result.iter().any(|body| body.titles.iter().any(|(other, _)| other == title)) {
                    let message = format!("The title '{title}' has already been used in this resource expression");
                    return Err(Diagnostic::error("DUPLICATE_TITLE", message).at(location.clone()).into());
                }
            }
            if is_default && result.iter().any(|body| body.is_default) {
                let message = "The title 'default' has already been used in this resource expression";
                return Err(Diagnostic::error("DUPLICATE_TITLE", message).at(ast.location(id)).into());
            }
            let settings = self.attributes(ast, attributes)?;
            result.push(Body { titles, settings, is_default });
        }
        Ok(result)
    }

    /// `name => value`, `name +> value`, `* => hash`.
    pub(super) fn attributes(&mut self, ast: &Arc<Ast>, attributes: List) -> Result<Map<EcoString, Setting>, Interrupt> {
        let mut settings = Map::default();
        for attribute in ast.items(attributes) {
            let location = ast.location(*attribute);
            match ast.node(*attribute) {
                Node::Attribute { name, append, value } => {
                    let value = self.evaluate(ast, value)?;
                    self.add_setting(&mut settings, ast.text(name).clone(), value, append, location)?;
                }
                Node::AttributeSplat(expression) => {
                    let value = self.evaluate(ast, expression)?;
                    let Some(entries) = value.as_hash() else {
                        let message = format!("Type Mismatch, expected Hash, got {}", datatype::generalize(&datatype::infer(&value)));
                        return Err(Diagnostic::error("TYPE_MISMATCH", message).at(location).into());
                    };
                    for (name, value) in entries {
                        let name = crate::value::format::interpolated(name);
                        self.add_setting(&mut settings, name, value.clone(), false, location.clone())?;
                    }
                }
                _ => {}
            }
        }
        Ok(settings)
    }

    fn add_setting(&self, settings: &mut Map<EcoString, Setting>, name: EcoString, value: Value, append: bool, location: Location) -> Result<(), Interrupt> {
        let setting = Setting { value, location: Some(location.clone()), source: self.current_definition(), append };
        if settings.insert(name.clone(), setting).is_some() {
            let message = format!("The attribute '{name}' has already been set");
            return Err(Diagnostic::error("DUPLICATE_ATTRIBUTE", message).at(location).into());
        }
        Ok(())
    }

    /// Declares a resource of any type; a class is evaluated at once.
    pub(super) fn create_resource(
        &mut self,
        type_name: &str,
        title: &str,
        settings: Map<EcoString, Setting>,
        form: Form,
        location: Option<Location>,
    ) -> Result<DeclaredId, Interrupt> {
        if type_name == "class" {
            return self.create_class(title, settings, location);
        }
        let kind = self.kind_of(type_name, location.as_ref())?;
        let id = self.declare(kind, Reference::new(type_name, title), settings, location)?;
        if let Some(declared) = self.resources.get_mut(id.0) {
            declared.is_virtual = form != Form::Regular;
            declared.exported = form == Form::Exported;
        }
        Ok(id)
    }

    fn create_class(&mut self, title: &str, settings: Map<EcoString, Setting>, location: Option<Location>) -> Result<DeclaredId, Interrupt> {
        let Some(definition) = self.find_class(title)? else {
            self.include_class(title, location.as_ref())?;
            return Err(Interrupt::failure("UNKNOWN_CLASS", format!("Could not find declared class {title}")));
        };
        let id = self.declare_class(&definition, settings, location.as_ref())?;
        self.evaluate_class(id)?;
        Ok(id)
    }

    fn kind_of(&mut self, type_name: &str, location: Option<&Location>) -> Result<Kind, Interrupt> {
        if !type_name.contains("::")
            && let Some(schema) = self.inputs.schemas.schema(type_name)
        {
            return Ok(Kind::Native(schema));
        }
        if let Some(definition) = self.find_define(type_name)? {
            return Ok(Kind::Define(definition));
        }
        let mut diagnostic = Diagnostic::error("UNKNOWN_RESOURCE_TYPE", format!("Unknown resource type: '{type_name}'"));
        diagnostic.location = location.cloned();
        diagnostic.help = self.similar_type(type_name).map(|similar| format!("did you mean '{similar}'?"));
        Err(diagnostic.into())
    }

    /// Puts a resource into the catalog: no second of its name, defaults of the scope, tags, containment.
    pub(super) fn declare(
        &mut self,
        kind: Kind,
        reference: Reference,
        settings: Map<EcoString, Setting>,
        location: Option<Location>,
    ) -> Result<DeclaredId, Interrupt> {
        if let Some(first) = self.by_reference.get(&reference).or_else(|| self.aliases.get(&reference)).and_then(|id| self.resource(*id)) {
            return Err(duplicate(&reference, first, location));
        }
        let mut declared = Declared::new(kind, reference.clone(), self.scope);
        declared.source = self.current_definition();
        declared.parameters = settings;
        for (name, setting) in self.scopes.defaults(self.scope, &reference.type_name) {
            declared.parameters.entry(name).or_insert(setting);
        }
        declared.location.clone_from(&location);
        declared.tag(&reference.type_name);
        if is_foundation(&reference) {
            // in Puppet their title is a symbol: no tag, and a name of its own
            declared.parameters.insert("name".into(), super::class::setting(Value::String(reference.title.clone())));
            declared.tagged_by_container = true;
        } else {
            declared.tag(&reference.title);
        }
        if let Some(setting) = declared.parameters.get("tag").cloned() {
            add_tags(&mut declared, &setting)?;
        }
        self.check_stage(&declared)?;
        let id = DeclaredId(self.resources.len());
        let (is_class, is_stage) = (declared.is_class(), reference.type_name == "Stage");
        self.resources.push(declared);
        self.by_reference.insert(reference, id);
        self.add_aliases(id)?;
        if let Some(container) = self.container()
            && !is_class
            && !is_stage
        {
            self.add_edge(container, id);
        }
        Ok(id)
    }

    fn check_stage(&self, declared: &Declared) -> Result<(), Interrupt> {
        if declared.is_class() || declared.get("stage").is_none_or(Value::is_undef) {
            return Ok(());
        }
        let message = format!("Only classes can set 'stage'; normal resources like {} cannot change run stage", declared.reference);
        let mut diagnostic = Diagnostic::error("ILLEGAL_STAGE", message);
        diagnostic.location.clone_from(&declared.location);
        Err(diagnostic.into())
    }

    /// The metaparameter `alias` and the value of the name variable find a resource too.
    fn add_aliases(&mut self, id: DeclaredId) -> Result<(), Interrupt> {
        let Some(declared) = self.resource(id) else { return Ok(()) };
        let mut names: Vec<EcoString> = Vec::new();
        match declared.get("alias") {
            Some(Value::Array(items)) => names.extend(items.iter().map(crate::value::format::interpolated)),
            Some(Value::String(name)) => names.push(name.clone()),
            _ => {}
        }
        if let Kind::Native(schema) = &declared.kind
            && schema.isomorphic
            && let [name_variable] = schema.name_variables.as_slice()
            && let Some(Value::String(name)) = declared.get(name_variable)
        {
            names.push(name.clone());
        }
        let reference = declared.reference.clone();
        for name in names.into_iter().filter(|name| *name != reference.title) {
            let alias = Reference { type_name: reference.type_name.clone(), title: name.clone() };
            if let Some(other) = self.find_resource(&alias).filter(|other| *other != id).and_then(|other| self.resource(other)) {
                let message = format!("Cannot alias {reference} to [\"{name}\"]; resource [\"{}\", \"{name}\"] already declared", reference.type_name);
                let mut diagnostic = Diagnostic::error("DUPLICATE_ALIAS", message);
                diagnostic.location = self.resource(id).and_then(|declared| declared.location.clone());
                diagnostic.related.extend(other.location.clone().map(|location| crate::diagnostic::Label { location, text: "declared here".into() }));
                return Err(diagnostic.into());
            }
            self.aliases.insert(alias, id);
        }
        Ok(())
    }

    pub(super) fn resource_defaults(&mut self, ast: &Arc<Ast>, id: NodeId, type_reference: NodeId, attributes: List) -> Evaluated {
        let value = self.evaluate(ast, type_reference)?;
        let type_name = match &value {
            Value::Type(data_type) => match data_type.as_ref() {
                Type::Resource { type_name: Some(name), title: None } => Some(capitalized(name)),
                Type::Class(None) => Some("Class".into()),
                _ => None,
            },
            _ => None,
        };
        let Some(type_name) = type_name else {
            let message = "Illegal Resource Type expression, expected result to be a type name, or untitled Resource";
            return Err(Diagnostic::error("ILLEGAL_RESOURCE_TYPE", message).at(ast.location(type_reference)).into());
        };
        let settings = self.attributes(ast, attributes)?;
        let defaults = self.scopes.get_mut(self.scope).defaults.entry(type_name.clone()).or_default();
        for (name, setting) in settings {
            if defaults.contains_key(&name) {
                let message = format!("Default already defined for {type_name} {{ {name} }}; cannot redefine");
                return Err(Diagnostic::error("DUPLICATE_DEFAULT", message).at(setting.location.unwrap_or_else(|| ast.location(id))).into());
            }
            defaults.insert(name, setting);
        }
        Ok(value)
    }

    pub(super) fn resource_override(&mut self, ast: &Arc<Ast>, id: NodeId, resources: NodeId, attributes: List) -> Evaluated {
        let value = self.evaluate(ast, resources)?;
        let settings = self.attributes(ast, attributes)?;
        let mut references = Vec::new();
        if !override_references(&value, &mut references) {
            let message = format!("Illegal Override expression. A resource reference is required, got {}", crate::value::format::inspect(&value));
            return Err(Diagnostic::error("ILLEGAL_OVERRIDE", message).at(ast.location(resources)).into());
        }
        for reference in references {
            let overriding = Override { reference, settings: settings.clone(), source: self.current_definition(), location: ast.location(id), by_collector: false };
            self.add_override(overriding)?;
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
        for overriding in std::mem::take(&mut self.overrides) {
            match self.find_resource(&overriding.reference) {
                Some(id) => self.merge(id, &overriding)?,
                None => {
                    let message = format!("Could not find resource(s) {} for overriding", overriding.reference);
                    return Err(Diagnostic::error("UNKNOWN_RESOURCE", message).at(overriding.location).into());
                }
            }
        }
        Ok(())
    }

    fn merge(&mut self, id: DeclaredId, overriding: &Override) -> Result<(), Interrupt> {
        let Some(declared) = self.resource(id) else { return Ok(()) };
        let allowed = overriding.by_collector || same(overriding.source.as_ref(), declared.source.as_ref()) || self.is_child(overriding.source.as_ref(), declared.source.as_ref());
        if !allowed {
            let diagnostic = Diagnostic::error("ILLEGAL_OVERRIDE", "Only subclasses can override parameters").at(overriding.location.clone());
            return Err(with_declaration(diagnostic, declared).into());
        }
        if declared.evaluated && !declared.is_native() {
            let message = "Attempt to override an already evaluated resource with new values";
            let diagnostic = with_declaration(Diagnostic::error("EVALUATED_OVERRIDE", message).at(overriding.location.clone()), declared);
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
                && self.scopes.defaults(declared.scope, &declared.reference.type_name).get(name).is_some_and(|default| default.value == current.value);
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

/// Mistakes that Puppet counts to the resource statement itself, not to what it made evaluate.
fn statement(interrupt: Interrupt) -> Interrupt {
    const OWN: &[&str] = &["DUPLICATE_ALIAS", "DUPLICATE_DECLARATION", "ILLEGAL_STAGE", "ILLEGAL_TAG", "PARAMETER_MISMATCH", "UNKNOWN_CLASS", "UNKNOWN_RESOURCE_TYPE", "UNKNOWN_STAGE"];
    match interrupt {
        Interrupt::Failure(diagnostic) if OWN.contains(&diagnostic.code) => worded(During::Resource, Interrupt::Failure(diagnostic)),
        other => other,
    }
}

/// The stage and the class that every catalog begins with.
fn is_foundation(reference: &Reference) -> bool {
    reference.title == "main" && matches!(reference.type_name.as_str(), "Stage" | "Class")
}

/// The titles of a body; whether it is the `default:` body.
fn collect_titles(value: &Value, location: &Location, titles: &mut Vec<(EcoString, Location)>) -> Result<bool, Interrupt> {
    let fail = |code, message: String| Err(Diagnostic::error(code, message).at(location.clone()).into());
    match value {
        Value::Default => Ok(true),
        Value::String(title) if title.is_empty() => fail("EMPTY_STRING_TITLE_AT", "Empty string title at 0. Title strings must have a length greater than zero.".to_string()),
        Value::String(title) => {
            titles.push((title.clone(), location.clone()));
            Ok(false)
        }
        Value::Array(items) => {
            let mut is_default = false;
            for item in items.iter() {
                is_default |= collect_titles(item, location, titles)?;
            }
            Ok(is_default)
        }
        Value::Undef => fail("MISSING_TITLE", "Missing title. The title expression resulted in undef".to_string()),
        other => fail("ILLEGAL_TITLE_TYPE_AT", format!("Illegal title type at index 0. Expected String, got {}", datatype::generalize(&datatype::infer(other)))),
    }
}

fn duplicate(reference: &Reference, first: &Declared, location: Option<Location>) -> Interrupt {
    let at = |place: Option<&Location>| place.map(|place| format!(" {}", place_text(place))).unwrap_or_default();
    let known = first.location.as_ref().map(|place| format!(" is already declared at {}", place_text(place))).unwrap_or_else(|| " is already declared".into());
    let message = format!("Duplicate declaration: {reference}{known}; cannot redeclare{}", at(location.as_ref()));
    let mut diagnostic = Diagnostic::error("DUPLICATE_DECLARATION", message);
    diagnostic.location = location;
    if let Some(place) = &first.location {
        diagnostic = diagnostic.with_related(place.clone(), "first declared here");
    }
    diagnostic.into()
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
    let at = current.location.as_ref().map(|place| format!(" at {}", place_text(place))).unwrap_or_default();
    let message = format!("Parameter '{name}' is already set on {}{by}{at}; cannot redefine", declared.reference);
    let mut diagnostic = Diagnostic::error("PARAMETER_ALREADY_SET", message).at(location.clone());
    if let Some(place) = &current.location {
        diagnostic = diagnostic.with_related(place.clone(), "first set here");
    }
    diagnostic.into()
}

fn reference_text(definition: &Definition) -> String {
    match definition.kind {
        super::definition::DefinitionKind::Class => format!("Class[{}]", capitalized(&definition.name)),
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

fn add_tags(declared: &mut Declared, setting: &Setting) -> Result<(), Interrupt> {
    let mut names = Vec::new();
    match &setting.value {
        Value::Array(items) => names.extend(items.iter().map(crate::value::format::interpolated)),
        Value::Undef => {}
        other => names.push(crate::value::format::interpolated(other)),
    }
    for name in names {
        if !is_valid_tag(&name) {
            let mut diagnostic = Diagnostic::error("ILLEGAL_TAG", format!("Invalid tag '{name}'"));
            diagnostic.location.clone_from(&setting.location);
            return Err(diagnostic.into());
        }
        add_tag(&mut declared.tags, &name);
    }
    Ok(())
}

/// References in a value; `false` where something else is among them.
fn override_references(value: &Value, references: &mut Vec<Reference>) -> bool {
    match value {
        Value::Array(items) => items.iter().all(|item| override_references(item, references)),
        Value::Type(data_type) => match reference_of(data_type) {
            Some(reference) => {
                references.push(reference);
                true
            }
            None => false,
        },
        _ => false,
    }
}
