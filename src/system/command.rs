//! A program to run, as data.

use std::path::PathBuf;
use std::time::Duration;

/// Argument vector and circumstances.
#[derive(Clone, Default)]
pub struct Command {
    pub program: String,
    pub arguments: Vec<String>,
    /// Added to a small clean environment (`PATH`, `LANG`, `HOME`, …).
    pub environment: Vec<(String, String)>,
    pub directory: Option<PathBuf>,
    /// Name or number.
    pub user: Option<String>,
    pub group: Option<String>,
    pub umask: Option<u32>,
    /// For secrets: what the program reads.
    pub stdin: Option<Vec<u8>>,
    /// The whole process group is killed after it; `None` waits for ever.
    pub timeout: Option<Duration>,
}

impl Command {
    pub fn new<S: Into<String>>(program: impl Into<String>, arguments: impl IntoIterator<Item = S>) -> Self {
        Command { program: program.into(), arguments: arguments.into_iter().map(Into::into).collect(), ..Command::default() }
    }
}

/// Environment and standard input are left out: they may hold secrets.
impl std::fmt::Debug for Command {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} {:?}", self.program, self.arguments)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    Code(i32),
    Signal(i32),
}

impl std::fmt::Display for Exit {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Exit::Code(code) => write!(out, "{code}"),
            Exit::Signal(signal) => write!(out, "signal {signal}"),
        }
    }
}

#[derive(Clone, Debug)]
pub struct Output {
    pub exit: Exit,
    pub stdout: Vec<u8>,
    pub stderr: Vec<u8>,
}

impl Output {
    pub fn success(&self) -> bool {
        self.exit == Exit::Code(0)
    }

    pub fn stdout_text(&self) -> String {
        String::from_utf8_lossy(&self.stdout).into_owned()
    }

    pub fn stderr_text(&self) -> String {
        String::from_utf8_lossy(&self.stderr).into_owned()
    }
}
