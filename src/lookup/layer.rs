//! The three places that have a `hiera.yaml`.

use super::config::{Config, Source};
use super::search::Search;
use super::{LookupError, files, yaml};
use crate::diagnostic::Strictness;
use crate::value::EcoString;
use crate::world::read_once;
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
        let has_file = self.hiera.world.is_file(&path);
        if let Some((module, provider)) = layer.module().zip(self.old_provider(root)) {
            self.deprecate_provider(&provider, root, has_file);
            match provider.as_str() {
                _ if has_file => {}
                "none" => return Ok(None),
                "hiera" => return Ok(Some(Config::without_file(root))),
                "function" => {
                    let problem = format!("Using of legacy data provider function '{module}::data'");
                    self.warn_deprecated(&format!("{problem}. Please convert to a 'data_hash' function\n   (file & line not available)"));
                    return Ok(Some(Config::of_function(module)));
                }
                other => {
                    let environment = &self.hiera.settings.environment;
                    let problem = format!("Environment '{environment}', cannot find module_data_provider '{other}'");
                    return Err(LookupError::Mismatch(problem));
                }
            }
        }
        if !has_file {
            return Ok((*layer == Layer::Global).then(|| Config::without_file(root)));
        }
        let content = read_once(self.hiera.world, &path, || {
            let text = files::text(self.hiera.world, &path)?;
            let value = yaml::load(&text).map_err(|cause| LookupError::Mismatch(format!("({path}): {cause}")))?;
            Ok::<_, LookupError>((text, value))
        })?;
        let (text, value) = &*content;
        let source = Source { path: &path, root, text, layer, codedir: &self.hiera.settings.codedir, strict: self.scope.strictness() };
        let mut warnings = Vec::new();
        let config = Config::read(&source, value, &mut |warning| warnings.push(warning));
        warnings.iter().for_each(|warning| self.warn_once(warning));
        config
    }

    /// What a module's `metadata.json` says of its data, as Puppet 4 read it.
    fn old_provider(&self, root: &str) -> Option<String> {
        let path = format!("{root}/metadata.json");
        let text = files::text(self.hiera.world, &path).ok().filter(|_| self.hiera.world.is_file(&path))?;
        let metadata: serde_json::Value = serde_json::from_str(&text).ok()?;
        Some(metadata.get("data_provider")?.as_str()?.to_string())
    }

    fn deprecate_provider(&mut self, provider: &str, root: &str, has_file: bool) {
        let lead = format!("Defining \"data_provider\": \"{provider}\" in metadata.json is deprecated.");
        let rest = match has_file {
            true => "It is ignored since a 'hiera.yaml' with version >= 5 is present",
            false => "A 'hiera.yaml' file should be used instead",
        };
        self.warn_deprecated(&format!("{lead} {rest}\n   (file: {root}/metadata.json)"));
    }

    fn warn_deprecated(&mut self, message: &str) {
        if self.scope.strictness() != Strictness::Off {
            self.warn_once(message);
        }
    }

    /// `MODULE_PATH/NAME`, the first that exists.
    pub fn module_directory(&self, name: &str) -> Option<String> {
        // The name comes from a key: it must not lead out of the module path.
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let directories = self.hiera.settings.module_path.iter().map(|directory| format!("{directory}/{name}"));
        directories.filter(|_| is_name).find(|directory| self.hiera.world.is_directory(directory))
    }
}
