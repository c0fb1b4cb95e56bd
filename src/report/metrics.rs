//! Counts and times of a report, with Puppet's names.

use super::{EventStatus, Report, Status};
use serde_json::{Map as Object, Value as Json, json};

/// `resources`, `time`, `changes`, `events`, each from a name to a number.
pub fn metrics(report: &Report) -> Vec<(&'static str, Object<String, Json>)> {
    vec![("resources", resources(report)), ("time", times(report)), ("changes", changes(report)), ("events", events(report))]
}

fn resources(report: &Report) -> Object<String, Json> {
    let count = |is: fn(&Status) -> bool| json!(report.statuses.values().filter(|status| is(status)).count());
    let mut out = Object::new();
    out.insert("total".into(), json!(report.statuses.len()));
    out.insert("skipped".into(), count(|status| status.skipped));
    out.insert("failed".into(), count(|status| status.failed));
    out.insert("failed_to_restart".into(), count(|status| status.failed_to_restart));
    out.insert("restarted".into(), count(|status| status.restarted));
    out.insert("changed".into(), count(|status| status.change_count() > 0));
    out.insert("out_of_sync".into(), count(|status| status.out_of_sync_count() > 0));
    out.insert("scheduled".into(), count(|status| status.scheduled));
    out.insert("corrective_change".into(), json!(0));
    out
}

/// Seconds by type of resource, then by what else the time went into.
fn times(report: &Report) -> Object<String, Json> {
    let mut out = Object::new();
    for (reference, status) in &report.statuses {
        let name = reference.type_name.to_lowercase().to_string();
        let so_far = out.get(&name).and_then(Json::as_f64).unwrap_or(0.0);
        out.insert(name, json!(so_far + status.evaluation_time));
    }
    out.extend(report.times.iter().map(|(name, seconds)| (name.to_string(), json!(seconds))));
    out
}

fn changes(report: &Report) -> Object<String, Json> {
    let total: usize = report.statuses.values().map(Status::change_count).sum();
    Object::from_iter([("total".to_string(), json!(total))])
}

fn events(report: &Report) -> Object<String, Json> {
    let all = || report.statuses.values().flat_map(|status| &status.events);
    let mut out = Object::from_iter([("total".to_string(), json!(all().count()))]);
    for status in [EventStatus::Failure, EventStatus::Success, EventStatus::Noop, EventStatus::Audit] {
        let count = all().filter(|event| event.status == status).count();
        if count > 0 || matches!(status, EventStatus::Failure | EventStatus::Success) {
            out.insert(status.as_str().to_string(), json!(count));
        }
    }
    out
}
