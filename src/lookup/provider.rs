//! A layer's hierarchy with its places filled in. It is kept as long as the variables that it names have the same values.

use super::LookupError;
use super::config::{Config, Kind, Level, Location, join};
use super::context::FunctionContext;
use super::glob::glob;
use super::interpolation::{Allowed, Used};
use super::layer::Layer;
use super::search::Search;
use super::text::to_s;
use crate::value::{Map, Value, ValueHash};
use std::cell::RefCell;
use std::ops::Deref;
use std::rc::Rc;
use std::sync::Arc;

/// The hierarchies of a layer.
pub struct Providers {
    pub hierarchy: Vec<Provider>,
    pub default_hierarchy: Vec<Provider>,
    /// Variables that may change, and what they were.
    used: Vec<Used>,
}

/// One entry of a hierarchy, ready to be asked.
pub struct Provider {
    entry: Arc<Entry>,
    pub places: Vec<Option<Place>>,
    /// By place: what functions remember.
    pub contexts: RefCell<Map<usize, Rc<FunctionContext>>>,
}

/// An entry as `hiera.yaml` has it, with its variables filled in.
pub struct Entry {
    pub name: String,
    pub kind: Kind,
    pub function: String,
    pub options: ValueHash,
    /// One `None` where the function needs no place.
    written_places: Vec<Option<Place>>,
}

type Entries = Vec<Arc<Entry>>;

/// A layer's entries of an earlier compilation: the same for one whose variables have the same values.
struct Kept {
    config: Arc<Config>,
    hierarchy: Entries,
    default_hierarchy: Entries,
    used: Vec<Used>,
}

/// A file or an address.
#[derive(Clone, Debug)]
pub struct Place {
    /// As `hiera.yaml` has it.
    pub original: String,
    pub path: String,
    pub exists: bool,
    pub is_uri: bool,
}

impl Deref for Provider {
    type Target = Entry;

    fn deref(&self) -> &Entry {
        &self.entry
    }
}

impl Provider {
    fn new(entry: Arc<Entry>, exists: &dyn Fn(&Place) -> bool) -> Self {
        let mut places = entry.written_places.clone();
        places.iter_mut().flatten().for_each(|place| place.exists = exists(place));
        Provider { entry, places, contexts: RefCell::default() }
    }

    /// Places that can be asked, and where they stand among all.
    pub fn present(&self) -> impl Iterator<Item = (usize, Option<&Place>)> {
        let all = self.places.iter().map(Option::as_ref).enumerate();
        all.filter(|(_, place)| place.is_none_or(|place| place.exists))
    }

    /// What the function is told.
    pub fn options_for(&self, place: Option<&Place>) -> Value {
        let mut options = self.options.clone();
        if let Some(place) = place {
            options.insert(if place.is_uri { "uri" } else { "path" }.into(), place.path.as_str().into());
        }
        Value::hash(options)
    }
}

impl Kept {
    /// Whether the entries hang on nothing but variables: neither on what a directory holds, nor is there a variable to warn of.
    fn is_lasting(&self) -> bool {
        let levels = self.config.hierarchy.iter().chain(self.config.default_hierarchy.iter().flatten());
        let reads_directories = levels.map(|level| &level.location).any(|location| matches!(location, Location::Globs(_)));
        self.config.path.is_some() && !reads_directories && !self.used.iter().any(|used| used.value.is_undef())
    }
}

