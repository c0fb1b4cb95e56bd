//! Batches: in one go only what would have come one after the other.

use crate::thing::{Things, machine, options, run};
use rpuppet::plan::Options;

fn done(text: &str) -> Vec<String> {
    let (things, mut machine) = (Things::new(), machine());
    machine.files_mut().put("/things/there", "on");
    run(text, &things, &mut machine, &options());
    things.take_done()
}

#[test]
fn neighbours_with_the_same_key_go_together() {
    assert_eq!(done("Thing[a] batch=x\nThing[b] batch=x\nThing[c] batch=x"), ["batch a b c"]);
    assert_eq!(done("Thing[a] batch=x\nThing[b] batch=y\nThing[c] batch=x"), ["apply a", "apply b", "apply c"]);
    assert_eq!(done("Thing[a] batch=x\nThing[b]\nThing[c] batch=x"), ["apply a", "apply b", "apply c"]);
    assert_eq!(done("Thing[a] batch=x\nDeaf[b]\nThing[c] batch=x"), ["apply a", "apply c"]);
}

#[test]
fn what_is_in_sync_does_not_part_a_batch() {
    assert_eq!(done("Thing[a] batch=x\nThing[there] batch=x\nThing[c] batch=x"), ["batch a c"]);
}

#[test]
fn who_waits_for_a_member_is_no_member() {
    assert_eq!(done("Thing[a] batch=x\nThing[b] batch=x require=Thing[a]\nThing[c] batch=x"), ["apply a", "batch b c"]);
}

#[test]
fn what_a_member_sets_free_comes_first_where_the_catalog_says_so() {
    assert_eq!(done("Thing[z] require=Thing[a]\nThing[a] batch=x\nThing[b] batch=x"), ["apply a", "apply z", "apply b"]);
}

#[test]
fn each_member_has_its_own_result() {
    let (things, mut machine) = (Things::new(), machine());
    let text = "Thing[a] batch=x fails=true notify=Thing[s]\nThing[b] batch=x notify=Thing[s]\nThing[c] batch=x\nThing[s]\nThing[d] require=Thing[a]";
    machine.files_mut().put("/things/s", "on");
    let (report, log) = run(text, &things, &mut machine, &options());
    assert_eq!(things.take_done(), ["batch a b c"]);
    assert_eq!(report.statuses.values().filter(|status| status.failed).count(), 1);
    assert!(log.contains(&"Notice: /Stage[main]/Main/Thing[b]/value: value changed 'absent' to 'on'".to_string()), "{log:?}");
    // The listener waits for both: it is skipped, and its refresh stays owed.
    assert_eq!(machine.files().text("/state/owed_refreshes.json").unwrap(), r#"{"owed":["Thing[s]"]}"#);
}

#[test]
fn noop_has_no_batches() {
    let (things, mut machine) = (Things::new(), machine());
    let (report, _) = run("Thing[a] batch=x\nThing[b] batch=x", &things, &mut machine, &Options { noop: true, ..options() });
    assert!(things.take_done().is_empty());
    assert_eq!(report.statuses.len(), 2);
}
