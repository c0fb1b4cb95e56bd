//! `rabbitmq_vhost`: a virtual host.

use super::super::attribute;
use super::super::declare::{check_values, parameter, property, schema};
use super::super::ensure::{settled, wants_absent};
use super::ctl::{bad_name, command, is_name, tell};
use super::definitions::{definitions, forget};
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Reading, ResourceType};

pub struct RabbitmqVhost {
    schema: Schema,
}

impl Default for RabbitmqVhost {
    fn default() -> Self {
        let attributes = [
            property("ensure", "Whether the virtual host is there.").values(&["present", "absent"]).default("present"),
            parameter("name", "The name of the virtual host."),
            parameter("provider", "How the broker is spoken to.").values(&["rabbitmqctl"]),
        ];
        RabbitmqVhost { schema: schema("rabbitmq_vhost", "name", &attributes) }
    }
}

impl ResourceType for RabbitmqVhost {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, _resource: &Resource) -> Vec<Autorelation> {
        vec![Autorelation::require("Service", "rabbitmq-server")]
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        let name = attribute::name(&self.schema, resource);
        if is_name(&name) { Ok(()) } else { Err(bad_name(resource, &name)) }
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let exists = definitions(reading.look, reading.memory)?.vhosts.contains(&attribute::name(&self.schema, resource));
        Ok(settled(resource, exists).unwrap_or_default())
    }

    fn apply(&self, resource: &Resource, _changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let verb = if wants_absent(resource) { "delete_vhost" } else { "add_vhost" };
        forget(acting.memory);
        tell(acting.act, &command("rabbitmqctl", &[verb, &attribute::name(&self.schema, resource)]))
    }
}
