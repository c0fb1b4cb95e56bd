//! The canonical form of a catalog: resources in their order with container and parameters; no version, no ids, no files and lines, no tags.
//!
//! What is secret is there as `[redacted]`: a golden file may be kept in version control, but a changed secret does not show.

use crate::catalog::json::value_to_json;
use crate::catalog::{Catalog, Reference, Resource};
use crate::value::{Map, Value};
use serde_json::{Map as Object, Value as Json, json};

/// Parameters whose values are sets of references.
pub const RELATIONS: [&str; 4] = ["before", "notify", "require", "subscribe"];
/// Further ones whose order says nothing.
const UNORDERED: [&str; 2] = ["alias", "tag"];
const REDACTED: &str = "[redacted]";

/// What is not to be seen in a canonical form.
pub struct Hiding<'a> {
    /// Whether a parameter is secret by its type, whatever its value.
    pub is_secret: &'a dyn Fn(&Resource, &str) -> bool,
    /// Takes secrets and paths of this machine out of a text.
    pub clean: &'a dyn Fn(&str) -> String,
}

/// A catalog in its canonical form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Canonical {
    /// In the order of evaluation.
    pub classes: Vec<String>,
    /// By `Type[title]`, in the order of the catalog.
    pub resources: Map<String, Entry>,
}

/// One resource.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// The class or define that it was declared in.
    pub container: Option<String>,
    pub exported: bool,
    /// By name; relations are sorted lists.
    pub parameters: Map<String, Json>,
}

impl Canonical {
    pub fn of(catalog: &Catalog, hiding: &Hiding<'_>) -> Self {
        let mut containers: Map<&Reference, &Reference> = Map::default();
        for (container, inside) in &catalog.edges {
            containers.entry(inside).or_insert(container);
        }
        let entry = |(reference, resource): (&Reference, &Resource)| {
            let container = containers.get(reference).map(ToString::to_string);
            (reference.to_string(), Entry { container, exported: resource.exported, parameters: parameters(resource, hiding) })
        };
        Canonical {
            classes: catalog.classes.iter().map(ToString::to_string).collect(),
            resources: catalog.resources.iter().map(entry).collect(),
        }
    }

    /// The text of a golden file. The same catalog gives the same text.
    pub fn to_text(&self) -> String {
        let resources: Object<String, Json> = self.resources.iter().map(|(name, entry)| (name.clone(), entry.to_json())).collect();
        let mut text = format!("{:#}", json!({ "classes": self.classes, "resources": resources }));
        text.push('\n');
        text
    }

    /// Reads a golden file.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn read(text: &str) -> Result<Self, String> {
        let json: Json = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let classes = json.get("classes").and_then(Json::as_array).ok_or("there is no list 'classes'")?;
        let resources = json.get("resources").and_then(Json::as_object).ok_or("there is no hash 'resources'")?;
        Ok(Canonical {
            classes: classes.iter().filter_map(Json::as_str).map(str::to_string).collect(),
            resources: resources.iter().map(|(name, entry)| (name.clone(), Entry::from_json(entry))).collect(),
        })
    }
}

impl Entry {
    fn to_json(&self) -> Json {
        let mut entry = Object::new();
        if let Some(container) = &self.container {
            entry.insert("in".to_string(), container.as_str().into());
        }
        if self.exported {
            entry.insert("exported".to_string(), true.into());
        }
        if !self.parameters.is_empty() {
            let parameters = self.parameters.iter().map(|(name, value)| (name.clone(), value.clone()));
            entry.insert("parameters".to_string(), Json::Object(parameters.collect()));
        }
        entry.into()
    }

    fn from_json(json: &Json) -> Self {
        let parameters = json.get("parameters").and_then(Json::as_object);
        Entry {
            container: json.get("in").and_then(Json::as_str).map(str::to_string),
            exported: json.get("exported").and_then(Json::as_bool).unwrap_or(false),
            parameters: parameters.into_iter().flatten().map(|(name, value)| (name.clone(), value.clone())).collect(),
        }
    }
}

fn parameters(resource: &Resource, hiding: &Hiding<'_>) -> Map<String, Json> {
    let one = |name: &str, value: &Value| match name {
        _ if value.is_sensitive() || (hiding.is_secret)(resource, name) => REDACTED.into(),
        name if RELATIONS.contains(&name) || UNORDERED.contains(&name) => sorted(plain(value_to_json(value), hiding)),
        _ => plain(value_to_json(value), hiding),
    };
    let mut found: Vec<(String, Json)> =
        resource.parameters.iter().map(|(name, parameter)| (name.to_string(), one(name, &parameter.value))).collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found.into_iter().collect()
}

fn sorted(value: Json) -> Json {
    let mut items = match value {
        Json::Array(items) => items,
        one => vec![one],
    };
    items.sort_by_key(Json::to_string);
    items.dedup();
    Json::Array(items)
}

/// Without secrets, however deep, and without what `clean` takes out of texts. Depth is limited by the compiler.
fn plain(value: Json, hiding: &Hiding<'_>) -> Json {
    match value {
        Json::String(text) => (hiding.clean)(&text).into(),
        Json::Array(items) => items.into_iter().map(|item| plain(item, hiding)).collect(),
        Json::Object(entries) if entries.get("__ptype").is_some_and(|kind| kind == "Sensitive") => REDACTED.into(),
        Json::Object(entries) => entries.into_iter().map(|(key, value)| ((hiding.clean)(&key), plain(value, hiding))).collect(),
        other => other,
    }
}
