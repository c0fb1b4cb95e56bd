//! `rpuppet test`: cases with sets of facts, expectations, golden files.

use super::errors::rpuppet;
use serde_json::Value as Json;
use std::fs;
use std::path::Path;
use std::process::Output;

const CASE: &str = "# expect: File['/a'] mode '0644' before Service['b']\ninclude web\n";
const CLASS: &str = "class web($mode = '0644', $secret = Sensitive('a-long-secret')) {
  file { '/a':
    ensure  => file,
    mode    => $mode,
    content => \"first\\n${facts['os']['family']}\\n\",
    before  => Service['b'],
  }
  file { '/key':
    content => $secret,
  }
  service { 'b':
    ensure => running,
  }
}
";

/// A module `web` with one case and two sets of facts.
fn module() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "web/metadata.json", r#"{ "name": "someone-web" }"#);
    write(folder.path(), "web/manifests/init.pp", CLASS);
    write(folder.path(), "web/tests/catalogs/plain.pp", CASE);
    write(folder.path(), "web/tests/catalogs/facts/deb.json", r#"{ "os": { "family": "Debian" } }"#);
    write(folder.path(), "web/tests/catalogs/facts/red.yaml", "values:\n  os:\n    family: RedHat\n");
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn test(folder: &Path, options: &[&str]) -> (Option<i32>, String) {
    let path = folder.join("web").to_string_lossy().into_owned();
    said(&rpuppet(&[&["test", &path], options].concat()))
}

fn said(output: &Output) -> (Option<i32>, String) {
    let text = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    (output.status.code(), text.concat())
}

/// What a case says with other lines of comments before it.
fn expecting(comments: &str) -> (Option<i32>, String) {
    let folder = module();
    write(folder.path(), "web/tests/catalogs/plain.pp", &format!("{comments}\ninclude web\n"));
    let (updated, _) = test(folder.path(), &["--update"]);
    let (code, text) = test(folder.path(), &[]);
    assert_eq!(updated, code, "updating hides or makes failures: {text}");
    (code, text)
}

#[test]
fn a_golden_file_is_asked_for_written_and_kept() {
    let folder = module();
    let (code, text) = test(folder.path(), &[]);
    assert_eq!(code, Some(1));
    assert!(
        text.contains("There is no golden file tests/catalogs/golden/plain@deb.json\n  help: 'rpuppet test --update' writes it"),
        "{text}"
    );
    assert!(text.contains("0 passed, 2 failed"), "{text}");
    assert_eq!(test(folder.path(), &["--update"]).0, Some(0));
    let (code, text) = test(folder.path(), &["--verbose"]);
    assert!(code == Some(0) && text.contains("ok plain@red") && text.contains("2 passed, 0 failed"), "{text}");
    let golden = fs::read_to_string(folder.path().join("web/tests/catalogs/golden/plain@red.json")).unwrap();
    let golden: Json = serde_json::from_str(&golden).unwrap();
    assert_eq!(golden["resources"]["File[/a]"]["parameters"]["content"], "first\nRedHat\n");
    assert_eq!(golden["resources"]["File[/a]"]["in"], "Class[Web]");
    assert_eq!(golden["resources"]["File[/key]"]["parameters"]["content"], "[redacted]");
    assert!(!golden.to_string().contains("a-long-secret") && !golden.to_string().contains(&*folder.path().to_string_lossy()));
}

#[test]
fn what_differs_is_told() {
    let folder = module();
    test(folder.path(), &["--update"]);
    let changed = CLASS.replace("'0644'", "'0600'").replace("first", "second").replace("before  => Service['b'],", "");
    write(folder.path(), "web/manifests/init.pp", &changed.replace("service { 'b'", "notify { 'new': }\n  service { 'b'"));
    let (code, text) = test(folder.path(), &["--filter", "@deb"]);
    assert_eq!(code, Some(1));
    let expected = "  line 1: File[/a] has mode '0600', not '0644'
  line 1: File[/a] does not come before Service[b]
  The catalog differs from its golden file
    ~ Class[Web]
        mode: '0644' -> '0600'
    ~ File[/a]
        content:
          @@ -1,2 +1,2 @@
          -first
          +second
           Debian
        mode: '0644' -> '0600'
        before: -Service[b]
    + Notify[new]
        in Class[Web]
    resources: 1 added, 0 removed, 2 changed, 0 moved
  help: 'rpuppet test --update' takes the catalog as it is now
0 passed, 1 failed";
    assert!(text.contains(expected), "{text}");
    let (_, json) = test(folder.path(), &["--format", "json"]);
    let json: Json = serde_json::from_str(&json).unwrap();
    assert_eq!(json["failed"], 2);
    assert_eq!((&json["cases"][0]["name"], &json["cases"][0]["failures"][0]["line"]), (&"plain@deb".into(), &1.into()));
    let (_, junit) = test(folder.path(), &["--format", "junit"]);
    assert!(junit.contains("<testsuites name=\"rpuppet test\" tests=\"2\" failures=\"2\">"), "{junit}");
    assert!(junit.contains("<failure type=\"CASE_EXPECTATION\" message=\"File[/a] has mode "), "{junit}");
    let (_, github) = test(folder.path(), &["--format", "github"]);
    assert!(
        github.contains("plain.pp,line=1,endLine=1,col=1,endColumn=53,title=CASE_EXPECTATION::plain@deb: File[/a] has mode"),
        "{github}"
    );
}

#[test]
fn expectations_hold_or_say_why_not() {
    let holds = "# expect: compiles
# expect: File['/a', '/key'] no owner
# expect: no File['/b'], Service['c']";
    let (code, text) = expecting(holds);
    assert_eq!(code, Some(0), "{text}");
    let holds = "# expect: Class['web'] mode '0644'
# expect: File['/a'] ensure file content =~ /\\Afirst\\n(Debian|RedHat)/ in Class['web']
# expect: Service['b'] ensure running requires File['/a']
# expect(deb): File['/a'] content \"first\\nDebian\\n\"
# expect(red*): File['/a'] content =~ /RedHat/
# expect: File['/key'] content 'a-long-secret'";
    let (code, text) = expecting(holds);
    assert_eq!(code, Some(0), "{text}");
    for (comment, told) in [
        ("# expect: File['/c']", "File[/c] is not in the catalog"),
        ("# expect: Service['bb']", "did you mean Service['b']?"),
        ("# expect: no Service['b']", "Service[b] is in the catalog"),
        ("# expect: File['/a'] no mode", "File[/a] has mode '0644'"),
        ("# expect: File['/a'] mode 644", "File[/a] has mode '0644', not 644"),
        ("# expect: File['/a'] mode =~ /^7/", "File[/a] has mode '0644', which does not fit /^7/"),
        ("# expect: File['/a'] owner root", "File[/a] has no owner, not 'root'"),
        ("# expect: File['/key'] content 'x'", "File[/key] has content [redacted], not 'x'"),
        ("# expect: Service['b'] before File['/a']", "Service[b] does not come before File[/a]"),
        ("# expect: File['/a'] notifies Service['b']", "no event of File[/a] reaches Service[b]"),
        ("# expect: File['/a'] in File['/key']", "File[/a] is not in File[/key]"),
        ("# expect-error: /x/", "It compiles, though an error is expected: /x/"),
        ("# expect: file['/a']", "Could not read what is expected: a resource such as File['/etc/motd'] is expected, not 'file'"),
        ("# expect: File['/a'", "']' is expected, not the end of the line"),
        ("# expects: File['/a']", "'# expects:' has no meaning"),
        ("# expect-error: x", "a regex between two slashes is expected"),
        ("# expect: File['/a'] mode '0644", "' is not closed"),
    ] {
        let (code, text) = expecting(comment);
        assert!(code == Some(1) && text.contains(told), "{comment}\n{text}");
        assert!(!text.contains("a-long-secret"), "{text}");
    }
}

#[test]
fn a_mistake_is_expected_or_fails() {
    let folder = module();
    let case = |text: &str| {
        write(folder.path(), "web/tests/catalogs/plain.pp", text);
        test(folder.path(), &["--filter", "@deb"])
    };
    let (code, text) = case("class { 'web': moode => '0600' }");
    assert!(code == Some(1) && text.contains("has no parameter named 'moode'"), "{text}");
    let (code, text) = case("# expect-error: /no parameter named 'moode'/\nclass { 'web': moode => '0600' }");
    assert_eq!(code, Some(0), "{text}");
    let (code, text) = case("# expect-error: /another/\nclass { 'web': moode => '0600' }");
    assert!(code == Some(1) && text.contains("The error is another one than /another/"), "{text}");
    let (code, text) = case("include web\nService['b'] -> File['/a']");
    assert!(code == Some(1) && text.contains("There is a dependency cycle: File[/a] => Service[b] => File[/a]"), "{text}");
    let (code, text) = case("file { '/x': moode => '1' }");
    assert!(code == Some(1) && text.contains("no parameter named 'moode'"), "{text}");
    let (code, text) = case("file { '/x': require => File['/nowhere'] }");
    assert!(code == Some(1) && text.contains("/nowhere"), "{text}");
}

#[test]
fn a_golden_file_of_no_case_is_told_and_deleted() {
    let folder = module();
    test(folder.path(), &["--update"]);
    write(folder.path(), "web/tests/catalogs/plain.pp", &format!("# facts: deb\n{CASE}"));
    let (code, text) = test(folder.path(), &[]);
    assert!(code == Some(1) && text.contains("plain@red.json belongs to no case"), "{text}");
    assert_eq!(test(folder.path(), &["--update"]).0, Some(0));
    assert!(!folder.path().join("web/tests/catalogs/golden/plain@red.json").exists());
    assert_eq!(test(folder.path(), &[]).0, Some(0));
}

#[test]
fn what_cannot_be_run_exits_with_2() {
    let folder = module();
    let path = folder.path().join("web");
    assert_eq!(test(folder.path(), &["--filter", "("]).0, Some(2));
    assert_eq!(test(folder.path(), &["--filter", "nothing"]).0, Some(2));
    assert_eq!(test(folder.path(), &["--facts", "/nowhere"]).0, Some(2));
    assert_eq!(test(folder.path(), &["--no-such-option"]).0, Some(2));
    assert_eq!(test(folder.path(), &["--as", "/nowhere/puppet"]).0, Some(2));
    fs::rename(&path, folder.path().join("puppet-web")).unwrap();
    let (code, text) = said(&rpuppet(&["test", &folder.path().join("puppet-web").to_string_lossy()]));
    assert!(code == Some(2) && text.contains("holds the module web, which is found by this name only"), "{text}");
}

#[test]
fn facts_that_come_with_the_program_are_used_where_a_folder_has_none() {
    let folder = module();
    fs::remove_dir_all(folder.path().join("web/tests/catalogs/facts")).unwrap();
    let (code, text) = test(folder.path(), &["--update"]);
    assert!(code == Some(0) && text.contains("4 passed"), "{text}");
    let mut names: Vec<String> = rpuppet::cases::facts::shipped().unwrap().into_iter().map(|set| set.name).collect();
    names.sort();
    assert_eq!(names, ["debian-12", "redhat-9", "ubuntu-22.04", "ubuntu-24.04"]);
}

#[test]
fn a_control_repository_has_its_modules_and_data() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "web/environment.conf", "modulepath = site:modules\n");
    write(
        folder.path(),
        "web/hiera.yaml",
        "version: 5\ndefaults:\n  datadir: data\n  data_hash: yaml_data\nhierarchy:\n  - name: a\n    path: a.yaml\n",
    );
    write(folder.path(), "web/data/a.yaml", "role::mode: '0640'\n");
    write(folder.path(), "web/site/role/manifests/init.pp", "class role($mode) { file { '/a': mode => $mode } }");
    write(folder.path(), "web/tests/catalogs/role.pp", "# expect: File['/a'] mode '0640'\ninclude role\n");
    write(folder.path(), "web/manifests/site.pp", "node 'web1.example.com' { notify { $trusted['certname']: } }\nnode default { }\n");
    write(
        folder.path(),
        "web/tests/catalogs/web1.pp",
        "# node: web1.example.com\n# expect: Notify['web1.example.com']\n# expect: no File['/a']\n",
    );
    let (code, text) = test(folder.path(), &["--update"]);
    assert!(code == Some(0) && text.contains("8 golden files written"), "{text}");
    let (code, text) = test(folder.path(), &["--as", &other(folder.path(), "cat")]);
    assert_eq!((code, text.as_str()), (Some(0), "8 the same, 0 different\n"));
}

