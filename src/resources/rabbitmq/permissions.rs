//! `rabbitmq_user_permissions`: what a user may do in a virtual host, as regular expressions over the names of its things.

use super::super::attribute;
use super::super::declare::{check_values, parameter, property, schema};
use super::super::ensure::{settled, wants_absent};
use super::ctl::{ask, bad_name, command, field, is_name, rows, tell};
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Memory, Reading, ResourceType};
use crate::system::Look;
use crate::value::Map;
use std::rc::Rc;

/// Attribute and the broker's word, in the order that `set_permissions` takes them.
const KINDS: [(&str, &str); 3] = [("configure_permission", "configure"), ("write_permission", "write"), ("read_permission", "read")];

/// Virtual host → user → expressions in the order of [`KINDS`].
#[derive(Clone, Default)]
struct Permissions(Map<String, Rc<Map<String, [String; 3]>>>);

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

fn of_vhost(vhost: &str, look: &dyn Look, memory: &mut Memory) -> Result<Rc<Map<String, [String; 3]>>, Failure> {
    if let Some(known) = memory.get::<Permissions>().and_then(|known| known.0.get(vhost)) {
        return Ok(known.clone());
    }
    let answer = ask(look, "rabbitmqctl", &["list_permissions", "-p", vhost])?.unwrap_or_default();
    let users = rows(&answer).filter_map(|row| {
        let [configure, write, read] = KINDS.map(|(_, word)| field(row, word).unwrap_or_default());
        Some((field(row, "user")?, [configure, write, read]))
    });
    let users: Rc<Map<String, [String; 3]>> = Rc::new(users.collect());
    let mut known = memory.get::<Permissions>().cloned().unwrap_or_default();
    known.0.insert(vhost.to_string(), users.clone());
    memory.insert(known);
    Ok(users)
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
        let (user, vhost) = self.place(resource)?;
        let users = of_vhost(&vhost, reading.look, reading.memory)?;
        let known = users.get(&user);
        if let Some(changes) = settled(resource, known.is_some()) {
            return Ok(changes);
        }
        let current = KINDS.iter().zip(known.into_iter().flatten());
        let differs = |((name, _), is): (&(&str, &str), &String)| {
            let wanted = attribute::text(resource, name).filter(|wanted| wanted != is)?;
            Some(Change::new(name, is.as_str(), wanted))
        };
        Ok(current.filter_map(differs).collect())
    }

    fn apply(&self, resource: &Resource, _changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let (user, vhost) = self.place(resource)?;
        if wants_absent(resource) {
            acting.memory.forget::<Permissions>();
            return tell(acting.act, &command("rabbitmqctl", &["clear_permissions", "-p", &vhost, &user]));
        }
        let known = of_vhost(&vhost, acting.act.as_look(), acting.memory)?;
        let current = known.get(&user).cloned().unwrap_or_default();
        let [configure, write, read] = current;
        let wanted = |at: usize, is: String| KINDS.get(at).and_then(|(name, _)| attribute::text(resource, name)).unwrap_or(is);
        let (configure, write, read) = (wanted(0, configure), wanted(1, write), wanted(2, read));
        acting.memory.forget::<Permissions>();
        tell(acting.act, &command("rabbitmqctl", &["set_permissions", "-p", &vhost, &user, &configure, &write, &read]))
    }
}
