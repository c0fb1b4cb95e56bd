//! The journal: a refresh that is owed survives a kill at any point.

use crate::thing::{Things, machine, options, run};
use rpuppet::plan::Options;
use rpuppet::system::memory::Machine;
use std::panic::{AssertUnwindSafe, catch_unwind};

const JOURNAL: &str = "/state/owed_refreshes.json";

/// A run that is killed in the middle: a panic leaves the machine as it is at that moment.
fn killed(text: &str, things: &Things, machine: &mut Machine) {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let result = catch_unwind(AssertUnwindSafe(|| run(text, things, machine, &options())));
    std::panic::set_hook(hook);
    assert!(result.is_err(), "the run was not killed");
}

fn journal(machine: &Machine) -> Option<String> {
    machine.files().text(JOURNAL)
}

#[test]
fn a_refresh_is_delivered_by_the_run_after_a_kill() {
    let (things, mut machine) = (Things::new(), machine());
    let text =
        |crashes: bool| format!("Deaf[file] notify=Thing[service]\nThing[other] crashes={crashes}\nThing[service] require=Thing[other]");
    machine.files_mut().put("/things/service", "on");
    killed(&text(true), &things, &mut machine);
    assert_eq!(journal(&machine).unwrap(), r#"{"owed":["Thing[service]"]}"#);
    assert_eq!(machine.files().node(JOURNAL).unwrap().mode, 0o600);
    things.take_done();
    let (_, log) = run(&text(false), &things, &mut machine, &Options { noop: true, ..options() });
    assert!(log.contains(&"Notice: /Stage[main]/Main/Thing[service]: Would have triggered 'refresh' from 1 event".to_string()), "{log:?}");
    let (_, log) = run(&text(false), &things, &mut machine, &options());
    assert_eq!(things.take_done(), ["apply other", "refresh service"]);
    assert_eq!(log.last().unwrap(), "Notice: /Stage[main]/Main/Thing[service]: Triggered 'refresh' from 1 event");
    assert_eq!(journal(&machine), None);
    run(&text(false), &things, &mut machine, &options());
    assert!(things.take_done().is_empty());
}

#[test]
fn what_a_refresh_sets_off_is_owed_too() {
    let (things, mut machine) = (Things::new(), machine());
    let text = |crashes: bool| {
        format!(
            "Deaf[file] notify=Thing[one]\nThing[one] notify=Thing[two]\nThing[middle] crashes={crashes} require=Thing[one] before=Thing[two]\nThing[two]"
        )
    };
    machine.files_mut().put("/things/one", "on");
    machine.files_mut().put("/things/two", "on");
    killed(&text(true), &things, &mut machine);
    assert_eq!(things.take_done(), ["refresh one", "apply middle"]);
    run(&text(false), &things, &mut machine, &options());
    assert_eq!(things.take_done(), ["apply middle", "refresh two"]);
}

#[test]
fn a_kill_during_the_change_itself_loses_nothing() {
    let (things, mut machine) = (Things::new(), machine());
    let text = |crashes: bool| format!("Thing[file] crashes={crashes} notify=Thing[service]\nThing[service]");
    machine.files_mut().put("/things/service", "on");
    killed(&text(true), &things, &mut machine);
    assert!(journal(&machine).is_some());
    // The change may have been made just before the kill.
    machine.files_mut().put("/things/file", "on");
    things.take_done();
    run(&text(false), &things, &mut machine, &options());
    assert_eq!(things.take_done(), ["refresh service"]);
}

#[test]
fn a_refresh_cut_off_by_a_kill_is_done_again() {
    let (things, mut machine) = (Things::new(), machine());
    let text = |crashes: bool| format!("Thing[file] notify=Thing[service]\nThing[service] refresh_crashes={crashes}");
    killed(&text(true), &things, &mut machine);
    things.take_done();
    run(&text(false), &things, &mut machine, &options());
    assert_eq!(things.take_done(), ["refresh service"]);
}

#[test]
fn a_refresh_stays_owed_when_it_fails_or_is_skipped_after_a_failure() {
    let (things, mut machine) = (Things::new(), machine());
    let text = |fails: bool| {
        format!(
            "Deaf[file] notify=Thing[a],Thing[b]\nThing[a] refresh_fails={fails}\nThing[bad] fails={fails}\nThing[b] require=Thing[bad]"
        )
    };
    machine.files_mut().put("/things/a", "on");
    machine.files_mut().put("/things/b", "on");
    let (report, _) = run(&text(true), &things, &mut machine, &options());
    assert!(report.has_failures());
    assert_eq!(journal(&machine).unwrap(), r#"{"owed":["Thing[a]","Thing[b]"]}"#);
    things.take_done();
    run(&text(false), &things, &mut machine, &options());
    assert_eq!(things.take_done(), ["refresh a", "apply bad", "refresh b"]);
    assert_eq!(journal(&machine), None);
}

#[test]
fn a_failed_change_owes_nothing() {
    let (things, mut machine) = (Things::new(), machine());
    machine.files_mut().put("/things/service", "on");
    run("Thing[file] fails=true notify=Thing[service]\nThing[service]", &things, &mut machine, &options());
    assert_eq!(journal(&machine), None);
    assert_eq!(things.take_done(), ["apply file"]);
}

#[test]
fn starting_a_stopped_service_makes_its_refresh_needless() {
    let (things, mut machine) = (Things::new(), machine());
    let (_, log) = run("Thing[file] notify=Thing[service]\nThing[service] value=started", &things, &mut machine, &options());
    assert_eq!(things.take_done(), ["apply file", "apply service"]);
    assert!(log.iter().all(|line| !line.contains("Triggered")), "{log:?}");
    assert_eq!(journal(&machine), None);
}

#[test]
fn what_left_the_catalog_is_no_longer_owed_and_a_broken_journal_is_told_of() {
    let (things, mut machine) = (Things::new(), machine());
    machine.files_mut().put(JOURNAL, r#"{"owed":["Thing[gone]"]}"#);
    run("Thing[a]", &things, &mut machine, &options());
    assert_eq!(journal(&machine), None);
    machine.files_mut().put(JOURNAL, "{\"owed\":[");
    let (report, log) = run("Thing[a]", &things, &mut machine, &options());
    assert!(log[0].starts_with("Warning: Could not parse /state/owed_refreshes.json: "), "{log:?}");
    assert!(!report.has_failures());
}

#[test]
fn nothing_is_changed_when_the_journal_cannot_be_kept() {
    let (things, mut machine) = (Things::new(), machine());
    machine.files_mut().remove(std::path::Path::new("/state"));
    machine.files_mut().put("/state", "a file in the way");
    let (report, log) = run("Thing[file] notify=Thing[service]\nThing[service] require=Thing[file]", &things, &mut machine, &options());
    assert!(things.take_done().is_empty());
    assert!(report.has_failures());
    assert!(log.iter().any(|line| line.contains("Could not keep the journal of owed refreshes")), "{log:?}");
}
