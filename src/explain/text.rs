//! The answer for people, and as data.

use super::order::{Order, Side};
use super::why::{Cause, Setting, Why};
use crate::diagnostic::masking::masked;
use rpuppet_syntax::Location;
use serde_json::{Value as Json, json};

/// Values longer than this are cut.
const LONGEST: usize = 120;

/// `FILE:LINE`.
pub fn place(location: &Location) -> String {
    format!("{}:{}", location.source.path().unwrap_or("code"), location.line())
}

/// The line that a place is on, without its indent; literal secrets are blanked out.
fn source_line(location: &Location) -> String {
    let line = location.source.text().lines().nth((location.line() as usize).saturating_sub(1)).unwrap_or("");
    shortened(&masked(line.trim()))
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or("")),
        None => text.to_string(),
    }
}

pub fn page(why: &Why) -> String {
    let mut out = format!("{}\n", why.reference);
    match &why.place {
        Some(location) => out.push_str(&format!("  declared at {}\n      {}\n", place(location), source_line(location))),
        None => out.push_str("  declared where nobody noted\n"),
    }
    for container in &why.containers {
        let at = container.place.as_ref().map(|location| format!(", declared at {}", place(location))).unwrap_or_default();
        out.push_str(&format!("  in {}{at}\n", container.reference));
    }
    if !why.settings.is_empty() {
        out.push_str("parameters\n");
    }
    let width = why.settings.iter().map(|setting| setting.name.len()).max().unwrap_or(0);
    for setting in &why.settings {
        out.push_str(&format!("  {:width$} => {}\n", setting.name, shortened(&setting.value)));
        out.push_str(&format!("  {:width$}    {}\n", "", cause(setting)));
    }
    if !why.orders.is_empty() {
        out.push_str("order\n");
    }
    why.orders.iter().for_each(|order| out.push_str(&line(order)));
    out
}

fn cause(setting: &Setting) -> String {
    match &setting.cause {
        Cause::Written(statement, location) => format!("{} at {}: {}", statement.text(), place(location), hidden_like(setting, location)),
        Cause::Data(path) => format!("Hiera's data in {path}"),
        Cause::Default => "the default of its definition".to_string(),
        Cause::Unknown => "nobody noted where".to_string(),
    }
}

/// The line of the code, but for the one that may hold a secret.
fn hidden_like(setting: &Setting, location: &Location) -> String {
    if setting.value.contains("[value redacted]") { "(not shown)".to_string() } else { source_line(location) }
}

fn line(order: &Order) -> String {
    let side = if order.side == Side::After { "after" } else { "before" };
    let refresh = match (order.refresh, order.side) {
        (false, _) => "",
        (true, Side::After) => ", and refreshed by it",
        (true, Side::Before) => ", and refreshes it",
    };
    let of = order.of.as_ref().map(|container| format!(" with {container}")).unwrap_or_default();
    let at = order.place.as_ref().map(|location| format!(" at {}", place(location))).unwrap_or_default();
    format!("  {side} {}{refresh}{of}: {}{at}\n", order.other, order.reason)
}

pub fn document(why: &Why) -> Json {
    let at = |location: &Option<Location>| {
        location.as_ref().map_or(Json::Null, |location| json!({ "file": location.source.path(), "line": location.line() }))
    };
    let containers: Vec<Json> =
        why.containers.iter().map(|container| json!({ "resource": container.reference.to_string(), "at": at(&container.place) })).collect();
    let settings = why.settings.iter().map(|setting| {
        let (cause, location) = match &setting.cause {
            Cause::Written(statement, location) => (statement.text(), at(&Some(location.clone()))),
            Cause::Data(path) => ("data".to_string(), json!({ "file": path })),
            Cause::Default => ("default".to_string(), Json::Null),
            Cause::Unknown => ("unknown".to_string(), Json::Null),
        };
        json!({ "name": setting.name.as_str(), "value": setting.value, "by": cause, "at": location })
    });
    let orders = why.orders.iter().map(|order| {
        let side = if order.side == Side::After { "after" } else { "before" };
        let of = order.of.as_ref().map(ToString::to_string);
        json!({ "side": side, "other": order.other.to_string(), "refresh": order.refresh, "of": of, "reason": order.reason, "at": at(&order.place) })
    });
    json!({
        "resource": why.reference.to_string(), "at": at(&why.place), "containers": containers,
        "parameters": settings.collect::<Vec<_>>(), "order": orders.collect::<Vec<_>>(),
    })
}
