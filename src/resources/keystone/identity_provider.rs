//! `keystone_identity_provider`: who else may vouch for users (OS-FEDERATION), by the ids that it signs with.

use super::super::attribute::{absolute, name, text, texts};
use super::super::declare::{bad_attribute, check_values, parameter, property, schema};
use super::super::ensure::{settled, wants_absent};
use super::api::change;
use super::domain::{TRUTH, read_only_id};
use super::entry::{differences, field, fields, find, service_is_up, shown_list};
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Reading, ResourceType};
use crate::system::Look;
use serde_json::{Value as Json, json};

const COLLECTION: &str = "OS-FEDERATION/identity_providers";
const REMOTE_IDS: &str = "remote_ids";
const FILE: &str = "remote_id_file";

pub struct KeystoneIdentityProvider {
    schema: Schema,
}

impl Default for KeystoneIdentityProvider {
    fn default() -> Self {
        let attributes = [
            property("ensure", "Whether the identity provider is there.").values(&["present", "absent"]),
            parameter("name", "The id of the identity provider."),
            property("enabled", "Whether it may vouch for users.").values(TRUTH).default("true"),
            property("description", "What it is; only for a new one."),
            property(REMOTE_IDS, "The ids that it signs with, all of them."),
            property(FILE, "A file with those ids, one a line, instead."),
            property("id", "Keystone's id; to be read only."),
            parameter("provider", "How Keystone is spoken to.").values(&["openstack"]),
        ];
        KeystoneIdentityProvider { schema: schema("keystone_identity_provider", "name", &attributes) }
    }
}

/// The ids that there shall be, sorted; `None` where nothing is said of them.
fn wanted_ids(resource: &Resource, look: &dyn Look) -> Result<Option<Vec<String>>, Failure> {
    let mut ids = match text(resource, FILE) {
        Some(file) => {
            // it may be made by this very run
            let bytes = look.read(&absolute(resource, FILE, &file)?).map_err(|error| Failure::not_yet(error.to_string()))?;
            String::from_utf8_lossy(&bytes).lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_string).collect()
        }
        None if resource.get(REMOTE_IDS).is_none() => return Ok(None),
        None => texts(resource, REMOTE_IDS),
    };
    ids.sort();
    Ok(Some(ids))
}

fn ids_of(provider: &Json) -> Vec<String> {
    let ids = provider.get(REMOTE_IDS).and_then(Json::as_array).into_iter().flatten();
    let mut ids: Vec<String> = ids.filter_map(Json::as_str).map(str::to_string).collect();
    ids.sort();
    ids
}

fn check_id(resource: &Resource, id: &str) -> Result<(), Failure> {
    if let Some(at) = id.find('"') {
        let why = format!("rfc3986#section-2: remote id cannot have a double quote: {id} at position {at}");
        return Err(bad_attribute(resource, REMOTE_IDS, &why));
    }
    match id.contains(char::is_whitespace) {
        true => Err(bad_attribute(resource, REMOTE_IDS, &format!("Remote id cannot have space in it: '{id}'"))),
        false => Ok(()),
    }
}

/// As with the module's own provider, a description stays as it is.
fn check_description(resource: &Resource, provider: &Json) -> Result<(), Failure> {
    let (Some(wanted), is) = (text(resource, "description"), field(provider, "description")) else { return Ok(()) };
    match wanted == is {
        true => Ok(()),
        false => Err(Failure::new(format!("The description cannot be changed from {wanted} to {is}"))),
    }
}

impl KeystoneIdentityProvider {
    fn find(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Option<Json>, Failure> {
        let name = name(&self.schema, resource);
        find(COLLECTION, "identity_providers", reading, |entry| field(entry, "id") == name)
    }
}

impl ResourceType for KeystoneIdentityProvider {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, resource: &Resource) -> Vec<Autorelation> {
        let file = text(resource, FILE).map(|file| Autorelation::require("File", file.as_str()));
        service_is_up().into_iter().chain(file).collect()
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        read_only_id(resource)?;
        texts(resource, REMOTE_IDS).iter().try_for_each(|id| check_id(resource, id))?;
        let Some(file) = text(resource, FILE) else { return Ok(()) };
        if resource.get(REMOTE_IDS).is_some() {
            return Err(bad_attribute(resource, FILE, "Cannot have both remote_ids and remote_id_file"));
        }
        match file.starts_with('/') {
            true => Ok(()),
            false => Err(bad_attribute(resource, FILE, &format!("You must specify an absolute path name not '{file}'."))),
        }
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let provider = self.find(resource, reading)?;
        let provider = match (settled(resource, provider.is_some()), provider) {
            (Some(changes), _) => return Ok(changes),
            (None, Some(provider)) => provider,
            (None, None) => return Ok(Vec::new()),
        };
        check_description(resource, &provider)?;
        let mut changes = differences(resource, &provider, &["enabled"]);
        let is = ids_of(&provider);
        if let Some(wanted) = wanted_ids(resource, reading.look)?.filter(|wanted| *wanted != is) {
            let property = if resource.get(FILE).is_some() { FILE } else { REMOTE_IDS };
            let (from, to) = (shown_list(&is), shown_list(&wanted));
            let message = format!("{property} changed {from} to {to}");
            changes.push(Change::new(property, from, to).saying(message));
        }
        Ok(changes)
    }

    fn apply(&self, resource: &Resource, _changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let path = format!("{COLLECTION}/{}", name(&self.schema, resource));
        if wants_absent(resource) {
            return change("DELETE", &path, None, acting).map(drop);
        }
        let (method, mut body) = match self.find(resource, &mut acting.reading())? {
            Some(_) => ("PATCH", fields(resource, &["enabled"])),
            None => ("PUT", fields(resource, &["enabled", "description"])),
        };
        if let Some(ids) = wanted_ids(resource, acting.act.as_look())? {
            body.insert(REMOTE_IDS.to_string(), json!(ids));
        }
        change(method, &path, Some(&json!({"identity_provider": body})), acting).map(drop)
    }
}
