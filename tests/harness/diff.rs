//! `rpuppet diff`: two states of a control repository side by side; and how octocatalog-diff calls `catalog compile`.

use super::errors::rpuppet;
use serde_json::{Value as Json, json};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const HIERA: &str = "version: 5\ndefaults:\n  datadir: data\n  data_hash: yaml_data\nhierarchy:\n  - name: a\n    path: a.yaml\n";

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn git(folder: &Path, arguments: &[&str]) {
    let who = ["-c", "user.email=a@example.com", "-c", "user.name=a", "-c", "init.defaultBranch=main"];
    let output = Command::new("git").current_dir(folder).args(who).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// A repository with two commits: the first is tagged `one`, the second changes a value of the data and a class.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let repo = folder.path().join("repo");
    write(&repo, "hiera.yaml", HIERA);
    write(&repo, "data/a.yaml", "web::mode: '0644'\n");
    write(&repo, "manifests/site.pp", "node 'a.example.com' { include web }\nnode default { }\n");
    write(&repo, "modules/web/manifests/init.pp", "class web($mode) { file { '/a': mode => $mode } notify { 'x': } notify { 'y': } }");
    git(&repo, &["init", "-q"]);
    git(&repo, &["add", "-A"]);
    git(&repo, &["commit", "-qm", "one"]);
    git(&repo, &["tag", "one"]);
    write(&repo, "data/a.yaml", "web::mode: '0600'\n");
    write(&repo, "modules/web/manifests/init.pp", "class web($mode) { file { '/a': mode => $mode } notify { 'y': } notify { 'x': } }");
    git(&repo, &["commit", "-qam", "two"]);
    write(folder.path(), "facts/a.yaml", "--- !ruby/object:Puppet::Node::Facts\nname: a.example.com\nvalues:\n  fqdn: a.example.com\n");
    write(folder.path(), "facts/b.json", r#"{ "networking": { "fqdn": "b.example.com" } }"#);
    folder
}

fn diff(folder: &Path, options: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rpuppet"));
    said(&command.arg("diff").args(options).current_dir(folder.join("repo")).output().unwrap())
}

fn said(output: &Output) -> (Option<i32>, String) {
    let text = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    (output.status.code(), text.concat())
}

#[test]
fn submodules_are_part_of_a_commit() {
    let folder = repository();
    let (module, repo) = (folder.path().join("module"), folder.path().join("repo"));
    write(&module, "manifests/init.pp", "class extra { notify { 'extra': } }");
    git(&module, &["init", "-q"]);
    git(&module, &["add", "-A"]);
    git(&module, &["commit", "-qm", "one"]);
    let add = ["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "--name", "of its own", "../module", "modules/extra"];
    git(&repo, &add);
    write(&repo, "manifests/site.pp", "include web\ninclude extra\n");
    git(&repo, &["add", "-A"]);
    git(&repo, &["commit", "-qm", "three"]);
    // the folder of today has another state of the submodule, or none
    write(&repo, "modules/extra/manifests/init.pp", "class extra { notify { 'of today': } }");
    let compared = || diff(folder.path(), &["--from", "HEAD~1", "--to", "HEAD", "--facts", "../facts/a.yaml"]);
    let (code, text) = compared();
    assert!(code == Some(2) && text.contains("+ Notify[extra]") && !text.contains("Warning"), "{text}");
    git(&repo, &["submodule", "--quiet", "deinit", "--force", "--all"]);
    assert_eq!(compared(), (code, text));
    fs::remove_dir_all(repo.join(".git/modules")).unwrap();
    let (code, text) = compared();
    assert!(
        code == Some(1) && text.contains("Warning: HEAD is compared without the files of submodules that are not here: modules/extra ("),
        "{text}"
    );
}

#[test]
fn two_commits_are_compared() {
    let folder = repository();
    let facts = ["--facts", "../facts/a.yaml"];
    let (code, text) = diff(folder.path(), &[&["--from", "one", "--to", "HEAD"], &facts[..]].concat());
    let expected = "a.example.com: different
~ Class[Web]
    mode: '0644' -> '0600'
~ File[/a]
    mode: '0644' -> '0600'
> Notify[y] moved: it was after Notify[x], it is after File[/a]
resources: 0 added, 0 removed, 2 changed, 1 moved
";
    assert_eq!((code, text.as_str()), (Some(2), expected));
    assert_eq!(diff(folder.path(), &facts), (Some(0), "a.example.com: equal\n".to_string()));
    let status = Command::new("git").args(["status", "--porcelain"]).current_dir(folder.path().join("repo")).output().unwrap();
    assert!(status.stdout.is_empty(), "the repository was changed: {}", String::from_utf8_lossy(&status.stdout));
}

#[test]
fn all_nodes_of_a_folder_are_compared_in_every_form() {
    let folder = repository();
    let all = ["--from", "one", "--all", "--facts", "../facts"];
    let (code, text) = diff(folder.path(), &all);
    assert!(code == Some(2) && text.contains("a.example.com: different\n") && text.ends_with("b.example.com: equal\n"), "{text}");
    let (_, text) = diff(folder.path(), &[&all[..], &["--format", "json"]].concat());
    let told: Json = serde_json::from_str(&text).unwrap();
    assert_eq!(told["nodes"]["b.example.com"]["equal"], true);
    let moved = json!([{ "resource": "Notify[y]", "was_after": "Notify[x]", "is_after": "File[/a]" }]);
    assert_eq!(told["nodes"]["a.example.com"]["moved"], moved);
    let (_, page) = diff(folder.path(), &[&all[..], &["--format", "html"]].concat());
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<h3 class=\"changed\">~ File[/a]</h3>"), "{page}");
    assert!(!page.contains("src=") && !page.contains("href="), "the page asks for other files");
}

