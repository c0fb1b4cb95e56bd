//! Differences as data for other programs.

use super::differences::{Differences, Kind, ResourceDifference};
use serde_json::{Map as Object, Value as Json, json};

/// Counts, classes, resources with what differs of each, and moved ones.
pub fn document(differences: &Differences) -> Json {
    let moved =
        differences.moved.iter().map(|one| json!({ "resource": one.reference, "was_after": one.was_after, "is_after": one.is_after }));
    json!({
        "equal": differences.is_empty(),
        "added": differences.count(Kind::Added),
        "removed": differences.count(Kind::Removed),
        "changed": differences.count(Kind::Changed),
        "classes": { "added": differences.classes_added, "removed": differences.classes_removed },
        "resources": differences.resources.iter().map(resource).collect::<Vec<Json>>(),
        "moved": moved.collect::<Vec<Json>>(),
    })
}

fn resource(resource: &ResourceDifference) -> Json {
    let parameter = |parameter: &super::ParameterDifference| {
        let mut entry = Object::new();
        entry.extend(parameter.from.clone().map(|from| ("from".to_string(), from)));
        entry.extend(parameter.to.clone().map(|to| ("to".to_string(), to)));
        entry.extend(parameter.lines.clone().map(|lines| ("diff".to_string(), lines.into())));
        (parameter.name.clone(), Json::Object(entry))
    };
    let relation =
        |relation: &super::RelationDifference| (relation.name.clone(), json!({ "added": relation.added, "removed": relation.removed }));
    let mut entry = Object::new();
    entry.insert("resource".to_string(), resource.reference.as_str().into());
    entry.insert("kind".to_string(), word(resource.kind).into());
    if let Some([from, to]) = &resource.container {
        entry.insert("container".to_string(), json!({ "from": from, "to": to }));
    }
    if !resource.parameters.is_empty() {
        entry.insert("parameters".to_string(), Json::Object(resource.parameters.iter().map(parameter).collect()));
    }
    if !resource.relations.is_empty() {
        entry.insert("relations".to_string(), Json::Object(resource.relations.iter().map(relation).collect()));
    }
    entry.into()
}

pub fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Added => "added",
        Kind::Removed => "removed",
        Kind::Changed => "changed",
    }
}