#[test]
fn our_own_modules_pass() {
    let modules = Path::new(env!("CARGO_MANIFEST_DIR")).join("modules").to_string_lossy().into_owned();
    let (code, text) = said(&rpuppet(&["test", &modules]));
    assert_eq!(code, Some(0), "{text}");
    let passed: usize = text.split(" passed").next().unwrap().trim().parse().unwrap();
    assert!(passed >= 10, "{text}");
}

/// A module with a branch that no case takes, and classes that none declares.
fn partly_reached() -> tempfile::TempDir {
    let folder = module();
    let class =
        "class web {\n  if $facts['os']['family'] == 'Debian' {\n    notify { 'deb': }\n  } elsif $facts['os']['family'] == 'Suse' {
    notify { 'suse': }\n  } else {\n    notify { 'other': }\n  }\n  $x = $facts['os']['family'] ? {\n    'Debian' => 1,\n    'Arch' => 2,
    default => 3,\n  }\n  case $x {\n    1: { web::line { 'a': } }\n    4: { }\n    default: { }\n  }\n}\n";
    write(folder.path(), "web/manifests/init.pp", class);
    write(folder.path(), "web/manifests/line.pp", "define web::line {\n  unless $title == 'a' {\n    notify { $title: }\n  }\n}\n");
    write(folder.path(), "web/manifests/other.pp", "class web::other { }\n");
    write(folder.path(), "web/tests/catalogs/plain.pp", "include web\n");
    test(folder.path(), &["--update"]);
    folder
}

