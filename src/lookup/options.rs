//! `lookup_options`: how a key is merged and converted, said in the data itself.

use super::LookupError;
use super::explain::{Explainer, Step};
use super::key::Key;
use super::layer::{Layer, OPTIONS};
use super::search::Search;
use super::strategy::{Kind, Strategy};
use super::text::class_of;
use crate::value::{EcoString, Regex, Value, ValueHash};
use std::sync::Arc;

/// The options of a module's keys, or of all keys without a module.
#[derive(Debug, Default)]
pub struct Options {
    entries: ValueHash,
    patterns: Vec<(Regex, Value)>,
}

impl Options {
    fn compile(options: &ValueHash) -> Result<Self, LookupError> {
        let mut compiled = Options::default();
        for (name, value) in options {
            match name.as_str() {
                Some(pattern) if pattern.starts_with('^') => {
                    let regex = Regex::new(pattern).map_err(|error| LookupError::Argument(error.to_string()))?;
                    compiled.patterns.push((regex, value.clone()));
                }
                _ => drop(compiled.entries.insert(name.clone(), value.clone())),
            }
        }
        Ok(compiled)
    }

    /// The options under a key's own name, else under the first pattern (`^…`) that fits.
    pub fn for_key(&self, key: &str) -> Option<&ValueHash> {
        if self.entries.is_empty() && self.patterns.is_empty() {
            return None;
        }
        let own = self.entries.get(&Value::from(key)).filter(|options| !options.is_undef());
        let found = own.or_else(|| self.patterns.iter().find(|(pattern, _)| pattern.is_match(key)).map(|(_, options)| options));
        found.and_then(Value::as_hash)
    }
}

fn hash() -> Strategy {
    Strategy::of(Kind::Hash)
}

impl Search<'_, '_> {
    /// The options that may have something for a key.
    pub fn options_of(&mut self, key: &Key) -> Result<Arc<Options>, LookupError> {
        let module = key.module();
        let known = self.hiera.options.borrow().get(module.unwrap_or_default()).cloned();
        if let Some(options) = known {
            return Ok(options);
        }
        let found = self.metadata(|search| search.all_options(module))?;
        let options = Arc::new(Options::compile(&found.unwrap_or_default())?);
        self.hiera.options.borrow_mut().insert(module.unwrap_or_default().into(), Arc::clone(&options));
        Ok(options)
    }

    /// Runs a search for options: what the call brought along has no say in it, and only `--explain-options` wants to hear of it.
    fn metadata<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T, LookupError>) -> Result<T, LookupError> {
        let outer = (std::mem::take(&mut self.overrides), std::mem::take(&mut self.defaults));
        let result = self.within(|| Step::Top(OPTIONS.to_string()), work);
        (self.overrides, self.defaults) = outer;
        result
    }

    /// Global over environment over module.
    fn all_options(&mut self, module: Option<&str>) -> Result<Option<ValueHash>, LookupError> {
        let key = Key::parse(OPTIONS)?;
        let global = self.global(&key, &hash())?;
        let global = valid(global, None)?;
        if self.global_only {
            return Ok(global);
        }
        let environment = self.in_layer(&Layer::Environment, &key, &hash())?;
        let options = match (global, valid(environment, None)?) {
            (Some(global), Some(environment)) => merge(&global, &environment)?,
            (global, environment) => global.or(environment),
        };
        let Some(name) = module else { return Ok(options) };
        // what counts for keys without a module is known with that
        let common = Arc::new(Options::compile(&options.clone().unwrap_or_default())?);
        self.hiera.options.borrow_mut().entry(EcoString::new()).or_insert(common);
        let found = self.in_layer(&Layer::Module(name.into()), &key, &hash())?;
        let own = valid(found, Some(name))?;
        let (Some(options), Some(own)) = (options.as_ref(), own.as_ref()) else { return Ok(options.or(own)) };
        let parts = [("Global and Environment".to_string(), options), (format!("Module {name}"), own)];
        let merged = self.merged(&hash(), &parts, |search, (place, options)| {
            let value = Value::hash(ValueHash::clone(options));
            search.within(
                || Step::Scope(place.clone()),
                |search| search.explain(|explainer: &mut Explainer| explainer.found(OPTIONS, &value)),
            );
            Ok(Some(value.clone()))
        })?;
        Ok(merged.and_then(|merged| merged.as_hash().cloned()))
    }

    /// The options in the `default_hierarchy` of a module.
    pub fn default_options(&mut self, layer: &Layer, module: &str) -> Result<Arc<Options>, LookupError> {
        if let Some(known) = self.hiera.default_options.borrow().get(module) {
            return Ok(Arc::clone(known));
        }
        let key = Key::parse(OPTIONS)?;
        let step = || Step::Scope(format!("Searching for \"{OPTIONS}\""));
        let found = self.within(step, |search| search.in_defaults(layer, &key, &hash()))?;
        let options = Arc::new(Options::compile(&valid(found, Some(module))?.unwrap_or_default())?);
        self.hiera.default_options.borrow_mut().insert(module.to_string(), Arc::clone(&options));
        Ok(options)
    }
}

fn merge(high: &ValueHash, low: &ValueHash) -> Result<Option<ValueHash>, LookupError> {
    let merged = hash().merge(&Value::hash(high.clone()), &Value::hash(low.clone()))?;
    Ok(merged.as_hash().cloned())
}

/// Options must be a hash, those of a module may speak of its own keys only.
fn valid(found: Option<Value>, module: Option<&str>) -> Result<Option<ValueHash>, LookupError> {
    let options = match found {
        None | Some(Value::Undef) => return Ok(None),
        Some(Value::Hash(options)) => ValueHash::clone(&options),
        Some(_) => return Err(LookupError::Failed(format!("value of {OPTIONS} must be a hash"))),
    };
    let Some(module) = module else { return Ok(Some(options)) };
    let prefix = format!("{module}::");
    for name in options.keys() {
        let Some(name) = name.as_str() else {
            return Err(LookupError::Argument(format!("undefined method 'start_with?' for an instance of {}", class_of(name))));
        };
        let (kind, rest, verb) = match name.strip_prefix('^') {
            Some(rest) => ("patterns", rest, "match a key starting"),
            None => ("keys", name, "start"),
        };
        if !rest.starts_with(&prefix) {
            return Err(LookupError::Failed(format!("all {OPTIONS} {kind} must {verb} with module name '{module}'")));
        }
    }
    Ok(Some(options))
}