impl Search<'_, '_> {
    /// The layer's providers.
    pub fn providers(&mut self, layer: &Layer, config: &Arc<Config>) -> Result<Rc<Providers>, LookupError> {
        let known = self.hiera.providers.borrow().get(layer).cloned();
        if let Some(known) = known {
            if self.is_stable(&known.used)? {
                return Ok(known);
            }
            let text = "Hiera configuration recreated due to change of scope variables used in interpolation expressions";
            self.explain(|explainer| explainer.text(text.to_string()));
        }
        let shelf = self.hiera.world.shelf();
        let place = format!("{layer:?}");
        let kept = shelf.and_then(|shelf| shelf.get::<Kept>(&place)).filter(|kept| Arc::ptr_eq(&kept.config, config));
        let kept = match kept {
            Some(kept) if self.is_stable(&kept.used)? => kept,
            _ => {
                let read = Arc::new(self.read_entries(config)?);
                shelf.filter(|_| read.is_lasting()).into_iter().for_each(|shelf| shelf.put(&place, Arc::clone(&read)));
                read
            }
        };
        let exists = |place: &Place| place.is_uri || self.hiera.files.exists(self.hiera.world, &place.path);
        let ready = |entries: &[Arc<Entry>]| entries.iter().map(|entry| Provider::new(Arc::clone(entry), &exists)).collect();
        let (hierarchy, default_hierarchy) = (ready(&kept.hierarchy), ready(&kept.default_hierarchy));
        let used = kept.used.iter().filter(|used| used.may_change()).cloned().collect();
        let providers = Rc::new(Providers { hierarchy, default_hierarchy, used });
        self.hiera.providers.borrow_mut().insert(layer.clone(), Rc::clone(&providers));
        Ok(providers)
    }

    /// What a configuration says with the variables as they are now.
    fn read_entries(&mut self, config: &Arc<Config>) -> Result<Kept, LookupError> {
        let outer = self.used.replace(Vec::new());
        let overrides = std::mem::take(&mut self.overrides);
        // reading a configuration is no part of the search: it is not explained, and no recursion
        let explainer = self.hiera.explainer.take();
        let in_progress = self.hiera.in_progress.take();
        let resolved = self.resolved(config);
        self.hiera.explainer.replace(explainer);
        self.hiera.in_progress.replace(in_progress);
        self.overrides = overrides;
        let used = std::mem::replace(&mut self.used, outer).unwrap_or_default();
        let (hierarchy, default_hierarchy) = resolved.map_err(|error| undefined_in(config, error))?;
        Ok(Kept { config: Arc::clone(config), hierarchy, default_hierarchy, used })
    }

    fn resolved(&mut self, config: &Config) -> Result<(Entries, Entries), LookupError> {
        let is_default = config.path.is_none();
        let mut resolve = |levels: &[Level]| {
            let entries = levels.iter().map(|level| self.entry(level, is_default, config.version >= 5)).collect::<Result<Vec<_>, _>>()?;
            Ok::<_, LookupError>(entries.into_iter().flatten().map(Arc::new).collect::<Entries>())
        };
        Ok((resolve(&config.hierarchy)?, resolve(config.default_hierarchy.as_deref().unwrap_or_default())?))
    }

    fn is_stable(&mut self, used: &[Used]) -> Result<bool, LookupError> {
        let explainer = self.hiera.explainer.take();
        let mut stable = true;
        for used in used {
            let value = match self.quiet_variable(&used.root)? {
                Some(value) if !used.segments.is_empty() => self.dig(&used.key, &used.segments, value)?,
                value => value,
            };
            stable &= value.unwrap_or_default() == used.value;
        }
        self.hiera.explainer.replace(explainer);
        Ok(stable)
    }

    /// `None`: without a configuration file, what is not there is no part of the hierarchy.
    /// From version 5 on, a place may name a variable that is not there.
    fn entry(&mut self, level: &Level, is_default: bool, is_quiet: bool) -> Result<Option<Entry>, LookupError> {
        let datadir = self.interpolated(&level.datadir, Allowed::Variables)?;
        let mut places = match is_quiet {
            true => self.quietly(|search| search.places(level, &datadir)),
            false => self.places(level, &datadir),
        }?;
        if is_default {
            places = places.map(|places| places.into_iter().filter(|place| place.exists).collect());
            if places.as_ref().is_some_and(Vec::is_empty) {
                return Ok(None);
            }
        }
        let options = self.interpolate(&Value::hash(level.options.clone()), Allowed::Variables, 0)?;
        Ok(Some(Entry {
            name: level.name.clone(),
            kind: level.kind,
            function: level.function.clone(),
            options: options.as_hash().cloned().unwrap_or_default(),
            written_places: places.map_or_else(|| vec![None], |places| places.into_iter().map(Some).collect()),
        }))
    }

