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

/// The cases that differ, with both answers.
fn differences(file: &Path, modules: &Path) -> (usize, Vec<String>) {
    let world = Shelved::new(Disk);
    let declarations = Declarations::new(&world, &[modules.to_string_lossy().into_owned()]);
    let facts: Json = serde_json::from_str(&fs::read_to_string(root().join("tests/compile/facts/debian12.json")).unwrap()).unwrap();
    let (cases, facts) = (cases(file), from_json(&facts));
    let mut found = Vec::new();
    for case in &cases {
        let name = case.resource.reference.type_name.to_lowercase();
        let (code, schema) = (declarations.code(&name).expect(&name), declarations.schema(&name).expect(&name));
        let ours = ours(&case.resource, &Subject { code, schema, providers: Vec::new() }, &facts);
        let differs = ["error", "values", "relations"].iter().any(|part| ours[part] != case.answer[part]);
        if differs {
            let short = |json: &Json, part: &str| if json[part].is_null() { String::new() } else { format!("{part}={} ", json[part]) };
            let all = |json: &Json| ["error", "values", "relations"].map(|part| short(json, part)).concat();
            found.push(format!(
                "{}: {} {}\n    puppet: {}\n    ours:   {}",
                case.line,
                case.resource.reference,
                case.answer["parameters"],
                all(&case.answer),
                all(&ours)
            ));
        }
    }
    (cases.len(), found)
}

#[test]
#[ignore = "needs the modules: tests/field/run"]
fn field_types_equal() {
    let cache = std::env::var("FIELD_MODULES").expect("FIELD_MODULES: tests/field/run sets it");
    let file = std::env::var("TYPES_ANSWERS").unwrap_or_else(|_| root().join("tests/field/types.jsonl").to_string_lossy().into_owned());
    let compare = || differences(Path::new(&file), &Path::new(&cache).join("modules"));
    let (all, found) = with_large_stack(compare).unwrap();
    println!("{all} resources, {} differ\n{}", found.len(), found.join("\n"));
}
