//! One setting of an ini file.

use super::super::attribute::{flag, list, text};
use super::super::declare::{BOOLEAN, bad_attribute, check_values, parameter, property, schema};
use super::document::Document;
use super::file;
use super::location::{Location, without_domain};
use super::syntax::{Policy, Syntax};
use crate::catalog::{Catalog, Reference, Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, ModuleCode, Reading, ResourceType};
use crate::value::{EcoString, Value, format};
use std::path::Path;

/// The value that stands for "leave what is there alone".
const IMMUTABLE: &str = "<_IMMUTABLE_>";

/// Where a type finds section and key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Naming {
    /// `section` and `setting`.
    Attributes,
    /// The title is `SECTION/KEY`.
    Title,
    /// The title is `DOMAIN::SECTION/KEY`.
    DomainTitle,
    /// The title is the key; the section is always this one.
    Section(String),
}

/// How `true` and `false` are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Booleans {
    AsGiven,
    /// `True`
    Capitalised,
    /// `true`
    Lower,
}

/// A type whose resources are settings.
pub struct IniType {
    pub(super) schema: Schema,
    pub(super) location: Location,
    pub(super) naming: Naming,
    pub(super) syntax: Syntax,
    pub(super) booleans: Booleans,
    /// (type, attribute or fixed title) of what comes first.
    pub(super) autorequires: Vec<(EcoString, EcoString)>,
}

/// What a resource wants of its setting.
enum Wanted {
    Absent,
    Values(Vec<String>),
    Nothing,
}

impl IniType {
    /// Puppet's `ini_setting`.
    pub fn ini_setting() -> Self {
        let attributes = [
            property("ensure", "Whether the setting is there.").values(&["present", "absent"]).default("present"),
            parameter("name", "An arbitrary name."),
            parameter("section", "The section of the setting.").default("''"),
            parameter("setting", "The key; without one the section itself is meant."),
            parameter("force_new_section_creation", "Whether a missing section is made.").values(BOOLEAN).default("true"),
            parameter("path", "The file."),
            parameter("show_diff", "Whether values are shown.").values(&["true", "md5", "false"]).default("true"),
            parameter("key_val_separator", "What stands between key and value.").default("' = '"),
            property("value", "The value."),
            parameter("section_prefix", "What a header begins with.").default("'['"),
            parameter("section_suffix", "What a header ends with.").default("']'"),
            parameter("indent_char", "What new lines are indented with.").default("' '"),
            parameter("indent_width", "How far new lines are indented."),
            parameter("refreshonly", "Whether the setting is written by refresh events alone.").values(BOOLEAN).default("false"),
        ];
        IniType {
            schema: schema("ini_setting", "name", &attributes),
            location: Location::File(None),
            naming: Naming::Attributes,
            syntax: Syntax::new(Policy::IniFile, " = "),
            booleans: Booleans::AsGiven,
            autorequires: Vec::new(),
        }
    }

    /// Whether it is a type of a module, and not `ini_setting` itself.
    fn is_declared(&self) -> bool {
        self.naming != Naming::Attributes
    }

    /// Section and key; no key: the section itself.
    fn place(&self, resource: &Resource) -> (String, Option<String>) {
        let name = text(resource, self.schema.name_variable()).unwrap_or_else(|| resource.title().to_string());
        match &self.naming {
            Naming::Attributes => {
                (text(resource, "section").unwrap_or_default(), text(resource, "setting").map(|setting| setting.trim().to_string()))
            }
            Naming::Title => {
                let (section, key) = name.split_once('/').unwrap_or((&name, &name));
                (section.to_string(), Some(key.to_string()))
            }
            Naming::DomainTitle => {
                let name = without_domain(&name);
                let (section, key) = name.split_once('/').unwrap_or((name, name));
                (section.to_string(), Some(key.to_string()))
            }
            Naming::Section(section) => (section.clone(), Some(name)),
        }
    }

    /// The type's syntax with what the resource says of its own.
    fn syntax(&self, resource: &Resource) -> Syntax {
        let own = |name: &str| self.schema.attributes.contains_key(name).then(|| text(resource, name)).flatten();
        let mut syntax = self.syntax.clone();
        syntax.separator = own("key_val_separator").unwrap_or(syntax.separator);
        syntax.section_prefix = own("section_prefix").unwrap_or(syntax.section_prefix);
        syntax.section_suffix = own("section_suffix").unwrap_or(syntax.section_suffix);
        syntax.indent_char = own("indent_char").unwrap_or(syntax.indent_char);
        syntax.indent_width = own("indent_width").and_then(|width| width.parse().ok()).map(|width: usize| width.min(80));
        syntax
    }

