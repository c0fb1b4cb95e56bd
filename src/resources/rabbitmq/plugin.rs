//! `rabbitmq_plugin`: a plugin of the broker. The list of enabled ones is a file, so the broker need not run.

use super::super::attribute;
use super::super::declare::{check_values, parameter, property, schema};
use super::super::ensure::{settled, wants_absent};
use super::ctl::{ask, bad_name, command, field, is_name, rows, tell};
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Memory, Reading, ResourceType};
use crate::system::Look;
use crate::value::Set;
use std::rc::Rc;

const PROGRAM: &str = "rabbitmq-plugins";

#[derive(Clone)]
struct Plugins(Rc<Set<String>>);

pub struct RabbitmqPlugin {
    schema: Schema,
}

impl Default for RabbitmqPlugin {
    fn default() -> Self {
        let attributes = [
            property("ensure", "Whether the plugin is enabled.").values(&["present", "absent"]).default("present"),
            parameter("name", "The name of the plugin."),
            parameter("umask", "The umask, octal, under which the list of plugins is written.").default("'0022'"),
            parameter("provider", "How the broker is spoken to.").values(&["rabbitmqplugins"]),
        ];
        RabbitmqPlugin { schema: schema("rabbitmq_plugin", "name", &attributes) }
    }
}

fn plugins(look: &dyn Look, memory: &mut Memory) -> Result<Plugins, Failure> {
    memory.get_or_try(|| {
        let answer = ask(look, PROGRAM, &["list", "-E", "-m", "--formatter", "json"])?;
        let enabled = answer.get("plugins").into_iter().flat_map(rows).filter_map(|row| field(row, "name"));
        Ok(Plugins(Rc::new(enabled.collect())))
    })
}

impl ResourceType for RabbitmqPlugin {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, _resource: &Resource) -> Vec<Autorelation> {
        vec![Autorelation::require("Package", "rabbitmq-server")]
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        let name = attribute::name(&self.schema, resource);
        if is_name(&name) { Ok(()) } else { Err(bad_name(resource, &name)) }
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let enabled = plugins(reading.look, reading.memory)?.0.contains(&attribute::name(&self.schema, resource));
        Ok(settled(resource, enabled).unwrap_or_default())
    }

    fn apply(&self, resource: &Resource, _changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let verb = if wants_absent(resource) { "disable" } else { "enable" };
        let umask = attribute::text(resource, "umask").and_then(|umask| u32::from_str_radix(&umask, 8).ok()).unwrap_or(0o022);
        let mut command = command(PROGRAM, &[verb, &attribute::name(&self.schema, resource)]);
        command.umask = Some(umask & 0o777);
        acting.memory.forget::<Plugins>();
        tell(acting.act, &command)
    }
}
