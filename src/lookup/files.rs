//! Data files, each read once a run.

use super::LookupError;
use crate::value::{Collection, Map, Value, ValueHash, json};
use crate::world::World;
use std::cell::RefCell;
use std::sync::Arc;

/// What is known of files so far.
#[derive(Default)]
pub struct Files {
    exists: RefCell<Map<String, bool>>,
    parsed: RefCell<Map<String, Arc<Collection<ValueHash>>>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Yaml,
    Json,
}

impl Files {
    pub fn exists(&self, world: &dyn World, path: &str) -> bool {
        if let Some(known) = self.exists.borrow().get(path) {
            return *known;
        }
        let exists = world.is_file(path);
        self.exists.borrow_mut().insert(path.to_string(), exists);
        exists
    }

    /// The hash of a data file; `warn` hears of a file that holds nothing.
    pub fn data(
        &self,
        world: &dyn World,
        path: &str,
        format: Format,
        warn: &mut dyn FnMut(String),
    ) -> Result<Arc<Collection<ValueHash>>, LookupError> {
        if let Some(known) = self.parsed.borrow().get(path) {
            return Ok(Arc::clone(known));
        }
        let data = match (read(world, path, format)?, format) {
            (Value::Hash(entries), _) => entries,
            (Value::Undef | Value::Boolean(false), Format::Yaml) => {
                warn(format!("{path}: file does not contain a valid yaml hash"));
                Arc::default()
            }
            (_, Format::Yaml) => return Err(LookupError::NoHash { path: path.to_string(), format: "yaml" }),
            (_, Format::Json) => return Err(LookupError::NoHash { path: path.to_string(), format: "json" }),
        };
        self.parsed.borrow_mut().insert(path.to_string(), Arc::clone(&data));
        Ok(data)
    }
}

/// A file's value.
pub fn read(world: &dyn World, path: &str, format: Format) -> Result<Value, LookupError> {
    let error = |message: String| LookupError::Unreadable { path: format!("({path})"), message };
    let bytes = world.read(path).map_err(|cause| error(cause.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|_| error("invalid byte sequence in UTF-8".to_string()))?;
    match format {
        Format::Yaml => super::yaml::load(&text).map_err(|cause| error(cause.to_string())),
        Format::Json => serde_json::from_str(&text).map(|value| json::from_json(&value)).map_err(|cause| error(cause.to_string())),
    }
}
