//! `mysql_database`: a database with its default character set and collation.

use super::super::attribute;
use super::super::declare::{bad_attribute, check_values, parameter, property, schema};
use super::super::ensure::{settled, wants_absent};
use super::client::{Mistakes, ask, tell};
use super::text::{identifier, is_word, modern};
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Memory, Reading, ResourceType};
use crate::system::Look;
use crate::value::Map;
use std::rc::Rc;

const QUESTION: &str = "SELECT schema_name, default_character_set_name, default_collation_name FROM information_schema.schemata;\n";

/// Database → character set and collation.
#[derive(Clone)]
struct Databases(Rc<Map<String, (String, String)>>);

pub struct MysqlDatabase {
    schema: Schema,
}

impl Default for MysqlDatabase {
    fn default() -> Self {
        let attributes = [
            property("ensure", "Whether the database is there.").values(&["present", "absent"]),
            parameter("name", "The name of the database."),
            property("charset", "The default character set; utf8 is another name of utf8mb3.").default("utf8mb3"),
            property("collate", "The default collation.").default("utf8mb3_general_ci"),
            parameter("provider", "How the server is spoken to.").values(&["mysql"]),
        ];
        MysqlDatabase { schema: schema("mysql_database", "name", &attributes) }
    }
}

/// The wanted character set and collation.
fn wanted(resource: &Resource) -> (String, Option<String>) {
    let charset = attribute::text(resource, "charset").map(|charset| modern(&charset));
    let collate = attribute::text(resource, "collate").map(|collate| modern(&collate));
    match (charset, collate) {
        (Some(charset), collate) if charset != "utf8mb3" => (charset, collate),
        (_, collate) => ("utf8mb3".to_string(), Some(collate.unwrap_or_else(|| "utf8mb3_general_ci".to_string()))),
    }
}

fn databases(look: &dyn Look, memory: &mut Memory) -> Result<Databases, Failure> {
    memory.get_or_try(|| {
        let rows = ask(look, QUESTION, Mistakes::Fail)?;
        let known = rows.into_iter().filter_map(|row| match <[String; 3]>::try_from(row) {
            Ok([name, charset, collate]) => Some((name, (charset, collate))),
            Err(_) => None,
        });
        Ok(Databases(Rc::new(known.collect())))
    })
}

impl ResourceType for MysqlDatabase {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, _resource: &Resource) -> Vec<Autorelation> {
        vec![
            Autorelation::require("File", "/root/.my.cnf"),
            Autorelation::require("Class", "Mysql::Server"),
            Autorelation::require("Service", "mysqld"),
        ]
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        for name in ["charset", "collate"] {
            if let Some(value) = attribute::text(resource, name).filter(|value| !is_word(value)) {
                return Err(bad_attribute(resource, name, &format!("Invalid value \"{value}\". Valid values match /^\\S+$/.")));
            }
        }
        Ok(())
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let databases = databases(reading.look, reading.memory)?;
        let known = databases.0.get(&attribute::name(&self.schema, resource));
        if let Some(changes) = settled(resource, known.is_some()) {
            return Ok(changes);
        }
        let (charset, collate) = wanted(resource);
        let mut changes = Vec::new();
        if let Some((is_charset, is_collate)) = known {
            if modern(is_charset) != charset {
                changes.push(Change::new("charset", is_charset.as_str(), charset));
            }
            if let Some(collate) = collate.filter(|collate| modern(is_collate) != *collate) {
                changes.push(Change::new("collate", is_collate.as_str(), collate));
            }
        }
        Ok(changes)
    }

    fn apply(&self, resource: &Resource, changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let name = identifier(&attribute::name(&self.schema, resource));
        let (charset, collate) = wanted(resource);
        let collate = collate.map(|collate| format!(" COLLATE {collate}")).unwrap_or_default();
        let statement = match changes.iter().any(|change| change.property == "ensure") {
            true if wants_absent(resource) => format!("DROP DATABASE IF EXISTS {name};\n"),
            true => format!("CREATE DATABASE IF NOT EXISTS {name} CHARACTER SET {charset}{collate};\n"),
            false => format!("ALTER DATABASE {name} CHARACTER SET {charset}{collate};\n"),
        };
        acting.memory.forget::<Databases>();
        tell(acting.act, &statement)
    }
}
