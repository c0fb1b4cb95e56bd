//! `rabbitmq_erlang_cookie`: the secret that the nodes of a broker share. A new one makes the old database unreadable, so it goes.

use super::super::attribute::{self, absolute, flag, text};
use super::super::declare::{bad_attribute, check_values, parameter, property, schema};
use super::super::run::run;
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Change, Failure, Reading, ResourceType};
use crate::system::{Command, Follow, Ownership};
use std::path::{Path, PathBuf};

const CONSENT: &str = "The current erlang cookie needs to change. In order to do this the RabbitMQ database needs to be wiped.  \
    Please set force => true to allow this to happen automatically.";

pub struct RabbitmqErlangCookie {
    schema: Schema,
}

impl Default for RabbitmqErlangCookie {
    fn default() -> Self {
        let attributes = [
            parameter("path", "The file."),
            property("content", "The cookie.").secret(),
            parameter("force", "Whether the broker's database may go.").values(&["true", "false"]).default("false"),
            parameter("rabbitmq_user", "The user that owns the file.").default("'rabbitmq'"),
            parameter("rabbitmq_group", "The group that owns the file.").default("'rabbitmq'"),
            parameter("rabbitmq_home", "The folder of the broker's database.").default("'/var/lib/rabbitmq'"),
            parameter("service_name", "The service that is stopped before."),
            parameter("provider", "How it is done.").values(&["ruby"]),
        ];
        RabbitmqErlangCookie { schema: schema("rabbitmq_erlang_cookie", "path", &attributes) }
    }
}

fn or(resource: &Resource, name: &str, default: &str) -> String {
    text(resource, name).unwrap_or_else(|| default.to_string())
}

impl RabbitmqErlangCookie {
    fn path(&self, resource: &Resource) -> Result<PathBuf, Failure> {
        absolute(resource, "path", &attribute::name(&self.schema, resource))
    }
}

fn ownership(resource: &Resource, acting: &Acting<'_>) -> Result<Ownership, Failure> {
    let (user, group) = (or(resource, "rabbitmq_user", "rabbitmq"), or(resource, "rabbitmq_group", "rabbitmq"));
    let found = acting.act.user(&user).ok_or_else(|| Failure::new(format!("Could not find user {user}")))?;
    let group = acting.act.group(&group).ok_or_else(|| Failure::new(format!("Could not find group {group}")))?;
    Ok(Ownership { user: Some(found.id), group: Some(group.id), mode: Some(0o400) })
}

impl ResourceType for RabbitmqErlangCookie {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        self.path(resource)?;
        absolute(resource, "rabbitmq_home", &or(resource, "rabbitmq_home", "/var/lib/rabbitmq"))?;
        match text(resource, "content").filter(|cookie| cookie.is_empty() || cookie.contains(char::is_whitespace)) {
            Some(_) => Err(bad_attribute(resource, "content", "Invalid value. Valid values match /^\\S+$/.")),
            None => Ok(()),
        }
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let (path, Some(wanted)) = (self.path(resource)?, text(resource, "content")) else { return Ok(Vec::new()) };
        let is = match reading.look.metadata(&path, Follow::Links)? {
            Some(_) => reading.look.read(&path)?,
            None => Vec::new(),
        };
        let change = || Change::new("content", "", "").saying("The rabbitmq erlang cookie was changed");
        Ok(if is == wanted.as_bytes() { Vec::new() } else { vec![change()] })
    }

    fn apply(&self, resource: &Resource, _changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        if flag(resource, "force") != Some(true) {
            return Err(Failure::new(CONSENT));
        }
        let ownership = ownership(resource, acting)?;
        if let Some(service) = text(resource, "service_name").filter(|name| !name.starts_with('-')) {
            run(acting.act, &Command::new("service", [service.as_str(), "stop"]))?;
        }
        let database = Path::new(&or(resource, "rabbitmq_home", "/var/lib/rabbitmq")).join("mnesia");
        if acting.act.metadata(&database, Follow::Nothing)?.is_some() {
            acting.act.remove(&database)?;
        }
        let cookie = text(resource, "content").unwrap_or_default();
        Ok(acting.act.write(&self.path(resource)?, cookie.as_bytes(), &ownership, None)?)
    }
}
