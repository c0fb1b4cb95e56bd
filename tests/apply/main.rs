//! Resource types on the pretended machine. A case is a JSON file in the folder of its type:
//! what the machine has, the resources, the events that follow, and what is there afterwards.
//! The law for every case: a second run plans nothing (unless it says `"repeats": true`).
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot read its data has to stop")]

mod corpus;
mod machine;

use machine::{built, state};
use rpuppet::catalog::{Attribute, AttributeKind, Catalog, Declaration, Parameter, ProviderDeclaration, Reference, Resource, Schema};
use rpuppet::plan::{Acting, Change, Failure, Kinds, Memory, Notes, Reading, ResourceType};
use rpuppet::resources::{Natives, Sources};
use rpuppet::system::memory::Machine;
use rpuppet::value::{EcoString, Value, json::from_json};
use serde_json::Value as Json;
use std::path::{Path, PathBuf};

#[test]
fn every_case_does_what_it_says_and_nothing_twice() {
    let mut cases = Vec::new();
    find(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/apply"), &mut cases);
    assert!(cases.len() > 20, "only {} cases were found", cases.len());
    let failed: Vec<String> = cases.iter().filter_map(|path| check(path).err()).collect();
    assert!(failed.is_empty(), "{} of {} cases failed\n\n{}", failed.len(), cases.len(), failed.join("\n\n"));
}

#[allow(clippy::disallowed_methods, reason = "test data lies on the disk")]
fn find(folder: &Path, cases: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    // Folders with a manifest are cases of whole runs: they are the engine's.
    if entries.iter().any(|path| path.ends_with("site.pp")) {
        return;
    }
    for path in entries {
        if path.is_dir() {
            find(&path, cases);
        } else if path.extension().is_some_and(|extension| extension == "json") {
            cases.push(path);
        }
    }
}

#[allow(clippy::disallowed_methods, reason = "test data lies on the disk")]
fn check(path: &Path) -> Result<(), String> {
    let case: Json =
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).map_err(|error| format!("{}: {error}", path.display()))?;
    let wrong = |what: &str, expected: &Json, found: &Json| {
        let (expected, found) = (serde_json::to_string_pretty(expected).unwrap(), serde_json::to_string_pretty(found).unwrap());
        format!("{}: {what}\nexpected {expected}\nfound {found}", path.display())
    };
    let mut kinds = Natives::new(Sources { module_path: vec!["/modules".to_string()], ..Sources::default() });
    let declared = case["declares"].as_object().into_iter().flatten();
    kinds.declare(&declared.map(|(name, file)| declaration(name, file.as_str().unwrap())).collect::<Vec<_>>());
    let relations = relations(&kinds, &case);
    if !case["relations"].is_null() && case["relations"] != relations {
        return Err(wrong("relations", &case["relations"], &relations));
    }
    let mut machine = built(&case["machine"]);
    let events = Json::from(run(&kinds, &case, &mut machine));
    if events != case["events"] {
        return Err(wrong("events", &case["events"], &events));
    }
    let ran = Json::from(machine.ran());
    if !case["ran"].is_null() && case["ran"] != ran {
        return Err(wrong("programs that ran", &case["ran"], &ran));
    }
    for (expected_path, expected) in case["after"].as_object().into_iter().flatten() {
        let found = state(&machine, expected_path, expected);
        if found != *expected {
            return Err(wrong(expected_path, expected, &found));
        }
    }
    let again = Json::from(run(&kinds, &case, &mut machine));
    let lawful = case["repeats"] == true || again == Json::Array(Vec::new());
    if lawful { Ok(()) } else { Err(wrong("the second run", &Json::Array(Vec::new()), &again)) }
}

/// A type as a module declares it upon one ini file.
fn declaration(name: &str, file: &str) -> Declaration {
    let attribute = |name: &str, kind| {
        let (doc, values, default, secret, array_matching_all) = (EcoString::new(), Vec::new(), None, false, false);
        (EcoString::from(name), Attribute { name: name.into(), kind, doc, values, default, secret, array_matching_all })
    };
    let attributes = [("ensure", AttributeKind::Property), ("name", AttributeKind::Parameter), ("value", AttributeKind::Property)];
    let schema = Schema {
        name: name.into(),
        attributes: attributes.map(|(name, kind)| attribute(name, kind)).into_iter().collect(),
        name_variables: vec!["name".into()],
        ensurable: true,
        isomorphic: true,
        ..Schema::default()
    };
    let constants = [("file_path".into(), file.into())].into_iter().collect();
    let provider = ProviderDeclaration { name: "openstackconfig".into(), parent: "openstack_config/ruby".into(), constants };
    Declaration { schema, providers: vec![provider], ..Declaration::default() }
}

