//! `keystone_user`: a person or a service. A password is checked by logging in with it.

use super::super::attribute::{flag, text};
use super::super::declare::{bad_attribute, check_values, parameter, property, schema};
use super::super::ensure::{settled, wants_absent};
use super::api::{change, knows_password};
use super::domain::{TRUTH, read_only_id};
use super::entry::{changed_fields, differences, domain_id, field, fields, named, required_domain_id, service_is_up};
use super::title::name_and_domain;
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Reading, ResourceType};
use serde_json::{Value as Json, json};

const FIELDS: &[&str] = &["enabled", "description", "email"];

pub struct KeystoneUser {
    schema: Schema,
}

impl Default for KeystoneUser {
    fn default() -> Self {
        let attributes = [
            property("ensure", "Whether the user is there.").values(&["present", "absent"]),
            parameter("name", "The name of the user; NAME::DOMAIN as a title."),
            property("enabled", "Whether the user may log in.").values(TRUTH).default("true"),
            property("password", "The password; Keystone is asked whether it is still this one.").secret(),
            property("description", "Who it is."),
            property("email", "The address of the user."),
            property("id", "Keystone's id; to be read only."),
            parameter("replace_password", "Whether a password that is another one is replaced.").values(TRUTH).default("true"),
            parameter("domain", "The domain of the user.").default("Default"),
            parameter("provider", "How Keystone is spoken to.").values(&["openstack"]),
        ];
        KeystoneUser { schema: schema("keystone_user", "name", &attributes) }
    }
}

/// The user of this name in this domain.
pub(super) fn user(name: &str, domain: &str, reading: &mut Reading<'_>) -> Result<Option<Json>, Failure> {
    match domain_id(domain, reading)? {
        Some(domain) => named(&format!("users?domain_id={domain}"), "users", name, reading),
        None => Ok(None),
    }
}

/// Nobody can log in as a user who is disabled, so that password cannot be checked.
fn password_matters(resource: &Resource, user: &Json) -> bool {
    let no = |name: &str| text(resource, name).is_some_and(|value| value.eq_ignore_ascii_case("false"));
    let is_disabled = user.get("enabled").and_then(Json::as_bool) == Some(false);
    !no("enabled") && !no("replace_password") && !is_disabled
}

fn password_change(resource: &Resource) -> Change {
    let change = Change::new("password", "[old password redacted]", "[new password redacted]").saying("changed password");
    if resource.is_sensitive("password") { change.redacted() } else { change }
}

impl ResourceType for KeystoneUser {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, resource: &Resource) -> Vec<Autorelation> {
        let (_, domain) = name_and_domain(resource);
        let mut all = service_is_up();
        all.push(Autorelation::require("Anchor", "default_domain_created"));
        all.push(Autorelation::require("Keystone_domain", domain));
        all
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        read_only_id(resource)?;
        if text(resource, "password").is_some_and(|password| password.trim().is_empty()) {
            return Err(bad_attribute(resource, "password", "Valid values match /\\S+/."));
        }
        Ok(())
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let (name, domain) = name_and_domain(resource);
        let user = user(&name, &domain, reading)?;
        if let Some(changes) = settled(resource, user.is_some()) {
            return Ok(changes);
        }
        let Some(user) = user else { return Ok(Vec::new()) };
        let mut changes = differences(resource, &user, FIELDS);
        if let Some(password) = text(resource, "password").filter(|_| password_matters(resource, &user))
            && !knows_password(field(&user, "id"), &password, reading)?
        {
            changes.push(password_change(resource));
        }
        Ok(changes)
    }

    fn apply(&self, resource: &Resource, changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let (name, domain) = name_and_domain(resource);
        let domain_id = required_domain_id(&domain, &mut acting.reading())?;
        let Some(user) = user(&name, &domain, &mut acting.reading())? else {
            let mut body = fields(resource, &["enabled", "description", "email", "password"]);
            body.insert("name".to_string(), json!(name));
            body.insert("domain_id".to_string(), json!(domain_id));
            return change("POST", "users", Some(&json!({"user": body})), acting).map(drop);
        };
        let path = format!("users/{}", field(&user, "id"));
        if wants_absent(resource) {
            return change("DELETE", &path, None, acting).map(drop);
        }
        let mut body = changed_fields(resource, changes);
        // Who was disabled until now could not be asked for the password: it is set along.
        if changes.iter().any(|change| change.property == "enabled") && flag(resource, "replace_password") != Some(false) {
            body.extend(fields(resource, &["password"]));
        }
        change("PATCH", &path, Some(&json!({"user": body})), acting).map(drop)
    }
}
