//! The last line of defence: texts that a catalog marks as secret are blanked in whatever a run says, also where a program printed them.
//!
//! Types keep their secrets to themselves; this is for what they cannot foresee, the output and the error messages of programs.

use super::resource_type::Kinds;
use crate::catalog::{Catalog, Resource};
use crate::value::{Set, Value, format};

/// Shorter texts are words of daily life: blanking them would spoil every line and hide nothing.
const SHORTEST: usize = 8;
const BLANK: &str = "[redacted]";

/// The secret texts of a catalog, long ones first, as one may hold another.
#[derive(Debug, Default)]
pub struct Secrets {
    texts: Vec<String>,
}

impl Secrets {
    pub fn of(catalog: &Catalog, kinds: &dyn Kinds) -> Self {
        let mut texts = Set::default();
        for resource in catalog.resources.values() {
            collect(resource, kinds, &mut texts);
        }
        // What names a resource is no secret, whatever else has the same text.
        texts.retain(|text| catalog.resources.keys().all(|reference| !reference.title.contains(text.as_str())));
        let mut texts: Vec<String> = texts.into_iter().collect();
        texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
        Secrets { texts }
    }

    /// The text without the secrets.
    pub fn blank(&self, text: String) -> String {
        let held = |text: &str, secret: &String| text.contains(secret.as_str());
        self.texts.iter().fold(text, |text, secret| if held(&text, secret) { text.replace(secret, BLANK) } else { text })
    }
}

fn collect(resource: &Resource, kinds: &dyn Kinds, texts: &mut Set<String>) {
    let schema = kinds.kind(&resource.reference.type_name).map(|kind| kind.schema());
    let is_marked = resource.get("secret").is_some_and(|flag| format::interpolated(flag) == "true");
    for (name, parameter) in &resource.parameters {
        let declared = schema.and_then(|schema| schema.attributes.get(name)).is_some_and(|attribute| attribute.secret);
        let is_secret = declared || is_marked && name == "value";
        walk(&parameter.value, is_secret, texts);
    }
}

fn walk(value: &Value, is_secret: bool, texts: &mut Set<String>) {
    match value {
        Value::Sensitive(inner) => walk(inner, true, texts),
        Value::Array(items) => items.iter().for_each(|item| walk(item, is_secret, texts)),
        Value::Hash(entries) => entries.iter().flat_map(|(key, item)| [key, item]).for_each(|part| walk(part, is_secret, texts)),
        Value::String(text) if is_secret => {
            let text = text.trim();
            if text.len() >= SHORTEST {
                texts.insert(text.to_string());
            }
        }
        _ => {}
    }
}
