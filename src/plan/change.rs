//! One difference between what is and what shall be: computed once by `check`, shown by the plan, carried out by `apply`, reported as an event.

use crate::value::{EcoString, format};

/// A property that differs.
#[derive(Clone, Debug, Default)]
pub struct Change {
    pub property: EcoString,
    /// As messages show it: `0640`, `absent`, `{sha256}…`.
    pub from: EcoString,
    pub to: EcoString,
    /// What happened, in Puppet's words: `created`, `removed`, `defined content as '…'`, `mode changed '0640' to '0644'`.
    /// Empty: `PROPERTY changed 'FROM' to 'TO'`.
    pub message: EcoString,
    /// A unified diff of contents, where it may be shown.
    pub diff: Option<String>,
    /// From and to are secrets: messages say `[redacted]`.
    pub redacted: bool,
}

impl Change {
    pub fn new(property: &str, from: impl Into<EcoString>, to: impl Into<EcoString>) -> Self {
        Change { property: property.into(), from: from.into(), to: to.into(), ..Change::default() }
    }

    /// `ensure` from absent: `created`.
    pub fn created() -> Self {
        Change::new("ensure", "absent", "present").saying("created")
    }

    /// `ensure` to absent: `removed`.
    pub fn removed() -> Self {
        Change::new("ensure", "present", "absent").saying("removed")
    }

    pub fn saying(mut self, message: impl Into<EcoString>) -> Self {
        self.message = message.into();
        self
    }

    pub fn redacted(mut self) -> Self {
        self.redacted = true;
        self
    }

    /// What the log says after the change, in Puppet's words.
    pub fn text(&self) -> String {
        match (self.redacted, self.message.is_empty()) {
            (true, _) if self.property != "ensure" => "changed [redacted] to [redacted]".to_string(),
            (_, false) => self.message.to_string(),
            _ => format!("{} changed {} to {}", self.property, shown(&self.from), shown(&self.to)),
        }
    }

    /// What the log says instead of the change under `--noop`.
    pub fn noop_text(&self) -> String {
        if self.redacted && self.property != "ensure" {
            return "current_value [redacted], should be [redacted] (noop)".to_string();
        }
        format!("{} (noop)", self.text())
    }

    /// What the log says when the change did not succeed.
    pub fn failure_text(&self, reason: &str) -> String {
        if self.redacted {
            return format!("change from [redacted] to [redacted] failed: {reason}");
        }
        format!("change from {} to {} failed: {reason}", shown(&self.from), shown(&self.to))
    }
}

/// A value as messages show it: quoted, but for lists (`['0']`).
fn shown(value: &str) -> String {
    if value.starts_with('[') && value.ends_with(']') { value.to_string() } else { format::quoted_text(value) }
}

/// Why a resource could not be checked or changed: data, never the end of the run.
#[derive(Clone, Debug, Default)]
pub struct Failure {
    /// What went wrong, in Puppet's words; no secrets.
    pub message: String,
    /// The property that was being changed, where there is one.
    pub property: Option<EcoString>,
    /// Not knowable yet: the program or server that would tell comes with an earlier resource. A plan says so; an apply fails.
    pub not_yet: bool,
    /// What a program printed to standard error, shortened.
    pub output: String,
    pub help: Option<String>,
}

impl Failure {
    pub fn new(message: impl Into<String>) -> Self {
        Failure { message: message.into(), ..Failure::default() }
    }

    pub fn not_yet(message: impl Into<String>) -> Self {
        Failure { message: message.into(), not_yet: true, ..Failure::default() }
    }
}

impl From<crate::system::SystemError> for Failure {
    fn from(error: crate::system::SystemError) -> Self {
        use crate::system::SystemError::{NoCommand, NoGroup, NoUser};
        // Programs and users come with packages, often in the same run.
        let not_yet = matches!(error, NoCommand { .. } | NoUser(_) | NoGroup(_));
        Failure { not_yet, ..Failure::new(error.to_string()) }
    }
}
