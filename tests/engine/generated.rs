//! Resources that stand for others.

use crate::thing::{Things, machine, options, run};
use rpuppet::catalog::Reference;

#[test]
fn generated_resources_come_between_their_parent_and_what_follows_it() {
    let (things, mut machine) = (Things::new(), machine());
    machine.files_mut().put("/things/parent", "on");
    machine.files_mut().put("/things/service", "on");
    let text = "Thing[first] require=Thing[parent]\nThing[parent] generates=x_y_explicit notify=Thing[service]\nThing[service]\nThing[explicit]\nThing[last]";
    let (report, log) = run(text, &things, &mut machine, &options());
    assert_eq!(things.take_done(), ["apply x", "apply y", "apply first", "refresh service", "apply explicit", "apply last"]);
    assert_eq!(log[0], "Notice: /Stage[main]/Main/Thing[x]/value: value changed 'absent' to 'on'");
    let child = &report.statuses[&Reference::new("thing", "x")];
    assert_eq!(child.source.as_ref().unwrap().line, 2);
}

#[test]
fn a_generated_resource_that_fails_holds_up_what_follows_its_parent() {
    let (things, mut machine) = (Things::new(), machine());
    machine.files_mut().put_directory("/things/x");
    let (_, log) = run("Thing[parent] generates=x\nThing[next] require=Thing[parent]", &things, &mut machine, &options());
    assert_eq!(log.last().unwrap(), "Warning: /Stage[main]/Main/Thing[next]: Skipping because of failed dependencies");
}
