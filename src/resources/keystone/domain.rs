//! `keystone_domain`: users and projects that belong together.

use super::super::attribute::{flag, name};
use super::super::declare::{bad_attribute, check_values, parameter, property, schema};
use super::super::ensure::{settled, wants_absent};
use super::api::change;
use super::entry::{changed_fields, differences, field, fields, named, service_is_up};
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Reading, ResourceType};
use serde_json::json;

const FIELDS: &[&str] = &["enabled", "description"];
/// The spellings of yes and no that Puppet's types of this family take.
pub(super) const TRUTH: &[&str] = &["true", "false", "True", "False"];

pub struct KeystoneDomain {
    schema: Schema,
}

impl Default for KeystoneDomain {
    fn default() -> Self {
        let attributes = [
            property("ensure", "Whether the domain is there.").values(&["present", "absent"]),
            parameter("name", "The name of the domain."),
            property("enabled", "Whether its users may log in.").values(TRUTH).default("true"),
            property("description", "What it is for."),
            property("is_default", "Whether it is the default domain.").values(TRUTH).default("false"),
            property("id", "Keystone's id; to be read only."),
            parameter("provider", "How Keystone is spoken to.").values(&["openstack"]),
        ];
        KeystoneDomain { schema: schema("keystone_domain", "name", &attributes) }
    }
}

/// The id is Keystone's.
pub(super) fn read_only_id(resource: &Resource) -> Result<(), Failure> {
    match resource.get("id") {
        Some(_) => Err(bad_attribute(resource, "id", "This is a read only property")),
        None => Ok(()),
    }
}

impl ResourceType for KeystoneDomain {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, _resource: &Resource) -> Vec<Autorelation> {
        service_is_up()
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        if flag(resource, "is_default") == Some(true) {
            let why = "the default domain is set by keystone_config { 'identity/default_domain_id': }";
            return Err(bad_attribute(resource, "is_default", why));
        }
        read_only_id(resource)
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let domain = named("domains", "domains", &name(&self.schema, resource), reading)?;
        Ok(match (settled(resource, domain.is_some()), domain) {
            (Some(changes), _) => changes,
            (None, Some(domain)) => differences(resource, &domain, FIELDS),
            (None, None) => Vec::new(),
        })
    }

    fn apply(&self, resource: &Resource, changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let name = name(&self.schema, resource);
        let Some(domain) = named("domains", "domains", &name, &mut acting.reading())? else {
            let mut body = fields(resource, FIELDS);
            body.insert("name".to_string(), json!(name));
            return change("POST", "domains", Some(&json!({"domain": body})), acting).map(drop);
        };
        let path = format!("domains/{}", field(&domain, "id"));
        if !wants_absent(resource) {
            let body = json!({"domain": changed_fields(resource, changes)});
            return change("PATCH", &path, Some(&body), acting).map(drop);
        }
        // Keystone deletes none that is enabled.
        change("PATCH", &path, Some(&json!({"domain": {"enabled": false}})), acting)?;
        change("DELETE", &path, None, acting).map(drop)
    }
}
