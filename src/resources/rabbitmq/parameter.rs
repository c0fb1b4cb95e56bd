//! `rabbitmq_parameter`: what a plugin is told (the source of a shovel, an upstream of the federation). Its URIs may hold passwords.

use super::super::attribute::text;
use super::super::declare::{bad_attribute, check_values, parameter, property, schema};
use super::super::ensure::{settled, wants_absent};
use super::ctl::{command, field, tell};
use super::definitions::{define, definitions, forget};
use super::json::{json, shown, with_numbers};
use super::policy::{place, relations};
use super::queue::check_hash;
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Reading, ResourceType};
use crate::value::Value;
use serde_json::Value as Json;

const SHOVEL: &str = "shovel";

pub struct RabbitmqParameter {
    schema: Schema,
}

impl Default for RabbitmqParameter {
    fn default() -> Self {
        let attributes = [
            property("ensure", "Whether the parameter is there.").values(&["present", "absent"]).default("present"),
            parameter("name", "PARAMETER@VHOST"),
            property("component_name", "The plugin's word for what it is: shovel, federation-upstream."),
            property("value", "What the plugin is told."),
            parameter("provider", "How the broker is spoken to.").values(&["rabbitmqctl"]),
        ];
        RabbitmqParameter { schema: schema("rabbitmq_parameter", "name", &attributes) }
    }
}

fn wanted(resource: &Resource) -> Option<Json> {
    let mut value = json(resource.get("value")?);
    with_numbers(&mut value, |_| true);
    Some(value)
}

/// Passwords in URIs are not shown.
fn value_change(resource: &Resource, from: &Json, to: &Json) -> Change {
    let held = |json: &Json| {
        let text = json.to_string();
        text.split("://").skip(1).any(|rest| rest.split('/').next().is_some_and(|authority| authority.contains('@')))
    };
    let change = Change::new("value", shown(from), shown(to)).saying(format!("value changed {} to {}", shown(from), shown(to)));
    if resource.is_sensitive("value") || held(from) || held(to) { Change::new("value", "", "").redacted() } else { change }
}

fn check_entries(resource: &Resource) -> Result<(), Failure> {
    let Some(Value::Hash(entries)) = resource.get("value") else { return Ok(()) };
    let is_plain = |value: &Value| matches!(value.unwrapped(), Value::String(_) | Value::Boolean(_) | Value::Integer(_));
    if entries.values().all(is_plain) { Ok(()) } else { Err(bad_attribute(resource, "value", "Invalid value")) }
}

impl ResourceType for RabbitmqParameter {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, resource: &Resource) -> Vec<Autorelation> {
        relations(&self.schema, resource)
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        place(&self.schema, resource)?;
        check_hash(resource, "value", "Invalid value")?;
        check_entries(resource)?;
        if text(resource, "component_name").is_some_and(|name| name.is_empty() || name.starts_with('-')) {
            return Err(bad_attribute(resource, "component_name", "component_name must be defined"));
        }
        let missing = ["component_name", "value"].into_iter().find(|name| resource.get(name).is_none());
        match missing.filter(|_| !wants_absent(resource)) {
            Some(name) => Err(Failure::new(format!("{name} parameter is required."))),
            None => Ok(()),
        }
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let definitions = definitions(reading.look, reading.memory)?;
        let known = definitions.parameters.get(&place(&self.schema, resource)?);
        if let Some(changes) = settled(resource, known.is_some()) {
            return Ok(changes);
        }
        let is = |name: &str| known.and_then(|known| known.get(name)).cloned().unwrap_or(Json::Null);
        let component = text(resource, "component_name").filter(|wanted| is("component") != wanted.as_str());
        let component = component.map(|wanted| Change::new("component_name", is("component").as_str().unwrap_or_default(), wanted));
        let value = wanted(resource).filter(|wanted| is("value") != *wanted).map(|wanted| value_change(resource, &is("value"), &wanted));
        Ok(component.into_iter().chain(value).collect())
    }

    fn apply(&self, resource: &Resource, _changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let place = place(&self.schema, resource)?;
        if wants_absent(resource) {
            let definitions = definitions(acting.act.as_look(), acting.memory)?;
            let component = definitions.parameters.get(&place).and_then(|known| field(known, "component"));
            forget(acting.memory);
            let component = component.as_deref().unwrap_or(SHOVEL);
            return tell(acting.act, &command("rabbitmqctl", &["clear_parameter", "-p", &place.vhost, component, &place.name]));
        }
        let component = text(resource, "component_name").unwrap_or_default();
        let parameter = serde_json::json!({ "vhost": place.vhost, "name": place.name, "component": component, "value": wanted(resource) });
        define("parameters", parameter, acting)
    }
}