#[test]
fn coverage_tells_what_no_case_reaches() {
    let folder = partly_reached();
    let (code, text) = test(folder.path(), &["--coverage"]);
    assert_eq!(code, Some(0), "{text}");
    let missing: Vec<(&str, &str)> = text
        .lines()
        .filter_map(|line| line.strip_prefix("not reached: "))
        .map(|line| line.rsplit_once('/').unwrap().1.split_once(' ').unwrap())
        .collect();
    let expected = [
        ("init.pp:5", "branch of if"),
        ("init.pp:11", "branch of selector"),
        ("init.pp:16", "branch of case"),
        ("line.pp:3", "branch of unless"),
        ("other.pp:1", "class web::other"),
    ];
    assert_eq!(missing, expected);
    assert!(text.ends_with("reached: 2 of 3 classes and defines (66 %), 7 of 11 branches (63 %)\n"), "{text}");
}

#[test]
fn coverage_counts_branches_with_nothing_in_them() {
    let folder = module();
    let class = "class web {\n  if $facts['os'] { } else { notify { 'a': } }\n  if $facts['os'] { notify { 'b': } }
  unless $facts['os'] { notify { 'c': } } else { }\n  case 1 {\n    1: { notify { 'd': } }\n  }
  if $facts['none'] { notify { 'e': } } elsif $facts['os'] { }\n}\n";
    write(folder.path(), "web/manifests/init.pp", class);
    write(folder.path(), "web/tests/catalogs/plain.pp", "include web\n");
    test(folder.path(), &["--update"]);
    let (_, text) = test(folder.path(), &["--coverage"]);
    let missing: Vec<&str> = text.lines().filter_map(|line| line.split_once("manifests/")).map(|(_, place)| place).collect();
    let expected = [
        "init.pp:2 branch of else",
        "init.pp:3 if not taken",
        "init.pp:4 branch of unless",
        "init.pp:5 case not taken",
        "init.pp:8 branch of if",
        "init.pp:8 if not taken",
    ];
    assert_eq!(missing, expected, "{text}");
}

