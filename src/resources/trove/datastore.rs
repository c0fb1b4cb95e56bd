//! `trove_datastore`: a kind of database that Trove offers.

use super::super::attribute::{name, text};
use super::super::declare::{bad_attribute, check_values, parameter, property, schema};
use super::super::ensure::{settled, wants_absent};
use super::super::keystone::elsewhere;
use super::database::{Datastores, datastores};
use super::manage::run;
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Reading, ResourceType};

pub struct TroveDatastore {
    schema: Schema,
}

impl Default for TroveDatastore {
    fn default() -> Self {
        let attributes = [
            property("ensure", "Whether the datastore is there.").values(&["present", "absent"]),
            parameter("name", "The name of the datastore."),
            parameter("version", "The default version, if it is there already when the datastore is made."),
            parameter("provider", "How Trove is told.").values(&["trove"]),
        ];
        TroveDatastore { schema: schema("trove_datastore", "name", &attributes) }
    }
}

impl ResourceType for TroveDatastore {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, _resource: &Resource) -> Vec<Autorelation> {
        vec![Autorelation::require("Anchor", "trove::service::end")]
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        let name = name(&self.schema, resource);
        if name.is_empty() || name.starts_with('-') || name.contains(char::is_whitespace) {
            return Err(bad_attribute(resource, "name", &format!("Invalid value \"{name}\". Valid values match /\\S+/.")));
        }
        Ok(())
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let exists = datastores(reading.look, reading.memory)?.get(&name(&self.schema, resource)).is_some();
        Ok(settled(resource, exists).unwrap_or_default())
    }

    fn apply(&self, resource: &Resource, _changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let name = name(&self.schema, resource);
        let known = datastores(acting.act.as_look(), acting.memory)?;
        acting.memory.forget::<Datastores>();
        if wants_absent(resource) {
            // trove-manage has no word for it; the service refuses where versions are left.
            let Some(datastore) = known.get(&name) else { return Ok(()) };
            return elsewhere::remove("database", &format!("datastores/{}", datastore.id), acting);
        }
        run(acting.act, &["datastore_update", &name, ""])?;
        let known = datastores(acting.act.as_look(), acting.memory)?;
        match text(resource, "version").filter(|version| known.version(&name, version).is_some()) {
            Some(version) => run(acting.act, &["datastore_update", &name, &version]),
            None => Ok(()),
        }
    }
}
