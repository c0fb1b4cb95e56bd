//! Expressions and what real Puppet makes of them (`tests/functions/expressions.rb` writes the answers).

use super::OfModules;
use super::definition::{Definition, untyped};
use super::*;
use crate::catalog::{Schemas, schema::Schema};
use crate::diagnostic::Strictness;
use crate::evaluate::{FUEL, Inputs, NodeInformation, compile};
use crate::lookup::{Hiera, HieraSettings};
use crate::ruby::functions::RubyFunctions;
use crate::value::{EcoString, Map, Value, format, json};
use crate::world::memory::Memory;
use rpuppet_syntax::SourceFile;
use std::sync::{Arc, Mutex};

struct Types;

impl Schemas for Types {
    fn schema(&self, name: &str) -> Option<Arc<Schema>> {
        matches!(name, "file" | "stage" | "class").then(|| Arc::new(Schema { name: name.into(), ..Schema::default() }))
    }

    fn names(&self) -> Vec<EcoString> {
        Vec::new()
    }
}

static SEEN: Mutex<Option<String>> = Mutex::new(None);

static PROBE: Definition = untyped("probe", |call, _| {
    *SEEN.lock().unwrap() = Some(format::inspect(call.argument(0)));
    Ok(Value::Undef)
});

struct WithProbe;

impl Functions for WithProbe {
    fn function(&self, name: &str) -> Option<&dyn Function> {
        if name == "probe" { Some(&PROBE) } else { Builtins.function(name) }
    }

    fn names(&self) -> Vec<&'static str> {
        Builtins.names()
    }
}

fn evaluate(expression: &str, facts: &Value) -> String {
    let world = Memory::default();
    let hiera = Hiera::new(&world, HieraSettings::default());
    let node =
        NodeInformation { name: "node1.example.org".into(), environment: "production".into(), facts: facts.clone(), ..Default::default() };
    let inputs = Inputs {
        world: &world,
        functions: &WithProbe,
        module_functions: &OfModules::new(RubyFunctions::new(&world, &[], None)),
        schemas: &Types,
        hiera: &hiera,
        node,
        environment_directory: None,
        module_path: Vec::new(),
        manifests: vec![SourceFile::new(None, format!("$result = {expression}\nprobe($result)"))],
        settings: &Box::<Map<EcoString, Value>>::default(),
        strict: Strictness::Warning,
        strict_variables: false,
        version: "1".into(),
        fuel: FUEL,
        observer: None,
    };
    *SEEN.lock().unwrap() = None;
    let mut log = |_: crate::diagnostic::Level, _: &str, _: Option<&crate::diagnostic::Diagnostic>| {};
    let outcome = compile(&inputs, &mut log);
    match (SEEN.lock().unwrap().take(), outcome) {
        (Some(value), _) => value,
        (None, Err(diagnostic)) => format!("! {}", without_opening(&diagnostic.message)),
        (None, Ok(_)) => "nothing".to_string(),
    }
}

/// The recorded answers leave out the openings of Puppet's messages.
fn without_opening(message: &str) -> &str {
    let message = message.strip_prefix("Evaluation Error: ").unwrap_or(message);
    let openings = ["Error while evaluating a Function Call, ", "Error while evaluating a Method call, "];
    openings.iter().find_map(|opening| message.strip_prefix(opening)).unwrap_or(message)
}

#[test]
fn expressions_give_what_puppet_gives() {
    let facts: serde_json::Value = serde_json::from_str(include_str!("../../tests/functions/facts.json")).unwrap();
    let facts = json::from_json(facts.get("values").unwrap_or(&facts));
    let mut wrong = Vec::new();
    for line in include_str!("../../tests/functions/expressions.tsv").lines() {
        let (expression, expected) = line.split_once('\t').unwrap();
        let actual = evaluate(expression, &facts).replace('\n', "\\n");
        if actual != expected {
            wrong.push(format!("{expression}\n    puppet {expected}\n    ours   {actual}"));
        }
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}
