//! Delivering refreshes: after a node was evaluated it answers the events that wait for it, and passes one on.

use super::run::Run;
use crate::diagnostic::Level;
use crate::plan::Failure;
use crate::plan::events::{Event as Signal, triggered};
use crate::plan::graph::Node;
use crate::plan::resource_type::Acting;
use crate::report::{Event, EventStatus};

impl Run<'_> {
    /// A failed resource is not refreshed: the refresh stays owed.
    pub(super) fn process_events(&mut self, node: Node) {
        let signals = self.events.take(node);
        if signals.is_empty() || self.has_failed(node) {
            return;
        }
        if self.scene.is_noop(node) || signals.iter().all(|signal| *signal == Signal::Noop) {
            self.say(Level::Notice, self.scene.source(node), Some(node), triggered(signals.len(), true));
            return self.queue(node, Signal::Noop);
        }
        if !self.scene.graph.role(node).is_resource() {
            return self.queue(node, Signal::Happened);
        }
        let owed = self.owed_by(node);
        let refreshed = match self.journal.intend(self.act, &owed) {
            Ok(()) => self.refresh(node),
            Err(error) => Err(Failure::new(format!("Could not keep the journal of owed refreshes: {error}"))),
        };
        match refreshed {
            Ok(()) => self.refreshed(node, signals.len()),
            Err(failure) => {
                self.journal.withdraw(&owed);
                self.not_refreshed(node, &failure);
            }
        }
        self.save_journal();
    }

    fn refresh(&mut self, node: Node) -> Result<(), Failure> {
        let (Some(kind), Some(resource)) = (self.scene.kind(node), self.scene.resource(node)) else { return Ok(()) };
        self.memory.note_change();
        let mut acting = Acting { act: self.act, memory: &mut self.memory, catalog: self.scene.catalog };
        let result = kind.refresh(&resource, &mut acting);
        self.tell_notes(node);
        // Puppet tells of a refresh, and passes it on, also where there was nothing to do.
        result.map(drop)
    }

    fn refreshed(&mut self, node: Node, count: usize) {
        let message = triggered(count, false);
        self.say(Level::Notice, self.scene.source(node), Some(node), message.clone());
        let now = self.act.now();
        self.record(node, Event::of_resource("refresh", EventStatus::Success, message, now));
        self.with_status(node, |status| status.restarted = true);
        self.journal.confirm(&self.owed_by(node));
        self.queue(node, Signal::Happened);
        if let Some(resource) = self.scene.resource(node) {
            self.journal.cross_out(&resource.reference);
        }
    }

    fn not_refreshed(&mut self, node: Node, failure: &Failure) {
        let source = self.scene.source(node);
        let message = format!("Failed to call refresh: {}", failure.message);
        self.say(Level::Error, source.clone(), Some(node), message.clone());
        self.say(Level::Error, source, Some(node), failure.message.clone());
        self.explain(node, None, failure);
        self.with_status(node, |status| status.failed_to_restart = true);
        self.fail(node, &message);
    }
}
