//! `lookup_options`: how a key is merged and converted, said in the data itself.

use super::LookupError;
use super::key::Key;
use super::layer::{Layer, OPTIONS};
use super::merge::Strategy;
use super::search::Search;
use crate::value::{Regex, Value, ValueHash};
use std::sync::Arc;

impl Search<'_, '_> {
    /// The options of one key.
    pub fn options_of(&mut self, key: &Key) -> Result<Option<ValueHash>, LookupError> {
        let module = key.module().map(str::to_string);
        let known = self.hiera.options.borrow().get(&module).cloned();
        let options = match known {
            Some(options) => options,
            None => {
                let options = Arc::new(self.all_options(module.as_deref())?);
                self.hiera.options.borrow_mut().insert(module, Arc::clone(&options));
                options
            }
        };
        Ok(for_key(&options, &key.root))
    }

    /// Global over environment over module.
    fn all_options(&mut self, module: Option<&str>) -> Result<ValueHash, LookupError> {
        let mut merged = match module {
            Some(module) => self.layer_options(&Layer::Module(module.into()))?,
            None => ValueHash::default(),
        };
        if let Some(module) = module {
            check_module(&merged, module)?;
        }
        for layer in [Layer::Environment, Layer::Global] {
            merged.extend(self.layer_options(&layer)?);
        }
        Ok(merged)
    }

    fn layer_options(&mut self, layer: &Layer) -> Result<ValueHash, LookupError> {
        match self.in_layer(layer, &Key::parse(OPTIONS)?, &Strategy::Hash)? {
            None | Some(Value::Undef) => Ok(ValueHash::default()),
            Some(Value::Hash(options)) => Ok(ValueHash::clone(&options)),
            Some(_) => Err(LookupError::LookupOptions("value of lookup_options must be a hash".to_string())),
        }
    }
}

/// The options under a key's own name, else under the first pattern (`^…`) that fits.
pub fn for_key(options: &ValueHash, key: &str) -> Option<ValueHash> {
    if let Some(found) = options.get(&Value::from(key)) {
        return found.as_hash().cloned();
    }
    let mut patterns = options.iter().filter_map(|(name, value)| Some((name.as_str().filter(|name| name.starts_with('^'))?, value)));
    patterns.find(|(pattern, _)| Regex::new(pattern).is_ok_and(|regex| regex.is_match(key))).and_then(|(_, value)| value.as_hash().cloned())
}

fn check_module(options: &ValueHash, module: &str) -> Result<(), LookupError> {
    let prefix = format!("{module}::");
    for name in options.keys().filter_map(Value::as_str) {
        let (kind, rest, verb) = match name.strip_prefix('^') {
            Some(rest) => ("patterns", rest, "match a key starting"),
            None => ("keys", name, "start"),
        };
        if !rest.starts_with(&prefix) {
            let message = format!("all lookup_options {kind} must {verb} with module name '{module}'");
            return Err(LookupError::LookupOptions(message));
        }
    }
    Ok(())
}
