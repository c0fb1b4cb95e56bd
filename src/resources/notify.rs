//! `notify`: says something in every run.

use super::attribute::{flag, name, text};
use super::declare::{Declared, check_values, parameter, property, schema};
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Change, Failure, Note, Notes, Reading, ResourceType};
use crate::value::{EcoString, Value, format};

const ATTRIBUTES: &[Declared] = &[
    parameter("name", "The name of the resource."),
    property("message", "What is said; the name where nothing is given."),
    parameter("withpath", "Whether the resource's path is shown before it.").values(&["true", "false"]).default("false"),
];

pub(super) struct Notify {
    schema: Schema,
}

impl Notify {
    pub(super) fn new() -> Self {
        Notify { schema: schema("notify", "name", ATTRIBUTES) }
    }

    /// The text; of several only the first is said, as Puppet does.
    fn message(&self, resource: &Resource) -> String {
        text(resource, "message").unwrap_or_else(|| name(&self.schema, resource))
    }
}

impl ResourceType for Notify {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)
    }

    fn current(&self, _resource: &Resource, _reading: &mut Reading<'_>) -> Result<Vec<(EcoString, EcoString)>, Failure> {
        Ok(vec![("message".into(), "absent".into())])
    }

    fn check(&self, resource: &Resource, _reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let message = self.message(resource);
        if resource.is_sensitive("message") {
            return Ok(vec![Change::new("message", "absent", "").redacted()]);
        }
        let shown = match resource.get("message") {
            Some(Value::Array(items)) => items.first().map(format::display),
            Some(value) if !value.is_undef() => Some(format::display(value)),
            _ => None,
        };
        let text = format!("defined 'message' as {}", shown.unwrap_or_else(|| format::quoted_text(&message)));
        Ok(vec![Change::new("message", "absent", message).saying(text)])
    }

    fn apply(&self, resource: &Resource, _changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let secret = resource.is_sensitive("message");
        let with_path = flag(resource, "withpath") == Some(true);
        let note = Note {
            level: resource.text("loglevel").unwrap_or("notice").into(),
            text: if secret { format::REDACTED.to_string() } else { self.message(resource) },
            with_path,
            property: with_path.then(|| "message".into()),
        };
        Notes::add(acting.memory, note);
        Ok(())
    }
}
