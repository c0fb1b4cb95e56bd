//! What Trove's database says about datastores; asked once a run.

use super::super::ini::{Document, Policy, Syntax};
use super::super::mysql::client::{Mistakes, ask};
use super::super::mysql::text::identifier;
use crate::plan::{Failure, Memory};
use crate::system::{Follow, Look};
use crate::value::Map;
use std::path::Path;
use std::rc::Rc;

const CONFIGURATION: &str = "/etc/trove/trove.conf";
const DATABASE: &str = "trove";

/// A version's id, manager, image, packages and whether it is active (`1`).
#[derive(Clone, Debug, Default)]
pub struct Version {
    pub id: String,
    pub manager: String,
    pub image_id: String,
    pub packages: String,
    pub active: String,
}

/// A datastore's id and its versions.
#[derive(Clone, Debug, Default)]
pub struct Datastore {
    pub id: String,
    pub versions: Map<String, Version>,
}

/// By name.
#[derive(Clone)]
pub struct Datastores(Rc<Map<String, Datastore>>);

impl Datastores {
    pub fn get(&self, datastore: &str) -> Option<&Datastore> {
        self.0.get(datastore)
    }

    pub fn version(&self, datastore: &str, version: &str) -> Option<&Version> {
        self.get(datastore)?.versions.get(version)
    }
}

pub fn datastores(look: &dyn Look, memory: &mut Memory) -> Result<Datastores, Failure> {
    memory.get_or_try(|| {
        let database = identifier(&database_name(look)?);
        let question = format!(
            "SELECT d.id, d.name, v.id, v.name, v.manager, v.image_id, v.packages, v.active FROM {database}.datastores d \
             LEFT JOIN {database}.datastore_versions v ON v.datastore_id = d.id;\n"
        );
        let rows = ask(look, &question, Mistakes::Fail).map_err(without_tables)?;
        let mut known: Map<String, Datastore> = Map::default();
        for row in rows {
            let Ok([datastore_id, datastore, id, name, manager, image_id, packages, active]) = <[String; 8]>::try_from(row) else {
                continue;
            };
            let entry = known.entry(datastore).or_default();
            entry.id = datastore_id;
            if name != "NULL" {
                let packages = if packages == "NULL" { String::new() } else { packages };
                entry.versions.insert(name, Version { id, manager, image_id, packages, active });
            }
        }
        Ok(Datastores(Rc::new(known)))
    })
}

/// The tables come with an earlier resource (`trove-manage db_sync`).
fn without_tables(failure: Failure) -> Failure {
    let none = ["ERROR 1049", "ERROR 1146"].iter().any(|number| failure.message.contains(number));
    Failure { not_yet: failure.not_yet || none, ..failure }
}

/// The database's name in `[database] connection` of Trove's configuration.
fn database_name(look: &dyn Look) -> Result<String, Failure> {
    if look.metadata(Path::new(CONFIGURATION), Follow::Links)?.is_none() {
        return Ok(DATABASE.to_string());
    }
    let text = String::from_utf8_lossy(&look.read(Path::new(CONFIGURATION))?).into_owned();
    let document = Document::parse(&text, &Syntax::new(Policy::Openstack, "="));
    let connection = document.values("database", "connection").and_then(|values| values.into_iter().next());
    Ok(connection.as_deref().and_then(name_in).unwrap_or_else(|| DATABASE.to_string()))
}

/// `mysql+pymysql://user:password@host/NAME?charset=utf8` → `NAME`.
fn name_in(connection: &str) -> Option<String> {
    let (_, rest) = connection.split_once("://")?;
    let name = rest.rsplit('@').next()?.split_once('/')?.1.split('?').next()?;
    (!name.is_empty()).then(|| name.to_string())
}
