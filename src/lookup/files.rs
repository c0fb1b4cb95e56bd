//! Data files, each read once a run.

use super::{LookupError, eyaml, hocon};
use crate::value::{Map, Value, json};
use crate::world::{World, read_once};
use std::cell::RefCell;

/// What is known of files so far.
#[derive(Default)]
pub struct Files {
    exists: RefCell<Map<String, bool>>,
    /// What was made of a file, by Puppet's own functions or by those of the site; the first one to read it decides.
    pub cached: RefCell<Map<String, Value>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    Yaml,
    Json,
    Hocon,
}

impl Format {
    /// The format that a `data_hash` function of Puppet's own reads.
    pub fn of_function(name: &str) -> Option<Self> {
        match name {
            "yaml_data" => Some(Format::Yaml),
            "json_data" => Some(Format::Json),
            "hocon_data" => Some(Format::Hocon),
            eyaml::FUNCTION => Some(Format::Yaml),
            _ => None,
        }
    }
}

impl Files {
    pub fn exists(&self, world: &dyn World, path: &str) -> bool {
        if let Some(known) = self.exists.borrow().get(path) {
            return *known;
        }
        let exists = world.exists(path);
        self.exists.borrow_mut().insert(path.to_string(), exists);
        exists
    }

    /// The content of a data file. YAML must be a hash: `warn` hears of a file that holds nothing, any other is an error if `is_strict`.
    pub fn data(
        &self,
        world: &dyn World,
        path: &str,
        format: Format,
        is_strict: bool,
        warn: &mut dyn FnMut(String),
    ) -> Result<Value, LookupError> {
        if let Some(known) = self.cached.borrow().get(path) {
            return Ok(known.clone());
        }
        let content = read_once(world, &format!("{format:?}:{path}"), || read(world, path, format))?;
        let data = match (&*content, format) {
            (hash @ Value::Hash(_), _) => hash.clone(),
            (other, Format::Yaml) => {
                let problem = format!("{path}: file does not contain a valid yaml hash");
                if is_strict && other.is_truthy() {
                    return Err(LookupError::Failed(problem));
                }
                warn(problem);
                Value::hash(Default::default())
            }
            (other, _) => other.clone(),
        };
        self.cached.borrow_mut().insert(path.to_string(), data.clone());
        Ok(data)
    }
}

/// The text of a file.
pub fn text(world: &dyn World, path: &str) -> Result<String, LookupError> {
    let error = |message: String| LookupError::Failed(format!("Unable to parse ({path}): {message}"));
    let bytes = world.read(path).map_err(|cause| error(cause.to_string()))?;
    String::from_utf8(bytes).map_err(|_| error("invalid byte sequence in UTF-8".to_string()))
}

/// A file's value.
fn read(world: &dyn World, path: &str, format: Format) -> Result<Value, LookupError> {
    let text = text(world, path)?;
    let value = match format {
        Format::Yaml => super::yaml::load(&text).map_err(|cause| cause.to_string()),
        Format::Json => {
            let read = serde_json::from_str(&text).map(|value| json::from_json(&value));
            read.map_err(|cause| json::mistake(&text).unwrap_or_else(|| cause.to_string()))
        }
        Format::Hocon => hocon::load(&text),
    };
    value.map_err(|message| LookupError::Failed(format!("Unable to parse ({path}): {message}")))
}
