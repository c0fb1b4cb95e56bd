//! The end of a compilation: relationships, overrides, tags, metaparameters, checks, and the catalog itself.
//! Source of the order: `lib/puppet/parser/compiler.rb`, `finish` and `add_resource_metaparams`.

use super::compiler::Compiler;
use super::declared::{Declared, DeclaredId, Kind, Setting};
use super::function::Interrupt;
use super::relationship::reference_of;
use super::scope::Scopes;
use crate::catalog::schema::METAPARAMETERS;
use crate::catalog::{Catalog, Parameter, Reference, Resource, SourceLine};
use crate::diagnostic::render::line_place;
use crate::diagnostic::{Diagnostic, similar};
use crate::value::{EcoString, Map, Set, Type, Value};
use std::collections::VecDeque;

/// Metaparameters that name other resources.
const RELATIONSHIPS: &[&str] = &["before", "notify", "require", "subscribe"];

impl Compiler<'_> {
    /// Completes what was declared, and checks it.
    pub(super) fn finish(&mut self) -> Result<(), Interrupt> {
        self.evaluate_relationships()?;
        self.apply_remaining_overrides()?;
        for index in 0..self.resources.len() {
            let id = DeclaredId(index);
            self.inherit_tags(id);
            self.check_native(id)?;
            self.check_defined(id)?;
        }
        self.spread_metaparameters();
        self.check_unrealized()?;
        self.check_relationships()
    }

    /// A native type accepts only its own attributes and the metaparameters.
    fn check_native(&self, id: DeclaredId) -> Result<(), Interrupt> {
        let Some(declared) = self.resource(id) else { return Ok(()) };
        let Kind::Native(schema) = &declared.kind else { return Ok(()) };
        for (name, setting) in &declared.parameters {
            if schema.accepts(name) {
                continue;
            }
            let place = declared.location.as_ref().map(|place| format!(" {}", line_place(place))).unwrap_or_default();
            let message = format!("no parameter named '{name}'{place} on {}{place}", declared.reference);
            let location = setting.location.clone().or_else(|| declared.location.clone());
            let mut diagnostic = Diagnostic::error("UNKNOWN_PARAMETER", message).shown_at(location);
            let known = schema.attributes.keys().map(EcoString::as_str).chain(METAPARAMETERS.iter().copied());
            diagnostic.help = similar::closest(name, known).map(|similar| format!("did you mean '{similar}'?"));
            return Err(diagnostic.into());
        }
        Ok(())
    }

    /// Classes and defines accept only their own parameters, which overrides may have changed since they were evaluated.
    fn check_defined(&mut self, id: DeclaredId) -> Result<(), Interrupt> {
        let Some(declared) = self.resource(id) else { return Ok(()) };
        let (Kind::Class(definition) | Kind::Define(definition)) = &declared.kind else { return Ok(()) };
        let definition = definition.clone();
        let parameters = self.within(Scopes::TOP, |this| this.parameters_of(&definition))?;
        let Some(declared) = self.resource(id) else { return Ok(()) };
        let given: Vec<_> = declared.parameters.iter().map(|(name, setting)| (name, &setting.value)).collect();
        let checked = self.check_parameters(&declared.reference, &parameters, &given);
        let checked = checked.map_err(|interrupt| self.at_parameter(interrupt, id, &definition, &parameters.items, &given));
        checked.map_err(|interrupt| match interrupt {
            Interrupt::Failure(diagnostic) => diagnostic.shown_at(declared.location.clone()).into(),
            other => other,
        })
    }

    /// From class `main` down the containment, breadth first: tags, and metaparameters that name no resources.
    fn spread_metaparameters(&mut self) {
        let Some(main) = self.by_reference.get(&Reference::new("Class", "main")).copied() else { return };
        let mut contained: Map<DeclaredId, Vec<DeclaredId>> = Map::default();
        for (container, inner) in &self.edges {
            contained.entry(*container).or_default().push(*inner);
        }
        let mut data: Map<DeclaredId, Map<EcoString, Setting>> = Map::default();
        let mut queue = VecDeque::from([main]);
        let mut seen: Set<DeclaredId> = Set::default();
        while let Some(source) = queue.pop_front() {
            if !seen.insert(source) {
                continue;
            }
            let inherited = data.get(&source).cloned().unwrap_or_else(|| self.spreading(source));
            let tags = self.resources.get_mut(source.0).map(|declared| std::mem::take(&mut declared.tags)).unwrap_or_default();
            for target in contained.get(&source).into_iter().flatten() {
                if let Some(declared) = self.resources.get_mut(target.0) {
                    for (name, setting) in &inherited {
                        if declared.get(name).is_none_or(Value::is_undef) {
                            declared.parameters.insert(name.clone(), setting.clone());
                        }
                    }
                    // tags are added only: with the same number there are no others
                    if declared.tags_from != Some((source, tags.len())) {
                        declared.tags.extend(tags.iter().cloned());
                    }
                }
                if !inherited.is_empty() {
                    let mut own = inherited.clone();
                    own.extend(self.spreading(*target));
                    data.insert(*target, own);
                }
                queue.push_back(*target);
            }
            if let Some(declared) = self.resources.get_mut(source.0) {
                declared.tags = tags;
            }
        }
    }

    /// The metaparameters of a resource that what it contains takes over.
    fn spreading(&self, id: DeclaredId) -> Map<EcoString, Setting> {
        let Some(declared) = self.resource(id) else { return Map::default() };
        let spreads = |name: &str| METAPARAMETERS.contains(&name) && !RELATIONSHIPS.contains(&name);
        let settings = declared.parameters.iter().filter(|(name, setting)| spreads(name) && !setting.value.is_undef());
        settings.map(|(name, setting)| (name.clone(), setting.clone())).collect()
    }

    /// What `before`, `notify`, `require` and `subscribe` name must be in the catalog.
    fn check_relationships(&self) -> Result<(), Interrupt> {
        for declared in self.resources.iter().filter(|declared| !declared.is_virtual) {
            for (name, setting) in declared.parameters.iter().filter(|(name, _)| RELATIONSHIPS.contains(&name.as_str())) {
                let mut references = Vec::new();
                referenced(&setting.value, &mut references);
                for (text, reference) in references {
                    if reference.as_ref().and_then(|reference| self.find_resource(reference)).is_none() {
                        return Err(self.missing(declared, name, setting, &text, reference.as_ref()));
                    }
                }
            }
        }
        Ok(())
    }

    fn missing(&self, declared: &Declared, name: &str, setting: &Setting, text: &str, reference: Option<&Reference>) -> Interrupt {
        let location = setting.location.clone().or_else(|| declared.location.clone());
        let message = match reference {
            Some(_) => format!("Could not find resource '{text}' in parameter '{name}'"),
            None => format!("No title provided and \"{text}\" is not a valid resource reference"),
        };
        let mut diagnostic = Diagnostic::error("UNKNOWN_RESOURCE", message).at_line(location);
        let titles = self.by_reference.keys().filter(|known| reference.is_some_and(|reference| reference.type_name == known.type_name));
        let similar = reference.and_then(|reference| similar::closest(&reference.title, titles.map(|known| known.title.as_str())));
        diagnostic.help = reference.zip(similar).map(|(reference, title)| format!("did you mean {}['{title}']?", reference.type_name));
        diagnostic.into()
    }

    /// What was declared, as the catalog.
    pub(super) fn catalog(mut self) -> Catalog {
        let mut catalog = Catalog {
            name: self.inputs.node.name.clone(),
            environment: self.inputs.node.environment.clone(),
            version: self.inputs.version.clone(),
            classes: self.catalog_classes(),
            edges: self.catalog_edges(),
            ..Catalog::default()
        };
        catalog.resources.reserve(self.resources.len());
        for declared in self.resources.into_iter().filter(|declared| !declared.is_virtual) {
            catalog.resources.insert(declared.reference.clone(), finished(declared));
        }
        catalog
    }

    /// As Puppet's graph lists them: by what is contained, in the order of declaration.
    fn catalog_edges(&mut self) -> Vec<(Reference, Reference)> {
        let mut edges = std::mem::take(&mut self.edges);
        edges.sort_by_key(|(_, inner)| inner.0);
        let real = |id: DeclaredId| self.resource(id).filter(|declared| !declared.is_virtual).map(|declared| declared.reference.clone());
        edges.into_iter().filter_map(|(container, inner)| Some((real(container)?, real(inner)?))).collect()
    }

    fn catalog_classes(&self) -> Vec<EcoString> {
        let named = self.inputs.node.classes.iter().map(|(name, _)| name.clone());
        let mut classes: Set<EcoString> = named.chain(["settings".into()]).collect();
        classes.extend(self.classes.iter().cloned());
        classes.into_iter().collect()
    }
}

