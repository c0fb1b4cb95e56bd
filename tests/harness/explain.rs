//! `rpuppet why` and `rpuppet graph`.

use super::errors::rpuppet;
use serde_json::{Value as Json, json};
use std::fs;
use std::path::Path;

const SITE: &str = "\
File { owner => 'root' }
class { 'web': }
File <| title == '/etc/web' |> { mode => '0600' }
exec { '/bin/true': } -> Class['web']
";

const WEB: &str = "\
class web (
  Integer $port,
  Sensitive[String] $key = Sensitive('hidden key'),
  String $name_of_it = 'web',
) {
  file { '/etc/web':
    content => \"port ${port}\",
    notify  => Service['web'],
  }
  file { '/etc/web/key': content => $key, owner => 'web', group => 'passwd' }
  service { 'web': ensure => running }
  File['/etc/web'] { group => 'web' }
}
";

fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("site.pp", SITE);
    write("modules/web/manifests/init.pp", WEB);
    write("hiera.yaml", "version: 5\nhierarchy:\n  - name: common\n    path: common.yaml\n");
    write("data/common.yaml", "web::port: 8080\n");
    write("facts.json", r#"{ "kernel": "Linux" }"#);
    folder
}

fn ran(folder: &Path, words: &[&str]) -> (String, String, i32) {
    let within = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let (site, facts, hiera) = (within("site.pp"), within("facts.json"), within("hiera.yaml"));
    let fixed = [&site, "--facts", &facts, "--hiera_config", &hiera, "--certname", "node.example"];
    let words: Vec<&str> = words.iter().copied().chain(fixed).collect();
    let output = rpuppet(&words);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace(&format!("{}/", folder.display()), "IN/");
    (text(output.stdout), text(output.stderr), output.status.code().unwrap())
}

#[test]
fn each_value_and_each_order_has_its_place() {
    let folder = site();
    let (out, said, code) = ran(folder.path(), &["why", "File[/etc/web]", "--format", "json"]);
    assert_eq!(code, 0, "{said}");
    let told: Json = serde_json::from_str(&out).unwrap();
    let web = "IN/modules/web/manifests/init.pp";
    assert_eq!(told[0]["at"], json!({ "file": web, "line": 6 }));
    assert_eq!(told[0]["containers"][0], json!({ "resource": "Class[Web]", "at": { "file": "IN/site.pp", "line": 2 } }));
    let parameter = |name: &str| told[0]["parameters"].as_array().unwrap().iter().find(|one| one["name"] == name).unwrap();
    let by = |name: &str| (parameter(name)["by"].as_str().unwrap(), parameter(name)["at"]["line"].as_u64().unwrap());
    assert_eq!(by("content"), ("the declaration", 7));
    assert_eq!(by("owner"), ("defaults of the type", 1));
    assert_eq!(by("group"), ("an override", 12));
    assert_eq!(by("mode"), ("a collector", 3));
    let order = |other: &str| told[0]["order"].as_array().unwrap().iter().find(|one| one["other"] == other).unwrap();
    assert_eq!(
        *order("Service[web]"),
        json!({ "side": "before", "other": "Service[web]", "refresh": true, "of": null, "reason": "notify of File[/etc/web]", "at": { "file": web, "line": 8 } })
    );
    assert_eq!(order("Exec[/bin/true]")["of"], "Class[Web]");
    assert_eq!(order("Exec[/bin/true]")["reason"], "an arrow");
    assert_eq!(order("File[/etc/web/key]")["reason"], "the type of File[/etc/web/key] knows of it");
}

#[test]
fn data_defaults_and_secrets_are_told_apart() {
    let folder = site();
    let (out, said, _) = ran(folder.path(), &["why", "Class[web]"]);
    assert!(out.starts_with("Class[Web]\n  declared at IN/site.pp:2\n      class { 'web': }\n  in Stage[main]\n"), "{out}{said}");
    assert!(out.contains("  port       => 8080\n                Hiera's data in IN/data/common.yaml\n"), "{out}");
    assert!(out.contains("  name_of_it => \"web\"\n                the default of its definition\n"), "{out}");
    assert!(out.contains("  key        => Sensitive [value redacted]\n") && !out.contains("hidden key"), "{out}");
    let (out, _, _) = ran(folder.path(), &["why", "/etc/web/key"]);
    assert!(out.contains("the declaration at IN/modules/web/manifests/init.pp:10: (not shown)\n"), "{out}");
}

#[test]
fn what_is_not_there_may_be_meant() {
    let folder = site();
    let (_, said, code) = ran(folder.path(), &["why", "File[/etc/wep]"]);
    assert_eq!(code, 1);
    assert!(said.ends_with("Error: The catalog has no File[/etc/wep]; did you mean File[/etc/web]?\n"), "{said}");
}

#[test]
fn a_graph_has_containers_and_order() {
    let folder = site();
    let (dot, _, _) = ran(folder.path(), &["graph"]);
    assert!(dot.starts_with("digraph catalog {\n") && dot.ends_with("}\n"), "{dot}");
    assert!(dot.contains("  \"File[/etc/web]\" -> \"Service[web]\" [style=bold];\n"), "{dot}");
    assert!(dot.contains("label=\"Class[Web]\";\n"), "{dot}");
    let (json, _, _) = ran(folder.path(), &["graph", "--format", "json"]);
    let json: Json = serde_json::from_str(&json).unwrap();
    assert!(json["contains"].as_array().unwrap().contains(&json!(["Class[Web]", "Service[web]"])), "{json}");
    assert!(
        json["order"].as_array().unwrap().contains(&json!({ "first": "Exec[/bin/true]", "then": "Class[Web]", "refresh": false })),
        "{json}"
    );
    let (page, _, _) = ran(folder.path(), &["graph", "--format", "html"]);
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("\"name\":\"File[/etc/web/key]\""), "{page}");
    assert!(!page.contains("src=") && !page.contains("href=\""), "the page asks for other files");
}
