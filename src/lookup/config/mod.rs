//! `hiera.yaml`: version 5, and the older ones as far as Puppet still reads them.

mod v3;
mod v4;
mod v5;

use super::LookupError;
use super::layer::Layer;
use super::strategy::Strategy;
use crate::diagnostic::Strictness;
use crate::value::{Regex, Value, ValueHash};

/// What one layer asks, in order.
#[derive(Clone, Debug)]
pub struct Config {
    pub version: i64,
    /// Where it was read; `None` where nothing but Puppet's default counts.
    pub path: Option<String>,
    pub text: String,
    pub hierarchy: Vec<Level>,
    /// Of modules only.
    pub default_hierarchy: Option<Vec<Level>>,
    /// How version 3 merges hashes.
    pub strategy: Strategy,
}

/// One entry of a hierarchy.
#[derive(Clone, Debug)]
pub struct Level {
    pub name: String,
    pub kind: Kind,
    pub function: String,
    /// Before interpolation.
    pub datadir: String,
    pub location: Location,
    /// What paths end with that do not end so already.
    pub extension: Option<String>,
    pub options: ValueHash,
}

/// What kind of function answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    DataHash,
    /// A function `MODULE::data` without parameters, deprecated.
    OldDataHash,
    LookupKey,
    DataDig,
    /// A backend written for Hiera 3, in Ruby.
    Backend,
}

/// Where a level's data is, before interpolation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    Paths(Vec<String>),
    Globs(Vec<String>),
    Uris(Vec<String>),
    /// The variable with the list, the name of each element, the path.
    Mapped {
        variable: String,
        element: String,
        path: String,
    },
    /// The function knows.
    None,
}

impl Kind {
    pub const ALL: [Kind; 4] = [Kind::DataHash, Kind::LookupKey, Kind::DataDig, Kind::Backend];

    pub fn name(self) -> &'static str {
        match self {
            Kind::DataHash => "data_hash",
            Kind::OldDataHash => "v4_data_hash",
            Kind::LookupKey => "lookup_key",
            Kind::DataDig => "data_dig",
            Kind::Backend => "hiera3_backend",
        }
    }
}

/// What a configuration is read from.
pub struct Source<'a> {
    pub path: &'a str,
    /// The directory of the file.
    pub root: &'a str,
    pub text: &'a str,
    pub layer: &'a Layer,
    pub codedir: &'a str,
    pub strict: Strictness,
}

impl Config {
    /// What counts where a layer has no file.
    pub fn without_file(root: &str) -> Self {
        let level = Level {
            name: "Common".to_string(),
            kind: Kind::DataHash,
            function: "yaml_data".to_string(),
            datadir: join(root, "data"),
            location: Location::Paths(vec!["common.yaml".to_string()]),
            extension: None,
            options: ValueHash::default(),
        };
        Config {
            version: 5,
            path: None,
            text: String::new(),
            hierarchy: vec![level],
            default_hierarchy: None,
            strategy: Strategy::default(),
        }
    }

    /// A module whose `metadata.json` says that its function `MODULE::data` answers.
    pub fn of_function(module: &str) -> Self {
        let function = format!("{module}::data");
        let mut config = Config::without_file("");
        config.hierarchy = vec![Level {
            name: format!("Legacy function '{function}'"),
            kind: Kind::OldDataHash,
            function,
            datadir: String::new(),
            location: Location::None,
            extension: None,
            options: ValueHash::default(),
        }];
        config
    }

    /// Reads the file's value; `None` for a version that this layer passes over with a warning.
    pub fn read(source: &Source<'_>, value: &Value, warn: &mut dyn FnMut(String)) -> Result<Option<Self>, LookupError> {
        let empty = ValueHash::default();
        let entries = value.as_hash().unwrap_or(&empty);
        if value.as_hash().is_none() {
            let problem = "File exists but does not contain a valid YAML hash. Falling back to Hiera version 3 default config";
            warn(format!("{}: {problem}", source.path));
        }
        let version = match get(entries, "version") {
            None => 3,
            Some(Value::Integer(version)) => *version,
            Some(Value::Float(version)) => *version as i64,
            Some(other) => other.as_str().map_or(0, leading_integer),
        };
        let config = match version {
            5 => v5::read(source, entries)?,
            4 => v4::read(source, entries, warn)?,
            3 => v3::read(source, entries, warn)?,
            _ => return Err(source.issue(&format!("This runtime does not support hiera.yaml version {version}"), None)),
        };
        source.admit(config, warn)
    }
}

