//! Resource expressions, defaults, overrides, and putting resources into the catalog.

use super::compiler::Compiler;
use super::declared::{Declared, DeclaredId, Kind, Setting, add_tag, is_valid_tag};
use super::function::{Evaluated, Interrupt};
use super::pointing;
use super::relationship::value_of;
use super::scope::{ScopeKind, Scopes};
use super::wording::placed;
use crate::catalog::Reference;
use crate::catalog::reference::capitalized;
use crate::datatype;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::render::line_place;
use crate::value::{EcoString, Map, Set, Type, Value};
use rpuppet_syntax::ast::{Form, List};
use rpuppet_syntax::{Ast, Location, Node, NodeId};
use std::sync::Arc;

/// One body of a resource expression.
struct Body {
    title: NodeId,
    titles: Vec<EcoString>,
    settings: Map<EcoString, Setting>,
    is_default: bool,
}

impl Compiler<'_> {
    pub(super) fn resource_expression(&mut self, ast: &Arc<Ast>, id: NodeId, type_name: NodeId, bodies: List, form: Form) -> Evaluated {
        let type_node = type_name;
        let type_name = self.resource_type_name(ast, type_node)?;
        if form == Form::Exported {
            self.warn_of_exporting(ast.location(id), "the export is ignored");
        }
        let bodies = self.bodies(ast, id, bodies)?;
        let defaults = bodies.iter().find(|body| body.is_default).map(|body| body.settings.clone()).unwrap_or_default();
        let mut references = Vec::new();
        for body in bodies {
            let mut settings = with_defaults(&defaults, body.settings);
            let mut titles = body.titles.into_iter().peekable();
            while let Some(title) = titles.next() {
                // the last one may have them for itself
                let settings = if titles.peek().is_some() { settings.clone() } else { std::mem::take(&mut settings) };
                let declared = self.create_resource(&type_name, &title, settings, form, Some(ast.location(id)));
                let declared = declared.map_err(|interrupt| pointing::at_resource(interrupt, ast, type_node, body.title))?;
                references.extend(self.resource(declared).map(|declared| value_of(&declared.reference)));
            }
        }
        Ok(Value::array(references))
    }

    /// The type's name: `file`, `class`, `trove::generic_service`. Only a name or a type written out may stand there.
    fn resource_type_name(&mut self, ast: &Arc<Ast>, id: NodeId) -> Result<EcoString, Interrupt> {
        if let Node::QualifiedName(name) = ast.node(id) {
            return Ok(super::definition::plain(ast.text(name)));
        }
        let head = if let Node::Access(left, _) = ast.node(id) { left } else { id };
        let written_out = matches!(ast.node(head), Node::QualifiedReference(_));
        let value = self.evaluate(ast, id)?;
        let actual = match &value {
            Value::Type(data_type) if written_out => match data_type.as_ref() {
                Type::Class(None) => return Ok("class".into()),
                Type::Resource { type_name: Some(name), title: None } => return Ok(name.clone()),
                Type::Class(_) | Type::Resource { .. } => data_type.to_string(),
                _ => datatype::generalize(&datatype::infer_reduced(&value)).to_string(),
            },
            _ => datatype::generalize(&datatype::infer_reduced(&value)).to_string(),
        };
        let message = format!("Illegal Resource Type expression, expected result to be a type name, or untitled Resource, got {actual}");
        Err(Diagnostic::error("ILLEGAL_RESOURCE_TYPE", message).at(ast.location(id)).into())
    }

    fn bodies(&mut self, ast: &Arc<Ast>, id: NodeId, bodies: List) -> Result<Vec<Body>, Interrupt> {
        let mut seen: Set<EcoString> = Set::default();
        let mut has_default = false;
        let mut result = Vec::with_capacity(bodies.length as usize);
        let duplicate = |code, message: String| Interrupt::from(Diagnostic::error(code, message).at(ast.location(id)));
        let used = |title: &str| format!("The title '{title}' has already been used in this resource expression");
        for body in ast.items(bodies) {
            let Node::ResourceBody { title, attributes } = ast.node(*body) else { continue };
            let value = self.evaluate(ast, title)?;
            let (titles, defaults) = titles_of(&value, &ast.location(title))?;
            if let Some(second) = titles.iter().find(|title| !seen.insert((*title).clone())) {
                return Err(duplicate("DUPLICATE_TITLE", used(second)));
            }
            if defaults > 1 || (defaults == 1 && std::mem::replace(&mut has_default, true)) {
                return Err(duplicate("DUPLICATE_TITLE", used("default")));
            }
            let given = self.attributes(ast, attributes)?;
            let mut settings = Map::with_capacity_and_hasher(given.len(), Default::default());
            for (name, setting) in given {
                if settings.insert(name.clone(), setting).is_some() {
                    return Err(duplicate("DUPLICATE_ATTRIBUTE", format!("The attribute '{name}' has already been set")));
                }
            }
            result.push(Body { title, titles, settings, is_default: defaults > 0 });
        }
        Ok(result)
    }

    /// `name => value`, `name +> value`, `* => hash`.
    pub(super) fn attributes(&mut self, ast: &Arc<Ast>, attributes: List) -> Result<Vec<(EcoString, Setting)>, Interrupt> {
        let mut settings = Vec::with_capacity(attributes.length as usize);
        let source = self.current_definition();
        for attribute in ast.items(attributes) {
            let location = Some(ast.location(*attribute));
            match ast.node(*attribute) {
                Node::Attribute { name, append, value } => {
                    let value = self.evaluate(ast, value)?;
                    if matches!(&value, Value::Iterator(sequence) if !sequence.is_tree()) {
                        let failure = Interrupt::failure("ILLEGAL_ITERATOR", "Use of an Iterator is not supported here");
                        return Err(placed(failure, ast, *attribute));
                    }
                    settings.push((ast.text(name).clone(), Setting { value, location, source: source.clone(), append }));
                }
                Node::AttributeSplat(expression) => {
                    let value = self.evaluate(ast, expression)?;
                    let Some(entries) = value.as_hash() else {
                        let actual = datatype::generalize(&datatype::infer_reduced(&value));
                        let message = format!("Expected value of type Hash, got {actual}");
                        return Err(Diagnostic::error("TYPE_MISMATCH", message).at(ast.location(expression)).into());
                    };
                    settings.extend(entries.iter().map(|(name, value)| {
                        let (location, source) = (location.clone(), source.clone());
                        (crate::value::format::interpolated(name), Setting { value: value.clone(), location, source, append: false })
                    }));
                }
                _ => {}
            }
        }
        Ok(settings)
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
        if type_name.eq_ignore_ascii_case("class") {
            return self.create_class(title, settings, location);
        }
        let kind = self.kind_of(type_name)?;
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
            return Err(self.unknown_class(format!("Could not find declared class {title}"), title));
        };
        let id = self.declare_class(&definition, settings, location.as_ref())?;
        self.evaluate_class(id)?;
        Ok(id)
    }

    fn kind_of(&mut self, type_name: &str) -> Result<Kind, Interrupt> {
        let plain = super::definition::plain(type_name);
        if !plain.contains("::")
            && let Some(schema) = self.inputs.schemas.schema(&plain)
        {
            return Ok(Kind::Native(schema));
        }
        if let Some(definition) = self.find_define(&plain)? {
            return Ok(Kind::Define(definition));
        }
        let mut diagnostic = Diagnostic::error("UNKNOWN_RESOURCE_TYPE", format!("Unknown resource type: '{type_name}'"));
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
            return Err(duplicate(&reference, first, location.as_ref()));
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
            declared.set_title_apart();
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
        Err(Diagnostic::error("ILLEGAL_STAGE", message).into())
    }

    pub(super) fn resource_defaults(&mut self, ast: &Arc<Ast>, type_reference: NodeId, attributes: List) -> Evaluated {
        let value = self.evaluate(ast, type_reference)?;
        let type_name = match &value {
            Value::Type(data_type) => match data_type.as_ref() {
                Type::Resource { type_name: Some(name), title: None } => Some(capitalized(name)),
                _ => None,
            },
            _ => None,
        };
        let Some(type_name) = type_name else {
            let message = format!(
                "Illegal Resource Type expression, expected result to be a type name, or untitled Resource, got {}",
                datatype::generalize(&datatype::infer_reduced(&value))
            );
            return Err(Diagnostic::error("ILLEGAL_RESOURCE_TYPE", message).at(ast.location(type_reference)).into());
        };
        let settings = self.attributes(ast, attributes)?;
        // a function has no defaults of its own
        let is_function = self.current().is_some_and(|scope| scope.kind == ScopeKind::Function);
        let scope = if is_function { Scopes::TOP } else { self.scope };
        let defaults = self.scopes.get_mut(scope).defaults.entry(type_name.clone()).or_default();
        for (name, setting) in settings {
            if defaults.contains_key(&name) {
                let message = format!("Default already defined for {type_name} {{ {name} }}; cannot redefine");
                return Err(Diagnostic::error("DUPLICATE_DEFAULT", message).at_line(setting.location).into());
            }
            defaults.insert(name, setting);
        }
        Ok(value)
    }
}

