//! `keystone_role`: a role that users can have.

use super::super::attribute::name;
use super::super::declare::{check_values, parameter, property, schema};
use super::super::ensure::{settled, wants_absent};
use super::api::change;
use super::domain::read_only_id;
use super::entry::{field, named, service_is_up};
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Reading, ResourceType};
use serde_json::json;

pub struct KeystoneRole {
    schema: Schema,
}

impl Default for KeystoneRole {
    fn default() -> Self {
        let attributes = [
            property("ensure", "Whether the role is there.").values(&["present", "absent"]),
            parameter("name", "The name of the role."),
            property("id", "Keystone's id; to be read only."),
            parameter("provider", "How Keystone is spoken to.").values(&["openstack"]),
        ];
        KeystoneRole { schema: schema("keystone_role", "name", &attributes) }
    }
}

impl ResourceType for KeystoneRole {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, _resource: &Resource) -> Vec<Autorelation> {
        service_is_up()
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        read_only_id(resource)
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let role = named("roles", "roles", &name(&self.schema, resource), reading)?;
        Ok(settled(resource, role.is_some()).unwrap_or_default())
    }

    fn apply(&self, resource: &Resource, _changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let name = name(&self.schema, resource);
        match named("roles", "roles", &name, &mut acting.reading())? {
            Some(role) if wants_absent(resource) => change("DELETE", &format!("roles/{}", field(&role, "id")), None, acting).map(drop),
            None if !wants_absent(resource) => change("POST", "roles", Some(&json!({"role": {"name": name}})), acting).map(drop),
            _ => Ok(()),
        }
    }
}
