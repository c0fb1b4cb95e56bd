//! `hiera.yaml`, version 5.

use super::LookupError;
use crate::value::{Value, ValueHash};

/// What one layer asks, in order.
#[derive(Clone, Debug)]
pub struct Config {
    /// The directory that `datadir` is relative to.
    pub root: String,
    /// Without a file Puppet looks for `data/common.yaml`.
    pub is_default: bool,
    pub hierarchy: Vec<Level>,
    pub default_hierarchy: Vec<Level>,
}

/// One entry of a hierarchy.
#[derive(Clone, Debug)]
pub struct Level {
    pub name: String,
    pub backend: Backend,
    pub datadir: String,
    pub location: Location,
    pub options: ValueHash,
}

/// Who answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Backend {
    Yaml,
    Json,
    /// A function that this Hiera does not bring along; `kind` is `data_hash`, `lookup_key` or `data_dig`.
    Function {
        kind: &'static str,
        name: String,
    },
}

/// Where a level's files are, before interpolation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    Paths(Vec<String>),
    Globs(Vec<String>),
    /// The variable with the list, the name of each element, the path.
    Mapped {
        variable: String,
        element: String,
        path: String,
    },
    /// No file: the function knows.
    None,
}

const KINDS: [&str; 3] = ["data_hash", "lookup_key", "data_dig"];

impl Config {
    /// What counts where a layer has no file.
    pub fn without_file(root: &str) -> Self {
        let level = Level {
            name: "Common".to_string(),
            backend: Backend::Yaml,
            datadir: "data".to_string(),
            location: Location::Paths(vec!["common.yaml".to_string()]),
            options: ValueHash::default(),
        };
        Config { root: root.to_string(), is_default: true, hierarchy: vec![level], default_hierarchy: Vec::new() }
    }

    /// Reads the file's hash. `path` stands in messages; `is_module`: only modules have a `default_hierarchy`.
    pub fn read(path: &str, root: &str, value: &Value, is_module: bool) -> Result<Self, LookupError> {
        let error = |message: &str| LookupError::Configuration { path: path.to_string(), message: message.to_string() };
        let Some(entries) = value.as_hash() else { return Err(error("does not contain a valid YAML hash")) };
        let version = match get(entries, "version") {
            Some(Value::Integer(version)) => *version,
            Some(Value::String(text)) => text.parse().unwrap_or(0),
            _ => 3,
        };
        if version != 5 {
            return Err(LookupError::Version { path: path.to_string(), version });
        }
        let reader = Reader { path, defaults: get(entries, "defaults").and_then(Value::as_hash) };
        let mut config = Config { root: root.to_string(), ..Config::without_file(root) };
        config.is_default = false;
        if let Some(hierarchy) = get(entries, "hierarchy") {
            config.hierarchy = reader.levels(hierarchy)?;
        } else {
            config.hierarchy = vec![reader.level(&ValueHash::from_iter([pair("name", "Common"), pair("path", "common.yaml")]))?];
        }
        if let Some(hierarchy) = get(entries, "default_hierarchy") {
            if !is_module {
                return Err(error("'default_hierarchy' is only allowed in the module layer"));
            }
            config.default_hierarchy = reader.levels(hierarchy)?;
        }
        Ok(config)
    }
}

fn pair(key: &str, value: &str) -> (Value, Value) {
    (key.into(), value.into())
}

fn get<'a>(entries: &'a ValueHash, key: &str) -> Option<&'a Value> {
    entries.get(&Value::from(key)).filter(|value| !value.is_undef())
}

struct Reader<'a> {
    path: &'a str,
    defaults: Option<&'a ValueHash>,
}

impl Reader<'_> {
    fn error(&self, message: String) -> LookupError {
        LookupError::Configuration { path: self.path.to_string(), message }
    }

    fn levels(&self, hierarchy: &Value) -> Result<Vec<Level>, LookupError> {
        let Some(items) = hierarchy.as_array() else { return Err(self.error("entry 'hierarchy' expects an Array value".to_string())) };
        let mut levels: Vec<Level> = Vec::new();
        for item in items {
            let Some(entry) = item.as_hash() else { return Err(self.error("entry 'hierarchy' expects Hash values".to_string())) };
            let level = self.level(entry)?;
            if levels.iter().any(|other| other.name == level.name) {
                return Err(self.error(format!("defines the hierarchy name '{}' more than once", level.name)));
            }
            levels.push(level);
        }
        Ok(levels)
    }

    fn level(&self, entry: &ValueHash) -> Result<Level, LookupError> {
        let name = get(entry, "name").and_then(Value::as_str).ok_or_else(|| self.error("expects a value for key 'name'".to_string()))?;
        let default = |key: &str| self.defaults.and_then(|defaults| get(defaults, key));
        let datadir = get(entry, "datadir").or_else(|| default("datadir")).and_then(Value::as_str).unwrap_or("data");
        let options = get(entry, "options").or_else(|| default("options")).and_then(Value::as_hash).cloned().unwrap_or_default();
        Ok(Level {
            name: name.to_string(),
            backend: self.backend(entry, name)?,
            datadir: datadir.to_string(),
            location: self.location(entry, name)?,
            options,
        })
    }

    fn backend(&self, entry: &ValueHash, level: &str) -> Result<Backend, LookupError> {
        let written = |entries: &ValueHash| {
            KINDS
                .iter()
                .filter_map(|kind| get(entries, kind).and_then(Value::as_str).map(|name| (*kind, name.to_string())))
                .collect::<Vec<_>>()
        };
        let mut found = written(entry);
        if found.len() > 1 {
            return Err(
                self.error(format!("Only one of data_hash, lookup_key, data_dig, or hiera3_backend can be defined in hierarchy '{level}'"))
            );
        }
        if found.is_empty() {
            found = self.defaults.map_or_else(|| vec![("data_hash", "yaml_data".to_string())], written);
        }
        match found.into_iter().next() {
            Some(("data_hash", name)) if name == "yaml_data" => Ok(Backend::Yaml),
            Some(("data_hash", name)) if name == "json_data" => Ok(Backend::Json),
            Some((kind, name)) => Ok(Backend::Function { kind, name }),
            None => {
                Err(self.error(format!("One of data_hash, lookup_key, data_dig, or hiera3_backend must be defined in hierarchy '{level}'")))
            }
        }
    }

    fn location(&self, entry: &ValueHash, level: &str) -> Result<Location, LookupError> {
        const KEYS: [&str; 5] = ["path", "paths", "glob", "globs", "mapped_paths"];
        let present: Vec<&str> = KEYS.into_iter().filter(|key| get(entry, key).is_some()).collect();
        if present.len() > 1 {
            return Err(self
                .error(format!("Only one of path, paths, glob, globs, uri, uris, or mapped_paths can be defined in hierarchy '{level}'")));
        }
        let Some(key) = present.first() else { return Ok(Location::None) };
        let texts = get(entry, key).map(texts).unwrap_or_default();
        Ok(match (*key, texts.as_slice()) {
            ("mapped_paths", [variable, element, path]) => {
                Location::Mapped { variable: variable.clone(), element: element.clone(), path: path.clone() }
            }
            ("mapped_paths", _) => return Err(self.error("entry 'mapped_paths' expects size to be 3".to_string())),
            ("glob" | "globs", _) => Location::Globs(texts),
            _ => Location::Paths(texts),
        })
    }
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().filter_map(Value::as_str).map(str::to_string).collect(),
        other => other.as_str().map(str::to_string).into_iter().collect(),
    }
}