fn finished(mut declared: Declared) -> Resource {
    let parameters = finished_parameters(&mut declared);
    let source = declared.told_location().map(|place| SourceLine { file: place.source.path().map(EcoString::from), line: place.line() });
    let kind = declared.is_native().then(|| "compilable_type".into());
    let Declared { reference, tags, location, exported, .. } = declared;
    Resource { reference, parameters, tags, source, location, exported, kind }
}

/// What the title says of the resource, and what was given beside it.
fn finished_parameters(declared: &mut Declared) -> Map<EcoString, Parameter> {
    let titled = match &declared.kind {
        Kind::Native(schema) if !schema.title_patterns.is_empty() => schema.parse_title(&declared.reference.title).unwrap_or_default(),
        _ => Vec::new(),
    };
    let titled = titled.into_iter().map(|(name, value)| (name, super::class::setting(Value::String(value))));
    let titled: Map<_, _> = titled.filter(|(name, _)| declared.get(name).is_none_or(Value::is_undef)).collect();
    let mut given = std::mem::take(&mut declared.parameters);
    given.retain(|name, _| !titled.contains_key(name));
    let kept = |(name, setting): &(EcoString, Setting)| !setting.value.is_undef() && !is_title(declared, name, &setting.value);
    let mut parameters = Map::with_capacity_and_hasher(titled.len() + given.len(), Default::default());
    parameters.extend(titled.into_iter().chain(given).filter(kept).map(|(name, setting)| {
        let value = if RELATIONSHIPS.contains(&name.as_str()) { flattened(setting.value) } else { setting.value };
        (name, Parameter { value, location: setting.location })
    }));
    parameters
}

