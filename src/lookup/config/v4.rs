//! `hiera.yaml`, version 4: of environments and modules, deprecated.

use super::{Config, Kind, Level, Location, Source, get, join, named_line, text_of, texts};
use crate::lookup::LookupError;
use crate::lookup::strategy::{Strategy, checked, read as read_type};
use crate::value::{Type, Value, ValueHash};
use std::sync::LazyLock;

static FORM: LazyLock<Type> = LazyLock::new(|| {
    read_type(
        "Struct[{version => Integer[4, 4], Optional[datadir] => String[1], Optional[hierarchy] => Array[Struct[{backend => String[1], \
         name => String[1], Optional[datadir] => String[1], Optional[path] => String[1], Optional[paths] => Array[String[1]]}]]}]",
    )
});

/// Reads the hash of the file.
pub(super) fn read(source: &Source<'_>, entries: &ValueHash, warn: &mut dyn FnMut(String)) -> Result<Config, LookupError> {
    source.deprecated(4, warn);
    let mut entries = entries.clone();
    if get(&entries, "datadir").is_none() {
        entries.insert("datadir".into(), "data".into());
    }
    if get(&entries, "hierarchy").is_none() {
        let common = ValueHash::from_iter([("name".into(), "common".into()), ("backend".into(), "yaml".into())]);
        entries.insert("hierarchy".into(), Value::array(vec![Value::hash(common)]));
    }
    checked(&source.subject(), &FORM, &Value::hash(entries.clone()))?;
    let datadir = text_of(&entries, "datadir").unwrap_or_default();
    let mut levels: Vec<Level> = Vec::new();
    for entry in get(&entries, "hierarchy").and_then(Value::as_array).unwrap_or(&[]).iter().filter_map(Value::as_hash) {
        let level = level(source, entry, &datadir)?;
        source.once(&levels, &level.name, "Hierarchy name", &named_line("name", &level.name))?;
        levels.push(level);
    }
    Ok(Config {
        version: 4,
        path: Some(source.path.to_string()),
        text: source.text.to_string(),
        hierarchy: levels,
        default_hierarchy: None,
        strategy: Strategy::default(),
    })
}

fn level(source: &Source<'_>, entry: &ValueHash, datadir: &str) -> Result<Level, LookupError> {
    let name = text_of(entry, "name").unwrap_or_default();
    let backend = text_of(entry, "backend").unwrap_or_default();
    let paths = get(entry, "paths").or_else(|| get(entry, "path")).map_or_else(|| vec![name.clone()], texts);
    let extension = match backend.as_str() {
        "json" | "yaml" => backend.as_str(),
        "hocon" => "conf",
        _ => {
            let line = super::lines_matching(source.text, &format!("[^\\w]{backend}(?:[^\\w]|$)")).next();
            return Err(source.issue(&format!("No data provider is registered for backend '{backend}'"), line));
        }
    };
    Ok(Level {
        name,
        kind: Kind::DataHash,
        function: format!("{backend}_data"),
        datadir: join(source.root, &text_of(entry, "datadir").unwrap_or_else(|| datadir.to_string())),
        location: Location::Paths(paths),
        extension: Some(format!(".{extension}")),
        options: ValueHash::default(),
    })
}
