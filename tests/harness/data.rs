//! What `rpuppet check` says of classes that Hiera's data give no values: only where all data are at hand.

use std::fs;
use std::path::Path;
use std::process::Command;

const CLASSES: &str = "class web ($port, $host, $user = 'www') { }\n";
const PROFILE: &str = "class profile {\n  include web\n}\n";
const SITE: &str = "node default {\n  include profile\n}\n";
const HIERA: &str = "version: 5\nhierarchy:\n  - name: common\n    paths: ['%{facts.os.family}.yaml', 'common.yaml']\n";
const DATA: &str = "web::port: 80\n";
const SAID: &str = "site-modules/profile/manifests/init.pp:2 class 'web' wants a value for 'host', and Hiera's data have no 'web::host'";

/// An environment in which one value is missing.
fn environment() -> tempfile::TempDir {
    let environment = tempfile::tempdir().unwrap();
    let files = [
        ("environment.conf", ""),
        ("hiera.yaml", HIERA),
        ("data/common.yaml", DATA),
        ("manifests/site.pp", SITE),
        ("modules/web/manifests/init.pp", CLASSES),
        ("site-modules/profile/manifests/init.pp", PROFILE),
    ];
    files.iter().for_each(|(path, text)| write(environment.path(), path, text));
    environment
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn found(folder: &Path, paths: &[&str]) -> Vec<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rpuppet"));
    command.args(["check", "--format", "json", "--only-checks", "missing_parameter"]).args(paths).current_dir(folder).env("HOME", folder);
    let document: serde_json::Value = serde_json::from_slice(&command.output().unwrap().stdout).unwrap();
    let findings = document.as_array().unwrap().iter().flat_map(|file| file.as_array().unwrap());
    let line = |one: &serde_json::Value| format!("{}:{} {}", one["path"].as_str().unwrap(), one["line"], one["message"].as_str().unwrap());
    findings.map(line).collect()
}

/// Nothing is found after one file was written.
fn is_silent_with(path: &str, text: &str) {
    let environment = environment();
    write(environment.path(), path, text);
    assert_eq!(found(environment.path(), &["."]), [""; 0], "{path}:\n{text}");
}

#[test]
fn a_value_that_no_data_give_is_missing() {
    let environment = environment();
    let path = environment.path();
    assert_eq!(found(path, &["."]), [SAID]);
    assert_eq!(found(path, &["site-modules/profile/manifests/init.pp"]), [SAID]);
    write(path, "modules/other/manifests/init.pp", "class other {\n  create_resources($type, $all)\n  class { \"other${x}\": }\n}\n");
    assert_eq!(found(path, &["."]), [SAID], "others declare their own classes");
    write(path, "data/common.yaml", "web::host: a\n");
    write(path, "site-modules/profile/manifests/init.pp", "class profile {\n  class { 'web': port => 1 }\n}\n");
    assert_eq!(found(path, &["."]), [""; 0]);
    write(path, "data/common.yaml", "{}\n");
    let said = "manifests/init.pp:2 class 'web' wants a value for 'host', and Hiera's data have no 'web::host'";
    assert_eq!(found(path, &["."]), [format!("site-modules/profile/{said}")]);
}

#[test]
fn any_data_may_give_a_value() {
    is_silent_with("data/nodes/a.yaml", "'web::host': 'b'\n");
    is_silent_with("data/a.json", "{\"web::host\": \"b\"}\n");
    is_silent_with("data/common.yaml", "web::port: 1\nweb::host: \"%{alias('name')}\"\n");
    is_silent_with("modules/web/data/common.yaml", "web::host: b\n");
}

#[test]
fn data_that_are_not_seen_may_give_a_value() {
    for hiera in [
        HIERA.replace("version: 5", "version: 3"),
        HIERA.replace("    paths", "    lookup_key: vault\n    paths"),
        HIERA.replace("    paths", "    datadir: '/etc/data'\n    paths"),
        HIERA.replace("    paths", "    datadir: '%{facts.site}'\n    paths"),
        HIERA.replace("    paths", "    datadir: elsewhere\n    paths"),
        HIERA.replace("'common.yaml'", "'secrets.yaml'"),
        HIERA.replace("'common.yaml'", "'../common.yaml'"),
        HIERA.replace("hierarchy", "defaults: { data_hash: computed }\nhierarchy"),
        HIERA.to_string() + "  - name: far\n    uri: 'http://data.example.org'\n",
        "version: 5\nhierarchy: []\n".to_string(),
        "not: [closed".to_string(),
    ] {
        is_silent_with("hiera.yaml", &hiera);
    }
    is_silent_with("environment.conf", "environment_data_provider = function\n");
    is_silent_with("modules/web/hiera.yaml", "version: 5\nhierarchy:\n  - name: computed\n    data_hash: web::data\n");
    is_silent_with("modules/web/metadata.json", "{\"name\": \"a-web\", \"data_provider\": \"function\"}");
}

#[test]
fn others_may_give_a_value() {
    // nobody declares classes here, so that a node classifier does
    is_silent_with("manifests/site.pp", "node default { }\n");
    is_silent_with("site-modules/profile/manifests/other.pp", "class profile::other {\n  class { 'web': host => 'b' }\n}\n");
    is_silent_with("site-modules/profile/manifests/other.pp", "class profile::other {\n  Class <| title == 'web' |> { host => 'b' }\n}\n");
    is_silent_with("site-modules/profile/manifests/init.pp", "class profile {\n  class { 'web': * => $all }\n}\n");
    is_silent_with("site-modules/profile/manifests/other.pp", "class profile::other {\n  create_resources($type, $all)\n}\n");
    is_silent_with("modules/web/manifests/more.pp", "class web::more {\n  class { \"web${x}\": }\n}\n");
    is_silent_with("site-modules/profile/manifests/init.pp", "class profile {\n  if $facts['web'] {\n    include web\n  }\n}\n");
    let environment = environment();
    fs::remove_file(environment.path().join("hiera.yaml")).unwrap();
    assert_eq!(found(environment.path(), &["."]), [""; 0]);
    fs::rename(environment.path().join("site-modules/profile"), environment.path().join("modules/profile")).unwrap();
    write(environment.path(), "hiera.yaml", HIERA);
    assert_eq!(found(environment.path(), &["."]), [""; 0], "a module from elsewhere");
    write(environment.path(), "site-modules/role/examples/init.pp", "include web\n");
    assert_eq!(found(environment.path(), &["."]), [""; 0], "an example");
}
