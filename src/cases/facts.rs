//! Sets of facts: those of a folder, else a few distributions that come with the program.

use crate::facts::stored;
use crate::lookup::yaml;
use crate::value::{Value, extent, json};
use crate::world::World;

/// Facts by a name, as golden files are called after it.
#[derive(Clone, Debug)]
pub struct FactSet {
    pub name: String,
    pub facts: Value,
}

/// The sets that come with the program; they have the older names of facts, too, which many modules still ask for.
const SHIPPED: [(&str, &str); 4] = [
    ("debian-12", include_str!("facts/debian-12.json")),
    ("ubuntu-22.04", include_str!("facts/ubuntu-22.04.json")),
    ("ubuntu-24.04", include_str!("facts/ubuntu-24.04.json")),
    ("redhat-9", include_str!("facts/redhat-9.json")),
];

/// What files of facts end in.
const ENDINGS: [&str; 3] = [".json", ".yaml", ".yml"];

/// The sets that come with the program; they have the older names of facts, too, which many modules still ask for.
///
/// # Errors
/// A set of the program's own cannot be read (tests read them).
pub fn shipped() -> Result<Vec<FactSet>, String> {
    SHIPPED.iter().map(|(name, text)| Ok(FactSet { name: (*name).to_string(), facts: read(&format!("{name}.json"), text)? })).collect()
}

/// The sets of a folder, by the names of their files; none where there is no such folder.
///
/// # Errors
/// A file that holds no facts.
pub fn of_folder(folder: &str, world: &dyn World) -> Result<Vec<FactSet>, String> {
    let names = world.list(folder).into_iter().filter_map(|file| {
        let name = ENDINGS.iter().find_map(|ending| file.strip_suffix(ending)).map(str::to_string)?;
        Some((format!("{folder}/{file}"), name))
    });
    names.map(|(path, name)| Ok(FactSet { name, facts: of_file(&path, world)? })).collect()
}

/// The facts of a file.
///
/// # Errors
/// It cannot be read, or holds no facts.
pub fn of_file(path: &str, world: &dyn World) -> Result<Value, String> {
    let bytes = world.read(path).map_err(|cause| format!("Could not read {path}: {cause}"))?;
    let text = String::from_utf8(bytes).map_err(|_| format!("{path} is not valid UTF-8; save it as UTF-8"))?;
    read(path, &text)
}

/// Facts are a hash, or the member `values` of one, as Puppet keeps them.
fn read(path: &str, text: &str) -> Result<Value, String> {
    let whole = match path.ends_with(".json") {
        true => json::from_json(&serde_json::from_str(text).map_err(|cause| format!("{path}: {cause}"))?),
        false => yaml::load(stored::without_tag(text).unwrap_or(text)).map_err(|cause| format!("{path}: {cause}"))?,
    };
    let facts = stored::values(&whole).unwrap_or(whole);
    if facts.as_hash().is_none() {
        return Err(format!("{path}: facts must be a hash"));
    }
    if extent::of(&facts).is_too_much() {
        return Err(format!("{path}: these facts are nested too deeply or too many"));
    }
    Ok(facts)
}

/// The node that facts are of.
pub fn node(set: &FactSet) -> String {
    let fact = |path: &[&str]| {
        let found = path.iter().try_fold(&set.facts, |value, key| value.as_hash()?.get(&Value::from(*key)));
        found.and_then(Value::as_str).map(str::to_lowercase)
    };
    let named = fact(&["clientcert"]).or_else(|| fact(&["networking", "fqdn"])).or_else(|| fact(&["fqdn"]));
    named.unwrap_or_else(|| set.name.to_lowercase())
}
