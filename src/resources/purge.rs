//! `resources`: removes what no resource of a type declares.

use super::attribute::{flag, name, text, texts};
use super::declare::{BOOLEAN, Declared, check_values, parameter, schema};
use crate::catalog::{Parameter, Resource, Schema};
use crate::plan::{Acting, Change, Failure, Reading, ResourceType};
use crate::system::Look;
use crate::value::{EcoString, Map, Value};
use std::path::Path;
use std::sync::Arc;

const ATTRIBUTES: &[Declared] = &[
    parameter("name", "The name of the type."),
    parameter("purge", "Whether undeclared resources are removed.").values(BOOLEAN).default("false"),
    parameter("unless_system_user", "Up to which number users are left alone."),
    parameter("unless_uid", "Numbers of users who are left alone."),
];

/// Users who are never removed.
const SYSTEM_USERS: &[&str] = &["root", "nobody", "bin", "noaccess", "daemon", "sys"];

/// What generated resources take from the `resources` that they come from.
const HANDED_DOWN: &[&str] = &["noop", "loglevel", "schedule", "audit", "tag"];

pub(super) struct Purge {
    schema: Schema,
    kinds: Map<EcoString, Arc<dyn ResourceType>>,
}

impl Purge {
    /// `kinds` are the types that can be asked for their instances.
    pub(super) fn new(kinds: &Map<EcoString, Arc<dyn ResourceType>>) -> Self {
        Purge { schema: schema("resources", "name", ATTRIBUTES), kinds: kinds.clone() }
    }

    fn instances(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Resource>, Failure> {
        let type_name = name(&self.schema, resource);
        let kind = self.kinds.get(type_name.to_lowercase().as_str());
        let found = kind.map(|kind| kind.instances(reading)).transpose()?.flatten();
        found.ok_or_else(|| {
            Failure::new(format!("Purging resources of type {type_name} is not supported, since they cannot be queried from the system"))
        })
    }
}

impl ResourceType for Purge {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)
    }

    fn generate(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Resource>, Failure> {
        if flag(resource, "purge") != Some(true) {
            return Ok(Vec::new());
        }
        let found = self.instances(resource, reading)?;
        let least = least_user(resource, reading.look);
        let spared = texts(resource, "unless_uid");
        let undeclared = found.into_iter().filter(|instance| !is_declared(instance, reading));
        let purged = undeclared.filter(|instance| instance.reference.type_name != "User" || is_purgeable(instance, least, &spared));
        Ok(purged.map(|instance| absent(instance, resource)).collect())
    }

    fn check(&self, _resource: &Resource, _reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        Ok(Vec::new())
    }

    fn apply(&self, _resource: &Resource, _changes: &[Change], _acting: &mut Acting<'_>) -> Result<(), Failure> {
        Ok(())
    }
}

/// By its title, or by the name that a declared resource has in its attributes.
fn is_declared(instance: &Resource, reading: &Reading<'_>) -> bool {
    let same_type = |other: &&Resource| other.reference.type_name == instance.reference.type_name;
    reading.catalog.resource(&instance.reference).is_some()
        || reading.catalog.resources.values().filter(same_type).any(|other| other.text("name") == Some(instance.title()))
}

/// System users stay, whatever the catalog says.
fn is_purgeable(user: &Resource, least: Option<i64>, spared: &[String]) -> bool {
    let Some(Value::Integer(id)) = user.get("uid") else { return false };
    !SYSTEM_USERS.contains(&user.title()) && !spared.contains(&id.to_string()) && least.is_none_or(|least| *id > least)
}

/// The greatest number of a system user; `None` where the resource does not care.
fn least_user(resource: &Resource, look: &dyn Look) -> Option<i64> {
    match text(resource, "unless_system_user").as_deref() {
        Some("false") => None,
        Some(number) if number != "true" => number.parse().ok(),
        _ => {
            let content = look.read(Path::new("/etc/login.defs")).unwrap_or_default();
            let least = String::from_utf8_lossy(&content).lines().find_map(|line| {
                let mut words = line.split_whitespace();
                words.next().filter(|word| *word == "UID_MIN").and_then(|_| words.next()?.parse::<i64>().ok())
            });
            Some(least.unwrap_or(1000) - 1)
        }
    }
}

fn absent(instance: Resource, purge: &Resource) -> Resource {
    let mut parameters = instance.parameters;
    parameters.insert("ensure".into(), Parameter { value: Value::from("absent"), location: None });
    for name in HANDED_DOWN {
        if let Some(value) = purge.parameters.get(*name) {
            parameters.insert((*name).into(), value.clone());
        }
    }
    Resource { parameters, tags: purge.tags.clone(), source: purge.source.clone(), location: purge.location.clone(), ..instance }
}
