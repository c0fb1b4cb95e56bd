//! `hiera.yaml`, version 5.

use super::{Config, Kind, Level, Location, Source, get, join, named_line, text_of, texts};
use crate::lookup::LookupError;
use crate::lookup::layer::Layer;
use crate::lookup::strategy::{Strategy, checked, read as read_type};
use crate::value::{Type, Value, ValueHash};
use std::sync::LazyLock;

const LOCATIONS: [&str; 7] = ["path", "paths", "glob", "globs", "uri", "uris", "mapped_paths"];
/// What the function is told beside its options.
const RESERVED: [&str; 2] = ["path", "uri"];
const FUNCTIONS: &str = "data_hash, lookup_key, data_dig, or hiera3_backend";
/// A backend that version 4 called a function without arguments.
const OLD_DATA_HASH: &str = "v4_data_hash";

static FORM: LazyLock<Type> = LazyLock::new(|| {
    let options = r"Hash[Pattern[/\A[A-Za-z](:?[0-9A-Za-z_-]*[0-9A-Za-z])?\z/], Data]";
    let list = "Array[String[1], 1]";
    let hierarchy = format!(
        "Array[Struct[{{name => String[1], Optional[options] => {options}, Optional[data_hash] => String[1], \
         Optional[lookup_key] => String[1], Optional[hiera3_backend] => String[1], Optional[v4_data_hash] => String[1], \
         Optional[data_dig] => String[1], Optional[path] => String[1], Optional[paths] => {list}, Optional[glob] => String[1], \
         Optional[globs] => {list}, Optional[uri] => String[1], Optional[uris] => {list}, \
         Optional[mapped_paths] => Array[String[1], 3, 3], Optional[datadir] => String[1]}}]]"
    );
    read_type(&format!(
        "Struct[{{version => Integer[5, 5], Optional[defaults] => Struct[{{Optional[data_hash] => String[1], \
         Optional[lookup_key] => String[1], Optional[data_dig] => String[1], Optional[datadir] => String[1], \
         Optional[options] => {options}}}], Optional[hierarchy] => {hierarchy}, Optional[plan_hierarchy] => {hierarchy}, \
         Optional[default_hierarchy] => {hierarchy}}}]"
    ))
});

/// Reads the hash of the file.
pub(super) fn read(source: &Source<'_>, entries: &ValueHash) -> Result<Config, LookupError> {
    let entries = completed(entries);
    checked(&source.subject(), &FORM, &Value::hash(entries.clone()))?;
    let defaults = get(&entries, "defaults").and_then(Value::as_hash).cloned().unwrap_or_default();
    let reader = Reader { source, defaults };
    reader.check_defaults()?;
    for name in ["hierarchy", "plan_hierarchy", "default_hierarchy"] {
        if name == "default_hierarchy" && entries.contains_key(&Value::from(name)) && !matches!(source.layer, Layer::Module(_)) {
            let line = super::lines_matching(source.text, r"(?:^|\s+)default_hierarchy:").next();
            return Err(source.issue("'default_hierarchy' is only allowed in the module layer", line));
        }
        list(&entries, name).try_for_each(|level| reader.check_level(level))?;
    }
    let has_defaults = entries.contains_key(&Value::from("default_hierarchy"));
    Ok(Config {
        version: 5,
        path: Some(source.path.to_string()),
        text: source.text.to_string(),
        hierarchy: reader.levels(list(&entries, "hierarchy"))?,
        default_hierarchy: has_defaults.then(|| reader.levels(list(&entries, "default_hierarchy"))).transpose()?,
        strategy: Strategy::default(),
    })
}

/// The file's entries with what Puppet takes for missing ones.
fn completed(entries: &ValueHash) -> ValueHash {
    let mut entries = entries.clone();
    let pairs = |pairs: &[(&str, &str)]| Value::hash(pairs.iter().map(|(name, text)| (Value::from(*name), Value::from(*text))).collect());
    if get(&entries, "defaults").is_none() {
        entries.insert("defaults".into(), pairs(&[("datadir", "data"), ("data_hash", "yaml_data")]));
    }
    if get(&entries, "hierarchy").is_none() {
        entries.insert("hierarchy".into(), Value::array(vec![pairs(&[("name", "Common"), ("path", "common.yaml")])]));
    }
    entries
}

fn list<'a>(entries: &'a ValueHash, name: &str) -> impl Iterator<Item = &'a ValueHash> {
    get(entries, name).and_then(Value::as_array).unwrap_or(&[]).iter().filter_map(Value::as_hash)
}

fn count(entries: &ValueHash, names: &[&str]) -> usize {
    names.iter().filter(|name| entries.contains_key(&Value::from(**name))).count()
}

