//! The real file system, for compiling.
#![allow(clippy::disallowed_methods, reason = "this is the door through which compiling reads the disk")]

use super::World;
use std::cell::RefCell;
use std::fs::{DirEntry, File};
use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

pub struct Disk;

thread_local! {
    static BUFFER: RefCell<Vec<u8>> = RefCell::new(Vec::with_capacity(64 << 10));
}

impl World for Disk {
    /// Through a buffer that is kept: manifests are small and many, and each question to the kernel (how large the file is) counts.
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        let mut unsized_file = File::open(path)?.take(u64::MAX);
        BUFFER.with_borrow_mut(|buffer| {
            buffer.clear();
            unsized_file.read_to_end(buffer)?;
            let bytes = buffer.as_slice().to_vec();
            buffer.shrink_to(64 << 10);
            Ok(bytes)
        })
    }

    fn is_file(&self, path: &str) -> bool {
        Path::new(path).is_file()
    }

    fn is_directory(&self, path: &str) -> bool {
        Path::new(path).is_dir()
    }

    fn exists(&self, path: &str) -> bool {
        std::fs::metadata(path).is_ok_and(|found| found.is_file() || found.is_dir())
    }

    fn list(&self, path: &str) -> Vec<String> {
        let Ok(entries) = std::fs::read_dir(path) else { return Vec::new() };
        let mut names: Vec<String> = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.sort();
        names
    }

    fn entries(&self, path: &str) -> Vec<(String, bool)> {
        let Ok(entries) = std::fs::read_dir(path) else { return Vec::new() };
        let one = |entry: DirEntry| {
            // only where a link leads is not in the list
            let is_directory = match entry.file_type() {
                Ok(kind) if !kind.is_symlink() => kind.is_dir(),
                _ => entry.path().is_dir(),
            };
            Some((entry.file_name().into_string().ok()?, is_directory))
        };
        let mut found: Vec<(String, bool)> = entries.flatten().filter_map(one).collect();
        found.sort();
        found
    }

    fn generate(&self, command: &[String]) -> io::Result<String> {
        let (program, arguments) = command.split_first().ok_or_else(|| io::Error::other("no command given"))?;
        let output = run(Command::new(program).args(arguments), &command.join(" "), "")?;
        String::from_utf8(output).map_err(|_| io::Error::other("the output is not UTF-8"))
    }

    fn try_text(&self, text: &str, command_line: &dyn Fn(&str) -> String) -> io::Result<()> {
        let mut file = tempfile::Builder::new().prefix("validate_cmd").tempfile()?;
        file.write_all(text.as_bytes())?;
        let line = command_line(&file.path().to_string_lossy());
        let program = line.split_whitespace().next().unwrap_or_default();
        let not_found = format!("Error: Could not execute posix command: No such file or directory - {program}");
        let mut command = if line.contains(NEEDS_SHELL) { shell(&line) } else { words(&line) };
        run(command.stdin(Stdio::null()), &line, &not_found).map(drop)
    }
}

/// Characters for which Ruby, and so Puppet, gives a command line to a shell.
const NEEDS_SHELL: &[char] =
    &['*', '?', '{', '}', '[', ']', '<', '>', '(', ')', '~', '&', '|', '\\', '$', ';', '\'', '`', '"', '\n', '#', '=', '%'];

fn shell(line: &str) -> Command {
    let mut command = Command::new("/bin/sh");
    command.args(["-c", line]);
    command
}

fn words(line: &str) -> Command {
    let mut words = line.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words);
    command
}

/// Standard output of a program that succeeds; else an error with what it said, in Puppet's words.
fn run(command: &mut Command, shown: &str, not_started: &str) -> io::Result<Vec<u8>> {
    let failed = |code: i32, told: &str| io::Error::other(format!("Execution of '{shown}' returned {code}: {}", told.trim()));
    let output = command.output().map_err(|_| failed(1, not_started))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let told = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    Err(failed(output.status.code().unwrap_or(1), &told))
}
