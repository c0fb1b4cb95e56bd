//! `keystone_project`, which older manifests call `keystone_tenant`: a project of a domain.

use super::super::declare::{check_values, parameter, property, schema};
use super::super::ensure::{settled, wants_absent};
use super::api::change;
use super::domain::{TRUTH, read_only_id};
use super::entry::{changed_fields, differences, domain_id, field, fields, named, required_domain_id, service_is_up};
use super::title::name_and_domain;
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Reading, ResourceType};
use serde_json::{Value as Json, json};

const FIELDS: &[&str] = &["enabled", "description"];

pub struct KeystoneProject {
    schema: Schema,
}

impl KeystoneProject {
    /// Under either name.
    pub fn named(name: &str) -> Self {
        let attributes = [
            property("ensure", "Whether the project is there.").values(&["present", "absent"]),
            parameter("name", "The name of the project; NAME::DOMAIN as a title."),
            property("enabled", "Whether the project may be used.").values(TRUTH).default("true"),
            property("description", "What it is for."),
            property("id", "Keystone's id; to be read only."),
            parameter("domain", "The domain of the project.").default("Default"),
            parameter("provider", "How Keystone is spoken to.").values(&["openstack"]),
        ];
        KeystoneProject { schema: schema(name, "name", &attributes) }
    }
}

/// The project of this name in this domain.
pub(super) fn project(name: &str, domain: &str, reading: &mut Reading<'_>) -> Result<Option<Json>, Failure> {
    match domain_id(domain, reading)? {
        Some(domain) => named(&format!("projects?domain_id={domain}"), "projects", name, reading),
        None => Ok(None),
    }
}

impl ResourceType for KeystoneProject {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, resource: &Resource) -> Vec<Autorelation> {
        let (_, domain) = name_and_domain(resource);
        let mut all = service_is_up();
        all.push(Autorelation::require("Keystone_domain", domain));
        all
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        read_only_id(resource)
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let (name, domain) = name_and_domain(resource);
        let project = project(&name, &domain, reading)?;
        Ok(match (settled(resource, project.is_some()), project) {
            (Some(changes), _) => changes,
            (None, Some(project)) => differences(resource, &project, FIELDS),
            (None, None) => Vec::new(),
        })
    }

    fn apply(&self, resource: &Resource, changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let (name, domain) = name_and_domain(resource);
        let domain_id = required_domain_id(&domain, &mut acting.reading())?;
        let Some(project) = project(&name, &domain, &mut acting.reading())? else {
            let mut body = fields(resource, FIELDS);
            body.insert("name".to_string(), json!(name));
            body.insert("domain_id".to_string(), json!(domain_id));
            return change("POST", "projects", Some(&json!({"project": body})), acting).map(drop);
        };
        let path = format!("projects/{}", field(&project, "id"));
        if wants_absent(resource) {
            return change("DELETE", &path, None, acting).map(drop);
        }
        change("PATCH", &path, Some(&json!({"project": changed_fields(resource, changes)})), acting).map(drop)
    }
}
