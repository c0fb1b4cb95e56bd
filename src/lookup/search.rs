//! One search for a key: layers, hierarchies, locations, in this order of priority.

use super::config::{Backend, Config, Level, Location};
use super::files::Format;
use super::glob::glob;
use super::interpolation::Allowed;
use super::key::Key;
use super::layer::{Layer, OPTIONS};
use super::merge::Strategy;
use super::{Hiera, HieraScope, LookupError};
use crate::value::{Collection, EcoString, Value, ValueHash};
use std::sync::Arc;

/// Keys that look each other up deeper than this.
const DEEPEST: usize = 60;

/// The state of one search.
pub struct Search<'h, 's> {
    pub hiera: &'h Hiera<'h>,
    pub scope: &'s mut dyn HieraScope,
    /// Keys and variables that are being looked at, outermost first.
    pub in_progress: Vec<String>,
    /// The variable that `mapped_paths` sets for one path.
    pub mapped: Option<(EcoString, Value)>,
}

impl Search<'_, '_> {
    pub fn enter(&mut self, name: &str) -> Result<(), LookupError> {
        if self.in_progress.iter().any(|other| other == name) || self.in_progress.len() > DEEPEST {
            return Err(LookupError::Recursive(self.names()));
        }
        self.in_progress.push(name.to_string());
        Ok(())
    }

    pub fn leave(&mut self) {
        self.in_progress.pop();
    }

    pub fn names(&self) -> String {
        self.in_progress.join(", ")
    }

    pub fn scope_variable(&mut self, name: &str) -> Option<Value> {
        match &self.mapped {
            Some((mapped, value)) if mapped == name => Some(value.clone()),
            _ => self.scope.variable(name),
        }
    }

    /// A key through all layers; `merge` wins over what `lookup_options` say.
    pub fn lookup(&mut self, key: &Key, merge: Option<&Value>) -> Result<Option<Value>, LookupError> {
        if key.root == OPTIONS {
            return Ok(None);
        }
        self.enter(&key.whole)?;
        let found = self.lookup_entered(key, merge);
        self.leave();
        found
    }

    fn lookup_entered(&mut self, key: &Key, merge: Option<&Value>) -> Result<Option<Value>, LookupError> {
        let options = self.options_of(key)?;
        let option = |name: &str| options.as_ref().and_then(|options| options.get(&Value::from(name)));
        let strategy = Strategy::read(merge.or_else(|| option("merge")))?;
        let mut found = self.all_layers(key, &strategy)?;
        if found.is_none() {
            found = self.defaults_of_module(key)?;
        }
        let Some(value) = found.map(|value| key.dig(value)).transpose()?.flatten() else { return Ok(None) };
        match option("convert_to") {
            Some(convert_to) => self.convert(key, value, convert_to).map(Some),
            None => Ok(Some(value)),
        }
    }

    fn convert(&mut self, key: &Key, value: Value, convert_to: &Value) -> Result<Value, LookupError> {
        let arguments = convert_to.as_array().map_or_else(|| vec![convert_to.clone()], <[Value]>::to_vec);
        self.scope.convert(value, &arguments).map_err(|message| LookupError::Conversion { key: key.whole.to_string(), message })
    }

    fn all_layers(&mut self, key: &Key, strategy: &Strategy) -> Result<Option<Value>, LookupError> {
        let layers = [Some(Layer::Global), Some(Layer::Environment), key.module().map(|module| Layer::Module(module.into()))];
        strategy.lookup(&layers, |layer| match layer {
            Some(layer) => self.in_layer(layer, key, strategy),
            None => Ok(None),
        })
    }

    /// A key in one layer.
    pub fn in_layer(&mut self, layer: &Layer, key: &Key, strategy: &Strategy) -> Result<Option<Value>, LookupError> {
        let Some(config) = self.hiera.config(layer)? else { return Ok(None) };
        self.in_hierarchy(layer, &config, &config.hierarchy, key, strategy)
    }

    /// The `default_hierarchy` of the key's module, under its own `lookup_options`.
    fn defaults_of_module(&mut self, key: &Key) -> Result<Option<Value>, LookupError> {
        let Some(layer) = key.module().map(|module| Layer::Module(module.into())) else { return Ok(None) };
        let Some(config) = self.hiera.config(&layer)?.filter(|config| !config.default_hierarchy.is_empty()) else { return Ok(None) };
        let options_key = Key::parse(OPTIONS)?;
        let options = self.in_hierarchy(&layer, &config, &config.default_hierarchy, &options_key, &Strategy::Hash)?;
        let options = options.and_then(|options| super::options::for_key(options.as_hash()?, &key.root));
        let merge = options.as_ref().and_then(|options| options.get(&Value::from("merge")));
        let strategy = Strategy::read(merge)?;
        self.in_hierarchy(&layer, &config, &config.default_hierarchy, key, &strategy)
    }

