//! What the code of types makes of resources, held against real Puppet's answers (`tests/types/README.md` tells the form).

use super::compile::{Compilation, canonical, differences as catalog_differences};
use super::errors::rpuppet;
use rpuppet::catalog::json::to_json;
use rpuppet::catalog::{Catalog, Parameter, Reference, Resource, Schemas};
use rpuppet::pipeline::{Ready, Site, compile_site, prepare, with_large_stack};
use rpuppet::plan::Kinds;
use rpuppet::resources::Sources;
use rpuppet::ruby::declarations::Declarations;
use rpuppet::ruby::types::catalog::{run, shown};
use rpuppet::ruby::types::made::Subject;
use rpuppet::settings::Settings;
use rpuppet::value::Value;
use rpuppet::value::json::from_json;
use rpuppet::world::disk::Disk;
use rpuppet::world::shelf::Shelved;
use rpuppet_syntax::SourceFile;
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
        let (code, schema) = (declarations.code(&name).unwrap(), declarations.schema(&name).unwrap());
        let ours = ours(&case.resource, &Subject { code, schema, providers: Vec::new(), relates: true }, &facts);
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
    let cache = std::env::var("FIELD_MODULES").unwrap();
    let folder = root().join("tests/field");
    let file = std::env::var("TYPES_ANSWERS").map_or_else(|_| folder.join("types.jsonl"), Into::into);
    let (all, found) = with_large_stack(|| differences(&file, &Path::new(&cache).join("modules"))).unwrap();
    let listed = fs::read_to_string(folder.join("types_differences.tsv")).unwrap();
    let known: Vec<(&str, &str)> = listed.lines().map(|line| line.split_once('\t').unwrap()).collect();
    let is_known = |difference: &&Difference| {
        let says = |rest: &str| difference.text.contains(rest.split('\t').next().unwrap());
        known.iter().any(|(type_name, rest)| *type_name == difference.type_name && says(rest))
    };
    let (expected, new): (Vec<&Difference>, Vec<&Difference>) = found.iter().partition(is_known);
    println!("{all} resources, {} differ as they are known to", expected.len());
    let gone: Vec<_> =
        known.iter().filter(|(type_name, _)| !expected.iter().any(|difference| difference.type_name == *type_name)).collect();
    assert!(new.is_empty(), "{} differ\n{}", new.len(), texts(&new));
    assert!(gone.is_empty(), "listed and as Puppet has it: {gone:?}");
}

/// What `plan` says of a manifest with the types of a folder of modules.
fn planned(modules: &Path, manifest: &Path) -> std::process::Output {
    let state = tempfile::tempdir().unwrap();
    let (modules, state) = (modules.to_string_lossy(), state.path().to_string_lossy().into_owned());
    rpuppet(&["plan", "--modulepath", &modules, "--vardir", &state, "--confdir", &state, &manifest.to_string_lossy()])
}

#[test]
fn refusals_are_told_as_reviewed() {
    let folder = root().join("tests/types");
    let output = planned(&folder.join("modules"), &folder.join("refused.pp"));
    let said = String::from_utf8_lossy(&output.stderr).replace(env!("CARGO_MANIFEST_DIR"), "ROOT");
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(!said.contains("s3cret") && !said.contains("-1'"), "{said}");
    let snapshot = folder.join("refused.stderr");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(&snapshot, &said).unwrap();
    }
    assert_eq!(fs::read_to_string(&snapshot).unwrap_or_default(), said);
}

