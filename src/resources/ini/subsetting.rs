//! `ini_subsetting`: one item of a setting whose value is a list.

use super::super::attribute::{absolute, flag, text};
use super::super::declare::{BOOLEAN, check_values, parameter, property, schema};
use super::file;
use super::items::{Insert, Items};
use super::syntax::{Policy, Syntax};
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Reading, ResourceType};
use std::path::{Path, PathBuf};

pub struct IniSubsetting {
    schema: Schema,
}

impl Default for IniSubsetting {
    fn default() -> Self {
        let attributes = [
            property("ensure", "Whether the item is there.").values(&["present", "absent"]).default("present"),
            parameter("name", "An arbitrary name."),
            parameter("section", "The section of the setting.").default("''"),
            parameter("setting", "The key."),
            parameter("subsetting", "The name of the item."),
            parameter("subsetting_separator", "What stands between items.").default("' '"),
            parameter("subsetting_key_val_separator", "What stands between an item's name and its value.").default("''"),
            parameter("path", "The file."),
            parameter("show_diff", "Whether values are shown.").values(&["true", "md5", "false"]).default("true"),
            parameter("key_val_separator", "What stands between key and value.").default("' = '"),
            parameter("quote_char", "What a new value is quoted with.").values(&["", "\"", "'"]).default("''"),
            parameter("use_exact_match", "Whether an item is its name alone.").values(BOOLEAN).default("false"),
            property("value", "The value of the item."),
            parameter("insert_type", "Where a new item goes.").values(&["start", "end", "before", "after", "index"]).default("end"),
            parameter("insert_value", "The item or number that `insert_type` needs."),
            parameter("delete_if_empty", "Whether the setting goes with its last item.").values(BOOLEAN).default("false"),
        ];
        IniSubsetting { schema: schema("ini_subsetting", "name", &attributes) }
    }
}

/// What a resource names.
struct Place {
    path: PathBuf,
    syntax: Syntax,
    section: String,
    key: String,
    item: String,
    exact: bool,
}

fn place(resource: &Resource) -> Result<Place, Failure> {
    let required = |name: &str| text(resource, name).ok_or_else(|| Failure::new(format!("{}: {name} is required", resource.reference)));
    Ok(Place {
        path: absolute(resource, "path", &required("path")?)?,
        syntax: Syntax::new(Policy::IniFile, &text(resource, "key_val_separator").unwrap_or_else(|| " = ".to_string())),
        section: text(resource, "section").unwrap_or_default(),
        key: required("setting")?,
        item: required("subsetting")?,
        exact: flag(resource, "use_exact_match") == Some(true),
    })
}

fn items(resource: &Resource, current: Option<&str>) -> Items {
    let separator = text(resource, "subsetting_separator").unwrap_or_else(|| " ".to_string());
    let quote = text(resource, "quote_char").unwrap_or_default();
    Items::parse(current, &separator, &quote, &text(resource, "subsetting_key_val_separator").unwrap_or_default())
}

fn insert(resource: &Resource) -> Insert {
    let value = text(resource, "insert_value").unwrap_or_default();
    match text(resource, "insert_type").as_deref() {
        Some("start") => Insert::Start,
        Some("before") => Insert::Before(value),
        Some("after") => Insert::After(value),
        Some("index") => Insert::Index(value.parse().unwrap_or(0)),
        _ => Insert::End,
    }
}

fn value_change(resource: &Resource, from: &str, to: &str) -> Change {
    let shown = text(resource, "show_diff").is_none_or(|shown| shown == "true") && !resource.is_sensitive("value");
    let (from, to) = if shown { (from, to) } else { ("[redacted sensitive information]", "[redacted sensitive information]") };
    Change::new("value", from, to)
}

impl ResourceType for IniSubsetting {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, resource: &Resource) -> Vec<Autorelation> {
        let folder = text(resource, "path").and_then(|path| Path::new(&path).parent().map(|folder| folder.display().to_string()));
        folder.map(|folder| Autorelation::require("File", folder)).into_iter().collect()
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        place(resource).map(drop)
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let place = place(resource)?;
        let document = file::read(&place.path, &place.syntax, reading.look, reading.memory)?;
        let current = document.values(&place.section, &place.key).and_then(|values| values.into_iter().next());
        let items = items(resource, current.as_deref());
        let value = items.value(&place.item, place.exact);
        Ok(match (resource.text("ensure"), value, text(resource, "value")) {
            (Some("absent"), Some(_), _) => vec![Change::removed()],
            (Some("absent"), None, _) => Vec::new(),
            (_, None, _) => vec![Change::created()],
            (_, Some(from), Some(to)) if from != to && !place.exact => vec![value_change(resource, from, &to)],
            _ => Vec::new(),
        })
    }

    fn apply(&self, resource: &Resource, _changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let place = place(resource)?;
        let private = resource.is_sensitive("value") || text(resource, "show_diff").is_some_and(|shown| shown != "true");
        file::edit(&place.path, &place.syntax, private, acting, |document| {
            let current = document.values(&place.section, &place.key).and_then(|values| values.into_iter().next());
            let mut items = items(resource, current.as_deref());
            match resource.text("ensure") {
                Some("absent") => items.remove(&place.item, place.exact),
                _ => items.set(&place.item, &text(resource, "value").unwrap_or_default(), place.exact, &insert(resource)),
            }
            if items.is_empty() && flag(resource, "delete_if_empty") == Some(true) {
                document.remove(&place.section, &place.key);
            } else {
                document.set(&place.section, &place.key, &[items.text()]);
            }
        })
    }
}
