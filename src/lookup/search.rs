//! One search for a key: through the layers, the entries of their hierarchies and the places of these, in this order of priority.

use super::config::Kind;
use super::explain::{Explainer, Step};
use super::interpolation::Used;
use super::key::Key;
use super::layer::{Layer, OPTIONS};
use super::provider::{Provider, Providers};
use super::strategy::{self, Strategy};
use super::{Hiera, HieraScope, LookupError};
use crate::value::{EcoString, Value, ValueHash};
use std::rc::Rc;

/// Deprecations that are told of the first file or function only.
const TOLD_ONCE: [&str; 2] = ["Use of 'hiera.yaml' version", "Using of legacy data provider function"];

/// Keys that look each other up deeper than this.
const DEEPEST: usize = 60;
/// Keys and variables that one look-up may ask for: keys that name another one twice, and that again, would be without end.
const MOST_STEPS: u32 = 500_000;

/// The state of one search.
pub struct Search<'h, 's> {
    pub hiera: &'h Hiera<'h>,
    pub scope: &'s mut dyn HieraScope,
    /// Values that stand in front of everything, and behind everything.
    pub overrides: ValueHash,
    pub defaults: ValueHash,
    /// One of the functions of Hiera 3 asks.
    pub is_old_call: bool,
    /// Places that such a function puts in front.
    pub extra_places: Vec<String>,
    pub global_only: bool,
    /// Variables are looked at as Hiera 3 did.
    pub is_version_3: bool,
    /// Unknown variables are no error.
    pub is_quiet: bool,
    /// The variable that `mapped_paths` sets for one path.
    pub local: Option<(EcoString, Value)>,
    /// Variables that `hiera.yaml` names, while it is read.
    pub used: Option<Vec<Used>>,
}

impl Search<'_, '_> {
    pub fn explain(&self, tell: impl FnOnce(&mut Explainer)) {
        if let Some(explainer) = self.hiera.explainer.borrow_mut().as_mut() {
            tell(explainer);
        }
    }

    /// Runs `work` as a part of the explanation.
    pub fn within<T>(&mut self, step: impl FnOnce() -> Step, work: impl FnOnce(&mut Self) -> T) -> T {
        self.explain(|explainer| explainer.push(step()));
        let result = work(self);
        self.explain(Explainer::pop);
        result
    }

    /// Runs `work` with a name that may not come up again in it.
    pub fn checked<T>(&mut self, name: &EcoString, work: impl FnOnce(&mut Self) -> Result<T, LookupError>) -> Result<T, LookupError> {
        let names = self.hiera.in_progress.borrow();
        if names.iter().any(|other| other == name) || names.len() > DEEPEST {
            drop(names);
            return Err(self.recursive());
        }
        let steps = if names.is_empty() { 0 } else { self.hiera.steps.get() + 1 };
        self.hiera.steps.set(steps);
        if steps > MOST_STEPS {
            let outermost = names.first().cloned().unwrap_or_default();
            return Err(LookupError::Failed(format!("Looking up '{outermost}' asks for more than {MOST_STEPS} keys and variables")));
        }
        drop(names);
        self.hiera.in_progress.borrow_mut().push(name.clone());
        let result = work(self);
        self.hiera.in_progress.borrow_mut().pop();
        result.map_err(|error| match error {
            LookupError::Mismatch(message) => LookupError::Failed(message),
            other => other,
        })
    }

    pub fn recursive(&self) -> LookupError {
        LookupError::Failed(format!("Recursive lookup detected in [{}]", self.hiera.in_progress.borrow().join(", ")))
    }

