//! The three places that have a `hiera.yaml`.

use super::config::Config;
use super::files::{Format, read};
use super::{Hiera, LookupError};
use crate::value::EcoString;
use std::sync::Arc;

/// The key under which data speaks of itself.
pub const OPTIONS: &str = "lookup_options";

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Layer {
    Global,
    Environment,
    Module(EcoString),
}

impl Hiera<'_> {
    /// A layer's configuration; `None` where the layer has none.
    pub(super) fn config(&self, layer: &Layer) -> Result<Option<Arc<Config>>, LookupError> {
        if let Some(known) = self.configs.borrow().get(layer) {
            return Ok(known.clone());
        }
        let config = self.read_config(layer)?.map(Arc::new);
        self.configs.borrow_mut().insert(layer.clone(), config.clone());
        Ok(config)
    }

    fn read_config(&self, layer: &Layer) -> Result<Option<Config>, LookupError> {
        let path = match layer {
            Layer::Global => self.settings.global_config.clone(),
            Layer::Environment => self.settings.environment_directory.as_ref().map(|directory| format!("{directory}/hiera.yaml")),
            Layer::Module(name) => self.module_directory(name).map(|directory| format!("{directory}/hiera.yaml")),
        };
        let Some(path) = path else { return Ok(None) };
        let root = path.rsplit_once('/').map_or(".", |(root, _)| root);
        if !self.world.is_file(&path) {
            return Ok((*layer == Layer::Global).then(|| Config::without_file(root)));
        }
        let value = read(self.world, &path, Format::Yaml)?;
        Config::read(&path, root, &value, matches!(layer, Layer::Module(_))).map(Some)
    }

    fn module_directory(&self, name: &str) -> Option<String> {
        // The name comes from a key: it must not lead out of the module path.
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let directories = self.settings.module_path.iter().map(|directory| format!("{directory}/{name}"));
        directories.filter(|_| is_name).find(|directory| self.world.is_directory(directory))
    }
}
