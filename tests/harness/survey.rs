//! `rpuppet survey`, over modules that have one of each kind of trouble.

use super::errors::rpuppet;
use serde_json::{Value as Json, json};
use std::fs;
use std::path::Path;

fn modules() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("good/manifests/init.pp", "class good(Integer $port, Enum['a', 'b'] $kind) { notify { \"${port} ${kind}\": } }");
    write("good/manifests/line.pp", "define good::line($text = good::twice($title)) { notify { $text: } }");
    write(
        "good/lib/puppet/functions/good/twice.rb",
        "Puppet::Functions.create_function(:'good::twice') do\n  def twice(x)\n    x * 2\n  end\nend\n",
    );
    write("good/templates/a.erb", "<%= @a %>");
    write("bad/manifests/init.pp", "class bad { fail('needs more') }");
    write("bad/manifests/gone.pp", "class bad::gone { gone { 'x': } }");
    write("bad/manifests/broken.pp", "class bad::broken {");
    write(
        "bad/lib/puppet/functions/bad/shell.rb",
        "Puppet::Functions.create_function(:'bad::shell') do\n  def shell\n    `ls`\n  end\nend\n",
    );
    write("bad/templates/a.erb", "x\n<%= `ls <b>` %>");
    write(
        "bad/lib/puppet/type/thing.rb",
        "Puppet::Type.newtype(:thing) do\n  newparam(:name, :namevar => true) do\n    munge { |value| value.strip }\n    defaultto { `uname` }\n  end\nend\n",
    );
    write("bad/lib/facter/odd.rb", "Facter.add(:odd) do\n  setcode { 1 }\nend\nFacter.add('kernel') { }\n");
    write("facts.json", r#"{ "kernel": "Linux" }"#);
    folder
}

fn surveyed(folder: &Path, format: &str) -> String {
    let facts = folder.join("facts.json").to_string_lossy().into_owned();
    let output = rpuppet(&["survey", &folder.to_string_lossy(), "--facts", &facts, "--format", format]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn each_kind_of_trouble_is_told() {
    let folder = modules();
    let told: Json = serde_json::from_str(&surveyed(folder.path(), "json")).unwrap();
    let numbers = |part: &str| {
        let totals = &told["totals"][part];
        ["all", "works", "demands", "missing"].map(|name| totals[name].as_u64().unwrap())
    };
    assert_eq!(numbers("manifests"), [5, 4, 1, 0]);
    assert_eq!(numbers("classes"), [3, 1, 1, 1]);
    assert_eq!(numbers("defines"), [1, 1, 0, 0]);
    assert_eq!(numbers("functions"), [2, 1, 0, 1]);
    assert_eq!(numbers("templates"), [2, 1, 0, 1]);
    assert_eq!(numbers("types"), [1, 0, 0, 1]);
    assert_eq!(numbers("blocks"), [2, 1, 0, 1]);
    assert_eq!(numbers("facts"), [2, 1, 0, 1]);
    let bad = &told["modules"]["bad"];
    assert_eq!(
        bad["classes"]["items"]["bad::gone"]["missing"],
        "Unknown resource type: 'gone' (file: bad/manifests/gone.pp, line: 1, column: 19)"
    );
    assert_eq!(bad["functions"]["items"]["bad::shell"], json!({ "missing": "line 3: a shell command in back-ticks" }));
    assert_eq!(bad["facts"]["items"]["kernel"], "works");
}

#[test]
fn a_table_and_a_page_show_the_same() {
    let folder = modules();
    let table = surveyed(folder.path(), "text");
    assert!(
        table.contains("\nall             4/5         1/3         1/1         1/2         1/2         0/1         1/2         1/2\n"),
        "{table}"
    );
    assert!(table.contains("\n  bad: function bad::shell: line 3: a shell command in back-ticks\n"), "{table}");
    let page = surveyed(folder.path(), "html");
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<code>bad::shell</code>: line 3: a shell command"), "{page}");
    assert!(!page.contains("src=") && !page.contains("href="), "the page asks for other files");
}

#[test]
fn a_path_without_modules_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let output = rpuppet(&["survey", &folder.path().to_string_lossy()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("Error: Could not run: no module was found in "));
}
