//! Programs on this machine: argument vectors only, a small clean environment, a process group of their own.
//!
//! What a program reads and prints goes through files in memory, not pipes: neither side can wait for the other, and a daemon that an
//! init script leaves behind may keep its output open as long as it likes.
#![allow(clippy::disallowed_methods, reason = "the door to this machine's programs")]

use super::real_privileges::{self, Identity};
use super::{Command, Exit, Output, SystemError};
use nix::fcntl::{FcntlArg, OFlag};
use nix::sys::memfd::{MFdFlags, memfd_create};
use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;
use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Child, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

/// Where programs are looked for; never the current folder.
pub const SEARCH_PATH: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
/// What is handed down from our own environment.
const INHERITED: &[&str] = &["TZ", "http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"];
/// Bytes kept of standard output and of standard error.
const OUTPUT_LIMIT: u64 = 16 << 20;
/// Bytes printed from which the beginning is thrown away while the program runs.
const OUTPUT_OVERFLOW: u64 = 256 << 20;
/// Between the polite and the final signal.
const GRACE: Duration = Duration::from_secs(5);
/// How often a long run is looked after.
const LOOK_AFTER: Duration = Duration::from_secs(1);

pub fn run(command: &Command) -> Result<Output, SystemError> {
    let failed = |cause: io::Error| SystemError::Run { program: command.program.clone(), cause };
    let identity = real_privileges::identity(command)?;
    let program = find(command).ok_or_else(|| SystemError::NoCommand { program: command.program.clone() })?;
    let (mut stdout, mut stderr) = (memory_file().map_err(failed)?, memory_file().map_err(failed)?);
    let child = prepare(command, &program, identity, [&stdout, &stderr]).and_then(|mut ready| ready.spawn()).map_err(failed)?;
    let status = wait(child, command, [&stdout, &stderr])?;
    let exit = status.code().map_or_else(|| Exit::Signal(status.signal().unwrap_or_default()), Exit::Code);
    Ok(Output { exit, stdout: contents(&mut stdout).map_err(failed)?, stderr: contents(&mut stderr).map_err(failed)? })
}

fn prepare(command: &Command, program: &Path, identity: Identity, outputs: [&File; 2]) -> io::Result<std::process::Command> {
    if let Some(directory) = command.directory.as_ref().filter(|directory| !directory.is_dir()) {
        return Err(io::Error::other(format!("Working directory '{}' does not exist", directory.display())));
    }
    let mut ready = std::process::Command::new(program);
    ready.arg0(&command.program).args(&command.arguments).env_clear().process_group(0);
    ready.env("PATH", SEARCH_PATH).env("LANG", "C.UTF-8").env("LC_ALL", "C.UTF-8");
    for name in INHERITED {
        if let Some(value) = std::env::var_os(name) {
            ready.env(name, value);
        }
    }
    if let Some((name, home)) = &identity.account {
        ready.env("HOME", home).env("USER", name).env("LOGNAME", name);
    }
    ready.envs(command.environment.iter().map(|(name, value)| (name, value)));
    ready.current_dir(command.directory.as_deref().unwrap_or(Path::new("/")));
    ready.stdin(input(command.stdin.as_deref())?);
    let [stdout, stderr] = outputs;
    ready.stdout(stdout.try_clone()?).stderr(stderr.try_clone()?);
    real_privileges::assume(&mut ready, identity, command.umask);
    Ok(ready)
}

fn input(content: Option<&[u8]>) -> io::Result<Stdio> {
    let Some(content) = content else { return Ok(Stdio::null()) };
    let mut file = memory_file()?;
    file.write_all(content)?;
    file.rewind()?;
    Ok(file.into())
}

/// Appending, so that it can be emptied while someone writes.
fn memory_file() -> io::Result<File> {
    let file = File::from(memfd_create(c"rpuppet", MFdFlags::MFD_CLOEXEC)?);
    nix::fcntl::fcntl(&file, FcntlArg::F_SETFL(OFlag::O_APPEND))?;
    Ok(file)
}

fn contents(file: &mut File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.rewind()?;
    file.take(OUTPUT_LIMIT).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The program's path: as it stands where it has a slash, else on the path that the command brings or the usual one.
fn find(command: &Command) -> Option<PathBuf> {
    if command.program.contains('/') {
        return Some(PathBuf::from(&command.program)).filter(|path| is_program(path));
    }
    let path = command.environment.iter().rev().find(|(name, _)| name == "PATH").map_or(SEARCH_PATH, |(_, path)| path.as_str());
    which(&command.program, path)
}

/// The first program of that name in the folders of `path`.
pub fn which(program: &str, path: &str) -> Option<PathBuf> {
    if program.contains('/') {
        return Some(PathBuf::from(program)).filter(|path| is_program(path));
    }
    let folders = path.split(':').filter(|folder| folder.starts_with('/'));
    folders.map(|folder| Path::new(folder).join(program)).find(|candidate| is_program(candidate))
}

fn is_program(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

/// Waits on a thread, so that the end is noticed at once and the timeout too.
fn wait(mut child: Child, command: &Command, outputs: [&File; 2]) -> Result<ExitStatus, SystemError> {
    let failed = |cause: io::Error| SystemError::Run { program: command.program.clone(), cause };
    let group = Pid::from_raw(i32::try_from(child.id()).unwrap_or(i32::MAX));
    let (sender, receiver) = mpsc::channel();
    std::thread::Builder::new().stack_size(64 << 10).spawn(move || sender.send(child.wait())).map_err(failed)?;
    let deadline = command.timeout.and_then(|timeout| Instant::now().checked_add(timeout));
    loop {
        let left = deadline.map_or(LOOK_AFTER, |deadline| deadline.saturating_duration_since(Instant::now()).min(LOOK_AFTER));
        match receiver.recv_timeout(left) {
            Ok(status) => return status.map_err(failed),
            Err(RecvTimeoutError::Disconnected) => return Err(failed(io::Error::other("lost track of the program"))),
            Err(RecvTimeoutError::Timeout) => outputs.iter().for_each(|output| drop_overflow(output)),
        }
        if deadline.is_some_and(|deadline| Instant::now() >= deadline) {
            kill(group, &receiver);
            return Err(SystemError::Timeout { program: command.program.clone(), timeout: command.timeout.unwrap_or_default() });
        }
    }
}

/// A program that prints without end shall not fill the memory: what it printed so far is dropped.
fn drop_overflow(output: &File) {
    if output.metadata().is_ok_and(|found| found.len() > OUTPUT_OVERFLOW) {
        drop(output.set_len(0));
    }
}

/// The whole group: first asked to end, then killed; afterwards the program is waited for, so that no zombie stays.
fn kill(group: Pid, ended: &Receiver<io::Result<ExitStatus>>) {
    let _ = killpg(group, Signal::SIGTERM);
    let gone = ended.recv_timeout(GRACE).is_ok();
    let _ = killpg(group, Signal::SIGKILL);
    if !gone {
        drop(ended.recv_timeout(GRACE));
    }
}
