//! `mysql_plugin`: a plugin that the server has loaded from a library.

use super::super::attribute;
use super::super::declare::{bad_attribute, check_values, parameter, property, schema};
use super::super::ensure::{settled, wants_absent};
use super::client::{Mistakes, ask, tell};
use super::text::{identifier, literal};
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Memory, Reading, ResourceType};
use crate::system::Look;
use crate::value::Map;
use std::rc::Rc;

const QUESTION: &str = "SELECT plugin_name, plugin_library FROM information_schema.plugins WHERE plugin_library IS NOT NULL;\n";

/// Plugin → its library.
#[derive(Clone)]
struct Plugins(Rc<Map<String, String>>);

pub struct MysqlPlugin {
    schema: Schema,
}

impl Default for MysqlPlugin {
    fn default() -> Self {
        let attributes = [
            property("ensure", "Whether the plugin is loaded.").values(&["present", "absent"]),
            parameter("name", "The name of the plugin."),
            property("soname", "Its library; NAME.so where nothing is said."),
            parameter("provider", "How the server is spoken to.").values(&["mysql"]),
        ];
        MysqlPlugin { schema: schema("mysql_plugin", "name", &attributes) }
    }
}

fn plugins(look: &dyn Look, memory: &mut Memory) -> Result<Plugins, Failure> {
    memory.get_or_try(|| {
        let rows = ask(look, QUESTION, Mistakes::Fail)?;
        let known = rows.into_iter().filter_map(|row| <[String; 2]>::try_from(row).ok()).map(|[name, library]| (name, library));
        Ok(Plugins(Rc::new(known.collect())))
    })
}

impl ResourceType for MysqlPlugin {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, _resource: &Resource) -> Vec<Autorelation> {
        vec![Autorelation::require("File", "/root/.my.cnf")]
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        match attribute::text(resource, "soname").filter(|library| library.split('.').count() != 2 || library.contains('/')) {
            Some(library) => {
                Err(bad_attribute(resource, "soname", &format!("Invalid value \"{library}\". Valid values match /^\\w+\\.\\w+$/.")))
            }
            None => Ok(()),
        }
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let plugins = plugins(reading.look, reading.memory)?;
        let library = plugins.0.get(&attribute::name(&self.schema, resource));
        if let Some(changes) = settled(resource, library.is_some()) {
            return Ok(changes);
        }
        Ok(match (library, attribute::text(resource, "soname")) {
            (Some(is), Some(wanted)) if *is != wanted => vec![Change::new("soname", is.as_str(), wanted)],
            _ => Vec::new(),
        })
    }

    fn apply(&self, resource: &Resource, changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let name = attribute::name(&self.schema, resource);
        let library = attribute::text(resource, "soname").unwrap_or_else(|| format!("{name}.so"));
        let unload = format!("UNINSTALL PLUGIN {};\n", identifier(&name));
        let load = format!("INSTALL PLUGIN {} SONAME {};\n", identifier(&name), literal(&library));
        let statements = match changes.iter().any(|change| change.property == "ensure") {
            true if wants_absent(resource) => unload,
            true => load,
            false => unload + &load,
        };
        acting.memory.forget::<Plugins>();
        tell(acting.act, &statements)
    }
}
