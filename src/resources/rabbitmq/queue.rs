//! `rabbitmq_queue`: a queue; what it is like is said when it is made and never changed.

use super::super::attribute::{self, flag};
use super::super::declare::{bad_attribute, check_values, parameter, property, schema};
use super::super::ensure::{settled, wants_absent};
use super::ctl::{command, tell};
use super::definitions::{define, definitions, forget};
use super::exchange::relations;
use super::json::{Place, object, parted};
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Reading, ResourceType};
use crate::value::Value;
use serde_json::json;

pub struct RabbitmqQueue {
    schema: Schema,
}

impl Default for RabbitmqQueue {
    fn default() -> Self {
        let attributes = [
            property("ensure", "Whether the queue is there.").values(&["present", "absent"]).default("present"),
            parameter("name", "QUEUE@VHOST"),
            parameter("durable", "Whether a new queue outlives the broker.").values(&["true", "false"]).default("'true'"),
            parameter("auto_delete", "Whether a new one goes with its last consumer.").values(&["true", "false"]).default("'false'"),
            parameter("arguments", "Arguments of a new one."),
            parameter("user", "A user; it need not be there.").default("'guest'"),
            parameter("password", "The user's password.").secret(),
            parameter("provider", "How the broker is spoken to.").values(&["rabbitmqadmin"]),
        ];
        RabbitmqQueue { schema: schema("rabbitmq_queue", "name", &attributes) }
    }
}

/// Refuses what is no hash.
pub fn check_hash(resource: &Resource, name: &str, why: &str) -> Result<(), Failure> {
    match resource.get(name) {
        None | Some(Value::Hash(_) | Value::Undef | Value::Rich(_)) => Ok(()),
        Some(_) => Err(bad_attribute(resource, name, why)),
    }
}

impl RabbitmqQueue {
    /// The name may have at signs, the virtual host not.
    fn place(&self, resource: &Resource) -> Result<Place, Failure> {
        let name = attribute::name(&self.schema, resource);
        let is_name = |place: &Place| !place.vhost.is_empty() && !name.contains(char::is_whitespace) && !name.starts_with('-');
        let bad = || bad_attribute(resource, "name", &format!("Invalid value \"{name}\". Valid values match /^\\S*@\\S+$/."));
        parted(&name).filter(is_name).ok_or_else(bad)
    }
}

impl ResourceType for RabbitmqQueue {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, resource: &Resource) -> Vec<Autorelation> {
        self.place(resource).map(|place| relations(resource, &place.vhost)).unwrap_or_default()
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        check_hash(resource, "arguments", "Invalid argument")?;
        self.place(resource).map(drop)
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let exists = definitions(reading.look, reading.memory)?.queues.contains_key(&self.place(resource)?);
        Ok(settled(resource, exists).unwrap_or_default())
    }

    fn apply(&self, resource: &Resource, _changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let place = self.place(resource)?;
        if wants_absent(resource) {
            forget(acting.memory);
            return tell(acting.act, &command("rabbitmqctl", &["delete_queue", "-p", &place.vhost, &place.name]));
        }
        let queue = json!({
            "vhost": place.vhost, "name": place.name, "durable": flag(resource, "durable") != Some(false),
            "auto_delete": flag(resource, "auto_delete") == Some(true), "arguments": object(resource.get("arguments")),
        });
        define("queues", queue, acting)
    }
}
