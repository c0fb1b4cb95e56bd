//! Refresh events on their way: who has how many waiting.

use super::graph::Node;

/// One change that a node shall hear of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    Happened,
    /// It would have happened.
    Noop,
}

#[derive(Debug, Default)]
pub struct Events {
    queues: Vec<Vec<Event>>,
}

impl Events {
    pub fn queue(&mut self, node: Node, events: &[Event]) {
        if self.queues.len() <= node {
            self.queues.resize_with(node + 1, Vec::new);
        }
        if let Some(queue) = self.queues.get_mut(node) {
            queue.extend_from_slice(events);
        }
    }

    /// What waits for a node; afterwards nothing does.
    pub fn take(&mut self, node: Node) -> Vec<Event> {
        self.queues.get_mut(node).map(std::mem::take).unwrap_or_default()
    }

    pub fn is_waiting(&self, node: Node) -> bool {
        self.queues.get(node).is_some_and(|queue| !queue.is_empty())
    }
}

/// `Triggered 'refresh' from 2 events` and its forecast.
pub fn triggered(count: usize, noop: bool) -> String {
    let verb = if noop { "Would have triggered" } else { "Triggered" };
    format!("{verb} 'refresh' from {count} event{}", if count == 1 { "" } else { "s" })
}
