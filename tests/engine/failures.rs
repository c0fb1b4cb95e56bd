//! Failures, skips, interruptions, what cannot be known, what is wrong with a catalog as a whole.

use crate::thing::{Things, catalog, machine, options, run};
use rpuppet::apply::apply;
use rpuppet::plan::{Options, plan};
use rpuppet::report::{ExitStyle, Log};

#[test]
fn a_failure_skips_what_depends_on_it_and_nothing_else() {
    let text = "Thing[a] fails=true\nThing[b] require=Thing[a]\nThing[c]\nThing[d] require=Thing[b]";
    let (things, mut machine) = (Things::new(), machine());
    let (report, log) = run(text, &things, &mut machine, &options());
    let expected = [
        "Notice: /Stage[main]/Main/Thing[a]/value: it said so",
        "Error: it does not want to",
        "Error: /Stage[main]/Main/Thing[a]/value: change from 'absent' to 'on' failed: it does not want to",
        "Notice: /Stage[main]/Main/Thing[b]: Dependency Thing[a] has failures: true",
        "Warning: /Stage[main]/Main/Thing[b]: Skipping because of failed dependencies",
        "Notice: /Stage[main]/Main/Thing[c]/value: value changed 'absent' to 'on'",
        "Warning: /Stage[main]/Main/Thing[d]: Skipping because of failed dependencies",
    ];
    assert_eq!(log, expected);
    assert_eq!(things.take_done(), ["apply a", "apply c"]);
    assert_eq!((report.exit_code(ExitStyle::Plain), report.exit_code(ExitStyle::Detailed)), (1, 6));
}

#[test]
fn what_cannot_be_read_fails_and_an_unknown_type_says_so() {
    let (things, mut machine) = (Things::new(), machine());
    let (report, log) = run("Thing[a] unreadable=true\nNosuch[x]", &things, &mut machine, &options());
    let expected = [
        "Error: /Stage[main]/Main/Thing[a]: Could not evaluate: it cannot be read",
        "Error: /Stage[main]/Main/Nosuch[x]: Could not evaluate: Could not find a suitable provider for nosuch: rpuppet has no native provider for this type",
    ];
    assert_eq!(log, expected);
    assert_eq!(report.exit_code(ExitStyle::Detailed), 4);
}

#[test]
fn a_second_run_changes_nothing() {
    let (things, mut machine) = (Things::new(), machine());
    let text = "Thing[a] notify=Thing[b]\nThing[b]";
    let (report, _) = run(text, &things, &mut machine, &options());
    assert_eq!((report.status(), report.exit_code(ExitStyle::Detailed)), ("changed", 2));
    things.take_done();
    let (report, log) = run(text, &things, &mut machine, &options());
    assert!(log.is_empty(), "{log:?}");
    assert!(things.take_done().is_empty());
    assert_eq!((report.status(), report.exit_code(ExitStyle::Detailed)), ("unchanged", 0));
}

#[test]
fn a_signal_ends_the_run_after_the_resource_in_hand() {
    let (things, mut machine) = (Things::new(), machine());
    // Two containers begin, then the first thing.
    machine.interrupt_after(3);
    let (report, log) = run("Thing[a]\nThing[b]\nThing[c]", &things, &mut machine, &options());
    assert_eq!(things.take_done(), ["apply a"]);
    assert_eq!(log.last().unwrap(), "Notice: Caught a signal; ending the run before its end");
    assert!(!report.completed);
    assert_eq!(report.statuses.values().filter(|status| status.skipped).count(), 2);
    assert_eq!((report.exit_code(ExitStyle::Plain), report.exit_code(ExitStyle::Detailed)), (1, 1));
}