/// Whether a parameter says nothing but the title again.
fn is_title(declared: &Declared, name: &str, value: &Value) -> bool {
    let name_variable = match &declared.kind {
        Kind::Native(schema) if schema.name_variables.len() == 1 => schema.name_variable(),
        _ => "name",
    };
    declared.has_text_title && name == name_variable && value.as_str() == Some(&declared.reference.title)
}

/// Relationships as one flat array; references stay values.
fn flattened(value: Value) -> Value {
    fn collect(value: &Value, flat: &mut Vec<Value>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| collect(item, flat)),
            Value::Undef => {}
            other => flat.push(other.clone()),
        }
    }
    match value {
        Value::Array(_) => {
            let mut flat = Vec::new();
            collect(&value, &mut flat);
            Value::array(flat)
        }
        other => other,
    }
}

/// What a relationship metaparameter names: the text for messages and the reference, where it is one.
fn referenced(value: &Value, references: &mut Vec<(String, Option<Reference>)>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| referenced(item, references)),
        Value::Type(data_type) => references.push(match reference_of(data_type) {
            Some(reference) => (reference.to_string(), Some(reference)),
            None => match data_type.as_ref() {
                Type::Resource { type_name: Some(name), title: None } => (format!("{name}[]"), None),
                other => (other.to_string(), None),
            },
        }),
        Value::String(text) => references.push((text.to_string(), Reference::parse(text))),
        Value::Undef => {}
        other => references.push((crate::value::format::inspect(other), None)),
    }
}
