//! `keystone_endpoint`: where a service is to be reached in a region. One resource is up to three entries, one for each interface.

use super::super::attribute::text;
use super::super::declare::{bad_attribute, check_values, parameter, property, schema};
use super::super::ensure::{settled, wants_absent};
use super::api::{change, list};
use super::domain::read_only_id;
use super::entry::{field, service_is_up};
use super::service::service;
use super::title;
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Reading, ResourceType};
use serde_json::{Value as Json, json};

/// Attribute and Keystone's word for the interface.
const INTERFACES: [(&str, &str); 3] = [("admin_url", "admin"), ("internal_url", "internal"), ("public_url", "public")];

pub struct KeystoneEndpoint {
    schema: Schema,
}

impl Default for KeystoneEndpoint {
    fn default() -> Self {
        let attributes = [
            property("ensure", "Whether the endpoint is there.").values(&["present", "absent"]),
            parameter("name", "REGION/NAME::TYPE as a title."),
            property("id", "Keystone's id; to be read only."),
            parameter("region", "The region."),
            parameter("type", "The type of the service."),
            property("public_url", "The URL for everybody."),
            property("internal_url", "The URL for other services."),
            property("admin_url", "The URL for administrators."),
            parameter("provider", "How Keystone is spoken to.").values(&["openstack"]),
        ];
        KeystoneEndpoint { schema: schema("keystone_endpoint", "name", &attributes) }
    }
}

/// The entries of the resource: those of its service in its region.
fn entries(resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Json>, Failure> {
    let (region, name, kind) = title::endpoint(resource);
    let Some(service) = service(&name, kind.as_deref(), reading)? else { return Ok(Vec::new()) };
    let all = list("endpoints", "endpoints", reading)?;
    let of_region = |entry: &&Json| [field(entry, "region_id"), field(entry, "region")].iter().any(|is| Some(*is) == region.as_deref());
    let of_service = |entry: &&Json| field(entry, "service_id") == field(&service, "id");
    Ok(all.iter().filter(of_service).filter(of_region).cloned().collect())
}

fn of_interface<'e>(entries: &'e [Json], interface: &str) -> Option<&'e Json> {
    entries.iter().find(|entry| field(entry, "interface") == interface)
}

impl ResourceType for KeystoneEndpoint {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, resource: &Resource) -> Vec<Autorelation> {
        let (_, name, kind) = title::endpoint(resource);
        let mut all = service_is_up();
        all.push(Autorelation::require("Keystone_service", kind.map_or_else(|| name.clone(), |kind| format!("{name}::{kind}"))));
        all.push(Autorelation::require("Keystone_service", name));
        all
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        read_only_id(resource)?;
        match title::endpoint(resource) {
            (Some(_), _, _) => Ok(()),
            (None, _, _) => Err(bad_attribute(resource, "region", "The region is required, as an attribute or as REGION/NAME::TYPE")),
        }
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let entries = entries(resource, reading)?;
        if let Some(changes) = settled(resource, !entries.is_empty()) {
            return Ok(changes);
        }
        let differs = |(name, interface): &(&str, &str)| {
            let wanted = text(resource, name)?;
            let is = of_interface(&entries, interface).map_or("", |entry| field(entry, "url"));
            (is != wanted).then(|| Change::new(name, is, wanted))
        };
        Ok(INTERFACES.iter().filter_map(differs).collect())
    }

    fn apply(&self, resource: &Resource, _changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let entries = entries(resource, &mut acting.reading())?;
        if wants_absent(resource) {
            for entry in &entries {
                change("DELETE", &format!("endpoints/{}", field(entry, "id")), None, acting)?;
            }
            return Ok(());
        }
        let (region, name, kind) = title::endpoint(resource);
        let service = service(&name, kind.as_deref(), &mut acting.reading())?;
        let service = service.ok_or_else(|| Failure::new(format!("Cannot find service associated with {}", resource.title())))?;
        for (attribute, interface) in INTERFACES {
            let Some(url) = text(resource, attribute) else { continue };
            match of_interface(&entries, interface) {
                Some(entry) if field(entry, "url") == url => {}
                Some(entry) => {
                    let path = format!("endpoints/{}", field(entry, "id"));
                    change("PATCH", &path, Some(&json!({"endpoint": {"url": url}})), acting)?;
                }
                // `region`, not `region_id`: so Keystone makes the region where it is not there yet.
                None => {
                    let body = json!({"service_id": field(&service, "id"), "interface": interface, "url": url, "region": region});
                    change("POST", "endpoints", Some(&json!({"endpoint": body})), acting)?;
                }
            }
        }
        Ok(())
    }
}
