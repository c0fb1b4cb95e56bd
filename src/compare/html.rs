//! Differences as a page that needs nothing else.

use super::differences::{Differences, ParameterDifference, ResourceDifference};
use super::{json, text};
use crate::template::tera::page as render;
use serde_json::{Value as Json, json};

const PAGE: &str = include_str!("page.tera");

/// The page's text: a part for each pair of catalogs, under its name; what could not be compared says why.
///
/// # Errors
/// The page's own template is wrong (tests render it).
pub fn page(title: &str, pairs: &[(String, Result<Differences, String>)]) -> Result<String, String> {
    let pairs: Vec<Json> = pairs.iter().map(|(name, result)| pair(name, result)).collect();
    render(PAGE, &json!({ "title": title, "pairs": pairs }))
}

fn pair(name: &str, result: &Result<Differences, String>) -> Json {
    match result {
        Err(message) => json!({ "name": name, "error": message, "resources": [], "moved": [], "classes": [], "sum": "" }),
        Ok(differences) => {
            let removed = differences.classes_removed.iter().map(|name| json!({ "sign": "-", "name": name }));
            let added = differences.classes_added.iter().map(|name| json!({ "sign": "+", "name": name }));
            json!({
                "name": name,
                "error": "",
                "sum": if differences.is_empty() { "equal".to_string() } else { text::sum(differences) },
                "classes": removed.chain(added).collect::<Vec<Json>>(),
                "resources": differences.resources.iter().map(resource).collect::<Vec<Json>>(),
                "moved": differences.moved.iter().map(text::moved).collect::<Vec<String>>(),
            })
        }
    }
}

fn resource(resource: &ResourceDifference) -> Json {
    let relation = |relation: &super::RelationDifference| json!({ "name": relation.name, "from": relation.removed.join("\n"), "to": relation.added.join("\n"), "lines": [] });
    let container = resource
        .container
        .iter()
        .map(|[from, to]| json!({ "name": "in", "from": from.as_deref().unwrap_or(""), "to": to.as_deref().unwrap_or(""), "lines": [] }));
    let rows = container.chain(resource.parameters.iter().map(row)).chain(resource.relations.iter().map(relation));
    let (kind, sign) = (json::word(resource.kind), text::sign(resource.kind));
    json!({ "name": resource.reference, "kind": kind, "sign": sign, "rows": rows.collect::<Vec<Json>>() })
}

fn row(parameter: &ParameterDifference) -> Json {
    let shown = |value: &Option<Json>| value.as_ref().map(text::shown).unwrap_or_default();
    let kind = |line: &str| match line.chars().next() {
        Some('+') => "added",
        Some('-') => "removed",
        Some('@') => "place",
        _ => "",
    };
    let lines = parameter.lines.iter().flat_map(|lines| lines.lines()).map(|line| json!({ "kind": kind(line), "text": line }));
    let lines: Vec<Json> = lines.collect();
    json!({ "name": parameter.name, "from": shown(&parameter.from), "to": shown(&parameter.to), "lines": lines })
}
