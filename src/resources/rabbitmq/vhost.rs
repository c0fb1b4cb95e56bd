//! `rabbitmq_vhost`: a virtual host.

use super::super::attribute;
use super::super::declare::{check_values, parameter, property, schema};
use super::super::ensure::{settled, wants_absent};
use super::ctl::{ask, bad_name, command, field, is_name, rows, tell};
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Memory, Reading, ResourceType};
use crate::system::Look;
use crate::value::Set;
use std::rc::Rc;

#[derive(Clone)]
struct Vhosts(Rc<Set<String>>);

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

fn vhosts(look: &dyn Look, memory: &mut Memory) -> Result<Vhosts, Failure> {
    memory.get_or_try(|| {
        let answer = ask(look, "rabbitmqctl", &["list_vhosts", "name"])?.unwrap_or_default();
        Ok(Vhosts(Rc::new(rows(&answer).filter_map(|row| field(row, "name")).collect())))
    })
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
        let exists = vhosts(reading.look, reading.memory)?.0.contains(&attribute::name(&self.schema, resource));
        Ok(settled(resource, exists).unwrap_or_default())
    }

    fn apply(&self, resource: &Resource, _changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let verb = if wants_absent(resource) { "delete_vhost" } else { "add_vhost" };
        acting.memory.forget::<Vhosts>();
        tell(acting.act, &command("rabbitmqctl", &[verb, &attribute::name(&self.schema, resource)]))
    }
}
