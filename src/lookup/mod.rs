//! Hiera 5: from a key to a value, through the layers global, environment and module.
//!
//! Files come through [`crate::world`]; variables and functions through [`HieraScope`]. A run parses each file once.

mod config;
mod context;
mod error;
mod explain;
mod eyaml;
mod files;
pub mod glob;
pub mod hocon;
mod interpolation;
mod key;
mod known;
mod layer;
mod merge;
mod options;
mod provider;
mod search;
mod strategy;
mod text;
mod version3;
pub mod yaml;

pub use context::{CONTEXT_TYPE, FunctionContext};
pub use error::LookupError;
pub use explain::Explainer;
pub use known::UnreadKey;
pub use merge::Deep;
pub use strategy::{Kind, Strategy};
pub use text::to_s as ruby_text;

use crate::diagnostic::Strictness;
use crate::value::{EcoString, Map, Set, Type, Value};
use crate::world::World;
use interpolation::Allowed;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

/// Where the layers are.
#[derive(Clone, Debug, Default)]
pub struct HieraSettings {
    /// The setting `hiera_config`; need not exist.
    pub global_config: Option<String>,
    /// The directory that may hold the environment's `hiera.yaml`.
    pub environment_directory: Option<String>,
    pub environment: String,
    /// What its `environment.conf` says of data, as Puppet 4 read it.
    pub environment_data_provider: Option<String>,
    /// Directories that hold modules, first wins.
    pub module_path: Vec<String>,
    pub codedir: String,
}

/// What a data function answers.
#[derive(Clone, Debug)]
pub enum Answer {
    Found(Value),
    NotFound,
}

/// Why `convert_to` failed.
#[derive(Clone, Debug)]
pub enum ConversionError {
    /// Its text is no data type.
    Type {
        source: String,
        message: String,
    },
    Value(String),
}

/// What data may ask of the compiler.
pub trait HieraScope {
    /// A variable as interpolation names it: `facts`, `::osfamily`, `trove::x`; the error says why there is none.
    fn variable(&mut self, name: &str) -> Result<Value, String>;
    /// What an unknown variable in data is (the setting `strict`).
    fn strictness(&self) -> Strictness {
        Strictness::Error
    }
    /// The class whose code asks.
    fn calling_class(&self) -> Option<EcoString> {
        None
    }
    /// `convert_to`: what `new` makes of a value with these arguments, the first one a data type or its text; and the arguments as text.
    fn convert(&mut self, value: Value, arguments: &[Value]) -> Result<(Value, String), ConversionError> {
        let _ = arguments;
        Ok((value, String::new()))
    }
    /// The return type of a function of the site or of Puppet, `Any` where it names none; `None` where there is no such function.
    fn function(&mut self, name: &str) -> Result<Option<Type>, LookupError> {
        let _ = name;
        Ok(None)
    }
    /// Calls a data function.
    fn call_function(&mut self, name: &str, arguments: &[Value]) -> Result<Answer, LookupError> {
        let _ = (name, arguments);
        Ok(Answer::NotFound)
    }
    fn warn(&mut self, message: &str) {
        let _ = message;
    }
}

/// How Hiera shall merge, and what a call brings along.
#[derive(Clone, Debug, Default)]
pub struct LookupOptions {
    pub merge: Option<Value>,
    /// Values that `%{…}` in data sees before and after all others.
    pub override_values: Option<Value>,
    pub default_values: Option<Value>,
    /// One of the functions `hiera…` asks; with the places that it puts in front.
    pub old_call: Option<Vec<String>>,
}

/// One run's Hiera.
pub struct Hiera<'w> {
    world: &'w dyn World,
    settings: HieraSettings,
    pub files: files::Files,
    configs: RefCell<Map<layer::Layer, Option<Arc<config::Config>>>>,
    providers: RefCell<Map<layer::Layer, Rc<provider::Providers>>>,
    contexts: RefCell<Vec<Rc<FunctionContext>>>,
    /// `lookup_options` by module; those of all other keys under an empty name.
    options: RefCell<Map<EcoString, Arc<options::Options>>>,
    default_options: RefCell<Map<String, Arc<options::Options>>>,
    warned: RefCell<Set<String>>,
    /// Keys and variables that are being looked at, outermost first; functions that data asks may look up keys again.
    in_progress: RefCell<Vec<EcoString>>,
    /// How many there were since the outermost one began.
    steps: Cell<u32>,
    /// Keys that were looked up, where somebody wants to know.
    asked: RefCell<Option<Set<EcoString>>>,
    /// Where a look-up tells what it does.
    pub explainer: RefCell<Option<Explainer>>,
}

impl<'w> Hiera<'w> {
    pub fn new(world: &'w dyn World, settings: HieraSettings) -> Self {
        Hiera {
            world,
            settings,
            files: files::Files::default(),
            configs: RefCell::default(),
            providers: RefCell::default(),
            contexts: RefCell::default(),
            options: RefCell::default(),
            default_options: RefCell::default(),
            warned: RefCell::default(),
            in_progress: RefCell::default(),
            steps: Cell::default(),
            asked: RefCell::default(),
            explainer: RefCell::default(),
        }
    }

    fn search<'a>(&'a self, scope: &'a mut dyn HieraScope, options: &LookupOptions) -> search::Search<'a, 'a> {
        let hash = |values: &Option<Value>| values.as_ref().and_then(Value::as_hash).cloned().unwrap_or_default();
        search::Search {
            hiera: self,
            scope,
            overrides: hash(&options.override_values),
            defaults: hash(&options.default_values),
            is_old_call: options.old_call.is_some(),
            extra_places: options.old_call.clone().unwrap_or_default(),
            global_only: false,
            is_version_3: false,
            is_quiet: false,
            local: None,
            used: None,
        }
    }

    /// The value of a key; `None` where the data has none.
    pub fn lookup(&self, key: &str, scope: &mut dyn HieraScope, options: &LookupOptions) -> Result<Option<Value>, LookupError> {
        let mut search = self.search(scope, options);
        if search.is_old_call {
            search.global_only = !search.has_environment_data()?;
        }
        search.lookup(key, options.merge.as_ref())
    }

    /// The value with every `%{…}` in it replaced.
    pub fn interpolate(&self, value: &Value, scope: &mut dyn HieraScope) -> Result<Value, LookupError> {
        self.search(scope, &LookupOptions::default()).interpolate(value, Allowed::Methods, 0)
    }

    /// What one of Puppet's own data functions reads from a file.
    pub fn data_file(&self, function: &str, path: &str, scope: &mut dyn HieraScope) -> Result<Value, LookupError> {
        let format = files::Format::of_function(function).unwrap_or(files::Format::Yaml);
        let is_strict = scope.strictness() == Strictness::Error;
        self.files.data(self.world, path, format, is_strict, &mut |warning| scope.warn(&warning))
    }

    /// The text of a file that a data function asks for.
    pub fn file_text(&self, path: &str) -> Result<String, LookupError> {
        files::text(self.world, path)
    }

    /// Whether a warning was not told before.
    pub fn is_first_time(&self, message: &str) -> bool {
        self.warned.borrow_mut().insert(message.to_string())
    }

    pub fn is_looking_up(&self) -> bool {
        !self.in_progress.borrow().is_empty()
    }

    pub fn is_explaining(&self) -> bool {
        self.explainer.borrow().is_some()
    }

    pub fn explain_text(&self, text: String) {
        if let Some(explainer) = self.explainer.borrow_mut().as_mut() {
            explainer.text(text);
        }
    }
}