    /// The wanted values as they stand in a file.
    fn values(&self, resource: &Resource) -> Vec<String> {
        resource.get("value").map(list).unwrap_or_default().iter().map(|value| self.written(value)).collect()
    }

    fn written(&self, value: &str) -> String {
        let value = value.trim();
        match (self.booleans, value.to_ascii_lowercase()) {
            (Booleans::Capitalised, lower) if lower == "true" => "True".to_string(),
            (Booleans::Capitalised, lower) if lower == "false" => "False".to_string(),
            (Booleans::Lower, lower) if lower == "true" || lower == "false" => lower,
            _ => value.to_string(),
        }
    }

    fn wanted(&self, resource: &Resource) -> Wanted {
        let values = self.values(resource);
        let stands_for_absent = match text(resource, "ensure_absent_val") {
            Some(absent) => Some(absent),
            None => self.schema.attributes.get("ensure_absent_val").map(|_| "<SERVICE DEFAULT>".to_string()),
        };
        if !values.is_empty() && values.iter().all(|value| Some(value) == stands_for_absent.as_ref()) {
            return Wanted::Absent;
        }
        match (resource.text("ensure"), values.is_empty()) {
            (Some("absent"), _) => Wanted::Absent,
            _ if values == [IMMUTABLE] => Wanted::Nothing,
            (None, true) if self.is_declared() => Wanted::Nothing,
            _ if flag(resource, "quote") == Some(true) => Wanted::Values(values.iter().map(|value| quoted(value)).collect()),
            _ => Wanted::Values(values),
        }
    }

    fn differences(&self, resource: &Resource, document: &Document) -> Vec<Change> {
        let (section, key) = self.place(resource);
        let Some(key) = key else { return section_differences(resource, document.has_section(&section)) };
        let current = document.values(&section, &key);
        match (self.wanted(resource), current) {
            (Wanted::Absent, Some(_)) => vec![Change::removed()],
            (Wanted::Values(_), None) if flag(resource, "force_new_section_creation") == Some(false) && !document.has_section(&section) => {
                Vec::new()
            }
            (Wanted::Values(_), None) => vec![Change::created()],
            (Wanted::Values(wanted), Some(current)) if !wanted.is_empty() && !self.equal(&wanted, &current) => {
                vec![self.value_change(resource, &current, &wanted)]
            }
            _ => Vec::new(),
        }
    }

    fn equal(&self, wanted: &[String], current: &[String]) -> bool {
        match self.syntax.policy {
            Policy::Openstack => wanted == current,
            Policy::IniFile => wanted.first() == current.first(),
        }
    }

    fn value_change(&self, resource: &Resource, from: &[String], to: &[String]) -> Change {
        if resource.is_sensitive("value") {
            return Change::new("value", "[redacted]", "[redacted]").redacted();
        }
        if flag(resource, "secret") == Some(true) {
            let (from, to) = ("[old secret redacted]", "[new secret redacted]");
            return Change::new("value", from, to).saying(format!("value changed {from} to {to}"));
        }
        if text(resource, "show_diff").is_some_and(|shown| shown != "true") {
            let hidden = "[redacted sensitive information]";
            return Change::new("value", hidden, hidden).saying(format!("value changed {hidden} to {hidden}"));
        }
        let shown = |values: &[String]| match self.syntax.policy {
            Policy::Openstack => format::inspect(&values.iter().map(|value| Value::from(value.as_str())).collect::<Value>()),
            Policy::IniFile => format!("'{}'", values.first().map_or("", String::as_str)),
        };
        let message = format!("value changed {} to {}", shown(from), shown(to));
        Change::new("value", from.join(", "), to.join(", ")).saying(message)
    }

    /// What the resource wants, done to the text.
    fn edit(&self, resource: &Resource, document: &mut Document) {
        let (section, key) = self.place(resource);
        match (key, self.wanted(resource)) {
            (_, Wanted::Nothing) => {}
            (Some(key), Wanted::Absent) => document.remove(&section, &key),
            (Some(key), Wanted::Values(values)) if values.is_empty() => document.set(&section, &key, &[String::new()]),
            (Some(key), Wanted::Values(values)) => document.set(&section, &key, &values),
            (None, Wanted::Values(_)) => document.add_section(&section),
            (None, Wanted::Absent) => {}
        }
    }

    fn is_private(&self, resource: &Resource) -> bool {
        self.is_declared() || resource.is_sensitive("value") || text(resource, "show_diff").is_some_and(|shown| shown != "true")
    }

    fn write(&self, path: &Path, resources: &[&Resource], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let Some(first) = resources.first() else { return Ok(()) };
        let private = resources.iter().any(|resource| self.is_private(resource));
        file::edit(path, &self.syntax(first), private, acting, |document| {
            for resource in resources {
                self.edit(resource, document);
            }
        })
    }
}