#[test]
fn coverage_is_written_for_other_programs() {
    let folder = partly_reached();
    let file = folder.path().join("out").to_string_lossy().into_owned();
    let written = |form: &str| {
        let (code, text) = test(folder.path(), &[&format!("--coverage={form}"), "--coverage-file", &file]);
        assert_eq!(code, Some(0), "{text}");
        fs::read_to_string(&file).unwrap()
    };
    let lcov = written("lcov");
    assert!(lcov.contains("\nFN:1,web\nFNDA:2,web\nFNF:1\nFNH:1\nBRDA:3,0,0,1\nBRDA:5,0,1,0\nBRDA:7,0,2,1\n"), "{lcov}");
    assert!(lcov.contains("\nFN:1,web::other\nFNDA:0,web::other\n") && lcov.ends_with("\nend_of_record\n"), "{lcov}");
    let page = written("html");
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<li>line 1: class web::other</li>"), "{page}");
    assert_eq!(test(folder.path(), &["--coverage=lcov"]).0, Some(2));
}

/// A program that answers as Puppet does, here rpuppet itself; what it prints goes through a filter.
fn other(folder: &Path, filter: &str) -> String {
    let program = env!("CARGO_BIN_EXE_rpuppet");
    write(folder, "puppet", &format!("#!/bin/sh\n\"{program}\" \"$@\" | {filter}\n"));
    let path = folder.join("puppet");
    fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    path.to_string_lossy().into_owned()
}

