//! The three places that have a `hiera.yaml`.

use super::config::{Config, Source};
use super::search::Search;
use super::{LookupError, files, yaml};
use crate::value::EcoString;
use std::sync::Arc;

/// The key under which data speaks of itself.
pub const OPTIONS: &str = "lookup_options";
const FILE: &str = "hiera.yaml";

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Layer {
    Global,
    Environment,
    Module(EcoString),
}

impl Layer {
    pub fn module(&self) -> Option<&EcoString> {
        match self {
            Layer::Module(name) => Some(name),
            _ => None,
        }
    }

    /// As explanations name it.
    pub fn title(&self, version: i64) -> String {
        let place = match self {
            Layer::Global => "Global".to_string(),
            Layer::Environment => "Environment".to_string(),
            Layer::Module(name) => format!("Module \"{name}\""),
        };
        format!("{place} Data Provider (hiera configuration version {version})")
    }
}

impl Search<'_, '_> {
    /// A layer's configuration; `None` where the layer has none.
    pub fn config(&mut self, layer: &Layer) -> Result<Option<Arc<Config>>, LookupError> {
        if let Some(known) = self.hiera.configs.borrow().get(layer) {
            return Ok(known.clone());
        }
        let config = self.read_config(layer)?.map(Arc::new);
        self.hiera.configs.borrow_mut().insert(layer.clone(), config.clone());
        Ok(config)
    }

    fn read_config(&mut self, layer: &Layer) -> Result<Option<Config>, LookupError> {
        let settings = &self.hiera.settings;
        let path = match layer {
            Layer::Global => settings.global_config.clone(),
            Layer::Environment => settings.environment_directory.as_ref().map(|directory| format!("{directory}/{FILE}")),
            Layer::Module(name) => self.module_directory(name).map(|directory| format!("{directory}/{FILE}")),
        };
        let Some(path) = path else { return Ok(None) };
        let root = path.rsplit_once('/').map_or(".", |(root, _)| root);
        if !self.hiera.world.is_file(&path) {
            return Ok((*layer == Layer::Global).then(|| Config::without_file(root)));
        }
        let text = files::text(self.hiera.world, &path)?;
        let value = yaml::load(&text).map_err(|cause| LookupError::Mismatch(format!("({path}): {cause}")))?;
        let source =
            Source { path: &path, root, text: &text, layer, codedir: &self.hiera.settings.codedir, strict: self.scope.strictness() };
        let mut warnings = Vec::new();
        let config = Config::read(&source, &value, &mut |warning| warnings.push(warning));
        warnings.iter().for_each(|warning| self.warn_once(warning));
        config
    }

    /// `MODULE_PATH/NAME`, the first that exists.
    pub fn module_directory(&self, name: &str) -> Option<String> {
        // The name comes from a key: it must not lead out of the module path.
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let directories = self.hiera.settings.module_path.iter().map(|directory| format!("{directory}/{name}"));
        directories.filter(|_| is_name).find(|directory| self.hiera.world.is_directory(directory))
    }
}
