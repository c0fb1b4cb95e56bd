//! The real file system, for compiling.
#![allow(clippy::disallowed_methods, reason = "this is the door through which compiling reads the disk")]

use super::World;
use std::cell::RefCell;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

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

    fn generate(&self, command: &[String]) -> io::Result<String> {
        let (program, arguments) = command.split_first().ok_or_else(|| io::Error::other("no command given"))?;
        let failed =
            |code: i32, told: &str| io::Error::other(format!("Execution of '{}' returned {code}: {}", command.join(" "), told.trim()));
        let output = std::process::Command::new(program).args(arguments).output().map_err(|_| failed(1, ""))?;
        if !output.status.success() {
            let told = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
            return Err(failed(output.status.code().unwrap_or(1), &told));
        }
        String::from_utf8(output.stdout).map_err(|_| io::Error::other("the output is not UTF-8"))
    }
}
