//! The three places that have a `hiera.yaml`.

use super::config::{Config, Source};
use super::search::Search;
use super::{LookupError, files, yaml};
use crate::diagnostic::Strictness;
use crate::value::EcoString;
use crate::world::{autoload, read_once};
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

/// What a file says, where there is nothing to warn of: the same for every compilation with these settings.
struct Silent {
    config: Option<Arc<Config>>,
    codedir: String,
    strict: Strictness,
}

impl Search<'_, '_> {
    /// A layer's configuration; `None` where the layer has none.
    pub fn config(&mut self, layer: &Layer) -> Result<Option<Arc<Config>>, LookupError> {
        if let Some(known) = self.hiera.configs.borrow().get(layer) {
            return Ok(known.clone());
        }
        let config = self.read_config(layer)?;
        self.hiera.configs.borrow_mut().insert(layer.clone(), config.clone());
        Ok(config)
    }

    fn read_config(&mut self, layer: &Layer) -> Result<Option<Arc<Config>>, LookupError> {
        let settings = &self.hiera.settings;
        let path = match layer {
            Layer::Global => settings.global_config.clone(),
            Layer::Environment => settings.environment_directory.as_ref().map(|directory| format!("{directory}/{FILE}")),
            Layer::Module(name) => self.module_directory(name).map(|directory| format!("{directory}/{FILE}")),
        };
        let Some(path) = path else { return Ok(None) };
        let root = path.rsplit_once('/').map_or(".", |(root, _)| root);
        let config = match self.hiera.world.is_file(&path) {
            true => self.read_file(layer, &path, root)?,
            false => None,
        };
        match self.old_provider(layer, root) {
            Some(provider) => self.by_old_provider(layer, root, &provider, config),
            None => Ok(config.or_else(|| (*layer == Layer::Global).then(|| Config::without_file(root).into()))),
        }
    }

    fn read_file(&mut self, layer: &Layer, path: &str, root: &str) -> Result<Option<Arc<Config>>, LookupError> {
        let (codedir, strict) = (&self.hiera.settings.codedir, self.scope.strictness());
        let (shelf, place) = (self.hiera.world.shelf(), format!("{layer:?}:{path}"));
        let known = shelf.and_then(|shelf| shelf.get::<Silent>(&place));
        if let Some(known) = known.filter(|known| known.strict == strict && known.codedir == *codedir) {
            return Ok(known.config.clone());
        }
        let content = read_once(self.hiera.world, path, || {
            let text = files::text(self.hiera.world, path)?;
            let value = yaml::load(&text).map_err(|cause| LookupError::Mismatch(format!("({path}): {cause}")))?;
            Ok::<_, LookupError>((text, value))
        })?;
        let (text, value) = &*content;
        let source = Source { path, root, text, layer, codedir, strict };
        let mut warnings = Vec::new();
        let config = Config::read(&source, value, &mut |warning| warnings.push(warning));
        warnings.iter().for_each(|warning| self.warn_once(warning));
        let config = config?.map(Arc::new);
        if let (true, Some(shelf)) = (warnings.is_empty(), shelf) {
            shelf.put(&place, Arc::new(Silent { config: config.clone(), codedir: codedir.clone(), strict }));
        }
        Ok(config)
    }

    /// What `environment.conf` or a module's `metadata.json` says of the data, as Puppet 4 read it.
    fn old_provider(&self, layer: &Layer, root: &str) -> Option<String> {
        match layer {
            Layer::Global => None,
            Layer::Environment => self.hiera.settings.environment_data_provider.clone(),
            Layer::Module(_) => {
                let path = format!("{root}/metadata.json");
                let text = files::text(self.hiera.world, &path).ok().filter(|_| self.hiera.world.is_file(&path))?;
                let metadata: serde_json::Value = serde_json::from_str(&text).ok()?;
                Some(metadata.get("data_provider")?.as_str()?.to_string())
            }
        }
    }

    /// A `hiera.yaml` of version 5 counts more than an old provider, one of version 4 belongs to the provider `hiera`.
    fn by_old_provider(
        &mut self,
        layer: &Layer,
        root: &str,
        provider: &str,
        config: Option<Arc<Config>>,
    ) -> Result<Option<Arc<Config>>, LookupError> {
        self.deprecate_provider(layer, root, provider, config.as_deref());
        if config.as_ref().is_some_and(|config| config.version >= 5) {
            return Ok(config);
        }
        match provider {
            "none" => Ok(None),
            "hiera" => Ok(config.or_else(|| Some(Config::without_file(root).into()))),
            "function" => {
                let owner = layer.module().map_or("environment", EcoString::as_str);
                let problem = format!("Using of legacy data provider function '{owner}::data'");
                self.warn_deprecated(&format!("{problem}. Please convert to a 'data_hash' function\n   (file & line not available)"));
                Ok(Some(Config::of_function(owner).into()))
            }
            other => {
                let environment = &self.hiera.settings.environment;
                let setting = if layer.module().is_some() { "module_data_provider" } else { "environment_data_provider" };
                Err(LookupError::Mismatch(format!("Environment '{environment}', cannot find {setting} '{other}'")))
            }
        }
    }

    fn deprecate_provider(&mut self, layer: &Layer, root: &str, provider: &str, config: Option<&Config>) {
        let newest = config.is_some_and(|config| config.version >= 5);
        let instead = if config.is_none() { " A 'hiera.yaml' file should be used instead" } else { "" };
        if layer.module().is_some() {
            let rest = if newest { " It is ignored since a 'hiera.yaml' with version >= 5 is present" } else { instead };
            let lead = format!("Defining \"data_provider\": \"{provider}\" in metadata.json is deprecated.");
            return self.warn_deprecated(&format!("{lead}{rest}\n   (file: {root}/metadata.json)"));
        }
        let place = format!("\n   (file: {root}/environment.conf)");
        let lead = format!("Defining environment_data_provider='{provider}' in environment.conf is deprecated");
        match newest {
            false => self.warn_deprecated(&format!("{lead}.{instead}{place}")),
            true => {
                self.warn_deprecated(&format!("{lead}{place}"));
                if provider != "hiera" {
                    let ignored = format!("The environment_data_provider='{provider}' setting is ignored since");
                    self.warn_deprecated(&format!("{ignored} '{root}/{FILE}' version >= 5{place}"));
                }
            }
        }
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
        is_name.then(|| autoload::module_directory(self.hiera.world, &self.hiera.settings.module_path, name))?
    }
}
