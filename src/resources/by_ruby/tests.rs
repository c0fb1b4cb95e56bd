//! Handing resources to Puppet, with a Puppet of our own that answers by a report as Puppet 8 writes it.

use super::super::testing::resource;
use super::{ByRuby, RubyProviders};
use crate::catalog::{Catalog, Declaration, ProviderDeclaration};
use crate::plan::{Acting, Memory, ResourceType};
use crate::system::memory::Machine;
use crate::value::{Set, Value, json::from_json};
use serde_json::{Value as Json, json};
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

const SECRET: &str = "s3cr3t-of-corosync";

/// The tests write reports as JSON, which is YAML too.
fn read(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok().map(|json: Json| from_json(&json))
}

fn kind(with_puppet: bool) -> ByRuby {
    let mut declaration = Declaration { file: "/modules/m/lib/puppet/type/cs_property.rb".into(), ..Declaration::default() };
    declaration.schema.name = "cs_property".into();
    declaration.providers = ["crm", "pcs"].map(|name| ProviderDeclaration { name: name.into(), ..ProviderDeclaration::default() }).to_vec();
    let puppet =
        RubyProviders { command: "puppet".into(), directory: "/state".into(), module_path: vec!["/modules".into()], read_yaml: read };
    let names: Set<_> = [crate::value::EcoString::from("cs_property")].into_iter().collect();
    ByRuby::new(declaration, with_puppet.then(|| Arc::new(puppet)), Arc::new(names))
}

/// A Puppet, and how often it was asked what would change. It finds the same events in every resource that is meant, and fails on those with the title `bad`.
fn puppet() -> (Machine, Rc<Cell<usize>>) {
    let (machine, questions) = (Machine::new(), Rc::new(Cell::new(0)));
    let counter = questions.clone();
    machine.on_command(move |command, files| {
        assert!(!command.arguments.join(" ").contains(SECRET));
        let catalog: Json = serde_json::from_slice(command.stdin.as_deref().unwrap()).unwrap();
        let noop = command.arguments.contains(&"--noop".to_string());
        counter.set(counter.get() + usize::from(noop));
        let (mut statuses, mut logs) = (serde_json::Map::new(), Vec::new());
        for resource in catalog["resources"].as_array().unwrap() {
            assert!(resource["type"] != "Cs_property" || resource["parameters"]["require"].is_null());
            let name = format!("{}[{}]", resource["type"].as_str().unwrap(), resource["title"].as_str().unwrap());
            let meant = resource["tags"].as_array().unwrap().contains(&json!("rpuppet_meant"));
            let (status, message) = match (resource["title"].as_str().unwrap(), noop) {
                (_, true) => ("noop", "value changed 'a' to 'b' (noop)"),
                ("bad", _) => ("failure", "change from 'a' to 'b' failed: crm says no"),
                _ => ("success", "value changed 'a' to 'b'"),
            };
            if resource["type"] == "Notify" {
                logs.push(json!({"level": "notice", "message": "Triggered 'refresh' from 1 event", "source": "/Cs_property[good]"}));
            }
            let event = json!({"property": "value", "previous_value": "a", "desired_value": "b", "message": message, "status": status});
            let events = if meant && resource["title"] != "same" { json!([event]) } else { json!([]) };
            statuses.insert(name, json!({"failed": status == "failure", "skipped": !meant, "events": events}));
        }
        let report = json!({"configuration_version": catalog["version"], "resource_statuses": statuses, "logs": logs});
        files.put("/state/report.yaml", format!("--- !ruby/object:Puppet::Transaction::Report\n{report}"));
        Some(Machine::printed(""))
    });
    (machine, questions)
}

#[test]
fn without_puppet_type_provider_and_file_are_named() {
    let mut machine = Machine::new();
    let (catalog, mut memory) = (Catalog::default(), Memory::default());
    let mut acting = Acting { act: &mut machine, memory: &mut memory, catalog: &catalog };
    let failure = kind(false).check(&resource("cs_property", "x", &json!({})), &mut acting.reading()).unwrap_err();
    assert_eq!(
        failure.message,
        "Could not find a suitable provider for cs_property: its providers crm, pcs are in Ruby \
         (/modules/m/lib/puppet/type/cs_property.rb), and rpuppet has none of its own"
    );
    assert!(failure.not_yet && failure.help.unwrap().contains("--ruby-providers"));
}

#[test]
fn what_puppet_reports_becomes_changes_and_failures() {
    let (kind, (mut machine, questions)) = (kind(true), puppet());
    let declared = ["good", "bad", "same"]
        .map(|title| resource("cs_property", title, &json!({"value": "b", "require": "Package[crmsh]", "password": SECRET})));
    let mut catalog = Catalog { version: "7".into(), ..Catalog::default() };
    catalog.resources.extend(declared.iter().map(|resource| (resource.reference.clone(), resource.clone())));
    let mut memory = Memory::default();
    let mut acting = Acting { act: &mut machine, memory: &mut memory, catalog: &catalog };
    let [good, bad, same] = &declared;
    let changes = kind.check(good, &mut acting.reading()).unwrap();
    assert_eq!(changes.iter().map(crate::plan::Change::text).collect::<Vec<_>>(), ["value changed 'a' to 'b'"]);
    assert!(kind.check(same, &mut acting.reading()).unwrap().is_empty());
    assert_eq!(questions.get(), 1, "one question for all, as nothing was changed");
    acting.memory.note_change();
    assert!(kind.check(same, &mut acting.reading()).unwrap().is_empty());
    assert_eq!(questions.get(), 2, "another question after a change");
    let results = kind.apply_batch(&[(good, &changes), (bad, &changes)], &mut acting);
    let [Ok(()), Err(failure)] = results.as_slice() else { panic!("{results:?}") };
    assert_eq!((failure.message.as_str(), failure.property.as_deref()), ("crm says no", Some("value")));
    assert!(kind.refresh(good, &mut acting).unwrap());
    assert_eq!(machine.ran().len(), 2, "a batch is one call");
}

#[test]
fn a_report_of_another_run_is_none() {
    let mut machine = Machine::new();
    machine.files_mut().put("/state/report.yaml", r#"{"configuration_version": "old", "resource_statuses": {}}"#);
    machine.on_command(|_, _| Some(Machine::failed(1, "Error: Facter: x\nError: Could not run: no such thing\n")));
    let (catalog, mut memory) = (Catalog::default(), Memory::default());
    let mut acting = Acting { act: &mut machine, memory: &mut memory, catalog: &catalog };
    let failure = kind(true).check(&resource("cs_property", "x", &json!({})), &mut acting.reading()).unwrap_err();
    assert_eq!(failure.message, "Execution of 'puppet apply' failed: Could not run: no such thing");
}
