//! Types whose resources are lines of a file, one record a line, as Puppet's `ParsedFile` has them: `sysctl`, `postgresql_conf`.
//!
//! Only the line of the resource is touched; Puppet writes every record of the file anew.

use super::attribute::{absolute, name, text};
use super::declare::{Declared, bad_attribute, check_values, parameter, property, schema};
use super::ensure::{settled, wants_absent};
use crate::catalog::{Reference, Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Reading, ResourceType};
use crate::system::{Follow, Look, Ownership};
use crate::value::{Value, format::quoted_text};
use std::path::{Path, PathBuf};

/// One line that sets something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Record {
    pub name: String,
    pub value: String,
    /// A remark behind the value.
    pub comment: Option<String>,
}

/// How the lines of a type are read and written.
pub(super) struct Dialect {
    pub type_name: &'static str,
    /// The property that holds the value.
    pub value: &'static str,
    pub target: &'static str,
    /// What has to be there already: Puppet finds no provider without it.
    pub must_exist: bool,
    pub parse: fn(&str) -> Option<Record>,
    pub line: fn(&Record) -> String,
    pub is_name: fn(&str) -> bool,
}

pub(super) struct Parsed {
    schema: Schema,
    dialect: Dialect,
}

impl Parsed {
    pub(super) fn new(dialect: Dialect) -> Self {
        let attributes: [Declared; 5] = [
            property("ensure", "Whether the line is there.").values(&["present", "absent"]),
            parameter("name", "The name of the setting."),
            property(dialect.value, "The value of the setting."),
            property("target", "The file."),
            parameter("provider", "How the file is edited.").values(&["parsed"]),
        ];
        Parsed { schema: schema(dialect.type_name, "name", &attributes), dialect }
    }

    fn target(&self, resource: &Resource) -> Result<PathBuf, Failure> {
        absolute(resource, "target", &text(resource, "target").unwrap_or_else(|| self.dialect.target.to_string()))
    }

    fn lines(&self, path: &Path, look: &dyn Look) -> Result<Vec<String>, Failure> {
        if look.metadata(path, Follow::Links)?.is_none() {
            let message = format!("Could not manage {}: the file {} is not there", self.dialect.type_name, path.display());
            return if self.dialect.must_exist { Err(Failure::not_yet(message)) } else { Ok(Vec::new()) };
        }
        let content = look.read(path)?;
        let text = std::str::from_utf8(&content).map_err(|_| Failure::new(format!("{} is not valid UTF-8", path.display())))?;
        Ok(text.lines().map(String::from).collect())
    }

    /// The record of a line that sets `name`.
    fn record(&self, line: &str, name: &str) -> Option<Record> {
        (self.dialect.parse)(line).filter(|record| record.name == name)
    }

    /// The last line that sets `name` is the one that counts.
    fn find(&self, lines: &[String], name: &str) -> Option<(usize, Record)> {
        lines.iter().enumerate().rev().find_map(|(place, line)| Some((place, self.record(line, name)?)))
    }

    fn value_change(&self, resource: &Resource, from: &str, to: String) -> Change {
        let (name, is_number) = (self.dialect.value, matches!(resource.get(self.dialect.value), Some(Value::Integer(_))));
        let message = if is_number { format!("{name} changed {} to {to}", quoted_text(from)) } else { String::new() };
        let change = Change::new(name, from, to).saying(message);
        if resource.is_sensitive(self.dialect.value) { change.redacted() } else { change }
    }
}

impl ResourceType for Parsed {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, resource: &Resource) -> Vec<Autorelation> {
        self.target(resource).map(|target| Autorelation::require("File", target.to_string_lossy().as_ref())).into_iter().collect()
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        self.target(resource)?;
        let name = name(&self.schema, resource);
        if !(self.dialect.is_name)(&name) {
            return Err(bad_attribute(resource, "name", &format!("Invalid value \"{name}\".")));
        }
        match text(resource, self.dialect.value).filter(|value| value.contains(['\n', '\r'])) {
            Some(_) => Err(bad_attribute(resource, self.dialect.value, "a setting must not contain a line break")),
            None => Ok(()),
        }
    }

    fn instances(&self, reading: &mut Reading<'_>) -> Result<Option<Vec<Resource>>, Failure> {
        let lines = self.lines(Path::new(self.dialect.target), reading.look)?;
        let records = lines.iter().filter_map(|line| (self.dialect.parse)(line));
        let resource = |name: String| Resource { reference: Reference::new(&self.schema.name, name), ..Resource::default() };
        Ok(Some(records.map(|record| resource(record.name)).collect()))
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let lines = self.lines(&self.target(resource)?, reading.look)?;
        let current = self.find(&lines, &name(&self.schema, resource)).map(|(_, record)| record);
        if let Some(changes) = settled(resource, current.is_some()) {
            return Ok(changes);
        }
        Ok(match (current, text(resource, self.dialect.value)) {
            (Some(is), Some(wanted)) if is.value != wanted => vec![self.value_change(resource, &is.value, wanted)],
            _ => Vec::new(),
        })
    }

    fn apply(&self, resource: &Resource, _changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let (path, name) = (self.target(resource)?, name(&self.schema, resource));
        let mut lines = self.lines(&path, acting.act.as_look())?;
        if wants_absent(resource) {
            lines.retain(|line| self.record(line, &name).is_none());
        } else {
            let value = text(resource, self.dialect.value).unwrap_or_default();
            match self.find(&lines, &name) {
                Some((place, is)) => {
                    let line = (self.dialect.line)(&Record { value, ..is });
                    lines.get_mut(place).into_iter().for_each(|old| *old = line.clone());
                }
                None => lines.push((self.dialect.line)(&Record { name, value, comment: None })),
            }
        }
        let content: String = lines.iter().map(|line| format!("{line}\n")).collect();
        Ok(acting.act.write(&path, content.as_bytes(), &Ownership::default(), None)?)
    }
}
