//! `postgresql_replication_slot`: a slot for a standby server.

use super::super::attribute;
use super::super::declare::{bad_attribute, check_values, parameter, property, schema};
use super::super::ensure::{settled, wants_absent};
use super::client::Client;
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Change, Failure, Memory, Reading, ResourceType};
use crate::system::Look;
use crate::value::Set;
use std::rc::Rc;

const ADMINISTRATOR: &str = "postgres";

/// The names of the slots that are there.
#[derive(Clone)]
struct Slots(Rc<Set<String>>);

pub struct PostgresqlReplicationSlot {
    schema: Schema,
}

impl Default for PostgresqlReplicationSlot {
    fn default() -> Self {
        let attributes = [
            property("ensure", "Whether the slot is there.").values(&["present", "absent"]),
            parameter("name", "The name of the slot."),
            parameter("provider", "How the server is spoken to.").values(&["ruby"]),
        ];
        PostgresqlReplicationSlot { schema: schema("postgresql_replication_slot", "name", &attributes) }
    }
}

fn client() -> Client {
    let user = Some(ADMINISTRATOR.to_string());
    Client { program: "psql".to_string(), group: user.clone(), user, directory: Some("/tmp".into()), ..Client::default() }
}

fn slots(look: &dyn Look, memory: &mut Memory) -> Result<Slots, Failure> {
    memory.get_or_try(|| {
        let client = client();
        let output = look.query(&client.command("SELECT slot_name FROM pg_replication_slots"))?;
        if !output.success() {
            return Err(client.failure("Could not list replication slots; psql returned", &output));
        }
        let names = output.stdout_text().lines().map(|line| line.trim().to_string()).filter(|name| !name.is_empty()).collect();
        Ok(Slots(Rc::new(names)))
    })
}

impl ResourceType for PostgresqlReplicationSlot {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    /// The name is part of a statement: nothing but these letters gets through.
    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        let name = attribute::name(&self.schema, resource);
        let is_letter = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
        if !name.is_empty() && name.chars().all(is_letter) {
            return Ok(());
        }
        Err(bad_attribute(resource, "name", &format!("Invalid value \"{name}\". Valid values match /^[a-z0-9_]+$/.")))
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let exists = slots(reading.look, reading.memory)?.0.contains(&attribute::name(&self.schema, resource));
        Ok(settled(resource, exists).unwrap_or_default())
    }

    fn apply(&self, resource: &Resource, _changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let (client, name) = (client(), attribute::name(&self.schema, resource));
        let (verb, function) = match wants_absent(resource) {
            true => ("destroy", "pg_drop_replication_slot"),
            false => ("create", "pg_create_physical_replication_slot"),
        };
        acting.memory.forget::<Slots>();
        let output = acting.act.run(&client.command(&format!("SELECT {function}('{name}')")))?;
        if output.success() {
            return Ok(());
        }
        Err(client.failure(&format!("Failed to {verb} replication slot {name}; psql returned"), &output))
    }
}
