//! The real file system, for compiling.
#![allow(clippy::disallowed_methods, reason = "this is the door through which compiling reads the disk")]

use super::World;
use std::io;
use std::path::Path;

pub struct Disk;

impl World for Disk {
    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        std::fs::read(path)
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
