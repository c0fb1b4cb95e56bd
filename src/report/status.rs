//! What became of one resource.

use super::{Event, EventStatus};
use crate::catalog::{Resource, SourceLine};
use crate::value::{EcoString, Set};

#[derive(Clone, Debug, Default)]
pub struct Status {
    /// `Stage[main]`, `Trove::Api`, `Service[trove-api]`.
    pub containment_path: Vec<EcoString>,
    pub source: Option<SourceLine>,
    pub tags: Set<EcoString>,
    pub events: Vec<Event>,
    /// Seconds since 1970.
    pub started: f64,
    /// Seconds.
    pub evaluation_time: f64,
    pub skipped: bool,
    pub failed: bool,
    pub failed_to_restart: bool,
    pub restarted: bool,
    /// It took part: tags and schedule allowed it.
    pub scheduled: bool,
}

impl Status {
    pub fn of(resource: &Resource, containment_path: Vec<EcoString>, started: f64) -> Self {
        Status { containment_path, source: resource.source.clone(), tags: resource.tags.clone(), started, ..Status::default() }
    }

    /// Takes an event in; a failure makes the resource a failed one.
    pub fn record(&mut self, event: Event) {
        self.failed |= event.status == EventStatus::Failure;
        self.events.push(event);
    }

    pub fn change_count(&self) -> usize {
        self.events.iter().filter(|event| event.status == EventStatus::Success).count()
    }

    pub fn out_of_sync_count(&self) -> usize {
        self.events.iter().filter(|event| event.status != EventStatus::Audit).count()
    }

    /// Nothing to tell: such a resource is left out of the report.
    pub fn is_unremarkable(&self) -> bool {
        self.events.is_empty() && !self.failed && !self.skipped && !self.failed_to_restart
    }
}
