//! `hiera.yaml`, version 3: of the global layer, deprecated. Backends that are written in Ruby are not asked.

use super::{Config, Kind, Level, Location, Source, get, text_of, texts};
use crate::lookup::LookupError;
use crate::lookup::strategy::{Strategy, checked, read as read_type};
use crate::value::{EcoString, Type, Value, ValueHash, data_type::StructMember};

const FORM: &str = "Struct[{Optional[version] => Integer[3, 3], Optional[backends] => Variant[String[1], Array[String[1]]], \
                    Optional[logger] => String[1], Optional[merge_behavior] => Enum['deep', 'deeper', 'native'], \
                    Optional[deep_merge_options] => Hash[String[1], Variant[String, Boolean]], \
                    Optional[hierarchy] => Variant[String[1], Array[String[1]]]}]";

/// Reads the hash of the file.
pub(super) fn read(source: &Source<'_>, entries: &ValueHash, warn: &mut dyn FnMut(String)) -> Result<Config, LookupError> {
    source.deprecated(3, warn);
    let entries = completed(entries);
    let backends = get(&entries, "backends").map(texts).unwrap_or_default();
    checked(&source.subject(), &form(&backends), &Value::hash(entries.clone()))?;
    let paths = get(&entries, "hierarchy").map(texts).unwrap_or_default();
    let mut levels: Vec<Level> = Vec::new();
    for backend in &backends {
        source.once(&levels, backend, "Backend", &format!("[^\\w]{backend}(?:[^\\w]|$)"))?;
        levels.push(level(source, &entries, backend, &paths));
    }
    Ok(Config {
        version: 3,
        path: Some(source.path.to_string()),
        text: source.text.to_string(),
        hierarchy: levels,
        default_hierarchy: None,
        strategy: strategy(&entries)?,
    })
}

fn completed(entries: &ValueHash) -> ValueHash {
    let mut entries = entries.clone();
    let mut fill = |name: &str, value: Value| {
        if get(&entries, name).is_none() {
            entries.insert(name.into(), value);
        }
    };
    fill("version", Value::Integer(3));
    fill("backends", Value::array(vec!["yaml".into()]));
    fill("hierarchy", Value::array(vec!["nodes/%{::trusted.certname}".into(), "common".into()]));
    fill("merge_behavior", "native".into());
    fill("deep_merge_options", Value::hash(ValueHash::default()));
    entries
}

/// Each backend may have a section of its own.
fn form(backends: &[String]) -> Type {
    let Type::Struct(mut members) = read_type(FORM) else { return Type::Any };
    let section = read_type("Hash[String[1], Any]");
    let sections =
        backends.iter().map(|name| StructMember { name: EcoString::from(name.as_str()), optional: true, value: section.clone() });
    members.extend(sections);
    Type::Struct(members)
}

fn level(source: &Source<'_>, entries: &ValueHash, backend: &str, paths: &[String]) -> Level {
    let options = get(entries, backend).and_then(Value::as_hash).cloned().unwrap_or_default();
    let (kind, function) = match backend {
        "json" | "yaml" | "hocon" => (Kind::DataHash, format!("{backend}_data")),
        "eyaml" => (Kind::LookupKey, "eyaml_lookup_key".to_string()),
        other => (Kind::Backend, other.to_string()),
    };
    let extension = text_of(&options, "extension").unwrap_or_else(|| if backend == "hocon" { "conf" } else { backend }.to_string());
    let datadir = text_of(&options, "datadir");
    Level {
        name: backend.to_string(),
        kind,
        function,
        datadir: datadir.unwrap_or_else(|| format!("{}/environments/%{{::environment}}/hieradata", source.codedir)),
        location: Location::Paths(paths.to_vec()),
        extension: Some(format!(".{extension}")),
        options: if kind == Kind::LookupKey { options } else { ValueHash::default() },
    }
}

/// What `merge_behavior` means for `hiera_hash`.
fn strategy(entries: &ValueHash) -> Result<Strategy, LookupError> {
    let name = match text_of(entries, "merge_behavior").as_deref() {
        Some("deep") => "reverse_deep",
        Some("deeper") => "unconstrained_deep",
        _ => return Ok(Strategy::default()),
    };
    let mut merge = ValueHash::from_iter([(Value::from("strategy"), Value::from(name))]);
    merge.extend(get(entries, "deep_merge_options").and_then(Value::as_hash).cloned().unwrap_or_default());
    Strategy::read(Some(&Value::hash(merge)))
}