    fn in_hierarchy(
        &mut self,
        layer: &Layer,
        config: &Config,
        levels: &[Level],
        key: &Key,
        strategy: &Strategy,
    ) -> Result<Option<Value>, LookupError> {
        strategy.lookup(levels, |level| {
            let places = self.places(config, level)?;
            strategy.lookup(&places, |place| self.in_place(layer, level, place.as_deref(), key))
        })
    }

    /// The files of a level after interpolation; one `None` for a function that needs no file.
    fn places(&mut self, config: &Config, level: &Level) -> Result<Vec<Option<String>>, LookupError> {
        let datadir = self.interpolated(&level.datadir, Allowed::Variables)?;
        let base = join(&config.root, &datadir);
        let mut places = Vec::new();
        match &level.location {
            Location::None => places.push(None),
            Location::Paths(paths) => {
                for path in paths {
                    places.push(Some(join(&base, &self.interpolated(path, Allowed::Variables)?)));
                }
            }
            Location::Globs(globs) => {
                for pattern in globs {
                    let pattern = join(&base, &self.interpolated(pattern, Allowed::Variables)?);
                    places.extend(glob(self.hiera.world, &pattern).into_iter().map(Some));
                }
            }
            Location::Mapped { variable, element, path } => {
                for value in list(self.variable(variable, Allowed::Variables)?) {
                    let outer = self.mapped.replace((element.as_str().into(), value));
                    let place = self.interpolated(path, Allowed::Variables);
                    self.mapped = outer;
                    places.push(Some(join(&base, &place?)));
                }
            }
        }
        Ok(places)
    }

    fn in_place(&mut self, layer: &Layer, level: &Level, place: Option<&str>, key: &Key) -> Result<Option<Value>, LookupError> {
        let format = match &level.backend {
            Backend::Yaml => Format::Yaml,
            Backend::Json => Format::Json,
            Backend::Function { kind, name } => return self.ask_function(kind, name, level, place, key),
        };
        let Some(path) = place else { return Ok(None) };
        if !self.hiera.files.exists(self.hiera.world, path) {
            return Ok(None);
        }
        let mut warnings = Vec::new();
        let data = self.hiera.files.data(self.hiera.world, path, format, &mut |warning| warnings.push(warning));
        warnings.iter().for_each(|warning| self.scope.warn(warning));
        self.answer_of(layer, &data?, key)
    }

    /// Modules may only speak of their own keys.
    fn answer_of(&mut self, layer: &Layer, data: &Arc<Collection<ValueHash>>, key: &Key) -> Result<Option<Value>, LookupError> {
        if let Layer::Module(module) = layer
            && key.root != OPTIONS
            && key.module() != Some(module)
        {
            return Ok(None);
        }
        match data.get(&Value::String(key.root.clone())) {
            Some(value) => self.interpolate(value, Allowed::Methods, 0).map(Some),
            None => Ok(None),
        }
    }

    fn ask_function(
        &mut self,
        kind: &'static str,
        name: &str,
        level: &Level,
        place: Option<&str>,
        key: &Key,
    ) -> Result<Option<Value>, LookupError> {
        let options = self.interpolate(&Value::hash(level.options.clone()), Allowed::Variables, 0)?;
        let mut options = options.as_hash().cloned().unwrap_or_default();
        if let Some(path) = place {
            if !self.hiera.files.exists(self.hiera.world, path) {
                return Ok(None);
            }
            options.insert("path".into(), path.into());
        }
        let answer = match kind {
            "data_hash" => self.scope.call_function(name, &[Value::hash(options)]),
            _ => self.scope.call_function(name, &[Value::String(key.root.clone()), Value::hash(options)]),
        };
        let answer = answer.ok_or_else(|| LookupError::UnknownFunction { kind, name: name.to_string() })?;
        let answer = answer.map_err(|message| LookupError::LookupOptions(message.to_string()))?;
        match (kind, answer) {
            ("data_hash", Value::Hash(data)) => match data.get(&Value::String(key.root.clone())) {
                Some(value) => self.interpolate(value, Allowed::Methods, 0).map(Some),
                None => Ok(None),
            },
            ("data_hash", _) | (_, Value::Undef) => Ok(None),
            (_, value) => Ok(Some(value)),
        }
    }
}

fn list(value: Value) -> Vec<Value> {
    match value {
        Value::Undef => Vec::new(),
        Value::Array(items) => items.to_vec(),
        Value::String(text) if text.is_empty() => Vec::new(),
        other => vec![other],
    }
}

/// `inner` below `base`, or alone where it is absolute.
fn join(base: &str, inner: &str) -> String {
    if inner.starts_with('/') { inner.to_string() } else { format!("{}/{inner}", base.trim_end_matches('/')) }
}