impl Source<'_> {
    /// Whether the layer takes this version.
    fn admit(&self, config: Config, warn: &mut dyn FnMut(String)) -> Result<Option<Config>, LookupError> {
        let place = match (self.layer, config.version) {
            (Layer::Global, 4) => return Err(self.issue("hiera.yaml version 4 cannot be used in the global layer", None)),
            (Layer::Environment, 3) => ("an environment", "the environment root"),
            (Layer::Module(_), 3) => ("a module", "module root"),
            _ => return Ok(Some(config)),
        };
        if self.strict == Strictness::Error {
            return Err(self.issue(&format!("hiera.yaml version 3 cannot be used in {}", place.0), None));
        }
        warn(format!("hiera.yaml version 3 found at {} was ignored\n   (file: {})", place.1, self.path));
        Ok(None)
    }

    fn deprecated(&self, version: i64, warn: &mut dyn FnMut(String)) {
        if self.strict != Strictness::Off {
            let problem = format!("Use of 'hiera.yaml' version {version} is deprecated. It should be converted to version 5");
            warn(format!("{0}: {problem}\n   (file: {0})", self.path));
        }
    }

    fn issue(&self, message: &str, line: Option<usize>) -> LookupError {
        LookupError::Issue { message: message.to_string(), path: Some(self.path.to_string()), line }
    }

    fn subject(&self) -> String {
        format!("The Lookup Configuration at '{}'", self.path)
    }

    /// The name of a level or backend may stand there once.
    fn once(&self, levels: &[Level], name: &str, what: &str, pattern: &str) -> Result<(), LookupError> {
        if !levels.iter().any(|level| level.name == name) {
            return Ok(());
        }
        let mut lines = lines_matching(self.text, pattern);
        let (first, second) = (lines.next(), lines.next());
        let mut message = format!("{what} '{name}' {} more than once.", if what == "Backend" { "is defined" } else { "defined" });
        if let (Some(first), Some(_)) = (first, second) {
            message.push_str(&format!(" First defined at (line: {first})"));
        }
        Err(self.issue(&message, second.or(first)))
    }
}

/// A name in a pattern: followed by something else than a letter.
fn named_line(key: &str, name: &str) -> String {
    format!("\\s+{key}:\\s+['\"]?{name}(?:[^\\w]|$)")
}

/// Numbers of the lines that match, comments left out; from 1.
pub fn lines_matching<'a>(text: &'a str, pattern: &str) -> impl Iterator<Item = usize> + use<'a> {
    let regex = Regex::new(pattern).ok();
    let lines = text.split_inclusive('\n').enumerate();
    lines.filter(move |(_, line)| regex.as_ref().is_some_and(|regex| regex.is_match(&without_comment(line)))).map(|(index, _)| index + 1)
}

fn without_comment(line: &str) -> String {
    let mut quote = None;
    line.chars()
        .take_while(|character| {
            match (quote, character) {
                (Some(open), character) if open == *character => quote = None,
                (None, '"' | '\'') => quote = Some(*character),
                _ => {}
            }
            *character != '#' || quote.is_some()
        })
        .collect()
}

fn leading_integer(text: &str) -> i64 {
    let digits: String = text.trim_start().chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(0)
}

pub(super) fn get<'a>(entries: &'a ValueHash, key: &str) -> Option<&'a Value> {
    entries.get(&Value::from(key)).filter(|value| !value.is_undef())
}

fn text_of(entries: &ValueHash, key: &str) -> Option<String> {
    get(entries, key).and_then(Value::as_str).map(str::to_string)
}

/// One text or a list of them.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().filter_map(Value::as_str).map(str::to_string).collect(),
        other => other.as_str().map(str::to_string).into_iter().collect(),
    }
}

/// `inner` below `base`, or alone where it is absolute; `.` and `..` at its beginning are resolved.
pub fn join(base: &str, inner: &str) -> String {
    if inner.starts_with('/') {
        return inner.to_string();
    }
    let mut base = base.trim_end_matches('/').to_string();
    let mut rest = inner;
    loop {
        match rest.split_once('/').unwrap_or((rest, "")) {
            ("." | "", tail) if !rest.is_empty() => rest = tail,
            ("..", tail) => {
                base.truncate(base.rfind('/').unwrap_or(0));
                rest = tail;
            }
            _ => break,
        }
    }
    if rest.is_empty() { base } else { format!("{base}/{rest}") }
}
