//! What happened: events, the status of each resource, counts, the exit code, and the forms in which a report is kept.

pub mod event;
pub mod json;
pub mod log;
pub mod metrics;
pub mod status;
pub mod yaml;

pub use event::{Event, EventStatus};
pub use log::Log;
pub use status::Status;

use crate::catalog::Reference;
use crate::value::{EcoString, Map};

/// One run.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The node's certname.
    pub host: EcoString,
    pub environment: EcoString,
    pub configuration_version: EcoString,
    /// Seconds since 1970.
    pub started: f64,
    pub noop: bool,
    pub logs: Vec<Log>,
    /// Without containers, in the order of evaluation.
    pub statuses: Map<Reference, Status>,
    /// Seconds, by what they were spent on (`config_retrieval`, `transaction_evaluation`, `total`).
    pub times: Map<EcoString, f64>,
    /// A resource could not tell which further resources it stands for.
    pub failed_to_generate: bool,
    /// The run came to its end; `false` after a signal.
    pub completed: bool,
}

/// How the exit code is to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExitStyle {
    /// 0, or 1 where a resource failed.
    Plain,
    /// 2: changes, 4: failures, 6: both.
    Detailed,
}

impl Report {
    /// `failed`, `changed` or `unchanged`.
    pub fn status(&self) -> &'static str {
        if self.has_failures() || !self.completed {
            "failed"
        } else if self.statuses.values().any(|status| status.change_count() > 0) {
            "changed"
        } else {
            "unchanged"
        }
    }

    pub fn has_failures(&self) -> bool {
        self.failed_to_generate || self.statuses.values().any(|status| status.failed || status.failed_to_restart)
    }

    /// Something would have been changed if the run had been allowed to.
    pub fn noop_pending(&self) -> bool {
        self.statuses.values().flat_map(|status| &status.events).any(|event| event.status == EventStatus::Noop)
    }

    /// An interrupted run is never a success.
    pub fn exit_code(&self, style: ExitStyle) -> u8 {
        let changed = self.statuses.values().any(|status| status.change_count() > 0);
        match style {
            _ if !self.completed => 1,
            ExitStyle::Plain => u8::from(self.has_failures()),
            ExitStyle::Detailed => 2 * u8::from(changed) + 4 * u8::from(self.has_failures()),
        }
    }
}
