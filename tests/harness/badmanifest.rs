//! Bad code given to the program in every way that code is given: what is said, where it is, how the program ends.

use super::badinput::{applied, applied_with, fails};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

/// Applies a manifest file or a folder of them.
fn applied_file(folder: &Path, manifest: &Path) -> (Option<i32>, String) {
    applied_with(folder, &[&manifest.to_string_lossy()])
}

/// A manifest with these bytes.
fn manifest(folder: &Path, bytes: &[u8]) -> (Option<i32>, String) {
    let path = folder.join("site.pp");
    fs::write(&path, bytes).unwrap();
    applied_file(folder, &path)
}

#[test]
fn a_manifest_that_may_not_be_read_is_told() {
    if !nix::unistd::Uid::effective().is_root() {
        return eprintln!("skipped: only root can take a right away and still clear up");
    }
    let directory = tempfile::tempdir().unwrap();
    let (program, locked) = (directory.path().join("rpuppet"), directory.path().join("locked.pp"));
    fs::set_permissions(directory.path(), fs::Permissions::from_mode(0o755)).unwrap();
    fs::copy(env!("CARGO_BIN_EXE_rpuppet"), &program).unwrap();
    fs::write(&locked, "notify { 'x': }").unwrap();
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
    let mut command = Command::new(&program);
    command.args(["apply", "--certname", "node.example", "--vardir", "/nonexistent"]).arg(&locked).current_dir("/").uid(65534).gid(65534);
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(said, format!("Error: Could not run: Could not read {}: Permission denied (os error 13)\n", locked.display()));
}

#[test]
fn a_folder_is_all_its_manifests_by_name() {
    let directory = tempfile::tempdir().unwrap();
    let site = directory.path().join("site");
    fs::create_dir_all(site.join("below")).unwrap();
    for (name, text) in [("b.pp", "notify { 'second': }"), ("a.pp", "notify { 'first': }"), ("below/c.pp", "notify { 'third': }")] {
        fs::write(site.join(name), text).unwrap();
    }
    fs::write(site.join("notes.txt"), "not { puppet").unwrap();
    let (exit, said) = applied_file(directory.path(), &site);
    assert_eq!(exit, Some(0), "{said}");
    let order: Vec<usize> = ["Notice: first\n", "Notice: second\n", "Notice: third\n"].map(|line| said.find(line).unwrap()).to_vec();
    assert!(order.is_sorted(), "{said}");
    // one mistake in one of them: nothing is applied
    fs::write(site.join("d.pp"), "notify { 'broken' }\n").unwrap();
    let (exit, said) = applied_file(directory.path(), &site);
    assert_eq!(exit, Some(1), "{said}");
    assert!(said.contains("d.pp, line: 1, column: ") && !said.contains("Notice: first"), "{said}");
}

#[test]
fn an_empty_folder_and_an_empty_file_are_a_site_with_nothing_in_it() {
    let directory = tempfile::tempdir().unwrap();
    fs::create_dir(directory.path().join("none")).unwrap();
    for (exit, said) in [applied_file(directory.path(), &directory.path().join("none")), manifest(directory.path(), b"")] {
        assert_eq!(exit, Some(0), "{said}");
        assert!(said.contains("Notice: Applied catalog in "), "{said}");
    }
}

