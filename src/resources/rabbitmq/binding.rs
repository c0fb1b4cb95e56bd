//! `rabbitmq_binding`: what leads messages from an exchange to a queue or to another exchange.
//!
//! All of a binding is its name for the broker: one with another key, kind or arguments is another binding.

use super::super::attribute::{self, text};
use super::super::declare::{check_values, parameter, property, schema};
use super::super::ensure::{settled, wants_absent};
use super::ctl::{field, rows};
use super::definitions::{define, definitions, forget};
use super::exchange::management;
use super::json::object;
use super::queue::check_hash;
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Reading, ResourceType};
use serde_json::{Value as Json, json};

/// What the broker knows a binding by, but for the arguments.
const NAMES: [&str; 5] = ["source", "destination", "vhost", "destination_type", "routing_key"];

pub struct RabbitmqBinding {
    schema: Schema,
}

impl Default for RabbitmqBinding {
    fn default() -> Self {
        let attributes = [
            property("ensure", "Whether the binding is there.").values(&["present", "absent"]).default("present"),
            parameter("name", "SOURCE@DESTINATION@VHOST, or any name."),
            property("source", "The exchange that messages come from."),
            property("destination", "The queue or exchange that they go to."),
            property("vhost", "The virtual host.").default("'/'"),
            property("routing_key", "The key of the messages that are meant."),
            property("destination_type", "What the destination is.").values(&["queue", "exchange"]).default("'queue'"),
            property("arguments", "Further conditions."),
            parameter("user", "The user that takes it away.").default("'guest'"),
            parameter("password", "The user's password.").secret(),
            parameter("provider", "How the broker is spoken to.").values(&["rabbitmqadmin"]),
        ];
        RabbitmqBinding { schema: schema("rabbitmq_binding", "name", &attributes) }
    }
}

impl RabbitmqBinding {
    /// The binding in the broker's form; a title with two at signs tells source, destination and virtual host.
    fn binding(&self, resource: &Resource) -> Result<Json, Failure> {
        let name = attribute::name(&self.schema, resource);
        let mut parts = name.rsplitn(3, '@');
        let (vhost, destination, source) = (parts.next(), parts.next(), parts.next());
        let titled = |part: Option<&str>| part.filter(|_| source.is_some()).map(str::to_string);
        let required = |name: &str, part| {
            let value = text(resource, name).or_else(|| titled(part)).filter(|value| !value.is_empty());
            value.ok_or_else(|| Failure::new(format!("`{name}` must be defined")))
        };
        Ok(json!({
            "source": required("source", source)?,
            "destination": required("destination", destination)?,
            "vhost": text(resource, "vhost").or_else(|| titled(vhost)).unwrap_or_else(|| "/".to_string()),
            "destination_type": text(resource, "destination_type").unwrap_or_else(|| "queue".to_string()),
            "routing_key": text(resource, "routing_key").unwrap_or_default(),
            "arguments": object(resource.get("arguments")),
        }))
    }

    /// Takes every binding away that the resource means, by the name that the management plugin has for it.
    fn remove(&self, resource: &Resource, wanted: &Json, acting: &mut Acting<'_>) -> Result<(), Failure> {
        let management = management(resource, acting)?;
        let part = |name: &str| field(wanted, name).unwrap_or_default();
        let kind = if part("destination_type") == "exchange" { "e" } else { "q" };
        let (vhost, source, destination) = (part("vhost"), part("source"), part("destination"));
        let path = ["bindings", &vhost, "e", &source, kind, &destination];
        let known = management.get(&path, acting.act.as_look())?;
        for key in rows(&known).filter(|row| is_same(row, wanted)).filter_map(|row| field(row, "properties_key")) {
            management.delete(&[path.as_slice(), &[&key]].concat(), acting.act)?;
        }
        Ok(())
    }
}

fn is_same(known: &Json, wanted: &Json) -> bool {
    NAMES.iter().chain(&["arguments"]).all(|name| known.get(name) == wanted.get(name))
}

impl ResourceType for RabbitmqBinding {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, resource: &Resource) -> Vec<Autorelation> {
        let Ok(binding) = self.binding(resource) else { return Vec::new() };
        let part = |name: &str| field(&binding, name).unwrap_or_default();
        let user = text(resource, "user").unwrap_or_else(|| "guest".to_string());
        let at = |name: &str| format!("{}@{}", part(name), part("vhost"));
        let kind = if part("destination_type") == "exchange" { "Rabbitmq_exchange" } else { "Rabbitmq_queue" };
        vec![
            Autorelation::require("Rabbitmq_vhost", part("vhost")),
            Autorelation::require("Rabbitmq_exchange", at("source")),
            Autorelation::require(kind, at("destination")),
            Autorelation::require("Rabbitmq_user", user.as_str()),
            Autorelation::require("Rabbitmq_user_permissions", format!("{user}@{}", part("vhost"))),
        ]
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        check_hash(resource, "arguments", "Invalid argument")?;
        self.binding(resource).map(drop)
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let (wanted, definitions) = (self.binding(resource)?, definitions(reading.look, reading.memory)?);
        let exists = definitions.bindings.iter().any(|known| is_same(known, &wanted));
        Ok(settled(resource, exists).unwrap_or_default())
    }

    fn apply(&self, resource: &Resource, _changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let binding = self.binding(resource)?;
        if wants_absent(resource) {
            forget(acting.memory);
            return self.remove(resource, &binding, acting);
        }
        define("bindings", binding, acting)
    }
}