#[test]
fn generated_types_stand_for_ruby() {
    let environment = root().join("tests/types/environments/generated");
    let compilation = Compilation {
        manifest: None,
        code: String::new(),
        facts: root().join("tests/compile/facts/debian12.json"),
        hiera: "/nowhere".into(),
        modules: Vec::new(),
        environment: Some(environment.clone()),
    };
    let ours = compilation.run(&mut |_| {}).unwrap();
    let theirs = serde_json::from_str(&fs::read_to_string(environment.join("catalog.json")).unwrap()).unwrap();
    let found = catalog_differences(&canonical(&to_json(&ours)), &theirs);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_generated_type_that_is_none_is_an_error() {
    let environment = tempfile::tempdir().unwrap();
    fs::create_dir_all(environment.path().join(".resource_types")).unwrap();
    fs::write(environment.path().join(".resource_types/one_config.pp"), "notice('nothing')").unwrap();
    let compilation = |code: &str| Compilation {
        manifest: None,
        code: code.to_string(),
        facts: root().join("tests/compile/facts/debian12.json"),
        hiera: "/nowhere".into(),
        modules: Vec::new(),
        environment: Some(environment.path().to_path_buf()),
    };
    let told = compilation("one_config { 'a': }").run(&mut |_| {}).unwrap_err();
    assert!(told.contains(".resource_types/one_config.pp does not create the resource type 'one_config' - no call to"), "{told}");
    assert!(compilation("notify { 'a': }").run(&mut |_| {}).is_ok());
}

/// A module with one type and, for an ini file, its provider.
fn module(type_name: &str, code: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: String, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write(format!("one/lib/puppet/type/{type_name}.rb"), &format!("Puppet::Type.newtype(:{type_name}) do\n{code}\nend\n"));
    let provider = format!(
        "Puppet::Type.type(:{type_name}).provide(:ini_setting, parent: Puppet::Type.type(:ini_setting).provider(:ruby)) do\n  \
         def self.file_path\n    '/nowhere/one.conf'\n  end\nend\n"
    );
    write(format!("one/lib/puppet/provider/{type_name}/ini_setting.rb"), &provider);
    folder
}

const INI: &str = "ensurable
  newparam(:name, namevar: true)
  newproperty(:value) do
    munge { |value| value.to_s.strip.upcase }
  end
  newparam(:unit) { defaultto { resource[:value] == 'BIG' ? 'm' : 'k' } }
  autorequire(:notify) { [self[:unit]] }";

/// A manifest, compiled and prepared with a module.
fn prepared(modules: &Path, code: &str) -> Ready {
    let world = Shelved::new(Disk);
    let module_path = vec![modules.to_string_lossy().into_owned()];
    let manifests = vec![SourceFile::new(None, code.to_string())];
    let site = Site { manifests, module_path: module_path.clone(), ..Site::default() };
    let catalog = compile_site(&site, &Settings::default(), &world, &mut |_| {}).unwrap();
    prepare(catalog, None, Sources { module_path, ruby_providers: None }, &world)
}

#[test]
fn native_providers_see_what_the_code_made() {
    let modules = module("one_config", INI);
    let mut ready = prepared(modules.path(), "notify { 'm': }\none_config { 'a/b': value => Sensitive(' big ') }");
    ready.checked().unwrap();
    let resource = ready.catalog.resource(&Reference::new("one_config", "a/b")).unwrap();
    assert_eq!(resource.text("value"), Some("BIG"));
    assert!(resource.is_sensitive("value"));
    assert_eq!(resource.text("unit"), Some("m"));
    let relations: Vec<String> = ready.kinds.autorelations(resource).iter().map(|relation| relation.other.to_string()).collect();
    assert_eq!(relations, ["Notify[m]"]);
}

#[test]
fn what_is_outside_of_the_small_ruby_fails_only_who_needs_it() {
    let code = INI.replace(".strip", ".strip + `uname`");
    let modules = module("one_config", &code);
    let mut ready = prepared(modules.path(), "one_config { 'a/b': value => 'x' }\none_config { 'a/c': ensure => absent }");
    ready.checked().unwrap();
    // a method that Ruby has and the small Ruby has not is no mistake of the code; one that Ruby has not is
    let with = |method: &str| module("one_config", &INI.replace(".strip", method));
    let checked = |method: &str| prepared(with(method).path(), "one_config { 'a/b': value => 'x' }").checked();
    assert!(checked(".unicode_normalize").is_ok());
    let told = checked(".strips").unwrap_err().to_string();
    assert!(told.contains("Munging failed for value \"x\" in class value: undefined method `strips' for \"x\":String"), "{told}");
    let resource = |title: &str| ready.catalog.resource(&Reference::new("one_config", title)).unwrap();
    let failure = ready.kinds.ready(resource("a/b")).unwrap_err();
    assert!(failure.message.contains("the value of value of One_config[a/b] needs more than the Ruby that there is here"), "{failure:?}");
    assert!(failure.help.unwrap().contains("one_config.rb:5"));
    assert!(ready.kinds.ready(resource("a/c")).is_ok());
}

#[test]
fn what_code_logs_has_no_secrets_and_an_end() {
    let code = format!("{INI}\n  validate do\n    warning(\"it is #{{self[:value]}}\")\n    warning('checked')\n  end");
    let modules = module("one_config", &code);
    let ready = prepared(modules.path(), "one_config { 'a/b': value => Sensitive('hush') }\none_config { 'a/c': value => 'loud' }");
    let told: Vec<&str> = ready.messages.iter().map(|message| message.text.as_str()).collect();
    // upper case is what the code makes of it: that it is a secret is still known
    assert_eq!(told, ["/One_config[a/b]: checked", "/One_config[a/c]: it is LOUD", "/One_config[a/c]: checked"]);
    let modules = module("one_config", &format!("{INI}\n  validate {{ 5000.times {{ |n| notice(\"line #{{n}}\") }} }}"));
    let ready = prepared(modules.path(), "one_config { 'a/b': value => 'x' }");
    assert_eq!(ready.messages.len(), 1001);
}

#[test]
fn a_provider_is_one_of_the_type() {
    let modules = module("one_config", INI);
    let refused = |provider: &str| {
        let code = format!("one_config {{ 'a/b': value => 'x', provider => '{provider}' }}");
        prepared(modules.path(), &code).checked().err().map(|error| error.to_string())
    };
    assert_eq!(refused("ini_setting"), None);
    let told = refused("other").unwrap();
    assert_eq!(told, "Parameter provider failed on One_config[a/b]: Invalid one_config provider 'other' (line: 1)");
}

#[test]
fn code_without_end_is_stopped() {
    for endless in ["loop {}", "x = 'a'; x += x while true", "f = lambda { |n| f.call(n + 1) }; f.call(0)"] {
        let modules = module("one_config", &INI.replace("value.to_s.strip.upcase", endless));
        let mut ready = prepared(modules.path(), "range(1, 3).each |$n| { one_config { \"a/$n\": value => 'x' } }");
        assert!(ready.checked().is_err(), "{endless}");
    }
}
