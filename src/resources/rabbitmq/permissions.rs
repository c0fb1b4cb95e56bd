//! `rabbitmq_user_permissions`: what a user may do in a virtual host, as regular expressions over the names of its things.

use super::super::attribute;
use super::super::declare::{check_values, parameter, property, schema};
use super::super::ensure::{settled, wants_absent};
use super::ctl::{bad_name, command, is_name, tell};
use super::definitions::{definitions, forget};
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Reading, ResourceType};

/// The attributes in the order that `set_permissions` takes them.
const KINDS: [&str; 3] = ["configure_permission", "write_permission", "read_permission"];

pub struct RabbitmqUserPermissions {
    schema: Schema,
}

impl Default for RabbitmqUserPermissions {
    fn default() -> Self {
        let attributes = [
            property("ensure", "Whether the user has permissions.").values(&["present", "absent"]).default("present"),
            parameter("name", "USER@VHOST"),
            property("configure_permission", "What the user may make and remove."),
            property("write_permission", "What the user may write to."),
            property("read_permission", "What the user may read from."),
            parameter("provider", "How the broker is spoken to.").values(&["rabbitmqctl"]),
        ];
        RabbitmqUserPermissions { schema: schema("rabbitmq_user_permissions", "name", &attributes) }
    }
}

impl RabbitmqUserPermissions {
    /// User and virtual host.
    fn place(&self, resource: &Resource) -> Result<(String, String), Failure> {
        let name = attribute::name(&self.schema, resource);
        match name.split_once('@') {
            Some((user, vhost)) if is_name(user) && is_name(vhost) => Ok((user.to_string(), vhost.to_string())),
            _ => Err(bad_name(resource, &name)),
        }
    }
}

impl ResourceType for RabbitmqUserPermissions {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, resource: &Resource) -> Vec<Autorelation> {
        let mut all = vec![Autorelation::require("Service", "rabbitmq-server")];
        if let Ok((user, vhost)) = self.place(resource) {
            all.push(Autorelation::require("Rabbitmq_user", user));
            all.push(Autorelation::require("Rabbitmq_vhost", vhost));
        }
        all
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        self.place(resource).map(drop)
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let definitions = definitions(reading.look, reading.memory)?;
        let known = definitions.permissions.get(&self.place(resource)?);
        if let Some(changes) = settled(resource, known.is_some()) {
            return Ok(changes);
        }
        let current = KINDS.iter().zip(known.into_iter().flatten());
        let differs = |(name, is): (&&str, &String)| {
            let wanted = attribute::text(resource, name).filter(|wanted| wanted != is)?;
            Some(Change::new(name, is.as_str(), wanted))
        };
        Ok(current.filter_map(differs).collect())
    }

    fn apply(&self, resource: &Resource, _changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let place = self.place(resource)?;
        let definitions = definitions(acting.act.as_look(), acting.memory)?;
        forget(acting.memory);
        let (user, vhost) = &place;
        if wants_absent(resource) {
            return tell(acting.act, &command("rabbitmqctl", &["clear_permissions", "-p", vhost, user]));
        }
        let current = definitions.permissions.get(&place).cloned().unwrap_or_default();
        let wanted: Vec<String> = KINDS.iter().zip(current).map(|(name, is)| attribute::text(resource, name).unwrap_or(is)).collect();
        let arguments: Vec<&str> = ["set_permissions", "-p", vhost, user].into_iter().chain(wanted.iter().map(String::as_str)).collect();
        tell(acting.act, &command("rabbitmqctl", &arguments))
    }
}
