//! All that compiling may see: files of environment and module path, facts, settings. Nothing else of the machine.

pub mod autoload;
pub mod disk;
pub mod memory;

use std::io;

/// The outside as the compiler sees it. Compiling is a pure function of it.
pub trait World: Sync {
    /// The bytes of a file; `NotFound` and other errors as the system tells them.
    fn read(&self, path: &str) -> io::Result<Vec<u8>>;
    fn is_file(&self, path: &str) -> bool;
    fn is_directory(&self, path: &str) -> bool;
    /// Names in a directory, sorted; empty where it cannot be read.
    fn list(&self, path: &str) -> Vec<String>;
    /// Runs a program for `generate`, argv only; standard output.
    fn generate(&self, command: &[String]) -> io::Result<String>;
}