struct Reader<'a> {
    source: &'a Source<'a>,
    defaults: ValueHash,
}

impl Reader<'_> {
    fn error(&self, message: String) -> LookupError {
        self.source.issue(&message, None)
    }

    fn check_defaults(&self) -> Result<(), LookupError> {
        if count(&self.defaults, &Kind::ALL.map(Kind::name)) > 1 {
            return Err(self.error(format!("Only one of {FUNCTIONS} can be defined in defaults")));
        }
        self.check_options(&self.defaults, "defaults")
    }

    fn check_options(&self, entries: &ValueHash, place: &str) -> Result<(), LookupError> {
        let options = get(entries, "options").and_then(Value::as_hash);
        match options.and_then(|options| RESERVED.into_iter().find(|key| options.contains_key(&Value::from(*key)))) {
            Some(key) => Err(self.error(format!("Option key '{key}' used in {place} is reserved by Puppet"))),
            None => Ok(()),
        }
    }

    fn check_level(&self, level: &ValueHash) -> Result<(), LookupError> {
        let name = text_of(level, "name").unwrap_or_default();
        let kinds = Kind::ALL.map(Kind::name);
        match count(level, &kinds) + count(level, &[OLD_DATA_HASH]) {
            0 if count(&self.defaults, &kinds) == 0 => {
                return Err(self.error(format!("One of {FUNCTIONS} must be defined in hierarchy '{name}'")));
            }
            0 | 1 => {}
            _ => return Err(self.error(format!("Only one of {FUNCTIONS} can be defined in hierarchy '{name}'"))),
        }
        self.check_backend(level)?;
        if count(level, &LOCATIONS) > 1 {
            let all = "path, paths, glob, globs, uri, uris, or mapped_paths";
            return Err(self.error(format!("Only one of {all} can be defined in hierarchy '{name}'")));
        }
        self.check_options(level, &format!("hierarchy '{name}'"))
    }

    /// `hiera3_backend` is for the global layer, and for what is no function here.
    fn check_backend(&self, level: &ValueHash) -> Result<(), LookupError> {
        let Some(backend) = text_of(level, Kind::Backend.name()) else { return Ok(()) };
        let line = |pattern: &str| super::lines_matching(self.source.text, pattern).next();
        if *self.source.layer != Layer::Global {
            return Err(self.source.issue("'hiera3_backend' is only allowed in the global layer", line(r"\s+hiera3_backend:")));
        }
        if matches!(backend.as_str(), "json" | "yaml" | "hocon") {
            let message = format!("Use \"data_hash: {backend}_data\" instead of \"hiera3_backend: {backend}\"");
            return Err(self.source.issue(&message, line(&format!(r#"\s+hiera3_backend:\s*['"]?{backend}(?:[^\w]|$)"#))));
        }
        Ok(())
    }

    fn levels<'a>(&self, entries: impl Iterator<Item = &'a ValueHash>) -> Result<Vec<Level>, LookupError> {
        let mut levels: Vec<Level> = Vec::new();
        for entry in entries {
            let level = self.level(entry);
            self.source.once(&levels, &level.name, "Hierarchy name", &named_line("name", &level.name))?;
            levels.push(level);
        }
        Ok(levels)
    }

    fn level(&self, entry: &ValueHash) -> Level {
        let datadir = text_of(entry, "datadir").or_else(|| text_of(&self.defaults, "datadir")).unwrap_or_else(|| "data".to_string());
        let options = get(entry, "options").or_else(|| get(&self.defaults, "options")).and_then(Value::as_hash).cloned();
        let written = |entries: &ValueHash| Kind::ALL.into_iter().find_map(|kind| Some((kind, text_of(entries, kind.name())?)));
        let (kind, function) = written(entry).or_else(|| written(&self.defaults)).unwrap_or((Kind::DataHash, String::new()));
        Level {
            name: text_of(entry, "name").unwrap_or_default(),
            kind,
            function,
            datadir: join(self.source.root, &datadir),
            location: location(entry),
            extension: None,
            options: options.unwrap_or_default(),
        }
    }
}

fn location(entry: &ValueHash) -> Location {
    let Some(key) = LOCATIONS.into_iter().find(|key| entry.contains_key(&Value::from(*key))) else { return Location::None };
    let texts = get(entry, key).map(texts).unwrap_or_default();
    match (key, texts.as_slice()) {
        ("mapped_paths", [variable, element, path]) => {
            Location::Mapped { variable: variable.clone(), element: element.clone(), path: path.clone() }
        }
        ("glob" | "globs", _) => Location::Globs(texts),
        ("uri" | "uris", _) => Location::Uris(texts),
        _ => Location::Paths(texts),
    }
}