/// Attributes over those of the body `default`, which most expressions do not have.
fn with_defaults(defaults: &Map<EcoString, Setting>, given: Map<EcoString, Setting>) -> Map<EcoString, Setting> {
    if defaults.is_empty() {
        return given;
    }
    let mut settings = defaults.clone();
    settings.extend(given);
    settings
}

/// The stage and the class that every catalog begins with.
fn is_foundation(reference: &Reference) -> bool {
    reference.title == "main" && matches!(reference.type_name.as_str(), "Stage" | "Class")
}

/// The titles of a body; how many of them are `default`.
fn titles_of(value: &Value, location: &Location) -> Result<(Vec<EcoString>, usize), Interrupt> {
    let fail = |code, message: String| Err(Diagnostic::error(code, message).at(location.clone()).into());
    if value.is_undef() {
        return fail("MISSING_TITLE", "Missing title. The title expression resulted in undef".to_string());
    }
    let mut flat = Vec::new();
    flatten(value, &mut flat);
    let mut titles = Vec::with_capacity(flat.len());
    let mut defaults = 0;
    for (index, title) in flat.into_iter().enumerate() {
        match title {
            Value::Default => defaults += 1,
            Value::String(title) if title.is_empty() => {
                let message = format!("Empty string title at {index}. Title strings must have a length greater than zero.");
                return fail("EMPTY_STRING_TITLE_AT", message);
            }
            Value::String(title) => titles.push(title.clone()),
            Value::Undef => {
                let message = format!("Missing title at index {index}. The title expression resulted in an undef title");
                return fail("MISSING_TITLE_AT", message);
            }
            other => {
                let actual = datatype::generalize(&datatype::infer_reduced(other));
                return fail("ILLEGAL_TITLE_TYPE_AT", format!("Illegal title type at index {index}. Expected String, got {actual}"));
            }
        }
    }
    Ok((titles, defaults))
}

