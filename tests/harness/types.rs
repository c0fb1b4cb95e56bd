//! What the code of types makes of resources, held against real Puppet's answers (`tests/types/README.md` tells the form).

use rpuppet::catalog::{Catalog, Parameter, Reference, Resource, Schemas};
use rpuppet::pipeline::with_large_stack;
use rpuppet::ruby::declarations::Declarations;
use rpuppet::ruby::types::catalog::{Subject, run, shown};
use rpuppet::value::Value;
use rpuppet::value::json::from_json;
use rpuppet::world::disk::Disk;
use rpuppet::world::shelf::Shelved;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// One resource with real Puppet's answer.
struct Case {
    line: usize,
    resource: Resource,
    answer: Json,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn cases(file: &Path) -> Vec<Case> {
    let text = fs::read_to_string(file).unwrap();
    let case = |(index, line): (usize, &str)| {
        let answer: Json = serde_json::from_str(line).unwrap();
        let reference = Reference::new(answer["type"].as_str().unwrap(), answer["title"].as_str().unwrap());
        let mut resource = Resource { reference, kind: Some("compilable_type".into()), ..Resource::default() };
        for (name, value) in answer["parameters"].as_object().unwrap() {
            resource.parameters.insert(name.as_str().into(), Parameter { value: from_json(value), location: None });
        }
        Case { line: index + 1, resource, answer }
    };
    text.lines().enumerate().map(case).collect()
}

fn ours(resource: &Resource, subject: &Subject, facts: &Value) -> Json {
    let values = match shown(resource, subject, facts) {
        Err(message) => return serde_json::json!({ "error": message }),
        Ok(values) => values.into_iter().map(|(name, value)| (name.to_string(), value)).collect::<BTreeMap<_, _>>(),
    };
    let mut catalog = Catalog::default();
    catalog.resources.insert(resource.reference.clone(), resource.clone());
    let outcome = run(&catalog, Some(facts), &|_| Some(subject.clone()));
    let made = outcome.made.values().next().unwrap();
    let relation = |(kind, other): &(rpuppet::catalog::RelationKind, Reference)| format!("{} {other}", format!("{kind:?}").to_lowercase());
    let mut relations: Vec<String> = made.relations.iter().map(relation).collect();
    relations.sort();
    serde_json::json!({ "values": values, "relations": relations })
}

/// A case that differs: its type, the attributes that are given, and both answers.
struct Difference {
    type_name: String,
    text: String,
}

/// How many cases there are, and those that differ.
fn differences(file: &Path, modules: &Path) -> (usize, Vec<Difference>) {
    let world = Shelved::new(Disk);
    let declarations = Declarations::new(&world, &[modules.to_string_lossy().into_owned()]);
    let facts: Json = serde_json::from_str(&fs::read_to_string(root().join("tests/compile/facts/debian12.json")).unwrap()).unwrap();
    let (cases, facts) = (cases(file), from_json(&facts));
    let mut found = Vec::new();
    for case in &cases {
        let name = case.resource.reference.type_name.to_lowercase();
        let (code, schema) = (declarations.code(&name).expect(&name), declarations.schema(&name).expect(&name));
        let ours = ours(&case.resource, &Subject { code, schema, providers: Vec::new() }, &facts);
        if ["error", "values", "relations"].iter().any(|part| ours[part] != case.answer[part]) {
            let told = |json: &Json| match &json["error"] {
                Json::Null => format!("{} {}", json["values"], json["relations"]),
                error => error.to_string(),
            };
            let (line, reference, given) = (case.line, &case.resource.reference, &case.answer["parameters"]);
            let text = format!("{line}: {reference} {given}\n    puppet: {}\n    ours:   {}", told(&case.answer), told(&ours));
            found.push(Difference { type_name: name.to_string(), text });
        }
    }
    (cases.len(), found)
}

fn texts(found: &[&Difference]) -> String {
    found.iter().map(|difference| format!("{}\n", difference.text)).collect()
}

#[test]
fn own_types_are_as_puppet_makes_them() {
    let folder = root().join("tests/types");
    let (all, found) = with_large_stack(|| differences(&folder.join("answers.jsonl"), &folder.join("modules"))).unwrap();
    assert!(all > 50);
    assert!(found.is_empty(), "{}", texts(&found.iter().collect::<Vec<_>>()));
}

#[test]
#[ignore = "needs the modules: tests/field/run"]
fn field_types_are_as_puppet_makes_them() {
    let cache = std::env::var("FIELD_MODULES").expect("FIELD_MODULES: tests/field/run sets it");
    let folder = root().join("tests/field");
    let file = std::env::var("TYPES_ANSWERS").map_or_else(|_| folder.join("types.jsonl"), Into::into);
    let (all, found) = with_large_stack(|| differences(&file, &Path::new(&cache).join("modules"))).unwrap();
    let listed = fs::read_to_string(folder.join("types_differences.tsv")).unwrap();
    let known: Vec<(&str, &str)> = listed.lines().map(|line| line.split_once('\t').expect("TYPE<tab>WHAT OURS SAYS<tab>REASON")).collect();
    let is_known = |difference: &&Difference| {
        let says = |rest: &str| difference.text.contains(rest.split('\t').next().unwrap());
        known.iter().any(|(type_name, rest)| *type_name == difference.type_name && says(rest))
    };
    let (expected, new): (Vec<&Difference>, Vec<&Difference>) = found.iter().partition(is_known);
    println!("{all} resources, {} differ as they are known to", expected.len());
    let gone: Vec<_> = known.iter().filter(|(type_name, _)| !expected.iter().any(|difference| difference.type_name == *type_name)).collect();
    assert!(new.is_empty(), "{} differ\n{}", new.len(), texts(&new));
    assert!(gone.is_empty(), "listed and as Puppet has it: {gone:?}");
}