    fn places(&mut self, level: &Level, datadir: &str) -> Result<Option<Vec<Place>>, LookupError> {
        let mut places = Vec::new();
        match &level.location {
            Location::None => return Ok(None),
            Location::Paths(paths) => {
                for path in paths {
                    places.push(self.path(datadir, path, level.extension.as_deref())?);
                }
            }
            Location::Globs(globs) => {
                for pattern in globs {
                    let pattern = join(datadir, &self.interpolated(pattern, Allowed::Variables)?);
                    let found = glob(self.hiera.world, &pattern);
                    places.extend(found.into_iter().map(|path| Place { original: pattern.clone(), path, exists: true, is_uri: false }));
                }
            }
            Location::Uris(uris) => {
                for uri in uris {
                    let path = self.interpolated(uri, Allowed::Variables)?;
                    check_uri(&path)?;
                    places.push(Place { original: uri.clone(), path, exists: true, is_uri: true });
                }
            }
            Location::Mapped { variable, element, path } => places = self.mapped(datadir, variable, element, path)?,
        }
        Ok(Some(places))
    }

    /// A path after interpolation, below the data directory.
    pub fn path(&mut self, datadir: &str, original: &str, extension: Option<&str>) -> Result<Place, LookupError> {
        let mut path = self.interpolated(original, Allowed::Variables)?;
        if let Some(extension) = extension.filter(|extension| !path.ends_with(extension)) {
            path.push_str(extension);
        }
        let path = join(datadir, &path);
        Ok(Place { original: original.to_string(), exists: self.hiera.files.exists(self.hiera.world, &path), path, is_uri: false })
    }

    fn mapped(&mut self, datadir: &str, variable: &str, element: &str, template: &str) -> Result<Vec<Place>, LookupError> {
        let values = list(self.variable(variable, "mapped_path[0]")?);
        let before = self.used.as_ref().map_or(0, Vec::len);
        let mut places = Vec::new();
        for value in values {
            let outer = self.local.replace((element.into(), value));
            let place = self.path(datadir, template, None);
            self.local = outer;
            places.push(place?);
        }
        // the element is no variable of the scope: it must not be watched
        if let Some(used) = &mut self.used {
            let mut index = 0;
            used.retain(|one| {
                index += 1;
                index <= before || one.root != element
            });
        }
        Ok(places)
    }
}

fn list(value: Value) -> Vec<Value> {
    match value {
        Value::Undef => Vec::new(),
        Value::Array(items) => items.to_vec(),
        Value::Hash(entries) => entries.iter().map(|(key, value)| Value::array(vec![key.clone(), value.clone()])).collect(),
        Value::String(text) if text.is_empty() => Vec::new(),
        other => vec![other],
    }
}

fn check_uri(text: &str) -> Result<(), LookupError> {
    let is_plain = |character: char| character.is_ascii_graphic() && !"\"<>\\^`{}|".contains(character);
    if text.chars().all(is_plain) {
        return Ok(());
    }
    Err(LookupError::Argument(format!("bad URI(is not URI?): {}", super::text::inspect(&Value::from(text)))))
}

/// A method or an unknown variable in `hiera.yaml` is a mistake of that file.
fn undefined_in(config: &Config, error: LookupError) -> LookupError {
    if let LookupError::Issue { message, path: None, line } = error {
        return LookupError::Issue { message, path: config.path.clone(), line };
    }
    let text = error.to_string();
    let name = text.strip_prefix("Undefined variable '").and_then(|rest| rest.split_once('\'')).map(|(name, _)| name);
    let (Some(name), Some(path)) = (name, &config.path) else { return error };
    let line = super::config::lines_matching(&config.text, &format!("%\\{{['\"]?{name}['\"]?\\}}")).next();
    LookupError::Issue { message: format!("Undefined variable '{name}'"), path: Some(path.clone()), line }
}

/// What stands in for a value in a text.
pub fn piece(value: &Value) -> String {
    if value.is_undef() { String::new() } else { to_s(value) }
}