/// A section without a key is there or is made; Puppet takes none away.
fn section_differences(resource: &Resource, exists: bool) -> Vec<Change> {
    if exists || resource.text("ensure") == Some("absent") { Vec::new() } else { vec![Change::created()] }
}

/// In double quotes, unless it begins with one.
fn quoted(value: &str) -> String {
    if value.starts_with('"') { value.to_string() } else { format!("\"{value}\"") }
}

impl ResourceType for IniType {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn module_code(&self) -> ModuleCode {
        if self.is_declared() { ModuleCode::Makes } else { ModuleCode::Refuses }
    }

    fn autorelations(&self, resource: &Resource) -> Vec<Autorelation> {
        if !self.is_declared() {
            let folder = text(resource, "path").and_then(|path| Path::new(&path).parent().map(|folder| folder.display().to_string()));
            return folder.map(|folder| Autorelation::require("File", folder)).into_iter().collect();
        }
        let title = |title: &EcoString| match self.schema.attributes.contains_key(title) {
            true => text(resource, title).map(EcoString::from),
            false => Some(title.clone()),
        };
        self.autorequires.iter().filter_map(|(kind, other)| title(other).map(|other| Autorelation::require(kind, other))).collect()
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        self.location.path(resource, &Catalog::default())?;
        if text(resource, "transform_to").is_some_and(|transformation| !transformation.is_empty()) {
            return Err(bad_attribute(resource, "transform_to", "values that Ruby transforms are not known here: give the value itself"));
        }
        let (section, key) = self.place(resource);
        if matches!(self.naming, Naming::Title | Naming::DomainTitle)
            && (!resource.title().contains('/') || resource.title().contains(char::is_whitespace) && section.is_empty())
        {
            return Err(bad_attribute(
                resource,
                "name",
                &format!("Invalid value \"{}\". Valid values match /\\S+\\/\\S+/.", resource.title()),
            ));
        }
        let lines = self.values(resource).into_iter().chain([section]).chain(key);
        if lines.into_iter().any(|text| text.contains(['\n', '\r'])) {
            return Err(bad_attribute(resource, "value", "a setting must not contain a line break"));
        }
        Ok(())
    }

    /// A type with a file of its own can say what is set there; which files `ini_setting` may mean is unknown.
    fn instances(&self, reading: &mut Reading<'_>) -> Result<Option<Vec<Resource>>, Failure> {
        let Some(path) = self.location.shared() else { return Ok(None) };
        let document = file::read(path, &self.syntax, reading.look, reading.memory)?;
        let titled = document.settings().into_iter().filter_map(|(section, key)| match &self.naming {
            Naming::Section(own) => (own == section).then(|| key.to_string()),
            _ => Some(format!("{section}/{key}")),
        });
        let resource = |title| Resource { reference: Reference::new(&self.schema.name, title), ..Resource::default() };
        Ok(Some(titled.map(resource).collect()))
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        if flag(resource, "refreshonly") == Some(true) {
            return Ok(Vec::new());
        }
        let document = file::read(&self.location.path(resource, reading.catalog)?, &self.syntax(resource), reading.look, reading.memory)?;
        Ok(self.differences(resource, &document))
    }

    fn apply(&self, resource: &Resource, _changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        self.write(&self.location.path(resource, acting.catalog)?, &[resource], acting)
    }

    /// The file and how it is written; for files of domains their domain stands for the file.
    fn batch_key(&self, resource: &Resource, _changes: &[Change]) -> Option<EcoString> {
        let path = self.location.path(resource, &Catalog::default()).ok()?;
        Some(EcoString::from(format!("{} {:?}", path.display(), self.syntax(resource))))
    }

    fn apply_batch(&self, batch: &[(&Resource, &[Change])], acting: &mut Acting<'_>) -> Vec<Result<(), Failure>> {
        let resources: Vec<&Resource> = batch.iter().map(|(resource, _)| *resource).collect();
        let Some(Ok(path)) = resources.first().map(|first| self.location.path(first, acting.catalog)) else {
            return batch.iter().map(|(resource, changes)| self.apply(resource, changes, acting)).collect();
        };
        let outcome = self.write(&path, &resources, acting);
        batch.iter().map(|_| outcome.clone()).collect()
    }

    fn is_refreshable(&self) -> bool {
        self.schema.attributes.contains_key("refreshonly")
    }

    fn refresh(&self, resource: &Resource, acting: &mut Acting<'_>) -> Result<bool, Failure> {
        if flag(resource, "refreshonly") != Some(true) {
            return Ok(false);
        }
        self.write(&self.location.path(resource, acting.catalog)?, &[resource], acting)?;
        Ok(true)
    }
}
