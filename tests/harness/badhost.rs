//! A host that does not play along: locks, signals, full and read-only disks, what a killed run leaves behind. Nothing is half done.

use super::badinput::{applied, fails};
use super::errors::rpuppet;
use nix::fcntl::{FcntlArg, fcntl};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// A run in the background.
fn begun(folder: &Path, code: &str) -> Child {
    let state = folder.join("state");
    let code = code.replace('@', &folder.to_string_lossy());
    let mut command = Command::new(env!("CARGO_BIN_EXE_rpuppet"));
    command.arg("apply").arg("--vardir").arg(state).args(["--certname", "node.example", "-e", &code]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Waits until something is there.
fn await_path(found: impl Fn() -> Option<PathBuf>) -> PathBuf {
    let started = Instant::now();
    loop {
        if let Some(path) = found() {
            return path;
        }
        assert!(started.elapsed() < Duration::from_secs(30), "it did not come about in time");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn await_file(path: &Path) {
    await_path(|| path.exists().then(|| path.to_path_buf()));
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn temporaries(folder: &Path) -> Vec<PathBuf> {
    let names = fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path());
    names.filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(".rpuppet-"))).collect()
}

/// Runs a script in a mount namespace of its own, `$rpuppet` being an apply with a state folder of its own and `$folder` the test's.
/// `None`, with a word about it, where this machine does not allow that.
fn isolated(folder: &Path, script: &str) -> Option<(Option<i32>, String)> {
    let unshared = |script: &str| {
        let state = folder.join("state");
        let program = format!("{} apply --certname node.example --vardir {}", env!("CARGO_BIN_EXE_rpuppet"), state.display());
        let mut command = Command::new("unshare");
        command.args(["--mount", "/bin/sh", "-ec", script]).env("rpuppet", program).env("folder", folder);
        command.output().ok()
    };
    if !unshared("mkdir -p $folder/disk; mount -t tmpfs tmpfs $folder/disk").is_some_and(|output| output.status.success()) {
        eprintln!("skipped: no mount namespace can be had here (not root?)");
        return None;
    }
    unshared(script).map(|output| (output.status.code(), said(&output)))
}

#[test]
fn a_full_disk_loses_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let script = r#"mount -t tmpfs -o size=64k tmpfs $folder/disk
        echo old > $folder/disk/file
        code=0; $rpuppet -e "file { '$folder/disk/file': content => inline_template('<%= \"x\" * 200000 %>') }" || code=$?
        ls -A $folder/disk; cat $folder/disk/file; exit $code"#;
    let Some((exit, said)) = isolated(directory.path(), script) else { return };
    assert_eq!(exit, Some(1), "{said}");
    let file = directory.path().join("disk/file");
    assert!(said.contains(&format!("Error: Could not write {}: No space left on device (os error 28)\n", file.display())), "{said}");
    assert!(said.contains("file\nold\n"), "{said}");
}

#[test]
fn a_disk_that_is_full_for_the_state_stops_the_run_before_it_begins() {
    let directory = tempfile::tempdir().unwrap();
    let script = r#"mount -t tmpfs -o size=16k tmpfs $folder/disk
        mkdir $folder/state; mount --bind $folder/disk $folder/state
        dd if=/dev/zero of=$folder/disk/rest bs=1k count=64 2>/dev/null || true
        $rpuppet -e "file { '$folder/new': content => 'x' }""#;
    let Some((exit, said)) = isolated(directory.path(), script) else { return };
    assert_eq!(exit, Some(1), "{said}");
    assert!(said.contains("No space left on device"), "{said}");
    assert!(!directory.path().join("new").exists());
}

#[test]
fn a_read_only_file_system_is_told_for_everything_in_it() {
    let directory = tempfile::tempdir().unwrap();
    let script = r#"mount -t tmpfs tmpfs $folder/disk
        echo old > $folder/disk/file
        mount -o remount,ro $folder/disk
        code=0; $rpuppet -e "file { '$folder/disk/file': content => 'new' } file { '$folder/disk/made': ensure => directory }
          file { '$folder/disk/link': ensure => '/tmp' } file { '$folder/disk/gone': content => 'x', mode => '0600' }
          file { '$folder/after': content => 'x' }" || code=$?
        cat $folder/disk/file; exit $code"#;
    let Some((exit, said)) = isolated(directory.path(), script) else { return };
    assert_eq!(exit, Some(1), "{said}");
    for action in ["write", "create directory", "create link"] {
        assert!(said.contains(&format!("Error: Could not {action} ")), "{said}");
    }
    assert_eq!(said.matches("Read-only file system (os error 30)\n").count(), 8, "{said}");
    assert!(said.contains("old\n"), "{said}");
    assert_eq!(fs::read_to_string(directory.path().join("after")).unwrap(), "x");
}

#[test]
fn a_file_whose_mode_is_read_only_is_replaced_and_keeps_its_mode() {
    use std::os::unix::fs::PermissionsExt;
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("file");
    fs::write(&file, "old").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
    let (exit, said) = applied(directory.path(), &format!("file {{ '{}': content => 'new' }}", file.display()));
    assert_eq!(exit, Some(0), "{said}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "new");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o7777, 0o444);
}

#[test]
fn packages_that_someone_else_is_working_on_are_told() {
    let directory = tempfile::tempdir().unwrap();
    let packages = directory.path().join("dpkg");
    ["updates", "info", "triggers"].iter().for_each(|name| fs::create_dir_all(packages.join(name)).unwrap());
    fs::write(packages.join("status"), "").unwrap();
    let lock = fs::File::create(packages.join("lock-frontend")).unwrap();
    let all = write_lock();
    fcntl(&lock, FcntlArg::F_SETLK(&all)).unwrap();
    let script = r#"command -v apt-get >/dev/null || exit 77
        mount --bind $folder/dpkg /var/lib/dpkg
        $rpuppet -e "package { 'sl': } notify { 'later': require => Package['sl'] }""#;
    let Some((exit, said)) = isolated(directory.path(), script) else { return };
    if exit == Some(77) {
        return eprintln!("skipped: no apt here");
    }
    assert_eq!(exit, Some(1), "{said}");
    let help = format!("help: another program is managing packages (process {}); run again when it is done", std::process::id());
    assert!(said.contains("install sl' returned 100") && said.contains(&help), "{said}");
    assert!(said.contains("Notify[later]: Skipping because of failed dependencies"), "{said}");
}

/// A lock for writing on a whole file, of the kind that apt takes.
fn write_lock() -> nix::libc::flock {
    let (kind, whence) = (nix::libc::F_WRLCK as i16, nix::libc::SEEK_SET as i16);
    nix::libc::flock { l_type: kind, l_whence: whence, l_start: 0, l_len: 0, l_pid: 0 }
}

#[test]
fn a_second_run_is_refused_while_the_first_goes_on() {
    let directory = tempfile::tempdir().unwrap();
    let first = begun(directory.path(), "exec { '/usr/bin/touch @/begun': } -> exec { '/bin/sleep 3': }");
    await_file(&directory.path().join("begun"));
    let message = format!("Error: Run of rpuppet already in progress (process {})", first.id());
    fails(directory.path(), "file { '@/second': content => 'x' }", &message);
    assert!(!directory.path().join("second").exists());
    assert_eq!(first.wait_with_output().unwrap().status.code(), Some(0));
    assert_eq!(applied(directory.path(), "notify { 'x': }").0, Some(0));
}

#[test]
fn a_signal_ends_the_run_after_the_resource_in_hand() {
    for signal in ["TERM", "INT"] {
        let directory = tempfile::tempdir().unwrap();
        let code = "exec { 'long': command => '/usr/bin/touch @/begun; /bin/sleep 2; /usr/bin/touch @/ended', provider => shell }
          -> file { '@/after': content => 'x' }";
        let run = begun(directory.path(), code);
        await_file(&directory.path().join("begun"));
        assert!(Command::new("kill").args([&format!("-{signal}"), &run.id().to_string()]).status().unwrap().success());
        let output = run.wait_with_output().unwrap();
        let said = said(&output);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(directory.path().join("ended").exists() && !directory.path().join("after").exists(), "{said}");
        assert!(said.contains("Exec[long]/returns: executed successfully"), "{said}");
        assert!(said.contains("Caught a signal; ending the run before its end"), "{said}");
        let report = fs::read_to_string(directory.path().join("state/state/last_run_report.yaml")).unwrap();
        assert!(report.contains("transaction_completed: false") && report.contains("status: failed"), "{report}");
    }
}

#[test]
fn a_killed_run_leaves_the_old_file_and_the_next_one_clears_up() {
    let directory = tempfile::tempdir().unwrap();
    let (folder, managed) = (directory.path(), directory.path().join("managed"));
    fs::create_dir(&managed).unwrap();
    fs::write(managed.join("file"), "old").unwrap();
    let code = "file { '@/managed/file': content => 'new', validate_cmd => '/bin/sleep 60' }";
    let mut run = begun(folder, code);
    let left = await_path(|| temporaries(&managed).into_iter().next());
    run.kill().unwrap();
    run.wait().unwrap();
    assert_eq!(fs::read_to_string(managed.join("file")).unwrap(), "old");
    assert_eq!(temporaries(&managed), [left]);
    // what is not ours, or is someone else's at this moment, stays; links are not followed
    fs::create_dir(folder.join("elsewhere")).unwrap();
    fs::write(folder.join("elsewhere/.rpuppet-1-abcdef"), "precious").unwrap();
    fs::write(managed.join(".rpuppet-notes"), "mine").unwrap();
    fs::write(managed.join("x.rpuppet-1-abcdef"), "mine").unwrap();
    std::os::unix::fs::symlink(folder.join("elsewhere"), managed.join(".rpuppet-1-linked")).unwrap();
    let other = begun(folder.join("other").as_path(), "exec { '/bin/sleep 5': }");
    let in_use = managed.join(format!(".rpuppet-{}-abcdef", other.id()));
    fs::write(&in_use, "being written").unwrap();
    let (exit, said) = applied(folder, &format!("file {{ '{}': content => 'new' }}", managed.join("file").display()));
    assert_eq!(exit, Some(0), "{said}");
    assert_eq!(fs::read_to_string(managed.join("file")).unwrap(), "new");
    let mut kept = temporaries(&managed);
    kept.sort();
    assert_eq!(kept, [in_use, managed.join(".rpuppet-notes")]);
    assert!(managed.join("x.rpuppet-1-abcdef").exists() && folder.join("elsewhere/.rpuppet-1-abcdef").exists());
    other.wait_with_output().unwrap();
}

#[test]
fn a_journal_or_report_that_cannot_be_read_does_not_stop_a_run() {
    let directory = tempfile::tempdir().unwrap();
    assert_eq!(applied(directory.path(), "notify { 'x': }").0, Some(0));
    let state = directory.path().join("state/state");
    for entry in fs::read_dir(&state).unwrap().flatten().filter(|entry| entry.path().is_file()) {
        fs::write(entry.path(), b"\xff{ not what it was").unwrap();
    }
    fs::write(state.join("owed_refreshes.json"), b"\xff{ not what it was").unwrap();
    let output = rpuppet(&["apply", "--vardir", &directory.path().join("state").to_string_lossy(), "-e", "notify { 'x': }"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}
