//! The kept report and its summary.

use crate::thing::{Things, machine, options, run};
use rpuppet::apply::store;
use rpuppet::report::json;
use std::path::Path;

#[test]
fn the_report_has_puppets_shape_and_no_secrets() {
    let (things, mut machine) = (Things::new(), machine());
    let (report, _) = run("Thing[a] value=secret:hush\nThing[b] fails=true\nThing[c] require=Thing[b]", &things, &mut machine, &options());
    let json = json::report(&report);
    assert_eq!(json["status"], "failed");
    assert_eq!(json["metrics"]["resources"]["values"][0], serde_json::json!(["total", "Total", 3]));
    assert_eq!(
        json["metrics"]["events"]["values"],
        serde_json::json!([["total", "Total", 2], ["failure", "Failure", 1], ["success", "Success", 1]])
    );
    let event = &json["resource_statuses"]["Thing[a]"]["events"][0];
    assert_eq!((event["message"].as_str(), event["redacted"].as_bool()), (Some("changed [redacted] to [redacted]"), Some(true)));
    assert_eq!(json["resource_statuses"]["Thing[c]"]["skipped"], true);
    store(&report, &mut machine, Path::new("/var/new/state")).unwrap();
    let files = machine.files();
    let text = files.text("/var/new/state/last_run_report.yaml").unwrap();
    assert!(text.starts_with("--- !ruby/object:Puppet::Transaction::Report\nhost: box\n"), "{text}");
    assert!(!text.contains("hush"));
    assert_eq!(files.node("/var/new/state/last_run_report.yaml").unwrap().mode, 0o640);
    assert_eq!(files.node("/var/new/state/last_run_summary.yaml").unwrap().mode, 0o644);
    assert_eq!(files.node("/var/new").unwrap().mode, 0o750);
    let summary = files.text("/var/new/state/last_run_summary.yaml").unwrap();
    assert!(summary.contains("resources:\n  total: 3\n  skipped: 1\n  failed: 1\n"), "{summary}");
}