#[test]
fn folders_are_compared_and_failures_are_told() {
    let folder = repository();
    let copy = folder.path().join("copy").to_string_lossy().into_owned();
    assert!(Command::new("cp").args(["-r", "repo", "copy"]).current_dir(folder.path()).status().unwrap().success());
    let facts = ["--facts", "../facts/a.yaml"];
    assert_eq!(diff(folder.path(), &[&["--from", &copy, "--to", "."], &facts[..]].concat()).0, Some(0));
    write(&folder.path().join("copy"), "modules/web/manifests/init.pp", "class web($mode) { file { '/a': mode => $mod } }");
    let (code, text) = diff(folder.path(), &[&["--from", &copy, "--to", "."], &facts[..]].concat());
    assert!(code == Some(1) && text.contains("a.example.com: failed\n") && text.contains("Unknown variable: 'mod'"), "{text}");
}

#[test]
fn what_is_no_commit_is_refused() {
    let folder = repository();
    let facts = ["--facts", "../facts/a.yaml"];
    for (name, told) in [
        ("--output=/tmp/x", "names do not begin with '-'"),
        ("nothing", "'nothing' is neither a folder nor a commit"),
        ("./nothing", "there is no folder ./nothing"),
    ] {
        let (code, text) = diff(folder.path(), &[&[format!("--from={name}").as_str()], &facts[..]].concat());
        assert!(code == Some(1) && text.contains(told), "{text}");
    }
    git(&folder.path().join("repo"), &["branch", "data"]);
    let (code, text) = diff(folder.path(), &[&["--from", "data"], &facts[..]].concat());
    assert!(code == Some(1) && text.contains("write ./data, or refs/heads/data"), "{text}");
    assert_eq!(diff(folder.path(), &[&["--from", "refs/heads/data"], &facts[..]].concat()).0, Some(0));
    assert!(diff(folder.path(), &[]).1.contains("the facts of a node are needed"));
}

/// The words with which octocatalog-diff 2.1 calls Puppet.
#[test]
fn octocatalog_diff_can_call_catalog_compile() {
    let folder = repository();
    let base = folder.path();
    let path = |name: &str| base.join(name).to_string_lossy().into_owned();
    fs::create_dir_all(base.join("environments")).unwrap();
    fs::create_dir_all(base.join("var/yaml/facts")).unwrap();
    std::os::unix::fs::symlink(base.join("repo"), base.join("environments/production")).unwrap();
    fs::copy(base.join("facts/a.yaml"), base.join("var/yaml/facts/a.example.com.yaml")).unwrap();
    write(base, "enc.sh", "#!/bin/sh\necho \"{classes: {}, parameters: {asked: $1}}\"\n");
    assert!(Command::new("chmod").arg("755").arg(base.join("enc.sh")).status().unwrap().success());
    write(base, "repo/manifests/site.pp", "node 'a.example.com' { include web notify { \"classified ${asked} ${facts['fqdn']}\": } }");
    let flags = [
        "--no-storeconfigs".to_string(),
        "--node_terminus=exec".to_string(),
        format!("--external_nodes={}", path("enc.sh")),
        format!("--factpath={}", path("var/yaml/facts")),
        "--facts_terminus=yaml".to_string(),
        "--no-daemonize".to_string(),
        "--color=false".to_string(),
        "--environment=production".to_string(),
        format!("--hiera_config={}", path("repo/hiera.yaml")),
        format!("--environmentpath={}", path("environments")),
        format!("--vardir={}", path("var")),
        format!("--logdir={}", path("var")),
        format!("--ssldir={}", path("var/ssl")),
        format!("--confdir={}", base.to_string_lossy()),
    ];
    let arguments: Vec<&str> = ["catalog", "compile", "a.example.com"].into_iter().chain(flags.iter().map(String::as_str)).collect();
    let output = rpuppet(&arguments);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let catalog: Json = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(catalog["name"], "a.example.com");
    let titles: Vec<&str> = catalog["resources"].as_array().unwrap().iter().filter_map(|resource| resource["title"].as_str()).collect();
    assert!(titles.contains(&"/a") && titles.contains(&"classified a.example.com a.example.com"), "{titles:?}");
    let version = String::from_utf8(rpuppet(&["--version"]).stdout).unwrap();
    assert!(version.lines().any(|line| line == "8.10.0"), "{version}");
    let without_facts: Vec<&str> = arguments.iter().map(|word| if *word == "a.example.com" { "b.example.com" } else { word }).collect();
    let (code, text) = said(&rpuppet(&without_facts));
    assert!(code == Some(1) && text.contains("Could not find the facts of b.example.com"), "{text}");
}
