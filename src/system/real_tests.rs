//! The real machine, in temporary folders: replacing files, running programs, the lock.

use super::real::Real;
use super::real_lock::{LockError, RunLock};
use super::{Act, Command, Exit, FileKind, Follow, Look, Ownership, Request, SystemError};
use std::io::{Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};

fn shell(script: &str) -> Command {
    Command::new("/bin/sh", ["-c", script])
}

fn text(machine: &Real, path: &Path) -> String {
    String::from_utf8(machine.read(path).unwrap()).unwrap()
}

#[test]
fn a_file_is_replaced_as_a_whole_and_keeps_its_mode() {
    let folder = tempfile::tempdir().unwrap();
    let (mut machine, path) = (Real::new(), folder.path().join("file"));
    machine.write(&path, b"one", &Ownership { mode: Some(0o640), ..Ownership::default() }, None).unwrap();
    machine.write(&path, b"two", &Ownership::default(), None).unwrap();
    assert_eq!(text(&machine, &path), "two");
    assert_eq!(machine.metadata(&path, Follow::Nothing).unwrap().unwrap().mode, 0o640);
    assert_eq!(machine.list(folder.path()).unwrap(), ["file"]);
}

#[test]
fn a_refused_content_leaves_the_old_file() {
    let folder = tempfile::tempdir().unwrap();
    let (mut machine, path) = (Real::new(), folder.path().join("file"));
    machine.write(&path, b"good", &Ownership::default(), None).unwrap();
    let validate = Command::new("/bin/grep", ["-q", "good", "%"]);
    let error = machine.write(&path, b"bad", &Ownership::default(), Some(&validate)).unwrap_err();
    assert!(matches!(error, SystemError::Invalid { .. }), "{error}");
    machine.write(&path, b"still good", &Ownership::default(), Some(&validate)).unwrap();
    assert_eq!(text(&machine, &path), "still good");
    assert_eq!(machine.list(folder.path()).unwrap(), ["file"]);
}

#[test]
fn what_is_in_the_way_of_a_file_is_neither_followed_nor_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let mut machine = Real::new();
    let (precious, link, directory) = (folder.path().join("precious"), folder.path().join("link"), folder.path().join("directory"));
    machine.write(&precious, b"precious", &Ownership::default(), None).unwrap();
    machine.make_link(&link, &precious).unwrap();
    machine.make_directory(&directory, &Ownership::default()).unwrap();
    let error = machine.write(&link, b"x", &Ownership::default(), None).unwrap_err();
    assert_eq!(error.to_string(), format!("Could not write {}: a symbolic link is in the way", link.display()));
    machine.write(&directory, b"x", &Ownership::default(), None).unwrap_err();
    assert_eq!(text(&machine, &precious), "precious");
    assert_eq!(machine.metadata(&link, Follow::Nothing).unwrap().unwrap().kind, FileKind::Link);
    machine.set_ownership(&link, &Ownership { mode: Some(0o600), ..Ownership::default() }).unwrap();
    assert_eq!(machine.metadata(&precious, Follow::Nothing).unwrap().unwrap().mode, 0o644);
    machine.remove(&link).unwrap();
    assert_eq!(text(&machine, &precious), "precious");
    machine.remove(&link).unwrap();
}

#[test]
fn a_full_disk_is_an_error_and_the_old_file_stays() {
    let folder = tempfile::tempdir().unwrap();
    let mount = Command::new("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", &folder.path().to_string_lossy()]);
    let mut machine = Real::new();
    if !machine.run(&mount).is_ok_and(|output| output.success()) {
        eprintln!("skipped: a small file system cannot be mounted here");
        return;
    }
    let path = folder.path().join("file");
    machine.write(&path, b"old", &Ownership::default(), None).unwrap();
    let error = machine.write(&path, &vec![b'x'; 1 << 20], &Ownership::default(), None).unwrap_err();
    let after = (text(&machine, &path), machine.list(folder.path()).unwrap());
    machine.run(&Command::new("mount", ["-o", "remount,ro", &folder.path().to_string_lossy()])).unwrap();
    let read_only = machine.write(&path, b"new", &Ownership::default(), None).unwrap_err();
    machine.run(&Command::new("umount", [folder.path().to_string_lossy()])).unwrap();
    assert!(error.to_string().contains("No space left"), "{error}");
    assert!(read_only.to_string().contains("Read-only file system"), "{read_only}");
    assert_eq!(after, ("old".to_string(), vec!["file".to_string()]));
}

