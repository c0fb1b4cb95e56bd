//! The report as data, in the shape of Puppet's report format 12, and its summary.

use super::metrics::metrics;
use super::{Event, Log, Report, Status};
use crate::catalog::{Reference, SourceLine};
use crate::value::EcoString;
use serde_json::{Map as Object, Value as Json, json};

/// The report format that this is.
const FORMAT: u8 = 12;

/// The whole report; resources of which there is nothing to tell are left out.
pub fn report(report: &Report) -> Json {
    let metrics: Object<String, Json> =
        metrics(report).into_iter().map(|(name, values)| (name.to_string(), metric(name, &values))).collect();
    let told = report.statuses.iter().filter(|(_, status)| !status.is_unremarkable());
    let statuses: Object<String, Json> = told.map(|(reference, told)| (reference.to_string(), status(reference, told))).collect();
    json!({
        "host": report.host.as_str(),
        "time": time(report.started),
        "configuration_version": report.configuration_version.as_str(),
        "report_format": FORMAT,
        "puppet_version": concat!("rpuppet ", env!("CARGO_PKG_VERSION")),
        "status": report.status(),
        "transaction_completed": report.completed,
        "noop": report.noop,
        "noop_pending": report.noop_pending(),
        "environment": report.environment.as_str(),
        "logs": report.logs.iter().map(log).collect::<Vec<_>>(),
        "metrics": metrics,
        "resource_statuses": statuses,
        "corrective_change": false,
    })
}

/// What `last_run_summary.yaml` holds: counts alone, for everyone to read.
pub fn summary(report: &Report) -> Json {
    let mut out = Object::new();
    out.insert(
        "version".into(),
        json!({ "config": report.configuration_version.as_str(), "puppet": concat!("rpuppet ", env!("CARGO_PKG_VERSION")) }),
    );
    let environment = report.environment.as_str();
    out.insert(
        "application".into(),
        json!({ "run_mode": "user", "initial_environment": environment, "converged_environment": environment }),
    );
    for (name, mut values) in metrics(report) {
        if name == "time" {
            let total: f64 = report.times.get("total").copied().unwrap_or(0.0);
            values.insert("last_run".into(), json!((report.started + total) as i64));
        }
        out.insert(name.into(), Json::Object(values));
    }
    Json::Object(out)
}

/// Puppet keeps each number with its name and a label.
fn metric(name: &str, values: &Object<String, Json>) -> Json {
    let values: Vec<Json> = values.iter().map(|(name, value)| json!([name, label(name), value])).collect();
    json!({ "name": name, "label": label(name), "values": values })
}

/// `failed_to_restart` → `Failed to restart`
fn label(name: &str) -> String {
    let text = name.replace('_', " ");
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}

fn log(log: &Log) -> Json {
    let (file, line) = place(log.place.as_ref());
    json!({
        "level": log.level.as_str(),
        "message": log.message,
        "source": if log.source.is_empty() { "Puppet" } else { log.source.as_str() },
        "tags": [log.level.as_str()],
        "time": time(log.time),
        "file": file,
        "line": line,
    })
}

fn status(reference: &Reference, status: &Status) -> Json {
    let (file, line) = place(status.source.as_ref());
    json!({
        "title": reference.title.as_str(),
        "file": file,
        "line": line,
        "resource": reference.to_string(),
        "resource_type": reference.type_name.as_str(),
        "containment_path": texts(status.containment_path.iter()),
        "evaluation_time": status.evaluation_time,
        "tags": texts(status.tags.iter()),
        "time": time(status.started),
        "failed": status.failed,
        "failed_to_restart": status.failed_to_restart,
        "changed": status.change_count() > 0,
        "out_of_sync": status.out_of_sync_count() > 0,
        "skipped": status.skipped,
        "change_count": status.change_count(),
        "out_of_sync_count": status.out_of_sync_count(),
        "events": status.events.iter().map(event).collect::<Vec<_>>(),
        "corrective_change": false,
    })
}

fn event(event: &Event) -> Json {
    json!({
        "audited": event.audited,
        "property": event.property.as_ref().map(EcoString::as_str),
        "previous_value": event.previous_value.as_str(),
        "desired_value": event.desired_value.as_str(),
        "historical_value": event.historical_value.as_ref().map(EcoString::as_str),
        "message": event.message,
        "name": event.name.as_str(),
        "status": event.status.as_str(),
        "time": time(event.time),
        "redacted": event.redacted,
        "corrective_change": false,
    })
}

fn texts<'a>(texts: impl Iterator<Item = &'a EcoString>) -> Json {
    texts.map(EcoString::as_str).collect()
}

fn place(source: Option<&SourceLine>) -> (Json, Json) {
    let file = source.and_then(|source| source.file.as_ref()).map(EcoString::as_str);
    (json!(file), json!(source.map(|source| source.line)))
}

/// ISO 8601 with nanoseconds, in UTC.
fn time(seconds: f64) -> String {
    let time = jiff::Timestamp::from_nanosecond((seconds * 1e9) as i128).unwrap_or_default();
    time.strftime("%Y-%m-%dT%H:%M:%S.%9f+00:00").to_string()
}
