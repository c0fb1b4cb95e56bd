//! One line of the log, in Puppet's form.

use crate::catalog::SourceLine;
use crate::diagnostic::Level;
use crate::value::EcoString;

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
