//! How loud a line of the log is: the levels of functions, reports and the console.

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Debug,
    Info,
    #[default]
    Notice,
    Warning,
    Error,
    Alert,
    Critical,
    Emergency,
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
