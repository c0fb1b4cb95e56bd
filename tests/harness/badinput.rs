//! Bad input to a run: each a clear error, a non-zero exit, nothing lost and nothing half written.

use super::errors::rpuppet;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// Applies code with a state folder of its own; the exit code and all that was said.
pub fn applied(folder: &Path, code: &str) -> (Option<i32>, String) {
    applied_with(folder, &["-e", code])
}

/// The same with flags of the caller's choice.
pub fn applied_with(folder: &Path, flags: &[&str]) -> (Option<i32>, String) {
    let state = folder.join("state").to_string_lossy().into_owned();
    let output = rpuppet(&[&["apply", "--vardir", &state, "--certname", "node.example", "--color=false"], flags].concat());
    (output.status.code(), format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr)))
}

/// `@` in the code is the test's folder.
pub fn fails(folder: &Path, code: &str, message: &str) {
    let (exit, said) = applied(folder, &code.replace('@', &folder.to_string_lossy()));
    assert_eq!(exit, Some(1), "{code}: {said}");
    assert!(said.contains(&message.replace('@', &folder.to_string_lossy())), "{code}: {said}");
}

#[test]
fn sources_and_targets_that_are_not_there() {
    let directory = tempfile::tempdir().unwrap();
    let folder = directory.path();
    fs::create_dir(folder.join("d")).unwrap();
    fs::write(folder.join("d/kept"), "kept").unwrap();
    fails(folder, "file { '@/a': source => '@/none' }", "Could not retrieve information from environment production source(s) @/none");
    fails(folder, "file { '@/none/x': content => 'y' }", "Cannot create @/none/x; parent directory @/none does not exist");
    fails(folder, "file { '@/d': content => 'y' }", "Not removing directory @/d; use 'force' to override");
    assert!(!folder.join("a").exists() && !folder.join("none").exists());
    assert_eq!(fs::read_to_string(folder.join("d/kept")).unwrap(), "kept");
}

#[test]
fn commands_that_are_missing_hang_or_are_killed() {
    let directory = tempfile::tempdir().unwrap();
    let folder = directory.path();
    fails(folder, "exec { '/nonexistent/command': }", "Could not find command '/nonexistent/command'");
    fails(folder, "exec { '/bin/sh -c \"kill -9 $$\"': }", "returned 137 instead of one of [0]");
    let started = Instant::now();
    // what was started in the background belongs to the group that is killed: it must not write any more
    let hangs = "(/bin/sleep 3; /bin/echo late > @/late) & /bin/sleep 60";
    fails(folder, &format!("exec {{ 'hangs': command => '{hangs}', provider => shell, timeout => 1 }}"), "Command exceeded timeout");
    assert!(started.elapsed() < Duration::from_secs(30));
    std::thread::sleep(Duration::from_secs(3));
    assert!(!folder.join("late").exists());
}

#[test]
fn a_template_that_fails_names_its_line() {
    let directory = tempfile::tempdir().unwrap();
    let code = r#"file { '@/t': content => inline_template("one\n<%= raise 'boom' %>") }"#;
    fails(directory.path(), code, "Line: 2\n  Detail: boom");
    assert!(!directory.path().join("t").exists());
}

#[test]
fn a_cycle_is_told_with_the_place_of_every_edge() {
    let directory = tempfile::tempdir().unwrap();
    let code = "notify { 'a': require => Notify['b'] }\nnotify { 'b': require => Notify['c'] }\nnotify { 'c': require => Notify['a'] }";
    fails(directory.path(), code, "Found 1 dependency cycle:");
    let (_, said) = applied(directory.path(), code);
    assert!(["(line: 1)", "(line: 2)", "(line: 3)"].iter().all(|place| said.contains(place)), "{said}");
}

#[test]
fn a_link_in_the_way_is_replaced_and_never_written_through() {
    let directory = tempfile::tempdir().unwrap();
    let (link, target) = (directory.path().join("link"), directory.path().join("target"));
    fs::write(&target, "old").unwrap();
    std::os::unix::fs::symlink(&target, &link).unwrap();
    let (exit, said) = applied(directory.path(), &format!("file {{ '{}': content => 'new' }}", link.display()));
    assert_eq!(exit, Some(0), "{said}");
    assert_eq!(fs::read_to_string(&target).unwrap(), "old");
    assert_eq!(fs::read_to_string(&link).unwrap(), "new");
    assert!(!fs::symlink_metadata(&link).unwrap().is_symlink());
}

#[test]
fn values_without_end_are_an_error() {
    let directory = tempfile::tempdir().unwrap();
    let wrapped = [
        ("[]", "[$m]"),
        ("{}", "{ a => $m }"),
        ("{}", "{ $m => 1 }"),
        ("[]", "[1] + [$m]"),
        ("Any", "Array[$m]"),
        ("Any", "Type[$m]"),
        // not deep, but doubled at every step
        ("[]", "[$m, $m]"),
    ];
    for (start, step) in wrapped {
        let code = format!("$v = Integer[1, 100000].reduce({start}) |$m, $x| {{ {step} }}\nnotify {{ 'x': message => $v }}");
        fails(directory.path(), &code, "This value is nested too deeply");
    }
}
