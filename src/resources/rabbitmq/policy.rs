//! `rabbitmq_policy`: settings for the queues and exchanges whose names match a pattern.

use super::super::attribute::{self, text};
use super::super::declare::{bad_attribute, check_values, parameter, property, schema};
use super::super::ensure::{settled, wants_absent};
use super::ctl::{command, tell};
use super::definitions::{define, definitions, forget};
use super::json::{Place, json, parted, shown, with_numbers};
use super::queue::check_hash;
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Reading, ResourceType};
use crate::value::Regex;
use serde_json::Value as Json;

/// Entries of a definition that the broker wants as numbers.
const NUMBERS: [&str; 7] =
    ["expires", "message-ttl", "max-length", "max-length-bytes", "shards-per-node", "ha-sync-batch-size", "delivery-limit"];

pub struct RabbitmqPolicy {
    schema: Schema,
}

impl Default for RabbitmqPolicy {
    fn default() -> Self {
        let attributes = [
            property("ensure", "Whether the policy is there.").values(&["present", "absent"]).default("present"),
            parameter("name", "POLICY@VHOST"),
            property("pattern", "A regular expression over names."),
            property("applyto", "What the policy is for.").values(&["all", "exchanges", "queues"]).default("all"),
            property("definition", "The settings."),
            property("priority", "Of several policies the one with the highest number counts.").default("0"),
            parameter("provider", "How the broker is spoken to.").values(&["rabbitmqctl"]),
        ];
        RabbitmqPolicy { schema: schema("rabbitmq_policy", "name", &attributes) }
    }
}

/// `name@vhost` of a policy or parameter.
pub fn place(schema: &Schema, resource: &Resource) -> Result<Place, Failure> {
    let name = attribute::name(schema, resource);
    let is_name = |place: &Place| !place.vhost.is_empty() && !place.name.is_empty() && !name.starts_with('-');
    let bad = || bad_attribute(resource, "name", &format!("Invalid value \"{name}\". Valid values match /^\\S+@\\S+$/."));
    parted(&name).filter(|place| is_name(place) && !name.contains(char::is_whitespace)).ok_or_else(bad)
}

/// What has to be there before a policy or parameter.
pub fn relations(schema: &Schema, resource: &Resource) -> Vec<Autorelation> {
    let vhost = place(schema, resource).map(|place| Autorelation::require("Rabbitmq_vhost", place.vhost));
    std::iter::once(Autorelation::require("Service", "rabbitmq-server")).chain(vhost).collect()
}

/// What the resource says of the policy, in the broker's words: attribute, the broker's name, value.
fn wanted(resource: &Resource) -> Vec<(&'static str, &'static str, Json)> {
    let mut definition = resource.get("definition").map(json);
    let exactly = definition.as_ref().and_then(|definition| definition.get("ha-mode")).is_some_and(|mode| mode == "exactly");
    if let Some(definition) = &mut definition {
        with_numbers(definition, |name| NUMBERS.contains(&name) || exactly && name == "ha-params");
    }
    let priority = text(resource, "priority").map_or(Some(0), |priority| priority.parse::<i64>().ok());
    let all = [
        ("pattern", "pattern", text(resource, "pattern").map(Json::from)),
        ("applyto", "apply-to", Some(Json::from(text(resource, "applyto").unwrap_or_else(|| "all".to_string())))),
        ("definition", "definition", definition),
        ("priority", "priority", priority.map(Json::from)),
    ];
    all.into_iter().filter_map(|(attribute, name, value)| Some((attribute, name, value?))).collect()
}

/// `'.*'`, `{'ha-mode' => 'all'}`.
fn change(attribute: &str, from: &Json, to: &Json) -> Change {
    let plain = |json: &Json| json.as_str().map_or_else(|| shown(json), str::to_string);
    let change = Change::new(attribute, plain(from), plain(to));
    match to.is_object() {
        true => change.saying(format!("{attribute} changed {} to {}", shown(from), shown(to))),
        false => change,
    }
}

fn check_pattern(resource: &Resource) -> Result<(), Failure> {
    match text(resource, "pattern") {
        Some(pattern) if Regex::new(&pattern).is_err() => Err(bad_attribute(resource, "pattern", &format!("Invalid regexp {pattern}"))),
        Some(_) => Ok(()),
        None if wants_absent(resource) => Ok(()),
        None => Err(Failure::new("pattern parameter is required.")),
    }
}

impl ResourceType for RabbitmqPolicy {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, resource: &Resource) -> Vec<Autorelation> {
        relations(&self.schema, resource)
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        place(&self.schema, resource)?;
        check_pattern(resource)?;
        check_hash(resource, "definition", "Invalid definition")?;
        if !wants_absent(resource) && resource.get("definition").is_none() {
            return Err(Failure::new("definition parameter is required."));
        }
        match text(resource, "priority").filter(|priority| priority.parse::<u32>().is_err()) {
            Some(bad) => Err(bad_attribute(resource, "priority", &format!("Invalid value \"{bad}\". Valid values match /^\\d+$/."))),
            None => Ok(()),
        }
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let definitions = definitions(reading.look, reading.memory)?;
        let known = definitions.policies.get(&place(&self.schema, resource)?);
        if let Some(changes) = settled(resource, known.is_some()) {
            return Ok(changes);
        }
        let is = |name: &str| known.and_then(|known| known.get(name)).cloned().unwrap_or(Json::Null);
        let wanted = wanted(resource).into_iter().map(|(attribute, name, value)| (attribute, is(name), value));
        Ok(wanted.filter(|(_, is, value)| is != value).map(|(attribute, is, value)| change(attribute, &is, &value)).collect())
    }

    fn apply(&self, resource: &Resource, _changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let place = place(&self.schema, resource)?;
        if wants_absent(resource) {
            forget(acting.memory);
            return tell(acting.act, &command("rabbitmqctl", &["clear_policy", "-p", &place.vhost, &place.name]));
        }
        let mut policy = serde_json::json!({ "vhost": place.vhost, "name": place.name });
        if let Some(entries) = policy.as_object_mut() {
            entries.extend(wanted(resource).into_iter().map(|(_, name, value)| (name.to_string(), value)));
        }
        define("policies", policy, acting)
    }
}
