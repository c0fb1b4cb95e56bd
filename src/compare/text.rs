//! Differences for the eye: a line each, `+` for what is new, `-` for what is gone, `~` for what changed, `>` for what moved.

use super::differences::{Differences, Kind, ParameterDifference, ResourceDifference};
use super::moved::Moved;
use serde_json::Value as Json;
use std::fmt::Write;

/// Lists and hashes longer than this are cut.
const LONGEST: usize = 200;

/// All differences and a line that counts them; nothing for equal catalogs.
pub fn text(differences: &Differences) -> String {
    let mut out = String::new();
    if differences.is_empty() {
        return out;
    }
    differences.classes_removed.iter().for_each(|name| line(&mut out, &format!("- class {name}")));
    differences.classes_added.iter().for_each(|name| line(&mut out, &format!("+ class {name}")));
    differences.resources.iter().for_each(|resource| write_resource(&mut out, resource));
    differences.moved.iter().for_each(|one| line(&mut out, &format!("> {}", moved(one))));
    line(&mut out, &sum(differences));
    out
}

fn line(out: &mut String, text: &str) {
    // a string takes every line that is written to it
    let _ = writeln!(out, "{text}");
}

/// `2 added, 1 removed, 0 changed, 3 moved`
pub fn sum(differences: &Differences) -> String {
    let count = |kind| differences.count(kind);
    let (added, removed, changed) = (count(Kind::Added), count(Kind::Removed), count(Kind::Changed));
    format!("resources: {added} added, {removed} removed, {changed} changed, {} moved", differences.moved.len())
}

/// `File[/a] moved: it was after File[/b], it is at the beginning`
pub fn moved(one: &Moved) -> String {
    let place = |before: &Option<String>| before.as_ref().map_or("at the beginning".to_string(), |name| format!("after {name}"));
    format!("{} moved: it was {}, it is {}", one.reference, place(&one.was_after), place(&one.is_after))
}

pub fn sign(kind: Kind) -> char {
    match kind {
        Kind::Added => '+',
        Kind::Removed => '-',
        Kind::Changed => '~',
    }
}

fn write_resource(out: &mut String, resource: &ResourceDifference) {
    line(out, &format!("{} {}", sign(resource.kind), resource.reference));
    if let Some([from, to]) = &resource.container {
        let name = |container: &Option<String>| container.clone().unwrap_or_else(|| "nothing".to_string());
        let told = match resource.kind {
            Kind::Added => name(to),
            Kind::Removed => name(from),
            Kind::Changed => format!("{} -> {}", name(from), name(to)),
        };
        line(out, &format!("    in {told}"));
    }
    resource.parameters.iter().for_each(|parameter| write_parameter(out, parameter));
    for relation in &resource.relations {
        let removed = relation.removed.iter().map(|name| format!(" -{name}"));
        let told: String = removed.chain(relation.added.iter().map(|name| format!(" +{name}"))).collect();
        line(out, &format!("    {}:{told}", relation.name));
    }
}

fn write_parameter(out: &mut String, parameter: &ParameterDifference) {
    let name = &parameter.name;
    match (&parameter.from, &parameter.to, &parameter.lines) {
        (_, _, Some(lines)) => {
            line(out, &format!("    {name}:"));
            lines.lines().for_each(|text| line(out, &format!("      {text}")));
        }
        (Some(from), Some(to), None) => line(out, &format!("    {name}: {} -> {}", shown(from), shown(to))),
        (Some(from), None, None) => line(out, &format!("    - {name}: {}", shown(from))),
        (None, Some(to), None) => line(out, &format!("    + {name}: {}", shown(to))),
        (None, None, None) => {}
    }
}

/// A value on one line, as Puppet's language writes it.
pub fn shown(value: &Json) -> String {
    let whole = written(value);
    match whole.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", whole.get(..end).unwrap_or_default()),
        None => whole,
    }
}

fn written(value: &Json) -> String {
    match value {
        Json::Null => "undef".to_string(),
        Json::String(text) if text.contains(['\n', '\t', '\u{1b}']) => format!("{text:?}"),
        Json::String(text) => format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'")),
        Json::Array(items) => format!("[{}]", items.iter().map(written).collect::<Vec<_>>().join(", ")),
        Json::Object(entries) => {
            let entries: Vec<String> = entries.iter().map(|(key, value)| format!("'{key}' => {}", written(value))).collect();
            format!("{{{}}}", entries.join(", "))
        }
        other => other.to_string(),
    }
}
