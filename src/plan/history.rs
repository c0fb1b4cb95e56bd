//! What earlier runs saw: when a resource with a schedule was looked at, and the values of properties that are audited.
//! One file of the state directory, written only when a catalog asks for one or the other.

use crate::catalog::Reference;
use crate::system::{Follow, Look};
use crate::value::{EcoString, Map};
use serde_json::{Map as Object, Value as Json, json};
use std::path::{Path, PathBuf};

const FILE_NAME: &str = "resource_history.json";

#[derive(Clone, Debug, Default)]
struct Seen {
    /// Seconds since 1970.
    checked: i64,
    audited: Map<EcoString, EcoString>,
}

#[derive(Clone, Debug, Default)]
pub struct History {
    /// `None`: nothing is kept.
    path: Option<PathBuf>,
    seen: Map<Reference, Seen>,
    dirty: bool,
}

impl History {
    /// A file that is missing or broken counts as empty: resources are then looked at, and audited values recorded, as if for the first time.
    pub fn load(look: &dyn Look, directory: Option<&Path>) -> Self {
        let path = directory.map(|directory| directory.join(FILE_NAME));
        let content = path.as_ref().filter(|path| matches!(look.metadata(path, Follow::Nothing), Ok(Some(_)))).map(|path| look.read(path));
        let json: Option<Json> = content.and_then(Result::ok).and_then(|content| serde_json::from_slice(&content).ok());
        let entries = json.as_ref().and_then(|json| json.get("resources")).and_then(Json::as_object).into_iter().flatten();
        let seen = entries.filter_map(|(name, entry)| Some((Reference::parse(name)?, Seen::read(entry)))).collect();
        History { path, seen, dirty: false }
    }

    /// When the resource was looked at, in seconds since 1970; 0 where it never was.
    pub fn checked(&self, reference: &Reference) -> i64 {
        self.seen.get(reference).map_or(0, |seen| seen.checked)
    }

    pub fn check(&mut self, reference: &Reference, now: i64) {
        self.seen.entry(reference.clone()).or_default().checked = now;
        self.dirty = true;
    }

    /// The value that a property had in the last run.
    pub fn audited(&self, reference: &Reference, property: &str) -> Option<EcoString> {
        self.seen.get(reference)?.audited.get(property).cloned()
    }

    pub fn audit(&mut self, reference: &Reference, property: &str, value: EcoString) {
        self.seen.entry(reference.clone()).or_default().audited.insert(property.into(), value);
        self.dirty = true;
    }

    /// Where and what to write, if anything is new.
    pub fn unsaved(&mut self) -> Option<(PathBuf, String)> {
        let path = self.path.clone().filter(|_| std::mem::take(&mut self.dirty))?;
        let entries: Object<String, Json> = self.seen.iter().map(|(reference, seen)| (reference.to_string(), seen.json())).collect();
        Some((path, json!({ "resources": entries }).to_string()))
    }
}

impl Seen {
    fn read(entry: &Json) -> Self {
        let audited = entry.get("audited").and_then(Json::as_object).into_iter().flatten();
        let text = |(name, value): (&String, &Json)| Some((EcoString::from(name.as_str()), EcoString::from(value.as_str()?)));
        Seen { checked: entry.get("checked").and_then(Json::as_i64).unwrap_or_default(), audited: audited.filter_map(text).collect() }
    }

    fn json(&self) -> Json {
        let audited: Object<String, Json> = self.audited.iter().map(|(name, value)| (name.to_string(), json!(value.as_str()))).collect();
        json!({ "checked": self.checked, "audited": audited })
    }
}
