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

/// A version's manager, image, packages and whether it is active (`1`).
#[derive(Clone, Debug, Default)]
pub struct Version {
    pub manager: String,
    pub image_id: String,
    pub packages: String,
    pub active: String,
}

/// Datastore → version → what is known of it.
#[derive(Clone)]
pub struct Datastores(pub Rc<Map<String, Map<String, Version>>>);

pub fn datastores(look: &dyn Look, memory: &mut Memory) -> Result<Datastores, Failure> {
    memory.get_or_try(|| {
        let database = identifier(&database_name(look)?);
        let question = format!(
            "SELECT d.name, v.name, v.manager, v.image_id, v.packages, v.active FROM {database}.datastores d \
             LEFT JOIN {database}.datastore_versions v ON v.datastore_id = d.id;\n"
        );
        let rows = ask(look, &question, Mistakes::Fail).map_err(without_tables)?;
        let mut known: Map<String, Map<String, Version>> = Map::default();
        for row in rows {
            let Ok([datastore, name, manager, image_id, packages, active]) = <[String; 6]>::try_from(row) else { continue };
            let versions = known.entry(datastore).or_default();
            if name != "NULL" {
                let packages = if packages == "NULL" { String::new() } else { packages };
                versions.insert(name, Version { manager, image_id, packages, active });
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