/// The items of nested arrays.
pub(super) fn flatten<'a>(value: &'a Value, flat: &mut Vec<&'a Value>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| flatten(item, flat)),
        other => flat.push(other),
    }
}

/// The attributes of an override, each at most once.
pub(super) fn unique(
    settings: Vec<(EcoString, Setting)>,
    subject: &Reference,
    location: &Location,
) -> Result<Map<EcoString, Setting>, Interrupt> {
    let mut unique = Map::default();
    for (name, setting) in settings {
        if unique.insert(name.clone(), setting).is_some() {
            let message = format!("Duplicate parameter '{name}' for on {subject}");
            return Err(Diagnostic::error("DUPLICATE_ATTRIBUTE", message).at_line(Some(location.clone())).into());
        }
    }
    Ok(unique)
}

fn duplicate(reference: &Reference, first: &Declared, location: Option<&Location>) -> Interrupt {
    let at = |place: Option<&Location>| place.map(|place| format!(" {}", line_place(place))).unwrap_or_default();
    let known = if first.told_location().is_some() { format!(" at{}", at(first.told_location())) } else { String::new() };
    let message = format!("Duplicate declaration: {reference} is already declared{known}; cannot redeclare{}", at(location));
    let mut diagnostic = Diagnostic::error("DUPLICATE_DECLARATION", message);
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
            let told = declared.told_location().cloned();
            let mut diagnostic = Diagnostic::error("ILLEGAL_TAG", format!("Invalid tag '{}'", name.to_lowercase()));
            if told.is_some() {
                diagnostic = diagnostic.at_line(told);
            }
            return Err(diagnostic.into());
        }
        add_tag(&mut declared.tags, &name);
    }
    Ok(())
}