fn resource(json: &Json) -> Resource {
    let text = |name: &str| json[name].as_str().unwrap_or_default().to_string();
    let secret = |name: &str| json["sensitive"].as_array().is_some_and(|names| names.iter().any(|secret| secret == name));
    let parameters = json["parameters"].as_object().into_iter().flatten().map(|(name, value)| {
        let value = from_json(value);
        let value = if secret(name) { Value::sensitive(value) } else { value };
        (EcoString::from(name.as_str()), Parameter { value, location: None })
    });
    Resource { reference: Reference::new(&text("type"), text("title")), parameters: parameters.collect(), ..Resource::default() }
}

/// What every resource wants to come after of its own accord.
fn relations(kinds: &Natives, case: &Json) -> Json {
    let declared = case["resources"].as_array().unwrap().iter().map(resource);
    let entry = |resource: Resource| {
        let kind = kinds.kind(&resource.reference.type_name).expect("a native type");
        let others: Json = kind.autorelations(&resource).iter().map(|relation| Json::from(relation.other.to_string())).collect();
        (resource.reference.to_string(), others)
    };
    Json::Object(declared.map(entry).collect())
}

/// One run over the resources in their order, without the engine: validate, generate, check, apply, refresh where the case asks for it.
fn run(kinds: &Natives, case: &Json, machine: &mut Machine) -> Vec<String> {
    let declared: Vec<(Resource, bool)> =
        case["resources"].as_array().unwrap().iter().map(|json| (resource(json), json["refresh"] == true)).collect();
    let mut catalog = Catalog { environment: "production".into(), ..Catalog::default() };
    catalog.resources.extend(declared.iter().map(|(resource, _)| (resource.reference.clone(), resource.clone())));
    let (mut memory, mut log) = (Memory::default(), Vec::new());
    if case["batch"] == true {
        batch(kinds, &declared, &catalog, machine, &mut memory, &mut log);
        return log;
    }
    let mut waiting = declared;
    waiting.reverse();
    while let Some((resource, refresh)) = waiting.pop() {
        let kind = kinds.kind(&resource.reference.type_name).expect("a native type");
        let failure = |failure: Failure| format!("Error: {}: {}", resource.reference, failure.message);
        if let Err(failed) = kind.validate(&resource) {
            log.push(failure(failed));
            continue;
        }
        let mut acting = Acting { act: machine, memory: &mut memory, catalog: &catalog };
        match kind.generate(&resource, &mut acting.reading()) {
            Ok(generated) => waiting.extend(generated.into_iter().rev().map(|generated| (generated, false))),
            Err(failed) => log.push(failure(failed)),
        }
        if let Err(failed) = apply(kind, &resource, refresh, &mut acting, &mut log) {
            let notes = Notes::take(acting.memory);
            log.extend(notes.into_iter().map(|note| note.text));
            log.push(failure(failed));
        }
    }
    log
}

fn apply(
    kind: &dyn ResourceType,
    resource: &Resource,
    refresh: bool,
    acting: &mut Acting<'_>,
    log: &mut Vec<String>,
) -> Result<(), Failure> {
    let changes = kind.check(resource, &mut acting.reading())?;
    if !changes.is_empty() {
        kind.apply(resource, &changes, acting)?;
    }
    if refresh && !kind.absorbs_refresh(&changes) && kind.refresh(resource, acting)? {
        log.push(format!("{}: Triggered 'refresh'", resource.reference));
    }
    log.extend(Notes::take(acting.memory).into_iter().map(|note| note.text));
    log.extend(changes.iter().map(|change| format!("{}/{}: {}", resource.reference, change.property, change.text())));
    Ok(())
}

/// All resources in one go, as the engine does with those that have the same key.
fn batch(
    kinds: &Natives,
    declared: &[(Resource, bool)],
    catalog: &Catalog,
    machine: &mut Machine,
    memory: &mut Memory,
    log: &mut Vec<String>,
) {
    let kind = kinds.kind(&declared[0].0.reference.type_name).expect("a native type");
    let changes: Vec<(&Resource, Vec<Change>)> = declared
        .iter()
        .map(|(resource, _)| (resource, kind.check(resource, &mut Reading { look: machine, memory, catalog }).unwrap()))
        .filter(|(_, changes)| !changes.is_empty())
        .collect();
    let keys: Vec<Option<EcoString>> = changes.iter().map(|(resource, changes)| kind.batch_key(resource, changes)).collect();
    assert!(keys.windows(2).all(|pair| pair[0].is_some() && pair[0] == pair[1]), "{keys:?}");
    let borrowed: Vec<(&Resource, &[Change])> = changes.iter().map(|(resource, changes)| (*resource, changes.as_slice())).collect();
    let results = kind.apply_batch(&borrowed, &mut Acting { act: machine, memory, catalog });
    for ((resource, changes), result) in changes.iter().zip(results) {
        match result {
            Ok(()) => log.extend(changes.iter().map(|change| format!("{}/{}: {}", resource.reference, change.property, change.text()))),
            Err(failure) => log.push(format!("Error: {}: {}", resource.reference, failure.message)),
        }
    }
}
