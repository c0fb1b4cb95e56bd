//! Hiera 5: from a key to a value, through the layers global, environment and module.
//!
//! Files come through [`crate::world`]; variables through [`HieraScope`]. A run parses each file once.

mod config;
mod error;
mod files;
mod glob;
mod interpolation;
mod key;
mod layer;
mod merge;
mod options;
mod search;
pub mod yaml;

pub use error::LookupError;
pub use merge::{Deep, Strategy};

use crate::value::{Map, Value, ValueHash, format};
use crate::world::World;
use std::cell::RefCell;
use std::sync::Arc;

/// Where the layers are.
#[derive(Clone, Debug, Default)]
pub struct HieraSettings {
    /// The setting `hiera_config`; need not exist.
    pub global_config: Option<String>,
    /// The directory that may hold the environment's `hiera.yaml`.
    pub environment_directory: Option<String>,
    /// Directories that hold modules, first wins.
    pub module_path: Vec<String>,
}

/// What data may ask of the compiler.
pub trait HieraScope {
    /// A variable as interpolation names it: `facts`, `::osfamily`, `trove::x`; `None` where it is not set.
    fn variable(&mut self, name: &str) -> Option<Value>;
    /// Whether an unknown variable in data is an error (`strict_variables`).
    fn is_strict(&self) -> bool {
        false
    }
    /// `convert_to`: what `new` makes of a value with these arguments, the first one a data type or its text.
    fn convert(&mut self, value: Value, arguments: &[Value]) -> Result<Value, String> {
        let _ = arguments;
        Ok(value)
    }
    /// A data function of the site; `None` where there is none of this name.
    fn call_function(&mut self, name: &str, arguments: &[Value]) -> Option<Result<Value, String>> {
        let _ = (name, arguments);
        None
    }
    fn warn(&mut self, message: &str) {
        let _ = message;
    }
}

/// How Hiera shall merge and what stands in for a missing value.
#[derive(Clone, Debug, Default)]
pub struct LookupOptions {
    pub merge: Option<Value>,
    pub default_value: Option<Value>,
    pub override_values: Option<Value>,
    pub default_values: Option<Value>,
}

/// One run's Hiera.
pub struct Hiera<'w> {
    world: &'w dyn World,
    settings: HieraSettings,
    files: files::Files,
    configs: RefCell<Map<layer::Layer, Option<Arc<config::Config>>>>,
    /// `lookup_options` by module.
    options: RefCell<Map<Option<String>, Arc<ValueHash>>>,
}

impl<'w> Hiera<'w> {
    pub fn new(world: &'w dyn World, settings: HieraSettings) -> Self {
        Hiera { world, settings, files: files::Files::default(), configs: RefCell::default(), options: RefCell::default() }
    }

    /// The value of a key; `None` where neither the data nor the options have one.
    pub fn lookup(&self, key: &str, scope: &mut dyn HieraScope, options: &LookupOptions) -> Result<Option<Value>, LookupError> {
        let from =
            |values: &Option<Value>| values.as_ref().and_then(Value::as_hash).and_then(|values| values.get(&Value::from(key))).cloned();
        if let Some(value) = from(&options.override_values) {
            return Ok(Some(value));
        }
        let mut search = search::Search { hiera: self, scope, in_progress: Vec::new(), mapped: None };
        let found = search.lookup(&key::Key::parse(key)?, options.merge.as_ref())?;
        Ok(found.or_else(|| from(&options.default_values)).or_else(|| options.default_value.clone()))
    }
}

/// A value inside a text, as Ruby's `to_s` writes it.
fn ruby_text(value: &Value) -> String {
    match value {
        Value::Array(_) | Value::Hash(_) => inspect(value, 0),
        Value::Default => "default".to_string(),
        other => format::interpolated(other).to_string(),
    }
}

fn inspect(value: &Value, depth: usize) -> String {
    match value {
        _ if depth > 100 => "...".to_string(),
        Value::Undef => "nil".to_string(),
        Value::Default => ":default".to_string(),
        Value::String(text) => format!("{text:?}"),
        Value::Array(items) => format!("[{}]", items.iter().map(|item| inspect(item, depth + 1)).collect::<Vec<_>>().join(", ")),
        Value::Hash(entries) => {
            let pair = |(key, value): (&Value, &Value)| format!("{}=>{}", inspect(key, depth + 1), inspect(value, depth + 1));
            format!("{{{}}}", entries.iter().map(pair).collect::<Vec<_>>().join(", "))
        }
        other => format::interpolated(other).to_string(),
    }
}
