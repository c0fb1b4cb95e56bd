//! What is different with a `hiera.yaml` of version 3: the scope, places that calls add, how hashes merge.

use super::LookupError;
use super::key::Key;
use super::layer::Layer;
use super::provider::{Place, Provider};
use super::search::Search;
use super::strategy::{Kind, Strategy, checked, read};
use crate::value::Value;

impl Search<'_, '_> {
    /// A key in the global layer. With version 3 it sees the global layer only, unless the environment has one of its own.
    pub fn in_global(&mut self, key: &Key, strategy: &Strategy) -> Result<Option<Value>, LookupError> {
        let Some(config) = self.config(&Layer::Global)? else { return Ok(None) };
        if config.version != 3 || self.is_version_3 {
            return self.in_hierarchy(&Layer::Global, key, strategy);
        }
        let only = !self.has_environment_data()?;
        let outer = (self.is_version_3, self.global_only);
        (self.is_version_3, self.global_only) = (true, self.global_only || only);
        let found = self.in_version_3(key, strategy, &config.strategy);
        (self.is_version_3, self.global_only) = outer;
        found
    }

    fn in_version_3(&mut self, key: &Key, strategy: &Strategy, configured: &Strategy) -> Result<Option<Value>, LookupError> {
        let is_hash = strategy.kind == Kind::Hash;
        let strategy = if self.is_old_call && is_hash && configured.kind != Kind::Default { configured } else { strategy };
        let found = self.in_hierarchy(&Layer::Global, key, strategy)?;
        let Some(value) = found else { return Ok(None) };
        if !self.is_old_call {
            return Ok(Some(value));
        }
        let merges_hashes = matches!(strategy.kind, Kind::Hash | Kind::Deep | Kind::UnconstrainedDeep | Kind::ReverseDeep);
        if merges_hashes {
            checked("value", &read("Hash"), &value)?;
        }
        if !key.segments.is_empty() && matches!(strategy.kind, Kind::Hash | Kind::Unique) {
            let name = if strategy.kind == Kind::Hash { "hash" } else { "array" };
            let problem = "is illegal when accessing values using dotted keys. Offending key was";
            return Err(LookupError::Failed(format!("Resolution type :{name} {problem} '{}'", key.whole)));
        }
        Ok(Some(value))
    }

    /// Whether the environment has a `hiera.yaml` of version 5.
    pub fn has_environment_data(&mut self) -> Result<bool, LookupError> {
        Ok(self.config(&Layer::Environment)?.is_some_and(|config| config.version >= 5))
    }

    /// The places that a call puts in front of those of the hierarchy.
    pub fn extra_places_for(&mut self, layer: &Layer, provider: &Provider) -> Result<Vec<(usize, Option<Place>)>, LookupError> {
        if self.extra_places.is_empty() || !self.is_version_3 || *layer != Layer::Global {
            return Ok(Vec::new());
        }
        let Some(config) = self.config(layer)? else { return Ok(Vec::new()) };
        let Some(level) = config.hierarchy.iter().find(|level| level.name == provider.name) else { return Ok(Vec::new()) };
        let datadir = self.interpolated(&level.datadir, super::interpolation::Allowed::Variables)?;
        let extra = self.extra_places.clone();
        let mut places = Vec::new();
        for (index, path) in extra.iter().enumerate() {
            let place = self.path(&datadir, path, level.extension.as_deref())?;
            places.push((provider.places.len() + index, Some(place)));
        }
        Ok(places)
    }

    /// What Hiera 3 knew beyond the variables of the scope; an empty text is no value.
    pub fn version_3_variable(&mut self, name: &str) -> Option<Result<Value, String>> {
        let calling = match name {
            "calling_class" => self.scope.calling_class().map(Value::String),
            "calling_class_path" => self.scope.calling_class().map(|class| Value::from(class.replace("::", "/"))),
            "calling_module" => return Some(self.scope.variable("module_name")),
            _ => return None,
        };
        Some(Ok(calling.unwrap_or_default()))
    }
}
