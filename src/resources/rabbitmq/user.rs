//! `rabbitmq_user`: a user with a password and tags.

use super::super::attribute::{self, flag, text, texts};
use super::super::declare::{BOOLEAN, bad_attribute, check_values, parameter, property, schema};
use super::super::ensure::{settled, wants_absent};
use super::ctl::{bad_name, command, is_name, tell, with_password};
use super::definitions::{definitions, forget};
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Reading, ResourceType};
use crate::value::{Value, format};

const ADMINISTRATOR: &str = "administrator";

pub struct RabbitmqUser {
    schema: Schema,
}

impl Default for RabbitmqUser {
    fn default() -> Self {
        let attributes = [
            property("ensure", "Whether the user is there.").values(&["present", "absent"]).default("present"),
            parameter("name", "The name of the user."),
            property("password", "The password; the broker is asked whether it is still this one.").secret(),
            property("admin", "Whether the user is an administrator.").values(BOOLEAN).default("false"),
            property("tags", "Further tags, such as monitoring.").all(),
            parameter("provider", "How the broker is spoken to.").values(&["rabbitmqctl"]),
        ];
        RabbitmqUser { schema: schema("rabbitmq_user", "name", &attributes) }
    }
}

fn is_administrator(tags: &[String]) -> bool {
    tags.iter().any(|tag| tag == ADMINISTRATOR)
}

/// Tags without the administrator's.
fn further(tags: &[String]) -> Vec<String> {
    tags.iter().filter(|tag| *tag != ADMINISTRATOR).cloned().collect()
}

/// The wanted further tags, sorted; `None` where nothing is said.
fn wanted_tags(resource: &Resource) -> Option<Vec<String>> {
    resource.get("tags").map(|_| {
        let mut tags = texts(resource, "tags");
        tags.sort();
        tags
    })
}

/// All tags that the user shall have, given those there are.
fn all_tags(resource: &Resource, current: &[String]) -> Vec<String> {
    let administrator = flag(resource, "admin").unwrap_or(false).then(|| ADMINISTRATOR.to_string());
    administrator.into_iter().chain(wanted_tags(resource).unwrap_or_else(|| further(current))).collect()
}

fn shown(tags: &[String]) -> String {
    format::inspect(&tags.iter().map(|tag| Value::from(tag.as_str())).collect::<Value>())
}

fn password_change(resource: &Resource) -> Change {
    let change = Change::new("password", "[old password redacted]", "[new password redacted]").saying("password has been changed");
    if resource.is_sensitive("password") { change.redacted() } else { change }
}

impl ResourceType for RabbitmqUser {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, _resource: &Resource) -> Vec<Autorelation> {
        vec![Autorelation::require("Service", "rabbitmq-server")]
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        let name = attribute::name(&self.schema, resource);
        if !is_name(&name) {
            return Err(bad_name(resource, &name));
        }
        for tag in texts(resource, "tags") {
            if tag == ADMINISTRATOR {
                return Err(bad_attribute(resource, "tags", "must use admin property instead of administrator tag"));
            }
            if !is_name(&tag) {
                return Err(bad_attribute(resource, "tags", &format!("Invalid tag: \"{tag}\"")));
            }
        }
        if text(resource, "password").is_some_and(|password| password.is_empty() || password.contains(['\n', '\r'])) {
            return Err(bad_attribute(resource, "password", "a password must be one line that is not empty"));
        }
        Ok(())
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let name = attribute::name(&self.schema, resource);
        let definitions = definitions(reading.look, reading.memory)?;
        let known = definitions.users.get(&name);
        if let Some(changes) = settled(resource, known.is_some()) {
            return Ok(changes);
        }
        let Some(known) = known else { return Ok(Vec::new()) };
        let tags = known.tags.as_slice();
        let mut changes = Vec::new();
        if let Some(password) = text(resource, "password")
            && !known.has_password(&name, &password, reading.look)?
        {
            changes.push(password_change(resource));
        }
        let (is, wanted) = (is_administrator(tags), flag(resource, "admin").unwrap_or(false));
        if is != wanted {
            changes.push(Change::new("admin", is.to_string(), wanted.to_string()));
        }
        if let Some(wanted) = wanted_tags(resource).filter(|wanted| *wanted != further(tags)) {
            let (from, to) = (shown(&further(tags)), shown(&wanted));
            let message = format!("tags changed {from} to {to}");
            changes.push(Change::new("tags", from, to).saying(message));
        }
        Ok(changes)
    }

    fn apply(&self, resource: &Resource, changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let name = attribute::name(&self.schema, resource);
        let definitions = definitions(acting.act.as_look(), acting.memory)?;
        forget(acting.memory);
        if wants_absent(resource) {
            return tell(acting.act, &command("rabbitmqctl", &["delete_user", &name]));
        }
        let changed = |property: &str| changes.iter().any(|change| change.property == property);
        let password = text(resource, "password");
        match (changed("ensure"), password) {
            (true, None) => {
                return Err(Failure::new(format!("Password is a required parameter for rabbitmq_user (user: {name})")));
            }
            (true, Some(password)) => tell(acting.act, &with_password(&["add_user", &name], &password))?,
            (false, Some(password)) if changed("password") => {
                tell(acting.act, &with_password(&["change_password", &name], &password))?;
            }
            _ => {}
        }
        let tags = all_tags(resource, definitions.users.get(&name).map_or(&[], |user| &user.tags));
        if changed("admin") || changed("tags") || changed("ensure") && !tags.is_empty() {
            let arguments: Vec<&str> = ["set_user_tags", &name].into_iter().chain(tags.iter().map(String::as_str)).collect();
            tell(acting.act, &command("rabbitmqctl", &arguments))?;
        }
        Ok(())
    }
}
