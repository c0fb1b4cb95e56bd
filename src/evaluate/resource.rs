//! Resource expressions, defaults, overrides, and putting resources into the catalog.

use super::compiler::Compiler;
use super::declared::{Declared, DeclaredId, Kind, Setting, add_tag, is_valid_tag};
use super::function::{Evaluated, Interrupt};
use super::loader::place_text;
use super::relationship::value_of;
use super::wording::{During, worded};
use crate::catalog::Reference;
use crate::catalog::reference::capitalized;
use crate::datatype;
use crate::diagnostic::Diagnostic;
use crate::value::{EcoString, Map, Type, Value};
use rpuppet_syntax::ast::{Form, List};
use rpuppet_syntax::{Ast, Location, Node, NodeId};
use std::sync::Arc;

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
                let declared = declared.map_err(statement)?;
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
        let message = format!(
            "Illegal Resource Type expression, expected result to be a type name, or untitled Resource, got {}",
            datatype::generalize(&datatype::infer(&value))
        );
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

    fn add_setting(
        &self,
        settings: &mut Map<EcoString, Setting>,
        name: EcoString,
        value: Value,
        append: bool,
        location: Location,
    ) -> Result<(), Interrupt> {
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

    fn create_class(
        &mut self,
        title: &str,
        settings: Map<EcoString, Setting>,
        location: Option<Location>,
    ) -> Result<DeclaredId, Interrupt> {
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
        self.by_type.entry(reference.type_name.clone()).or_default().push(id);
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
                let message = format!(
                    "Cannot alias {reference} to [\"{name}\"]; resource [\"{}\", \"{name}\"] already declared",
                    reference.type_name
                );
                let mut diagnostic = Diagnostic::error("DUPLICATE_ALIAS", message);
                diagnostic.location = self.resource(id).and_then(|declared| declared.location.clone());
                diagnostic
                    .related
                    .extend(other.location.clone().map(|location| crate::diagnostic::Label { location, text: "declared here".into() }));
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
                return Err(Diagnostic::error("DUPLICATE_DEFAULT", message)
                    .at(setting.location.unwrap_or_else(|| ast.location(id)))
                    .into());
            }
            defaults.insert(name, setting);
        }
        Ok(value)
    }
}

/// Mistakes that Puppet counts to the resource statement itself, not to what it made evaluate.
fn statement(interrupt: Interrupt) -> Interrupt {
    const OWN: &[&str] = &[
        "DUPLICATE_ALIAS",
        "DUPLICATE_DECLARATION",
        "ILLEGAL_STAGE",
        "ILLEGAL_TAG",
        "PARAMETER_MISMATCH",
        "UNKNOWN_CLASS",
        "UNKNOWN_RESOURCE_TYPE",
        "UNKNOWN_STAGE",
    ];
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
        Value::String(title) if title.is_empty() => {
            fail("EMPTY_STRING_TITLE_AT", "Empty string title at 0. Title strings must have a length greater than zero.".to_string())
        }
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
        other => fail(
            "ILLEGAL_TITLE_TYPE_AT",
            format!("Illegal title type at index 0. Expected String, got {}", datatype::generalize(&datatype::infer(other))),
        ),
    }
}

fn duplicate(reference: &Reference, first: &Declared, location: Option<Location>) -> Interrupt {
    let at = |place: Option<&Location>| place.map(|place| format!(" {}", place_text(place))).unwrap_or_default();
    let known = first
        .location
        .as_ref()
        .map(|place| format!(" is already declared at {}", place_text(place)))
        .unwrap_or_else(|| " is already declared".into());
    let message = format!("Duplicate declaration: {reference}{known}; cannot redeclare{}", at(location.as_ref()));
    let mut diagnostic = Diagnostic::error("DUPLICATE_DECLARATION", message);
    diagnostic.location = location;
    if let Some(place) = &first.location {
        diagnostic = diagnostic.with_related(place.clone(), "first declared here");
    }
    diagnostic.into()
}

pub(super) fn add_tags(declared: &mut Declared, setting: &Setting) -> Result<(), Interrupt> {
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