#[test]
fn programs_have_a_clean_environment_and_a_private_input() {
    let machine = Real::new();
    let mut command = shell("cat; env; echo oops >&2; exit 3");
    command.stdin = Some(b"secret\n".to_vec());
    command.environment.push(("X".to_string(), "y".to_string()));
    let output = machine.query(&command).unwrap();
    assert_eq!(output.exit, Exit::Code(3));
    let stdout = output.stdout_text();
    assert!(stdout.starts_with("secret\n") && stdout.contains("X=y\n") && stdout.contains("LC_ALL=C.UTF-8\n"), "{stdout}");
    assert!(!stdout.contains("CARGO"), "{stdout}");
    assert_eq!(output.stderr_text(), "oops\n");
    assert_eq!(machine.query(&shell("kill -9 $$")).unwrap().exit, Exit::Signal(9));
    let missing = machine.query(&Command::new("no-such-program", ["x"])).unwrap_err();
    assert_eq!(missing.to_string(), "Could not find command 'no-such-program'");
}

#[test]
fn much_output_and_unread_input_block_nobody() {
    let machine = Real::new();
    let mut command = shell("head -c 3000000 /dev/zero; head -c 3000000 /dev/zero >&2");
    command.stdin = Some(vec![b'x'; 1 << 20]);
    let output = machine.query(&command).unwrap();
    assert_eq!((output.stdout.len(), output.stderr.len()), (3_000_000, 3_000_000));
}

#[test]
fn a_daemon_that_keeps_the_output_open_is_not_waited_for() {
    let start = Instant::now();
    let output = Real::new().query(&shell("setsid sleep 4 & echo started")).unwrap();
    assert_eq!(output.stdout_text(), "started\n");
    assert!(start.elapsed() < Duration::from_secs(3));
}

#[test]
fn a_timeout_kills_the_whole_group() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = shell(&format!("(sleep 2; touch {}/late) & sleep 60", folder.path().display()));
    command.timeout = Some(Duration::from_millis(200));
    let start = Instant::now();
    let error = Real::new().query(&command).unwrap_err();
    assert!(matches!(error, SystemError::Timeout { .. }), "{error}");
    assert!(start.elapsed() < Duration::from_secs(2));
    std::thread::sleep(Duration::from_millis(2300));
    assert!(Real::new().list(folder.path()).unwrap().is_empty());
}

#[test]
fn another_user_is_that_user_with_its_groups_alone() {
    let machine = Real::new();
    if !nix::unistd::Uid::effective().is_root() {
        eprintln!("skipped: only root can become another user");
        return;
    }
    let mut command = shell("id -u; id -g; id -G; umask; echo $HOME");
    command.user = Some("daemon".to_string());
    command.umask = Some(0o027);
    let home = machine.user("daemon").unwrap().home;
    assert_eq!(machine.query(&command).unwrap().stdout_text(), format!("1\n1\n1\n0027\n{home}\n"));
    command.user = Some("no-such-user".to_string());
    assert_eq!(machine.query(&command).unwrap_err().to_string(), "Could not find user no-such-user");
}

#[test]
fn only_one_holds_the_lock() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state");
    let held = RunLock::take(&state).unwrap();
    let error = RunLock::take(&state).unwrap_err();
    assert!(matches!(error, LockError::Held { holder: Some(_) }), "{error}");
    assert!(error.to_string().starts_with("Run of rpuppet already in progress (process "), "{error}");
    drop(held);
    RunLock::take(&state).unwrap();
}

#[test]
fn http_answers_of_any_status_come_back_over_one_connection() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/v3?token=x", listener.local_addr().unwrap());
    let server = std::thread::spawn(move || {
        let (mut connection, _) = listener.accept().unwrap();
        let mut seen = Vec::new();
        for end in ["\r\n\r\n", "{}"] {
            let mut request = String::new();
            while !request.ends_with(end) {
                let mut buffer = [0; 4096];
                let length = connection.read(&mut buffer).unwrap();
                request.push_str(&String::from_utf8_lossy(&buffer[..length]));
            }
            seen.push(request);
            connection.write_all(b"HTTP/1.1 404 Not Found\r\nX-Subject-Token: t\r\nContent-Length: 4\r\n\r\ngone").unwrap();
        }
        seen
    });
    let mut machine = Real::new();
    let request = Request { method: "GET", url: url.clone(), ..Request::default() };
    let answer = machine.fetch(&request).unwrap();
    assert_eq!((answer.status, answer.body.as_str()), (404, "gone"));
    assert!(answer.headers.contains(&("x-subject-token".to_string(), "t".to_string())));
    let headers = vec![("X-Auth-Token".to_string(), "abc".to_string())];
    machine.send(&Request { method: "PATCH", url: url.clone(), headers, body: Some("{}".to_string()), timeout: Duration::ZERO }).unwrap();
    let seen = server.join().unwrap();
    assert!(seen[1].starts_with("PATCH /v3?token=x") && seen[1].contains("x-auth-token: abc") && seen[1].ends_with("{}"), "{seen:?}");
    let error = machine.fetch(&request).unwrap_err().to_string();
    assert!(error.starts_with("Could not reach http://127.0.0.1:") && !error.contains("token"), "{error}");
}
