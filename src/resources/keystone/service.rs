//! `keystone_service`: an entry in the catalog of services.

use super::super::declare::{bad_attribute, check_values, parameter, property, schema};
use super::super::ensure::{settled, wants_absent};
use super::api::change;
use super::domain::read_only_id;
use super::entry::{changed_fields, differences, field, fields, find, service_is_up};
use super::title::name_and;
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Reading, ResourceType};
use serde_json::{Value as Json, json};

const FIELDS: &[&str] = &["description"];

pub struct KeystoneService {
    schema: Schema,
}

impl Default for KeystoneService {
    fn default() -> Self {
        let attributes = [
            property("ensure", "Whether the service is there.").values(&["present", "absent"]),
            parameter("name", "The name of the service; NAME::TYPE as a title."),
            property("id", "Keystone's id; to be read only."),
            parameter("type", "The type of the service."),
            property("description", "What the service is for."),
            parameter("provider", "How Keystone is spoken to.").values(&["openstack"]),
        ];
        KeystoneService { schema: schema("keystone_service", "name", &attributes) }
    }
}

/// The service of this name and, where one is named, this type.
pub(super) fn service(name: &str, kind: Option<&str>, reading: &mut Reading<'_>) -> Result<Option<Json>, Failure> {
    find("services", "services", reading, |entry| field(entry, "name") == name && kind.is_none_or(|kind| field(entry, "type") == kind))
}

impl ResourceType for KeystoneService {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, _resource: &Resource) -> Vec<Autorelation> {
        service_is_up()
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        read_only_id(resource)?;
        match name_and(resource, "type") {
            (_, Some(_)) => Ok(()),
            (_, None) => Err(bad_attribute(resource, "type", "The type of service is required, as an attribute or as NAME::TYPE")),
        }
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let (name, kind) = name_and(resource, "type");
        let service = service(&name, kind.as_deref(), reading)?;
        Ok(match (settled(resource, service.is_some()), service) {
            (Some(changes), _) => changes,
            (None, Some(service)) => differences(resource, &service, FIELDS),
            (None, None) => Vec::new(),
        })
    }

    fn apply(&self, resource: &Resource, changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let (name, kind) = name_and(resource, "type");
        let Some(service) = service(&name, kind.as_deref(), &mut acting.reading())? else {
            let mut body = fields(resource, FIELDS);
            body.insert("name".to_string(), json!(name));
            body.insert("type".to_string(), json!(kind));
            body.insert("enabled".to_string(), json!(true));
            return change("POST", "services", Some(&json!({"service": body})), acting).map(drop);
        };
        let path = format!("services/{}", field(&service, "id"));
        if wants_absent(resource) {
            return change("DELETE", &path, None, acting).map(drop);
        }
        change("PATCH", &path, Some(&json!({"service": changed_fields(resource, changes)})), acting).map(drop)
    }
}
