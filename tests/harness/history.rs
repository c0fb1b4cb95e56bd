//! What one run remembers for the next: audited values and when a resource with a schedule was looked at. The lines are those of real Puppet.

use super::badinput::{applied, applied_with, fails};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

const ONE: &str = "{sha256}7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed";
const TWO: &str = "{sha256}3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3";

/// The lines of a run about its resources; `@` is the test's folder, in the code and in the lines.
fn lines(folder: &Path, flags: &[&str], code: &str) -> Vec<String> {
    let at = folder.to_string_lossy();
    let (exit, said) = applied_with(folder, &[flags, &["-e", &code.replace('@', &at)]].concat());
    assert_eq!(exit, Some(0), "{said}");
    let about = said.lines().filter_map(|line| line.strip_prefix("Notice: /Stage[main]/Main/"));
    about.map(|line| line.replace(&*at, "@")).collect()
}

#[test]
fn audited_values_are_remembered_and_changes_of_them_told() {
    let directory = tempfile::tempdir().unwrap();
    let folder = directory.path();
    let (free, managed) = (folder.join("free"), folder.join("managed"));
    let chmod = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    fs::write(&free, "one").unwrap();
    fs::write(&managed, "").unwrap();
    chmod(&free, 0o644);
    chmod(&managed, 0o600);
    let code = "file { '@/free': audit => ['mode', 'content'] } file { '@/managed': mode => '0600', audit => 'mode' }
      file { '@/none': audit => 'ensure' } user { 'root': audit => 'uid' }";
    let first = [
        "File[@/free]/mode: audit change: newly-recorded value 0644".to_string(),
        format!("File[@/free]/content: audit change: newly-recorded value {ONE}"),
        "File[@/managed]/mode: audit change: newly-recorded value 0600".to_string(),
        "File[@/none]/ensure: audit change: newly-recorded value absent".to_string(),
        "User[root]/uid: audit change: newly-recorded value 0".to_string(),
    ];
    assert_eq!(lines(folder, &[], code), first);
    assert_eq!(lines(folder, &[], code), [""; 0]);
    fs::write(&free, "two").unwrap();
    chmod(&free, 0o640);
    chmod(&managed, 0o640);
    fs::write(folder.join("none"), "").unwrap();
    let changed =
        |property, was, is| format!("File[@/{property}: audit change: previously recorded value '{was}' has been changed to '{is}'");
    assert_eq!(
        lines(folder, &[], code),
        [
            changed("free]/mode", "0644", "0640"),
            changed("free]/content", ONE, TWO),
            "File[@/managed]/mode: mode changed '0640' to '0600' (previously recorded value was '0600')".to_string(),
            changed("none]/ensure", "absent", "file"),
        ]
    );
    let report = fs::read_to_string(folder.join("state/state/last_run_report.yaml")).unwrap();
    assert!(report.contains("audited: true") && report.contains("status: audit"), "{report}");
    // what this program changed is told by the next run, as someone else's change is
    assert_eq!(lines(folder, &["--noop"], code), [changed("managed]/mode", "0640", "0600")]);
    fs::remove_file(&free).unwrap();
    assert_eq!(lines(folder, &[], code), [changed("free]/mode", "0640", "absent"), changed("free]/content", TWO, "absent")]);
}

#[test]
fn an_audited_change_refreshes_who_subscribes_to_it() {
    let directory = tempfile::tempdir().unwrap();
    let folder = directory.path();
    fs::write(folder.join("watched"), "one").unwrap();
    let code = "file { '@/watched': audit => content } ~> exec { '/usr/bin/touch @/told': refreshonly => true }";
    lines(folder, &[], code);
    assert!(!folder.join("told").exists());
    fs::write(folder.join("watched"), "two").unwrap();
    let said = lines(folder, &[], code);
    assert!(said.iter().any(|line| line.ends_with("Triggered 'refresh' from 1 event")), "{said:?}");
    assert!(folder.join("told").exists());
}

#[test]
fn secrets_are_not_remembered_and_unknown_attributes_refused() {
    let directory = tempfile::tempdir().unwrap();
    let folder = directory.path();
    let code = "file { '@/secret': content => Sensitive('canary-7d1f'), mode => '0600', audit => all }";
    let said = lines(folder, &[], code);
    assert!(said.iter().any(|line| line.contains("mode: audit change: newly-recorded value")), "{said:?}");
    assert!(!said.iter().any(|line| line.contains("/content: audit")), "{said:?}");
    let kept = fs::read_to_string(folder.join("state/state/resource_history.json")).unwrap();
    assert!(!kept.contains("canary") && !kept.contains("content"), "{kept}");
    let message = "Error: Parameter audit failed on File[/x]: Cannot audit nosuch: not a valid attribute for File[/x] (line: 1)";
    fails(folder, "file { '/x': audit => ['mode', 'nosuch'] }", message);
}

#[test]
fn a_schedule_lets_a_resource_rest_until_its_time() {
    let directory = tempfile::tempdir().unwrap();
    let folder = directory.path();
    let code = "schedule { 'once a day': period => daily }
      notify { ['rests', 'rests too']: schedule => 'once a day' }
      notify { 'never': schedule => 'never' }
      notify { 'half an hour': schedule => 'puppet' }
      schedule { 'always': range => ['0 - 12:00', '12:00 - 23:59:59'] }
      notify { 'always': schedule => 'always' }";
    let told = |flags: &[&str]| -> Vec<String> {
        let names =
            lines(folder, flags, code).into_iter().filter_map(|line| Some(line.split_once("Notify[")?.1.split_once(']')?.0.to_string()));
        names.collect()
    };
    assert_eq!(told(&[]), ["rests", "rests too", "half an hour", "always"]);
    assert_eq!(told(&[]), ["always"]);
    assert_eq!(told(&["--ignoreschedules"]), ["rests", "rests too", "never", "half an hour", "always"]);
    let history = folder.join("state/state/resource_history.json");
    fs::write(&history, "{ broken").unwrap();
    assert_eq!(told(&["--noop"]), ["rests", "rests too", "half an hour", "always"]);
    assert_eq!(told(&[]), ["always"]);
    let (exit, said) = applied(folder, "notify { 'x': schedule => 'nosuch' } notify { 'y': }");
    assert_eq!(exit, Some(1), "{said}");
    assert!(said.contains("Error: Could not find schedule nosuch (line: 1)") && !said.contains("Notice: y"), "{said}");
}