#[test]
fn line_ends_of_windows_count_as_one_line_each() {
    let directory = tempfile::tempdir().unwrap();
    let fine = b"notify { 'x':\r\n  message => @(END)\r\n    one\r\n    two\r\n    | END\r\n}\r\n";
    let (exit, said) = manifest(directory.path(), fine);
    assert_eq!(exit, Some(0), "{said}");
    assert!(said.contains("Notice: one\r\ntwo\r\nNotice: ") && said.contains(r#"defined 'message' as "one\r\ntwo\r\n""#), "{said:?}");
    let (exit, said) = manifest(directory.path(), b"\r\n\r\nnotice($nope)\r\n");
    assert_eq!(exit, Some(1), "{said}");
    assert!(said.contains("Unknown variable: 'nope'. (file: ") && said.contains("line: 3, column: 8)"), "{said}");
}

#[test]
fn bytes_that_are_no_text_are_told_with_their_line() {
    let directory = tempfile::tempdir().unwrap();
    let (exit, said) = manifest(directory.path(), b"# fine\nnotice('caf\xe9')\n");
    assert_eq!(exit, Some(1), "{said}");
    assert!(said.contains("site.pp is not valid UTF-8 (line 2); save it as UTF-8"), "{said}");
    let (exit, said) = manifest(directory.path(), b"notice('a\0b')\n\0");
    assert_eq!(exit, Some(1), "{said}");
}

#[test]
fn code_without_end_ends_with_an_error() {
    let directory = tempfile::tempdir().unwrap();
    let endless = [
        ("define d { d { \"${title}x\": } }\nd { 'a': }", "Somehow looped more than 1000 times while evaluating host catalog"),
        ("function f($x) { f($x) }\nf(1)", "stack level too deep"),
        ("function f($x) { g($x) }\nfunction g($x) { [1].map |$y| { f($x) } }\nf(1)", "stack level too deep"),
        ("class a inherits b {}\nclass b inherits a {}\ninclude a", "stack level too deep"),
        ("function f() { inline_epp('<%= f() %>') }\nf()", "stack level too deep"),
        ("function f() { inline_template('<%= scope.call_function(\"f\", []) %>') }\nf()", "stack level too deep"),
    ];
    for (code, message) in endless {
        fails(directory.path(), code, message);
    }
}

#[test]
fn a_second_declaration_is_told_with_the_place_of_the_first() {
    let directory = tempfile::tempdir().unwrap();
    let (exit, said) = manifest(directory.path(), b"file { '/tmp/q': ensure => file }\nfile { '/tmp/q':\n  ensure => directory,\n}\n");
    assert_eq!(exit, Some(1), "{said}");
    let path = directory.path().join("site.pp");
    let first = format!(
        "Duplicate declaration: File[/tmp/q] is already declared at (file: {0}, line: 1); cannot redeclare (file: {0}, line: 2)",
        path.display()
    );
    assert!(said.contains(&first) && said.contains("first declared here"), "{said}");
}

#[test]
fn what_nobody_knows_is_told_with_its_place() {
    let directory = tempfile::tempdir().unwrap();
    let unknown = [
        ("include nosuch", "Could not find class ::nosuch for node.example (line: 1"),
        ("nosuch { 'x': }", "Unknown resource type: 'nosuch' (line: 1"),
        ("nosuch(1)", "Unknown function: 'nosuch'. (line: 1"),
        ("file { '/tmp/q': modee => '1' }", "no parameter named 'modee' (line: 1) on File[/tmp/q] (line: 1)"),
        ("class c($a) {}\nclass { 'c': a => 1, b => 2 }", "Class[C]: has no parameter named 'b' (line: 2"),
        ("notice($nosuch)", "Unknown variable: 'nosuch'. (line: 1"),
        ("notify { 'x': require => File['/nosuch'] }", "Could not find resource 'File[/nosuch]' in parameter 'require' (line: 1"),
        ("notice(1 =~ Nosuch)", "Resource type not found: Nosuch (line: 1"),
        ("notice(template('nosuch/x.erb'))", "Could not find template 'nosuch/x.erb'"),
        ("notice(file('nosuch/x'))", "Could not find any files from nosuch/x"),
        ("notice(lookup('nosuch'))", "did not find a value for the name 'nosuch'"),
    ];
    for (code, message) in unknown {
        fails(directory.path(), code, message);
    }
}

#[test]
fn values_of_the_wrong_type_are_told_with_what_was_expected() {
    let directory = tempfile::tempdir().unwrap();
    let wrong = [
        ("class c(Integer $x) {}\nclass { 'c': x => 'y' }", "Class[C]: parameter 'x' expects an Integer value, got String (line: 2"),
        ("define d(Array[String] $x) {}\nd { 'e': x => [1] }", "D[e]: parameter 'x' index 0 expects a String value, got Integer (line: 2"),
        ("function f(Integer $x) {}\nf('a')", "parameter 'x' expects an Integer value, got String (line: 2"),
        ("notice(1 + 'a')", "The value 'a' cannot be converted to Numeric. (line: 1"),
        ("notice(split(1, 2))", "parameter 'str' expects a String value, got Integer"),
        (
            "file { '/tmp/q': mode => '999' }",
            "Parameter mode failed on File[/tmp/q]: The file mode specification is invalid: \"999\" (line: 1)",
        ),
        ("file { 'q': ensure => file }", "Parameter path failed on File[q]: File paths must be fully qualified, not 'q' (line: 1)"),
        (
            "file { '/q': source => '/x', content => 'x' }",
            "Error: Validation of File[/q] failed: You cannot specify more than one of content, source, target (line: 1)",
        ),
        (
            "notify { 'x': loglevel => 'loud' }",
            "Parameter loglevel failed on Notify[x]: Invalid value \"loud\". Valid values are debug, info, notice, warning, err, alert, emerg, crit, verbose. (line: 1)",
        ),
        (
            "notify { 'x': noop => 'maybe' }",
            "Parameter noop failed on Notify[x]: Invalid value \"maybe\". Valid values are true, false. (line: 1)",
        ),
        (
            "service { 'x': ensure => 'asleep' }",
            "Parameter ensure failed on Service[x]: Invalid value \"asleep\". Valid values are stopped, running",
        ),
    ];
    for (code, message) in wrong {
        fails(directory.path(), code, message);
    }
}

#[test]
fn several_problems_of_a_catalog_are_told_at_once_and_nothing_is_applied() {
    let directory = tempfile::tempdir().unwrap();
    let code = "file { '@/made': ensure => file }\nfile { 'a': ensure => file }\nfile { '/b': mode => 'x' }";
    let (exit, said) = applied(directory.path(), &code.replace('@', &directory.path().to_string_lossy()));
    assert_eq!(exit, Some(1), "{said}");
    assert!(
        said.contains("Error: Parameter path failed on File[a]") && said.contains("Error: Parameter mode failed on File[/b]"),
        "{said}"
    );
    assert!(!directory.path().join("made").exists());
}

#[test]
fn templates_that_fail_name_their_file_and_line() {
    let directory = tempfile::tempdir().unwrap();
    let folder = directory.path().join("modules/m/templates");
    fs::create_dir_all(&folder).unwrap();
    let templates = [
        ("raise.erb", "one\n<%= raise 'boom' %>", "Line: 2\n  Detail: boom"),
        ("unknown.erb", "\n\n<%= nosuch_thing %>", "Line: 3\n  Detail: undefined local variable or method `nosuch_thing'"),
        ("syntax.erb", "<% if true %>", "syntax.erb"),
        ("type.epp", "<%- | Integer $x | -%>\n<%= $x %>", "expects a value for parameter 'x'"),
        ("value.epp", "one\ntwo <%= 1 + 'a' %>", "value.epp, line: 2, column: 13)"),
        ("syntax.epp", "one\n<% if { %>", "syntax.epp)"),
        ("open.epp", "one\n<%= 1", "open.epp"),
    ];
    for (name, text, message) in templates {
        fs::write(folder.join(name), text).unwrap();
        let function = name.rsplit('.').next().map(|kind| if kind == "erb" { "template" } else { "epp" }).unwrap();
        let site = directory.path().join("site.pp");
        fs::write(&site, format!("file {{ '/nonexistent/x': content => {function}('m/{name}') }}\n")).unwrap();
        let (exit, said) = applied_file(directory.path(), &site);
        assert_eq!(exit, Some(1), "{name}: {said}");
        assert!(said.contains(message), "{name}: {said}");
        assert!(!said.contains("Applied catalog"), "{name}: {said}");
    }
}
