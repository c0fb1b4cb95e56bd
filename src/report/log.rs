//! One line of the log, in Puppet's form.

use crate::catalog::SourceLine;
use crate::value::EcoString;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Debug,
    Info,
    #[default]
    Notice,
    Warning,
    Error,
    Alert,
    Emergency,
    Critical,
}

impl Level {
    /// A value of the metaparameter `loglevel`; `verbose` is Puppet's other word for `info`.
    pub fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "debug" => Level::Debug,
            "info" | "verbose" => Level::Info,
            "notice" => Level::Notice,
            "warning" => Level::Warning,
            "err" => Level::Error,
            "alert" => Level::Alert,
            "emerg" => Level::Emergency,
            "crit" => Level::Critical,
            _ => return None,
        })
    }

    /// As reports have it.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Debug => "debug",
            Level::Info => "info",
            Level::Notice => "notice",
            Level::Warning => "warning",
            Level::Error => "err",
            Level::Alert => "alert",
            Level::Emergency => "emerg",
            Level::Critical => "crit",
        }
    }

    /// As the console has it.
    pub fn label(self) -> &'static str {
        match self {
            Level::Debug => "Debug",
            Level::Info => "Info",
            Level::Notice => "Notice",
            Level::Warning => "Warning",
            Level::Error => "Error",
            Level::Alert => "Alert",
            Level::Emergency => "Emergency",
            Level::Critical => "Critical",
        }
    }
}

#[derive(Clone, Debug, Default)]
pub struct Log {
    pub level: Level,
    /// Who speaks: a resource's path, with the property where there is one; empty for the run itself.
    pub source: EcoString,
    /// No secrets; may have several lines.
    pub message: String,
    /// Seconds since 1970.
    pub time: f64,
    /// Where the resource was declared.
    pub place: Option<SourceLine>,
}

/// As the console shows it: `Notice: /Stage[main]/Main/File[/a]/ensure: created`.
impl std::fmt::Display for Log {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.source.is_empty() {
            return write!(out, "{}: {}", self.level.label(), self.message);
        }
        write!(out, "{}: {}: {}", self.level.label(), self.source, self.message)
    }
}
