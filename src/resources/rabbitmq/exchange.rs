//! `rabbitmq_exchange`: an exchange; what it is like is said when it is made and never changed.

use super::super::attribute::{self, flag, text};
use super::super::declare::{bad_attribute, check_values, parameter, property, schema};
use super::super::ensure::{settled, wants_absent};
use super::ctl::{ask, field, rows};
use super::definitions::{define, definitions, forget};
use super::json::{Place, object};
use super::management::Management;
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Reading, ResourceType};
use serde_json::json;

pub struct RabbitmqExchange {
    schema: Schema,
}

impl Default for RabbitmqExchange {
    fn default() -> Self {
        let attributes = [
            property("ensure", "Whether the exchange is there.").values(&["present", "absent"]).default("present"),
            parameter("name", "EXCHANGE@VHOST"),
            parameter("type", "The type of a new exchange."),
            parameter("durable", "Whether a new one outlives the broker.").default("false"),
            parameter("auto_delete", "Whether a new one goes with its last binding.").default("false"),
            parameter("internal", "Whether clients may not publish to a new one.").default("false"),
            parameter("arguments", "Arguments of a new one."),
            parameter("user", "The user that takes it away.").default("'guest'"),
            parameter("password", "The user's password.").secret(),
            parameter("provider", "How the broker is spoken to.").values(&["rabbitmqadmin"]),
        ];
        RabbitmqExchange { schema: schema("rabbitmq_exchange", "name", &attributes) }
    }
}

/// The user and password of a resource that `rabbitmqadmin` would be given.
pub fn management(resource: &Resource, acting: &Acting<'_>) -> Result<Management, Failure> {
    let or_guest = |name: &str| text(resource, name).unwrap_or_else(|| "guest".to_string());
    Management::new(&or_guest("user"), &or_guest("password"), acting.act.as_look())
}

/// What has to be there before a thing of a virtual host.
pub fn relations(resource: &Resource, vhost: &str) -> Vec<Autorelation> {
    let user = text(resource, "user").unwrap_or_else(|| "guest".to_string());
    vec![
        Autorelation::require("Rabbitmq_vhost", vhost),
        Autorelation::require("Rabbitmq_user", user.as_str()),
        Autorelation::require("Rabbitmq_user_permissions", format!("{user}@{vhost}")),
    ]
}

impl RabbitmqExchange {
    /// The name ends at the first at sign.
    fn place(&self, resource: &Resource) -> Result<Place, Failure> {
        let name = attribute::name(&self.schema, resource);
        let blank = name.contains(char::is_whitespace);
        match name.split_once('@').filter(|(_, vhost)| !blank && !vhost.is_empty()) {
            Some((name, vhost)) => Ok(Place { name: name.to_string(), vhost: vhost.split('@').next().unwrap_or(vhost).to_string() }),
            None => Err(bad_attribute(resource, "name", &format!("Invalid value \"{name}\". Valid values match /^\\S*@\\S+$/."))),
        }
    }

    /// Internal exchanges and the broker's own are no part of its definitions: they are listed.
    fn exists(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<bool, Failure> {
        let place = self.place(resource)?;
        let definitions = definitions(reading.look, reading.memory)?;
        if definitions.exchanges.contains_key(&place) || !definitions.vhosts.contains(&place.vhost) {
            return Ok(definitions.exchanges.contains_key(&place));
        }
        let listed = ask(reading.look, "rabbitmqctl", &["list_exchanges", "-p", &place.vhost, "name", "--formatter", "json"])?;
        Ok(rows(&listed).any(|row| field(row, "name").as_deref() == Some(&place.name)))
    }
}

impl ResourceType for RabbitmqExchange {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, resource: &Resource) -> Vec<Autorelation> {
        self.place(resource).map(|place| relations(resource, &place.vhost)).unwrap_or_default()
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        let place = self.place(resource)?;
        if !wants_absent(resource) && text(resource, "type").is_none() {
            return Err(Failure::new(format!("must set type when creating exchange for {}@{} whose type is ", place.name, place.vhost)));
        }
        Ok(())
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let exists = self.exists(resource, reading)?;
        Ok(settled(resource, exists).unwrap_or_default())
    }

    fn apply(&self, resource: &Resource, _changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let place = self.place(resource)?;
        if wants_absent(resource) {
            forget(acting.memory);
            return management(resource, acting)?.delete(&["exchanges", &place.vhost, &place.name], acting.act);
        }
        let is = |name: &str| flag(resource, name) == Some(true);
        let exchange = json!({
            "vhost": place.vhost, "name": place.name, "type": text(resource, "type"), "durable": is("durable"),
            "auto_delete": is("auto_delete"), "internal": is("internal"), "arguments": object(resource.get("arguments")),
        });
        define("exchanges", exchange, acting)
    }
}
