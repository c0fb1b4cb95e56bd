//! What goes wrong, as data, and how it is shown: one form for every room's errors.

pub mod format;
pub mod level;
pub mod masking;
mod picture;
pub mod render;
pub mod similar;

pub use level::Level;

use rpuppet_syntax::Location;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Warning,
    Error,
}

/// What is made of things that are allowed but most likely wrong (the setting `strict`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Strictness {
    Off,
    Warning,
    #[default]
    Error,
}

/// A second place that has a part in a mistake, and what it is ("first declared here").
#[derive(Clone, Debug)]
pub struct Label {
    pub location: Location,
    pub text: String,
}

/// One call or container on the way to a mistake, innermost first.
#[derive(Clone, Debug)]
pub struct Frame {
    /// What was evaluated: `class trove::api`, `function each`, …
    pub what: String,
    pub location: Option<Location>,
}

/// How much of its place a message tells; the picture has it all the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Precision {
    #[default]
    Column,
    /// What Puppet knows by its line only: resources, parameters.
    Line,
    /// What Puppet finds without knowing where.
    Nowhere,
}

/// What was being evaluated around a mistake, and where: Puppet's messages begin with it and end with its place.
#[derive(Clone, Debug)]
pub struct Around {
    pub opening: String,
    pub location: Option<Location>,
    pub precision: Precision,
}

/// A mistake or a warning: Puppet's words, the place, the other place, what to do next.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    pub severity: Severity,
    /// Stable and never reused; Puppet's issue code where Puppet has one.
    pub code: &'static str,
    /// One line in Puppet's words, without file and line.
    pub message: String,
    pub location: Option<Location>,
    pub precision: Precision,
    /// What the picture points at, where the message tells the place of something around it.
    pub culprit: Option<Location>,
    /// The message has its opening: nothing more is to be said of what was being done.
    pub complete: bool,
    /// Innermost first.
    pub around: Vec<Around>,
    /// What the pointer at the place says; empty where the message says it all.
    pub label: String,
    pub related: Vec<Label>,
    pub help: Option<String>,
    pub stack: Vec<Frame>,
}

impl Diagnostic {
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Diagnostic {
            severity: Severity::Error,
            code,
            message: message.into(),
            location: None,
            precision: Precision::Column,
            culprit: None,
            complete: false,
            around: Vec::new(),
            label: String::new(),
            related: Vec::new(),
            help: None,
            stack: Vec::new(),
        }
    }

    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::error(code, message) }
    }

    pub fn at(mut self, location: Location) -> Self {
        self.location = Some(location);
        self
    }

    /// Told with file and line only.
    pub fn at_line(self, location: Option<Location>) -> Self {
        Diagnostic { location, precision: Precision::Line, ..self }
    }

    /// With nothing to be put before the message.
    pub fn completed(self) -> Self {
        Diagnostic { complete: true, ..self }
    }

    /// Told without a place.
    pub fn shown_at(self, location: Option<Location>) -> Self {
        Diagnostic { location, precision: Precision::Nowhere, ..self }
    }

    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub fn with_related(mut self, location: Location, text: impl Into<String>) -> Self {
        self.related.push(Label { location, text: text.into() });
        self
    }
}