#[test]
fn noop_changes_nothing_and_says_what_cannot_be_known_yet() {
    let (things, mut machine) = (Things::new(), machine());
    let text = "Thing[a] value=secret:hush\nThing[b] unknowable=true\nThing[c] require=Thing[b]";
    let (report, log) = run(text, &things, &mut machine, &Options { noop: true, show_diff: true, ..options() });
    let expected = [
        "Notice: /Stage[main]/Main/Thing[a]/value: current_value [redacted], should be [redacted] (noop)",
        "Notice: /Stage[main]/Main/Thing[b]: Not knowable yet: its program is not installed (noop)",
        "Notice: /Stage[main]/Main/Thing[c]/value: \n-absent\n+on\n",
        "Notice: /Stage[main]/Main/Thing[c]/value: value changed 'absent' to 'on' (noop)",
        "Notice: Class[Main]: Would have triggered 'refresh' from 2 events",
        "Notice: Stage[main]: Would have triggered 'refresh' from 1 event",
    ];
    assert_eq!(log, expected);
    assert!(things.take_done().is_empty());
    assert_eq!(report.exit_code(ExitStyle::Detailed), 0);
    assert!(report.noop_pending());
    let (_, log) = run(text, &things, &mut machine, &options());
    assert!(log.iter().all(|line| !line.contains("hush")), "{log:?}");
}

#[test]
fn a_plan_tells_changes_and_refreshes_in_order() {
    let (things, machine) = (Things::new(), machine());
    machine.files_mut().put("/things/b", "on");
    let catalog = catalog("Thing[b] subscribe=Thing[c],Thing[a]\nThing[a]\nThing[c]\nThing[d] unknowable=true\nThing[e] skipped=true");
    let plan = plan(&catalog, &things, &machine, &Options::default()).unwrap();
    let told: Vec<_> = plan.steps.iter().map(|step| (step.reference.title.as_str(), step.changes.len(), step.events)).collect();
    assert_eq!(told, [("a", 1, 0), ("c", 1, 0), ("b", 0, 2), ("d", 0, 0), ("e", 1, 0)]);
    assert!(plan.steps[3].failure.as_ref().unwrap().not_yet);
    assert_eq!(plan.checked, 5);
    assert!(things.take_done().is_empty());
}

#[test]
fn everything_that_is_wrong_with_a_catalog_is_told_at_once_and_nothing_is_changed() {
    let text = "Thing[a] require=Thing[nowhere]\nThing[b] before=Deaf[gone] invalid=true\nThing[c]\nThing[d] name=c\nThing[e] alias=c";
    let (things, mut machine) = (Things::new(), machine());
    let error = apply(&catalog(text), &things, &mut machine, &mut Vec::<Log>::new(), &options()).unwrap_err();
    let expected = "\
Cannot alias Thing[d] to [\"c\"]; resource Thing[c] already declared (file: site.pp, line: 3) (file: site.pp, line: 4)
Cannot alias Thing[e] to [\"c\"]; resource Thing[c] already declared (file: site.pp, line: 3) (file: site.pp, line: 5)
Could not find dependency Thing[nowhere] for Thing[a] (file: site.pp, line: 1)
Could not find dependent Deaf[gone] for Thing[b] (file: site.pp, line: 2)
Validation of Thing[b] failed: the value of Thing[b] is bad (file: site.pp, line: 2)";
    assert_eq!(error.to_string(), expected);
    assert!(things.take_done().is_empty());
}

#[test]
fn a_cycle_is_told_with_the_place_of_every_step() {
    let text = "Thing[a] require=Thing[b]\nThing[b]\nThing[c] before=Thing[b] subscribe=Thing[a]";
    let error = apply(&catalog(text), &Things::new(), &mut machine(), &mut Vec::<Log>::new(), &options()).unwrap_err();
    let expected = "\
Found 1 dependency cycle:
(Thing[a] => Thing[c] => Thing[b] => Thing[a])
  Thing[a] => Thing[c]: 'subscribe' of Thing[c] (file: site.pp, line: 3)
  Thing[c] => Thing[b]: 'before' of Thing[c] (file: site.pp, line: 3)
  Thing[b] => Thing[a]: 'require' of Thing[a] (file: site.pp, line: 1)";
    assert_eq!(error.to_string(), expected);
}
