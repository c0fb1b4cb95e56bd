//! Hiera against real Puppet: every case is an environment; `oracle.rb` wrote `values.json`.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic, reason = "tests read their own files")]

mod eyaml;
mod face;
mod unread;
mod yaml;

use rpuppet::lookup::{Hiera, HieraScope, HieraSettings, LookupOptions};
use rpuppet::value::Value;
use rpuppet::value::json::from_json;
use rpuppet::world::World;
use rpuppet::world::disk::Disk;
use rpuppet::world::memory::Memory;
use rpuppet::world::shelf::Shelved;
use serde_json::Value as Json;
use std::path::{Path, PathBuf};

struct Facts(Value);

impl HieraScope for Facts {
    fn variable(&mut self, name: &str) -> Result<Value, String> {
        let name = name.strip_prefix("::").unwrap_or(name);
        let fact = self.0.as_hash().and_then(|facts| facts.get(&Value::from(name))).cloned();
        if name == "facts" { Ok(self.0.clone()) } else { fact.ok_or_else(String::new) }
    }
}

/// A value as JSON.
fn json_of(value: &Value) -> Json {
    match value {
        Value::Boolean(flag) => (*flag).into(),
        Value::Integer(number) => (*number).into(),
        Value::String(text) => text.as_str().into(),
        Value::Array(items) => items.iter().map(json_of).collect(),
        Value::Hash(entries) => entries.iter().map(|(key, value)| (key.as_str().unwrap().to_string(), json_of(value))).collect(),
        _ => Json::Null,
    }
}

fn json(path: &Path) -> Json {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn lookups_are_as_puppet_gives_them() {
    let mut cases: Vec<PathBuf> = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lookup/cases"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    cases.sort();
    assert!(cases.len() > 10);
    let wrong: Vec<String> = cases.iter().flat_map(|case| check_all(case)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A case without a shelf, with an empty one, and with one on which is what was read before.
fn check_all(case: &Path) -> Vec<String> {
    let shelved = Shelved::new(Disk);
    [&Disk as &dyn World, &shelved, &shelved].into_iter().flat_map(|world| check(case, world)).collect()
}

#[test]
fn a_shelf_serves_nodes_with_other_facts() {
    let hierarchy = "[{name: a, path: '%{facts.role}.yaml'}, {name: b, path: '%{::place}.yaml'}, {name: c, glob: '*/%{role}.yaml'}]";
    let world = Memory::default()
        .with("/e/hiera.yaml", &format!("version: 5\nhierarchy: {hierarchy}\n"))
        .with("/e/data/web.yaml", "role: a web server\n")
        .with("/e/data/db.yaml", "role: a data base\n")
        .with("/e/data/here.yaml", "place: this one\n")
        .with("/e/data/there.yaml", "place: that one\n")
        .with("/e/data/more/web.yaml", "more: pages\n")
        .with("/e/data/more/db.yaml", "more: tables\n");
    let world = Shelved::new(world);
    let answers = |role: &str, place: &str| {
        let facts = [("role", role), ("place", place)].map(|(name, value)| (Value::from(name), Value::from(value)));
        let mut scope = Facts(Value::hash(facts.into_iter().collect()));
        let hiera = Hiera::new(&world, HieraSettings { environment_directory: Some("/e".to_string()), ..HieraSettings::default() });
        ["role", "place", "more"].map(|key| {
            let found = hiera.lookup(key, &mut scope, &LookupOptions::default()).unwrap();
            found.unwrap().as_str().unwrap().to_string()
        })
    };
    assert_eq!(answers("web", "here"), ["a web server", "this one", "pages"]);
    assert_eq!(answers("db", "here"), ["a data base", "this one", "tables"]);
    assert_eq!(answers("db", "there"), ["a data base", "that one", "tables"]);
    assert_eq!(answers("web", "here"), ["a web server", "this one", "pages"]);
}

/// What differs from Puppet's answers in one case.
fn check(case: &Path, world: &dyn World) -> Vec<String> {
    let directory = case.to_str().unwrap();
    let global = format!("{directory}/global/hiera.yaml");
    let settings = HieraSettings {
        global_config: Path::new(&global).exists().then_some(global),
        environment_directory: Some(directory.to_string()),
        module_path: vec![format!("{directory}/modules")],
        ..HieraSettings::default()
    };
    let hiera = Hiera::new(world, settings);
    let mut scope = Facts(from_json(&json(&case.join("facts.json"))));
    let answers = json(&case.join("values.json"));
    let missing = Some(Value::from("(missing)"));
    let wrong = answers.as_array().unwrap().iter().filter_map(|expected| {
        let line = expected["key"].as_str().unwrap();
        let (key, merge) = line.split_once('\t').map_or((line, None), |(key, merge)| (key, Some(merge)));
        let merge = merge.map(|merge| from_json(&serde_json::from_str(merge).unwrap()));
        let options = LookupOptions { merge, ..LookupOptions::default() };
        let got = hiera.lookup(key, &mut scope, &options).map(|found| found.or_else(|| missing.clone()));
        let same = match (&got, expected.get("value"), expected["error"].as_str()) {
            (Ok(value), Some(expected), _) => *value == Some(from_json(expected)),
            (Err(error), _, Some(expected)) => is_same_error(&error.to_string().replace(directory, ""), expected, key),
            _ => false,
        };
        (!same).then(|| format!("{}: {line}: {got:?}\n  Puppet: {expected}", case.file_name().unwrap().to_str().unwrap()))
    });
    wrong.collect()
}

/// The node and the key that Puppet adds are the caller's affair; a YAML parser has its own words for a broken text.
fn is_same_error(got: &str, expected: &str, key: &str) -> bool {
    let expected = expected.strip_suffix(" on node vm").unwrap_or(expected);
    let plain = |text: &str| text.strip_prefix(&format!("Lookup of key '{key}' failed: ")).unwrap_or(text).to_string();
    let (got, expected) = (&*plain(got), &*plain(expected));
    let place = |text: &str| text.strip_prefix("Unable to parse ").and_then(|rest| rest.split_once(':')).map(|(path, _)| path.to_string());
    got == expected || place(got).is_some() && place(got) == place(expected)
}
