//! `rpuppet check` and `rpuppet fmt` as commands: exit codes, forms of output, configurations, comments that silence, baselines, corrections.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// A folder of its own with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn rpuppet(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rpuppet")).args(arguments).current_dir(folder).env("HOME", folder).output().unwrap()
}

/// The exit code and standard output.
fn said(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = rpuppet(folder, arguments);
    (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
}

/// The checks that find something.
fn checks(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let all: Vec<&str> = ["check", "--format", "json"].into_iter().chain(arguments.iter().copied()).collect();
    let document: serde_json::Value = serde_json::from_str(&said(folder, &all).1).unwrap();
    let files = document.as_array().unwrap().iter();
    files.flat_map(|file| file.as_array().unwrap()).map(|finding| finding["check"].as_str().unwrap().to_string()).collect()
}

const CLEAN: &str = "# A class.\nclass a {\n  notify { 'b': }\n}\n";
const WARNED: &str = "# A class.\nclass a {\n  notify { \"b\": }\n}\n";

#[test]
fn the_exit_code_tells_what_was_found() {
    let clean = folder(&[("a/manifests/init.pp", CLEAN)]);
    assert_eq!(said(clean.path(), &["check"]), (0, "1 file checked: 0 errors, 0 warnings\n".into()));
    let warned = folder(&[("a/manifests/init.pp", WARNED)]);
    let path = warned.path();
    assert_eq!(said(path, &["check"]).0, 0);
    assert_eq!(said(path, &["check", "--fail-on", "warning"]).0, 1);
    assert_eq!(said(path, &["check", "--no-double_quoted_strings-check", "--fail-on", "warning"]).0, 0);
    let wrong = folder(&[("a/manifests/init.pp", "class a {\n  notify { 'b' }\n  $c = }\n}\n")]);
    let (code, text) = said(wrong.path(), &["check"]);
    assert_eq!(code, 1, "{text}");
    assert!(text.matches("error: ").count() >= 2, "every mistake is told:\n{text}");
    for mistaken in [&["check", "nowhere.pp"][..], &["check", "--only-checks", "nonsense"], &["check", "--no-nonsense-check"]] {
        assert_eq!(said(path, mistaken).0, 2, "{mistaken:?}");
    }
}

#[test]
fn people_see_the_line() {
    let warned = folder(&[("a/manifests/init.pp", WARNED)]);
    let (_, text) = said(warned.path(), &["check"]);
    assert!(text.starts_with("warning: double quoted string containing no variables [double_quoted_strings]\n"), "{text}");
    assert!(text.contains("a/manifests/init.pp:3:12") && text.contains("notify { \"b\": }"), "{text}");
    assert!(text.ends_with("1 file checked: 0 errors, 1 warning; --fix can put right 1\n"), "{text}");
}

#[test]
fn other_programs_read_the_findings() {
    let warned = folder(&[("a/manifests/init.pp", WARNED)]);
    let form = |name: &str| said(warned.path(), &["check", "--format", name]).1;
    let json: serde_json::Value = serde_json::from_str(&form("json")).unwrap();
    assert_eq!(json[0][0]["line"], 3);
    assert_eq!(json[0][0]["kind"], "warning");
    let sarif: serde_json::Value = serde_json::from_str(&form("sarif")).unwrap();
    let run = &sarif["runs"][0];
    assert_eq!(run["results"][0]["ruleId"], run["tool"]["driver"]["rules"][0]["id"]);
    assert_eq!(run["results"][0]["locations"][0]["physicalLocation"]["region"]["startColumn"], 12);
    let issues: serde_json::Value = serde_json::from_str(&form("codeclimate")).unwrap();
    assert_eq!(issues[0]["fingerprint"].as_str().unwrap().len(), 32);
    let command = "::warning file=a/manifests/init.pp,line=3,endLine=3,col=12,endColumn=15,title=double_quoted_strings::";
    assert!(form("github").starts_with(command), "{}", form("github"));
    assert!(form("junit").contains("<testsuites name=\"rpuppet check\" tests=\"1\" failures=\"1\">"), "{}", form("junit"));
}

#[test]
fn configurations_say_what_is_checked() {
    let text = "class a {\n  notify { \"b\": }\n}\n";
    let found = |name: &str, config: &str| checks(folder(&[("a/manifests/init.pp", text), (name, config)]).path(), &[]);
    assert_eq!(found("none", ""), ["documentation", "double_quoted_strings"]);
    assert_eq!(found(".puppet-lint.rc", "--no-documentation-check\n"), ["double_quoted_strings"]);
    assert_eq!(found("rpuppet.toml", "[check.rules]\ndocumentation = 'off'\n"), ["double_quoted_strings"]);
    let by_path = "[[check.paths]]\nfiles = ['a/**']\nrules = { double_quoted_strings = 'off' }\n";
    assert_eq!(found(".rpuppet.toml", by_path), ["documentation"]);
    assert!(found("rpuppet.toml", "[check]\ngroups = ['puppet-lint', 'voxpupuli']\n").len() >= 2);
    let wrong = folder(&[("rpuppet.toml", "[check]\nrulez = 1\n")]);
    let output = rpuppet(wrong.path(), &["check"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("rpuppet.toml: 'rulez' is not known here"));
}

#[test]
fn data_are_looked_at_for_legacy_facts() {
    let site = folder(&[("data/common.yaml", "a: '%{facts.osfamily}'\n"), ("data/os/%{facts.os.family}.yaml", "b: 1\n")]);
    assert_eq!(checks(site.path(), &[]), ["legacy_facts"]);
    assert!(said(site.path(), &["check"]).1.contains("data/common.yaml:1:13"));
}

#[test]
fn comments_silence_rules() {
    let one_line = "# A class.\nclass a {\n  notify { \"b\": } # lint:ignore:double_quoted_strings it is meant\n  notify { \"c\": }\n}\n";
    assert_eq!(checks(folder(&[("a/manifests/init.pp", one_line)]).path(), &[]).len(), 1);
    let block = "# A class.\nclass a {\n  # lint:ignore:double_quoted_strings lint:ignore:140chars\n  notify { \"b\": }\n  notify { \"c\": }\n  # lint:endignore\n  notify { \"d\": }\n}\n";
    let silenced = folder(&[("a/manifests/init.pp", block)]);
    assert_eq!(checks(silenced.path(), &[]).len(), 1);
    assert_eq!(said(silenced.path(), &["check", "--show-ignored"]).1.matches("ignored: ").count(), 2);
    let open = "# lint:ignore:double_quoted_strings\n$a = \"b\"\n";
    assert_eq!(checks(folder(&[("site.pp", open)]).path(), &[]), ["control_comment", "double_quoted_strings"]);
}

#[test]
fn a_baseline_leaves_only_what_is_new() {
    let warned = folder(&[("a/manifests/init.pp", WARNED)]);
    let path = warned.path();
    let arguments = ["check", "--fail-on", "warning", "--baseline", "baseline.json"];
    assert_eq!(said(path, &arguments).0, 0);
    assert!(path.join("baseline.json").is_file());
    let more = format!("# More.\n{}", WARNED.replace("}\n}", "}\n  notify { \"new\": }\n}"));
    fs::write(path.join("a/manifests/init.pp"), more).unwrap();
    let (code, text) = said(path, &arguments);
    assert_eq!(code, 1, "{text}");
    assert!(text.contains("new") && text.contains("0 errors, 1 warning"), "{text}");
    fs::write(path.join("baseline.json"), "[]").unwrap();
    assert_eq!(said(path, &arguments).0, 2);
}

#[test]
fn corrections_are_written_or_shown() {
    let warned = folder(&[("a/manifests/init.pp", WARNED)]);
    let path = warned.path();
    let file = path.join("a/manifests/init.pp");
    let (code, text) = said(path, &["check", "--diff"]);
    assert_eq!(code, 0);
    assert!(text.contains("-  notify { \"b\": }\n+  notify { 'b': }\n"), "{text}");
    assert_eq!(fs::read_to_string(&file).unwrap(), WARNED);
    let (code, text) = said(path, &["check", "--fix"]);
    assert_eq!((code, text.as_str()), (0, "1 file checked: 0 errors, 0 warnings; 1 finding put right\n"));
    assert_eq!(fs::read_to_string(&file).unwrap(), CLEAN);
    let unreadable = "class b {\n  notify { \"b\" }\n}\n";
    fs::write(&file, unreadable).unwrap();
    assert_eq!(said(path, &["check", "--fix"]).0, 1);
    assert_eq!(fs::read_to_string(&file).unwrap(), unreadable, "what cannot be read is left alone");
}

#[test]
fn every_rule_has_a_page() {
    let empty = folder(&[]);
    let (code, list) = said(empty.path(), &["check", "--list"]);
    assert_eq!(code, 0);
    assert_eq!(list.lines().count(), rpuppet::lint::ENTRIES.len());
    let (code, page) = said(empty.path(), &["check", "--explain", "arrow_alignment"]);
    assert!(code == 0 && page.starts_with("# arrow_alignment\n") && page.contains("## Use instead"), "{page}");
    let output = rpuppet(empty.path(), &["check", "--explain", "arow_alignment"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("did you mean 'arrow_alignment'?"));
}

#[test]
fn texts_are_laid_out_in_place_or_shown() {
    let loose = folder(&[("a.pp", "class a{\nnotify{'b':}\n}\n"), ("b.pp", CLEAN), ("c.epp", "<%= $a %>")]);
    let path = loose.path();
    assert_eq!(said(path, &["fmt", "--check"]), (1, "a.pp\n".into()));
    assert!(said(path, &["fmt", "--diff"]).1.contains("+  notify { 'b': }\n"));
    assert_eq!(said(path, &["fmt"]), (0, String::new()));
    assert_eq!(fs::read_to_string(path.join("a.pp")).unwrap(), "class a {\n  notify { 'b': }\n}\n");
    assert_eq!(said(path, &["fmt", "--check"]).0, 0);
    fs::write(path.join("a.pp"), "class a {").unwrap();
    assert_eq!(said(path, &["fmt"]).0, 2);
    assert_eq!(fs::read_to_string(path.join("a.pp")).unwrap(), "class a {");
}

#[test]
fn standard_input_is_laid_out_to_standard_output() {
    use std::io::Write;
    let mut child = Command::new(env!("CARGO_BIN_EXE_rpuppet"))
        .args(["fmt", "-"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"$a=1").unwrap();
    assert_eq!(child.wait_with_output().unwrap().stdout, b"$a = 1\n");
}

const DATABASE: &str = "class database (Integer $idle_timeout = 1) { }\n";
const SHOP: &str = "class shop {\n  include database\n  include elsewhere\n  notice($::database::idle_timeoutl)\n}\n";

/// Findings of the rules that know all modules: file, line, message.
fn sensed(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let all: Vec<&str> = ["check", "--format", "json"].into_iter().chain(arguments.iter().copied()).collect();
    let document: serde_json::Value = serde_json::from_str(&said(folder, &all).1).unwrap();
    let findings = document.as_array().unwrap().iter().flat_map(|file| file.as_array().unwrap());
    let sensed =
        findings.filter(|finding| ["unknown_", "duplicate_key"].iter().any(|name| finding["check"].as_str().unwrap().starts_with(name)));
    sensed
        .map(|finding| format!("{}:{} {}", finding["path"].as_str().unwrap(), finding["line"], finding["message"].as_str().unwrap()))
        .collect()
}

const MISSPELT: &str = ":4 class 'database' has no variable 'idle_timeoutl'; did you mean 'idle_timeout'?";

#[test]
fn modules_beside_a_file_are_known() {
    let site = folder(&[
        ("modules/database/manifests/init.pp", DATABASE),
        ("modules/shop/manifests/init.pp", SHOP),
        ("environment.conf", ""),
        (
            "manifests/site.pp",
            "class { 'database': idle => 2 }\nclass { 'database': idle_timeout => 'long' }\nclass web { }\ninclude web\n",
        ),
        ("data/common.yaml", "database::idle: 1\ndatabase::idle_timeout: 2\ndatabase::idle_timeout: 3\n"),
    ]);
    let path = site.path();
    assert_eq!(sensed(path, &["modules/shop"]), [format!("modules/shop/manifests/init.pp{MISSPELT}")]);
    assert_eq!(sensed(path, &["manifests"]), ["manifests/site.pp:1 class 'database' has no parameter 'idle'"]);
    let of_data = [
        "data/common.yaml:1 class 'database' has no parameter 'idle'",
        "data/common.yaml:3 the key 'database::idle_timeout' has a value before, which is forgotten",
    ];
    assert_eq!(sensed(path, &["data"]), of_data);
    let (_, text) = said(path, &["check", "manifests", "--only-checks", "parameter_type"]);
    assert!(text.contains("parameter 'idle_timeout' expects an Integer value, got String"), "{text}");
}

#[test]
fn modules_that_are_not_there_are_named_once() {
    let alone = folder(&[("shop/manifests/init.pp", SHOP), ("shop/metadata.json", "{}"), ("others/database/manifests/init.pp", DATABASE)]);
    let path = alone.path();
    let output = rpuppet(path, &["check", "shop"]);
    assert_eq!(sensed(path, &["shop"]), [""; 0]);
    let notice = "Notice: nothing is known of the modules database: --modulepath tells where they are\n";
    assert_eq!(String::from_utf8(output.stderr).unwrap(), notice);
    let found = [format!("shop/manifests/init.pp{MISSPELT}")];
    assert_eq!(sensed(path, &["shop", "--modulepath", "others"]), found);
    fs::write(path.join("rpuppet.toml"), "[check]\nmodule-path = [\"others\"]\n").unwrap();
    assert_eq!(sensed(path, &["shop"]), found);
    fs::write(path.join("rpuppet.toml"), "[check]\nmodule-path = [\"others\"]\ngroups = [\"puppet-lint\"]\n").unwrap();
    assert_eq!(sensed(path, &["shop"]), [""; 0]);
}

#[test]
fn classes_that_inherit_in_circles_have_an_end() {
    let round = folder(&[
        ("a/metadata.json", "{}"),
        ("a/manifests/b.pp", "class a::b inherits a::c {\n  $x = 1\n  notice($y)\n}\n"),
        ("a/manifests/c.pp", "class a::c inherits a::b { }\n"),
    ]);
    assert!(checks(round.path(), &["--only-checks", "unused_variable,unknown_variable"]).contains(&"unused_variable".to_string()));
}
