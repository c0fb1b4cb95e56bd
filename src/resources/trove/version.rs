//! `trove_datastore_version`: a version of a datastore, and the image that its instances start from.

use super::super::attribute::{name, text};
use super::super::declare::{check_values, parameter, property, schema};
use super::super::ensure::{settled, wants_absent};
use super::super::keystone::elsewhere;
use super::database::{Datastores, Version, datastores};
use super::manage::run;
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Reading, RelationKind, ResourceType};

pub struct TroveDatastoreVersion {
    schema: Schema,
}

impl Default for TroveDatastoreVersion {
    fn default() -> Self {
        let attributes = [
            property("ensure", "Whether the version is there.").values(&["present", "absent"]),
            parameter("name", "The name of the version."),
            parameter("datastore", "The datastore that it is a version of."),
            property("manager", "The manager that the guest agent uses for it."),
            property("image_id", "The id of the image."),
            property("packages", "Packages that the guest agent installs."),
            property("active", "Whether instances of it may be made: 1 or 0."),
            parameter("provider", "How Trove is told.").values(&["trove"]),
        ];
        TroveDatastoreVersion { schema: schema("trove_datastore_version", "name", &attributes) }
    }
}

fn datastore(resource: &Resource) -> Result<String, Failure> {
    text(resource, "datastore").ok_or_else(|| Failure::new("datastore is a required attribute"))
}

/// `active` in either spelling, as the program takes it.
fn number(active: &str) -> &str {
    match active {
        "true" => "1",
        "false" => "0",
        other => other,
    }
}

/// What the resource says, with the rest from what is there.
fn wanted(resource: &Resource, is: &Version) -> Version {
    let or = |name: &str, is: &str| text(resource, name).unwrap_or_else(|| is.to_string());
    let active = or("active", if is.active.is_empty() { "1" } else { &is.active });
    Version {
        id: is.id.clone(),
        manager: or("manager", &is.manager),
        image_id: or("image_id", &is.image_id),
        packages: or("packages", &is.packages),
        active: number(&active).to_string(),
    }
}

impl ResourceType for TroveDatastoreVersion {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, resource: &Resource) -> Vec<Autorelation> {
        let datastore = text(resource, "datastore").map(|datastore| Autorelation {
            // A datastore can be removed when its versions are gone.
            kind: if wants_absent(resource) { RelationKind::Before } else { RelationKind::Require },
            ..Autorelation::require("Trove_datastore", datastore)
        });
        datastore.into_iter().chain([Autorelation::require("Anchor", "trove::service::end")]).collect()
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        let required = ["datastore", "manager", "image_id"].into_iter().find(|name| text(resource, name).is_none());
        match required.filter(|_| !wants_absent(resource)) {
            Some(name) => Err(Failure::new(format!("{name} is a required attribute"))),
            None => Ok(()),
        }
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let known = datastores(reading.look, reading.memory)?;
        let version = known.version(&datastore(resource)?, &name(&self.schema, resource));
        if let Some(changes) = settled(resource, version.is_some()) {
            return Ok(changes);
        }
        let Some(is) = version else { return Ok(Vec::new()) };
        let wanted = wanted(resource, is);
        let pairs = [
            ("manager", &is.manager, &wanted.manager),
            ("image_id", &is.image_id, &wanted.image_id),
            ("packages", &is.packages, &wanted.packages),
            ("active", &is.active, &wanted.active),
        ];
        let differing = pairs.into_iter().filter(|(_, from, to)| from != to);
        Ok(differing.map(|(property, from, to)| Change::new(property, from.as_str(), to.as_str())).collect())
    }

    fn apply(&self, resource: &Resource, _changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let (datastore, name) = (datastore(resource)?, name(&self.schema, resource));
        let known = datastores(acting.act.as_look(), acting.memory)?;
        acting.memory.forget::<Datastores>();
        let is = known.version(&datastore, &name).cloned().unwrap_or_default();
        if wants_absent(resource) {
            // trove-manage has no word for it; the service refuses where instances, backups or configurations use it.
            return elsewhere::remove("database", &format!("mgmt/datastore-versions/{}", is.id), acting);
        }
        let Version { manager, image_id, packages, active, .. } = wanted(resource, &is);
        run(acting.act, &["datastore_version_update", &datastore, &name, &manager, &image_id, &packages, &active])
    }
}