    /// Runs `work` without errors about unknown variables.
    pub fn quietly<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.is_quiet, true);
        let result = work(self);
        self.is_quiet = outer;
        result
    }

    pub fn warn_once(&mut self, message: &str) {
        let kind = TOLD_ONCE.iter().find(|kind| message.contains(**kind));
        if self.hiera.is_first_time(kind.unwrap_or(&message)) {
            self.scope.warn(message);
        }
    }

    /// A key through all layers; `merge` wins over what `lookup_options` say.
    pub fn lookup(&mut self, key: &str, merge: Option<&Value>) -> Result<Option<Value>, LookupError> {
        if key == OPTIONS || key.starts_with("lookup_options.") {
            self.within(|| Step::InvalidKey(OPTIONS.to_string()), |_| ());
            return Ok(None);
        }
        let key = Key::parse(key)?;
        if self.hiera.explainer.borrow().as_ref().is_some_and(|explainer| explainer.only_options) {
            let options = Key::parse(OPTIONS)?;
            self.all_layers(&options, &Strategy::of(strategy::Kind::Hash), key.module())?;
            return Ok(Some(Value::Undef));
        }
        self.hiera.note_key(&key.root);
        let options = self.options_of(&key)?;
        let options = options.for_key(&key.root);
        let option = |name: &str| options?.get(&Value::from(name)).filter(|value| !value.is_undef());
        let given = merge.filter(|merge| !merge.is_undef());
        let merge = given.or_else(|| option("merge"));
        if given.is_none() && merge.is_some() {
            self.explain(|explainer| explainer.leaf(Step::MergeSource(OPTIONS.to_string())));
        }
        let found = self.within(|| Step::Top(key.whole.to_string()), |search| search.lookup_data(&key, merge))?;
        match (found, option("convert_to")) {
            (Some(value), Some(convert_to)) => self.convert(&key, value, convert_to).map(Some),
            (found, _) => Ok(found),
        }
    }

    fn lookup_data(&mut self, key: &Key, merge: Option<&Value>) -> Result<Option<Value>, LookupError> {
        let strategy = Strategy::read(merge)?;
        let found = self.all_layers(key, &strategy, key.module())?;
        if let Some(value) = found
            && let Some(value) = self.dig(&key.whole, &key.segments, value)?
        {
            return Ok(Some(value));
        }
        if self.global_only {
            return Ok(None);
        }
        match self.defaults_of_module(key)? {
            Some(value) => self.dig(&key.whole, &key.segments, value),
            None => Ok(None),
        }
    }

    fn convert(&mut self, key: &Key, value: Value, convert_to: &Value) -> Result<Value, LookupError> {
        let arguments = convert_to.as_array().map_or_else(|| vec![convert_to.clone()], <[Value]>::to_vec);
        let (converted, shown) = self.scope.convert(value, &arguments).map_err(|problem| {
            LookupError::Failed(match problem {
                super::ConversionError::Type { source, message } => {
                    format!("Invalid data type in lookup_options for key '{}' could not parse '{source}', error: '{message}", key.whole)
                }
                super::ConversionError::Value(message) => {
                    format!("The convert_to lookup_option for key '{}' raised error: {message}", key.whole)
                }
            })
        })?;
        self.explain(|explainer| explainer.text(format!("Applying convert_to lookup_option with arguments {shown}")));
        Ok(converted)
    }

    fn all_layers(&mut self, key: &Key, strategy: &Strategy, module: Option<&str>) -> Result<Option<Value>, LookupError> {
        if self.global_only {
            return self.global(key, strategy);
        }
        let layers = [Layer::Global, Layer::Environment, Layer::Module(module.unwrap_or("").into())];
        self.merged(strategy, &layers, |search, layer| match layer {
            Layer::Global => search.global(key, strategy),
            layer => search.in_layer(layer, key, strategy),
        })
    }

    /// The global layer words errors anew.
    pub fn global(&mut self, key: &Key, strategy: &Strategy) -> Result<Option<Value>, LookupError> {
        self.in_layer(&Layer::Global, key, strategy).map_err(|error| match error {
            LookupError::Failed(message) => LookupError::Mismatch(format!("Lookup of key '{}' failed: {message}", key.whole)),
            other => other,
        })
    }

    /// Asks one variant after the other, the first has the highest priority, and merges the answers.
    pub fn merged<T>(
        &mut self,
        strategy: &Strategy,
        variants: &[T],
        mut ask: impl FnMut(&mut Self, &T) -> Result<Option<Value>, LookupError>,
    ) -> Result<Option<Value>, LookupError> {
        if strategy.is_first() {
            for variant in variants {
                if let Some(value) = ask(self, variant)? {
                    return Ok(Some(value));
                }
            }
            return Ok(None);
        }
        if let [only] = variants {
            return Ok(ask(self, only)?.map(|value| strategy.alone(value)));
        }
        if variants.is_empty() {
            return Ok(None);
        }
        let step = || Step::Merge { strategy: strategy.kind.name().to_string(), options: strategy.shown_options() };
        self.within(step, |search| {
            let mut merged = None;
            for variant in variants {
                merged = match (merged, ask(search, variant)?) {
                    (memo, None) => memo,
                    (None, Some(value)) => Some(strategy.start(value)),
                    (Some(memo), Some(value)) => Some(strategy.merge(&memo, &value)?),
                };
            }
            if let Some(result) = &merged {
                search.explain(|explainer| explainer.result(result));
            }
            Ok(merged)
        })
    }

    /// A key in one layer.
    pub fn in_layer(&mut self, layer: &Layer, key: &Key, strategy: &Strategy) -> Result<Option<Value>, LookupError> {
        match layer {
            Layer::Global => self.checked(&key.whole, |search| search.in_global(key, strategy)),
            Layer::Environment | Layer::Module(_) => {
                if !self.has_provider(layer)? {
                    return Ok(None);
                }
                self.checked(&key.whole, |search| search.in_hierarchy(layer, key, strategy))
            }
        }
    }

    fn has_provider(&mut self, layer: &Layer) -> Result<bool, LookupError> {
        if layer.module().is_some_and(EcoString::is_empty) {
            return Ok(false);
        }
        let has = self.config(layer)?.is_some();
        if let Some(name) = layer.module().filter(|_| !has) {
            let is_known = || self.module_directory(name).is_some();
            self.explain(|explainer| explainer.leaf(Step::Module { name: name.to_string(), is_known: is_known() }));
        }
        Ok(has)
    }

    /// A key in a layer's hierarchy.
    pub fn in_hierarchy(&mut self, layer: &Layer, key: &Key, strategy: &Strategy) -> Result<Option<Value>, LookupError> {
        self.in_providers(layer, key, strategy, |providers| &providers.hierarchy)
    }

    pub fn in_providers(
        &mut self,
        layer: &Layer,
        key: &Key,
        strategy: &Strategy,
        which: impl Fn(&Providers) -> &[Provider],
    ) -> Result<Option<Value>, LookupError> {
        let Some(config) = self.config(layer)? else { return Ok(None) };
        let step = || Step::Provider {
            name: layer.title(config.version),
            configuration: config.path.clone(),
            module: layer.module().map(ToString::to_string),
        };
        self.within(step, |search| {
            let providers: Rc<Providers> = search.providers(layer, &config)?;
            let hierarchy = which(&providers);
            if hierarchy.is_empty() {
                search.explain(|explainer| explainer.not_found(&key.whole));
                return Ok(None);
            }
            search.merged(strategy, hierarchy, |search, provider| search.ask(layer, provider, key, strategy))
        })
    }

    /// One entry of a hierarchy.
    fn ask(&mut self, layer: &Layer, provider: &Provider, key: &Key, strategy: &Strategy) -> Result<Option<Value>, LookupError> {
        let step = || {
            let name = match provider.kind {
                Kind::OldDataHash => format!("Deprecated API function \"{}\"", provider.function),
                _ => format!("Hierarchy entry \"{}\"", provider.name),
            };
            Step::Provider { name, configuration: None, module: None }
        };
        if strategy.is_first() && self.extra_places.is_empty() && !self.hiera.is_explaining() {
            return self.first_answer(layer, provider, key);
        }
        self.within(step, |search| {
            let extra = search.extra_places_for(layer, provider)?;
            let own = provider.places.iter().enumerate();
            let places: Vec<_> = extra.iter().map(|(index, place)| (*index, place)).chain(own).collect();
            search.merged(strategy, &places, |search, (index, place)| {
                let Some(place) = place else { return search.answer(layer, provider, (*index, None), key) };
                let step = || Step::Location { original: place.original.clone(), place: place.path.clone(), is_uri: place.is_uri };
                search.within(step, |search| {
                    if place.exists {
                        return search.answer(layer, provider, (*index, Some(place)), key);
                    }
                    search.explain(Explainer::location_not_found);
                    Ok(None)
                })
            })
        })
    }

    /// The first place that has a value, where nobody wants to hear of those that are not there.
    fn first_answer(&mut self, layer: &Layer, provider: &Provider, key: &Key) -> Result<Option<Value>, LookupError> {
        for (index, place) in provider.present() {
            if let Some(value) = self.answer(layer, provider, (index, place), key)? {
                return Ok(Some(value));
            }
        }
        Ok(None)
    }

    /// What the function of an entry answers; it is told to the explanation.
    fn answer(
        &mut self,
        layer: &Layer,
        provider: &Provider,
        place: (usize, Option<&super::provider::Place>),
        key: &Key,
    ) -> Result<Option<Value>, LookupError> {
        let (name, found) = match provider.kind {
            Kind::DataHash | Kind::OldDataHash => (&key.root, self.in_data_hash(layer, provider, place, key)?),
            Kind::LookupKey => (&key.root, self.by_lookup_key(layer, provider, place, key)?),
            Kind::DataDig => (&key.whole, self.by_data_dig(layer, provider, place, key)?),
            Kind::Backend => {
                let text = format!("Unable to load backend '{0}': cannot load such file -- hiera/backend/{0}_backend", provider.function);
                self.explain(|explainer| explainer.text(text));
                return Ok(None);
            }
        };
        match &found {
            Some(value) => self.explain(|explainer| explainer.found(name, value)),
            None => self.explain(|explainer| explainer.not_found(name)),
        }
        Ok(match provider.kind {
            Kind::DataDig => found.map(|value| key.undig(value)),
            _ => found,
        })
    }

    /// The `default_hierarchy` of the key's module, under its own `lookup_options`.
    fn defaults_of_module(&mut self, key: &Key) -> Result<Option<Value>, LookupError> {
        let Some(module) = key.module() else { return Ok(None) };
        let layer = Layer::Module(module.into());
        if self.config(&layer)?.is_none_or(|config| config.default_hierarchy.is_none()) {
            return Ok(None);
        }
        self.within(
            || Step::Scope(format!("Searching default_hierarchy of module \"{module}\"")),
            |search| {
                let options = search.default_options(&layer, module)?;
                let strategy = Strategy::read(options.for_key(&key.root).and_then(|options| options.get(&Value::from("merge"))))?;
                search
                    .within(|| Step::Scope(format!("Searching for \"{}\"", key.whole)), |search| search.in_defaults(&layer, key, &strategy))
            },
        )
    }

    pub fn in_defaults(&mut self, layer: &Layer, key: &Key, strategy: &Strategy) -> Result<Option<Value>, LookupError> {
        self.checked(&key.whole, |search| search.in_providers(layer, key, strategy, |providers| &providers.default_hierarchy))
    }

    /// What messages say of a value's origin.
    pub fn origin(provider: &Provider, place: Option<&super::provider::Place>, lead: &str) -> String {
        let kind = if provider.kind == Kind::OldDataHash { "deprecated API" } else { provider.kind.name() };
        let text = format!("{lead} returned from {kind} function '{}'", provider.function);
        match place {
            Some(place) => format!("{text}, when using location '{}',", place.path),
            None => text,
        }
    }

    /// The words for a value that data may not hold.
    pub fn check_value(&self, value: &Value, origin: impl FnOnce() -> String) -> Result<(), LookupError> {
        if super::context::is_data(value, 0) {
            return Ok(());
        }
        let actual = crate::datatype::infer_reduced(value);
        Err(LookupError::Mismatch(format!("{} has wrong type, expects Puppet::LookupValue, got {actual}", origin())))
    }
}
