//! What Puppet's report says of resources.

use crate::catalog::Resource;
use crate::plan::{Change, Failure};
use crate::value::{Map, Value, ValueHash, format};

/// The statuses of a run, by reference, and its errors.
pub struct Outcome {
    statuses: Map<String, Status>,
    logs: Vec<Log>,
}

struct Status {
    failed: bool,
    failed_to_restart: bool,
    skipped: bool,
    events: Vec<Event>,
}

struct Event {
    status: String,
    property: String,
    from: String,
    to: String,
    message: String,
    redacted: bool,
}

struct Log {
    level: String,
    source: String,
    message: String,
}

impl Outcome {
    /// `None` where the report is not the one of this configuration version.
    pub fn read(report: &Value, version: &str) -> Option<Self> {
        let report = report.as_hash()?;
        if text(report, "configuration_version") != version {
            return None;
        }
        let statuses = field(report, "resource_statuses").and_then(Value::as_hash)?;
        let named = statuses.iter().filter_map(|(name, status)| Some((name.as_str()?.to_string(), Status::read(status.as_hash()?))));
        let logs = items(report, "logs").filter_map(Value::as_hash).map(Log::read).collect();
        Some(Outcome { statuses: named.collect(), logs })
    }

    /// Whether there is anything about this resource.
    pub fn tells(&self, resource: &Resource) -> bool {
        self.statuses.contains_key(&resource.reference.to_string())
    }

    /// What was changed, or would be.
    pub fn changes(&self, resource: &Resource) -> Result<Vec<Change>, Failure> {
        let status = self.status(resource)?;
        if let Some(event) = status.events.iter().find(|event| event.status == "failure") {
            return Err(event.failure());
        }
        if status.failed {
            return Err(Failure::new(self.error(resource)));
        }
        Ok(status.events.iter().filter(|event| event.status != "audit").map(Event::change).collect())
    }

    /// Whether the resource answered a refresh.
    pub fn refreshed(&self, resource: &Resource) -> Result<bool, Failure> {
        let status = self.status(resource)?;
        if status.failed_to_restart || status.failed {
            return Err(Failure::new(self.error(resource)));
        }
        let name = resource.reference.to_string();
        Ok(self.logs.iter().any(|log| log.message.starts_with("Triggered 'refresh'") && log.source.contains(&name)))
    }

    fn status(&self, resource: &Resource) -> Result<&Status, Failure> {
        let status = self.statuses.get(&resource.reference.to_string()).filter(|status| !status.skipped);
        status.ok_or_else(|| Failure::new(format!("Puppet did not evaluate {}", resource.reference)))
    }

    /// The error that names the resource, or else its type, or else the first.
    fn error(&self, resource: &Resource) -> String {
        let (name, kind) = (resource.reference.to_string(), resource.reference.type_name.to_lowercase());
        let errors = || self.logs.iter().filter(|log| log.level == "err");
        let named = errors().find(|log| log.source.contains(&name)).or_else(|| errors().find(|log| log.message.contains(kind.as_str())));
        named.or_else(|| errors().next()).map_or_else(|| format!("Puppet failed on {name}"), |log| log.message.clone())
    }
}

impl Status {
    fn read(status: &ValueHash) -> Self {
        let is = |name: &str| matches!(field(status, name), Some(Value::Boolean(true)));
        let events = items(status, "events").filter_map(Value::as_hash).map(Event::read).collect();
        Status { failed: is("failed"), failed_to_restart: is("failed_to_restart"), skipped: is("skipped"), events }
    }
}

impl Event {
    fn read(event: &ValueHash) -> Self {
        Event {
            status: text(event, "status"),
            property: text(event, "property"),
            from: text(event, "previous_value"),
            to: text(event, "desired_value"),
            message: text(event, "message").trim_end_matches(" (noop)").to_string(),
            redacted: matches!(field(event, "redacted"), Some(Value::Boolean(true))),
        }
    }

    fn change(&self) -> Change {
        let change = Change::new(&self.property, self.from.as_str(), self.to.as_str()).saying(self.message.as_str());
        if self.redacted { change.redacted() } else { change }
    }

    /// The reason behind `change from 'a' to 'b' failed:`.
    fn failure(&self) -> Failure {
        let reason = self.message.split_once(" failed: ").map_or(self.message.as_str(), |(_, reason)| reason);
        Failure { property: Some(self.property.as_str().into()), ..Failure::new(reason) }
    }
}

impl Log {
    fn read(log: &ValueHash) -> Self {
        Log { level: text(log, "level"), source: text(log, "source"), message: text(log, "message") }
    }
}

fn field<'v>(hash: &'v ValueHash, name: &str) -> Option<&'v Value> {
    hash.get(&Value::from(name))
}

fn items<'v>(hash: &'v ValueHash, name: &str) -> impl Iterator<Item = &'v Value> {
    match field(hash, name) {
        Some(Value::Array(items)) => items.iter(),
        _ => [].iter(),
    }
}

fn text(hash: &ValueHash, name: &str) -> String {
    field(hash, name).filter(|value| !value.is_undef()).map(|value| format::interpolated(value).into()).unwrap_or_default()
}
