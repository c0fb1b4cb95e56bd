//! Hiera's data of environments and modules: the files that their `hiera.yaml` leads to.

use crate::lint::sense::list::below;
use crate::lint::sense::part::{Role, Source};
use crate::lookup::yaml;
use crate::value::{Value, ValueHash};
use crate::world::World;
use crate::world::disk::Disk;

/// Functions that read files and nothing else.
const READERS: &[(&str, &[&str])] = &[
    ("data_hash", &["yaml_data", "json_data", "hocon_data"]),
    ("lookup_key", &["eyaml_lookup_key"]),
    ("data_dig", &[]),
    ("hiera3_backend", &[]),
];

/// The `hiera.yaml` in a folder, and the files that it leads to; nothing where there is none.
pub fn sources(directory: &str, module: &str) -> Vec<Source> {
    let path = format!("{directory}/hiera.yaml");
    let Some(text) = read(&path) else { return Vec::new() };
    let source = |path: String, role: Role| Source { path, module: module.to_string(), role };
    let has_old_provider = || read(&format!("{directory}/environment.conf")).is_some_and(|text| text.contains("environment_data_provider"));
    let folders = folders(directory, &text).filter(|_| !has_old_provider());
    let mut all = vec![source(path, Role::Layer { directory: directory.to_string(), is_seen: folders.is_some() })];
    let files = folders.unwrap_or_default().into_iter().flat_map(|folder| below(&Disk, &folder, ""));
    all.extend(files.filter(|path| !path.contains("/.git/")).map(|path| source(path, Role::Data)));
    all
}

fn read(path: &str) -> Option<String> {
    Disk.read(path).ok().and_then(|bytes| String::from_utf8(bytes).ok())
}

/// The folders with all the data there can be; `None` where data may also come from elsewhere.
fn folders(directory: &str, text: &str) -> Option<Vec<String>> {
    let config = yaml::load(text).ok()?;
    let config = config.as_hash()?;
    if entry(config, "version")? != &Value::Integer(5) {
        return None;
    }
    let none = ValueHash::default();
    let defaults = entry(config, "defaults").map_or(Some(&none), Value::as_hash)?;
    let levels = entry(config, "hierarchy")?.as_array().filter(|levels| !levels.is_empty())?.iter();
    let more = entry(config, "default_hierarchy").map_or(Some(&[][..]), Value::as_array)?;
    let mut folders: Vec<String> = levels.chain(more).map(|level| folder(directory, level.as_hash()?, defaults)).collect::<Option<_>>()?;
    folders.sort();
    folders.dedup();
    Some(folders)
}

fn entry<'a>(hash: &'a ValueHash, name: &str) -> Option<&'a Value> {
    hash.get(&Value::from(name))
}

/// The folder of a level of the hierarchy.
fn folder(directory: &str, level: &ValueHash, defaults: &ValueHash) -> Option<String> {
    let own = READERS.iter().find_map(|(kind, known)| Some((entry(level, kind)?, *known)));
    let reader = own.or_else(|| READERS.iter().find_map(|(kind, known)| Some((entry(defaults, kind)?, *known))));
    if reader.is_some_and(|(name, known)| name.as_str().is_none_or(|name| !known.contains(&name))) {
        return None;
    }
    let datadir = entry(level, "datadir").or_else(|| entry(defaults, "datadir")).map_or(Some("data"), Value::as_str)?;
    let datadir = datadir.trim_end_matches('/');
    let is_inside = datadir.split('/').all(is_plain);
    let folder = format!("{directory}/{datadir}");
    (is_inside && Disk.is_directory(&folder) && leads_inside(&folder, level)?).then_some(folder)
}

fn is_plain(part: &str) -> bool {
    !part.is_empty() && !part.starts_with('.') && !part.contains("%{")
}

/// Whether a level names files in a folder alone, and those that it names without variables are there: others may be put there later, as
/// secrets are.
fn leads_inside(folder: &str, level: &ValueHash) -> Option<bool> {
    let mut count = 0;
    for kind in ["path", "paths", "glob", "globs", "mapped_paths"] {
        let Some(value) = entry(level, kind) else { continue };
        for path in value.as_array().unwrap_or(std::slice::from_ref(value)) {
            let path = path.as_str()?;
            let is_inside = !path.starts_with('/') && path.split('/').all(|part| part != "..");
            let is_there = !kind.starts_with("path") || path.contains("%{") || Disk.is_file(&format!("{folder}/{path}"));
            if !is_inside || !is_there {
                return Some(false);
            }
            count += 1;
        }
    }
    Some(count > 0)
}
