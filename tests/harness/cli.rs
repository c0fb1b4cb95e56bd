//! The command line: exit codes, flags and streams.

use super::errors::rpuppet;

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn apply_runs_code_and_says_so_in_puppets_words() {
    let state = tempfile::tempdir().unwrap();
    let vardir = state.path().to_string_lossy();
    let output = rpuppet(&["apply", "--vardir", &vardir, "--certname", "node.example", "-e", "notify { 'hello': }"]);
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{said}{}", text(&output.stderr));
    assert!(said.contains("Notice: Compiled catalog for node.example in environment production in "), "{said}");
    assert!(said.contains("Notice: /Stage[main]/Main/Notify[hello]/message: defined 'message' as 'hello'"), "{said}");
    assert!(said.contains("Notice: Applied catalog in "), "{said}");
}

#[test]
fn exit_codes_are_puppets_but_a_failure_is_never_zero() {
    let state = tempfile::tempdir().unwrap();
    let run = |flags: &[&str], code: &str| {
        let vardir = state.path().to_string_lossy();
        let arguments = [&["apply", "--vardir", &vardir, "-e", code], flags].concat();
        rpuppet(&arguments).status.code()
    };
    assert_eq!(run(&["--detailed-exitcodes"], "notify { 'x': }"), Some(2));
    assert_eq!(run(&["--detailed-exitcodes"], ""), Some(0));
    assert_eq!(run(&["--detailed-exitcodes"], "exec { '/bin/false': }"), Some(4));
    assert_eq!(run(&["--detailed-exitcodes"], "notify { 'x': } exec { '/bin/false': }"), Some(6));
    assert_eq!(run(&[], "exec { '/bin/false': }"), Some(1));
    assert_eq!(run(&["--noop", "--detailed-exitcodes"], "notify { 'x': }"), Some(0));
}

#[test]
fn facts_are_shown() {
    let output = rpuppet(&["facts", "show", "os.family"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(!text(&output.stdout).trim().is_empty());
    assert_eq!(rpuppet(&["facts", "show", "no.such.fact"]).status.code(), Some(1));
}

#[test]
fn the_parser_reports_every_mistake() {
    let directory = tempfile::tempdir().unwrap();
    let manifest = directory.path().join("bad.pp");
    std::fs::write(&manifest, "file { '/a': ensure = file }\n$x = 1\nfile { '/b': mode => }\n").unwrap();
    let output = rpuppet(&["parser", "validate", &manifest.to_string_lossy()]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(said.matches("Error: ").count(), 2, "{said}");
}

#[test]
fn help_is_a_subcommand_as_with_puppet() {
    let all = rpuppet(&["help"]);
    assert_eq!(all.status.code(), Some(0));
    assert!(text(&all.stdout).contains("\n  apply "), "{}", text(&all.stdout));
    let of_one = rpuppet(&["help", "graph"]);
    assert!(text(&of_one.stdout).starts_with("Print a catalog as a graph"), "{}", text(&of_one.stdout));
}
