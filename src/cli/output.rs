//! The console: Puppet's log lines, notices and information on standard output, warnings and errors on standard error.

use crate::catalog::Reference;
use crate::diagnostic::Level;
use crate::diagnostic::render::{self, Style};
use crate::diagnostic::{Diagnostic, Severity};
use crate::pipeline::Message;
use crate::plan::{CatalogError, Problem};
use crate::settings::Settings;
use std::io::{IsTerminal, Write};

/// Characters of a progress line.
const PROGRESS_WIDTH: usize = 78;

/// Where lines go and how they look.
pub struct Output {
    color: bool,
    unicode: bool,
    /// Everything to standard error: standard output carries a document.
    document: bool,
    /// Both streams are a terminal's: show where the run is.
    progress: bool,
    pub verbose: bool,
    pub debug: bool,
}

impl Output {
    pub fn new(settings: &Settings, document: bool) -> Self {
        let wanted = settings.get("color");
        let terminal = std::io::stderr().is_terminal() && std::io::stdout().is_terminal();
        let color = !matches!(wanted.as_str(), "false" | "no") && (terminal || settings.is_set("color"));
        Output { color, unicode: true, document, progress: terminal, verbose: false, debug: false }
    }

    /// One log line: `Notice: TEXT`.
    pub fn line(&self, level: Level, text: &str) {
        let color = match level {
            Level::Debug if !self.debug => return,
            Level::Info if !(self.verbose || self.debug) => return,
            Level::Debug => "\x1b[0;36m",
            Level::Info => "\x1b[0;32m",
            Level::Notice => "\x1b[m",
            Level::Warning => "\x1b[1;33m",
            Level::Error | Level::Alert | Level::Critical | Level::Emergency => "\x1b[1;31m",
        };
        let name = level.label();
        let line = match self.color {
            true => format!("{color}{name}: {text}\x1b[0m\n"),
            false => format!("{name}: {}\n", text.strip_suffix('\n').unwrap_or(text)),
        };
        if self.document || level >= Level::Warning { self.stderr(&line) } else { self.stdout(&line) }
    }

    pub fn notice(&self, text: &str) {
        self.line(Level::Notice, text);
    }

    pub fn error(&self, text: &str) {
        self.line(Level::Error, text);
    }

    /// Why a catalog cannot be applied: a line for each problem, as Puppet has it.
    pub fn catalog_error(&self, error: &CatalogError) {
        match error {
            CatalogError::Problems { problems } => problems.iter().for_each(|problem| self.problem(problem)),
            CatalogError::Cycles { .. } => {
                self.error(&error.to_string());
                self.error("Failed to apply catalog: One or more resource dependency cycles detected in graph");
            }
        }
    }

    /// Puppet's line; where its code is at hand, the picture.
    fn problem(&self, problem: &Problem) {
        self.error(&problem.to_string());
        if let Some(location) = &problem.location {
            let diagnostic = Diagnostic::error("CATALOG_PROBLEM", &problem.message).at_line(Some(location.clone()));
            let shown = Diagnostic { help: problem.help.clone(), ..diagnostic };
            self.stderr(&render::picture(&shown, Style { color: self.color, unicode: self.unicode }));
        }
    }

    /// A diagnostic: Puppet's line, then the picture.
    pub fn diagnostic(&self, diagnostic: &Diagnostic) {
        let level = if diagnostic.severity == Severity::Error { Level::Error } else { Level::Warning };
        self.line(level, &render::first_line(diagnostic));
        self.stderr(&render::picture(diagnostic, Style { color: self.color, unicode: self.unicode }));
    }

    /// A line of the compiler.
    pub fn message(&self, message: &Message) {
        match &message.diagnostic {
            Some(diagnostic) => self.diagnostic(diagnostic),
            None => self.line(message.level, &message.text),
        }
    }

    /// A line on a terminal that the next line of the log replaces.
    pub fn progress(&self, done: usize, reference: &Reference) {
        if self.progress {
            let text: String = format!("{done}: {reference}").chars().take(PROGRESS_WIDTH).collect();
            self.stderr(&format!("\r\x1b[K{text}\r"));
        }
    }

    /// A document on standard output.
    pub fn document(&self, text: &str) {
        self.stdout(text);
    }

    fn stdout(&self, text: &str) {
        // a closed pipe is the reader's decision
        let _ = std::io::stdout().lock().write_all(text.as_bytes());
    }

    fn stderr(&self, text: &str) {
        let _ = std::io::stderr().lock().write_all(text.as_bytes());
    }
}
