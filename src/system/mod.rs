//! The machine that is managed: [`Look`] reads it, [`Act`] changes it. `real` is this machine, `memory` a pretended one for tests.
//!
//! Programs are run by argument vector, never through a shell string; secrets travel by standard input or environment, not in arguments.

pub mod command;
pub mod error;
pub mod memory;
pub mod memory_files;
pub mod real;
mod real_commands;
mod real_files;
mod real_http;
pub mod real_lock;
mod real_privileges;
pub mod real_signals;
mod real_temporaries;
#[cfg(test)]
mod real_tests;

pub use command::{Command, Exit, Output};
pub use error::SystemError;

use std::path::{Path, PathBuf};
use std::time::Duration;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    File,
    Directory,
    Link,
    /// Device, socket, pipe.
    Other,
}

/// What `lstat` or `stat` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Metadata {
    pub kind: FileKind,
    /// Permission bits, 12 of them.
    pub mode: u32,
    pub user: u32,
    pub group: u32,
    /// Bytes.
    pub size: u64,
    /// Seconds since 1970.
    pub modified: i64,
}

/// Whether a link itself is meant or what it leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follow {
    Links,
    Nothing,
}

/// An entry of the user database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    pub name: String,
    pub id: u32,
    pub group: u32,
    pub comment: String,
    pub home: String,
    pub shell: String,
}

/// An entry of the group database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub name: String,
    pub id: u32,
    pub members: Vec<String>,
}

/// An HTTP request; bodies are JSON texts.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// `GET`, `POST`, `PATCH`, `PUT`, `DELETE`, `HEAD`.
    pub method: &'static str,
    pub url: String,
    pub headers: Vec<(String, String)>,
    pub body: Option<String>,
    /// How long to wait for the whole answer.
    pub timeout: Duration,
}

#[derive(Clone, Debug, Default)]
pub struct Response {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

/// What is behind a URL: its bytes, whatever they are.
#[derive(Clone, Debug, Default)]
pub struct Download {
    pub status: u16,
    pub content: Vec<u8>,
}

/// Owner, group and mode that a new or replaced file shall have; `None` keeps what is there (or the default).
#[derive(Clone, Debug, Default)]
pub struct Ownership {
    pub user: Option<u32>,
    pub group: Option<u32>,
    pub mode: Option<u32>,
}

/// Reading the machine: nothing here changes it.
pub trait Look {
    /// `None` where nothing is there.
    fn metadata(&self, path: &Path, follow: Follow) -> Result<Option<Metadata>, SystemError>;
    fn read(&self, path: &Path) -> Result<Vec<u8>, SystemError>;
    fn read_link(&self, path: &Path) -> Result<PathBuf, SystemError>;
    /// Names in a directory, sorted.
    fn list(&self, path: &Path) -> Result<Vec<String>, SystemError>;
    fn user(&self, name: &str) -> Option<User>;
    fn user_by_id(&self, id: u32) -> Option<User>;
    fn group(&self, name: &str) -> Option<Group>;
    fn group_by_id(&self, id: u32) -> Option<Group>;
    /// Runs a program that changes nothing (the caller's promise).
    fn query(&self, command: &Command) -> Result<Output, SystemError>;
    /// Where a program is on the search path.
    fn which(&self, program: &str) -> Option<PathBuf>;
    /// A request that changes nothing (GET, HEAD, a token).
    fn fetch(&self, request: &Request) -> Result<Response, SystemError>;
    /// A GET whose answer is a file.
    fn download(&self, url: &str) -> Result<Download, SystemError>;
    fn environment(&self, name: &str) -> Option<String>;
    /// Seconds since 1970.
    fn now(&self) -> f64;
    fn sleep(&self, duration: Duration);
    /// Whether the run shall end (SIGINT, SIGTERM).
    fn interrupted(&self) -> bool {
        false
    }
}

/// Changing the machine.
pub trait Act: Look {
    /// Replaces or makes a file: temporary file in the same folder, `validate` run on it (`%` in its arguments is the path), sync, rename.
    fn write(&mut self, path: &Path, content: &[u8], ownership: &Ownership, validate: Option<&Command>) -> Result<(), SystemError>;
    fn make_directory(&mut self, path: &Path, ownership: &Ownership) -> Result<(), SystemError>;
    /// Makes or replaces a symbolic link.
    fn make_link(&mut self, path: &Path, target: &Path) -> Result<(), SystemError>;
    /// Removes a file, link or directory with all that is in it.
    fn remove(&mut self, path: &Path) -> Result<(), SystemError>;
    /// Never follows a link at the end of `path`.
    fn set_ownership(&mut self, path: &Path, ownership: &Ownership) -> Result<(), SystemError>;
    fn copy(&mut self, from: &Path, to: &Path) -> Result<(), SystemError>;
    fn run(&mut self, command: &Command) -> Result<Output, SystemError>;
    fn send(&mut self, request: &Request) -> Result<Response, SystemError>;
    fn as_look(&self) -> &dyn Look;
}