#[test]
fn another_puppet_is_asked_with_its_own_words() {
    let folder = module();
    let (code, text) = test(folder.path(), &["--as", &other(folder.path(), "cat")]);
    assert_eq!((code, text.as_str()), (Some(0), "2 the same, 0 different\n"));
    let (code, text) = test(folder.path(), &["--filter", "red", "--as", &other(folder.path(), "sed s/0644/0600/")]);
    assert!(code == Some(1) && text.contains("DIFFERS plain@red\n  ~ Class[Web]\n      mode: '0600' -> '0644'\n"), "{text}");
    let (code, text) = test(folder.path(), &["--filter", "red", "--as", &other(folder.path(), "false")]);
    assert!(code == Some(1) && text.contains("fails with this Puppet only"), "{text}");
}

#[test]
fn golden_files_and_facts_that_cannot_be_read_are_told() {
    let folder = module();
    test(folder.path(), &["--update"]);
    for text in ["[1", "{}", &"[".repeat(100_000)] {
        write(folder.path(), "web/tests/catalogs/golden/plain@deb.json", text);
        let (code, told) = test(folder.path(), &[]);
        assert!(code == Some(1) && told.contains("golden/plain@deb.json cannot be read: "), "{told}");
    }
    assert_eq!(test(folder.path(), &["--update"]).0, Some(0));
    for text in ["[1", "[]", &"[".repeat(100_000)] {
        write(folder.path(), "web/tests/catalogs/facts/deb.json", text);
        let (code, told) = test(folder.path(), &[]);
        assert!(code == Some(2) && told.contains("facts/deb.json: "), "{told}");
    }
}
