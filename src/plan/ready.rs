//! Which node comes next: of those whose dependencies are done, the one that stands first in the catalog.

use super::graph::{Graph, Node, Priority};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

pub struct Ready {
    heap: BinaryHeap<Reverse<(Priority, Node)>>,
    /// How many nodes directly before are not done yet.
    blockers: Vec<usize>,
    done: Vec<bool>,
    /// By node: the last node whose end was counted for it, so that several edges between two nodes count once.
    counted: Vec<Node>,
}

impl Ready {
    pub fn of(graph: &Graph) -> Self {
        let size = graph.roles.len();
        let mut ready = Ready { heap: BinaryHeap::new(), blockers: Vec::new(), done: vec![false; size], counted: vec![Node::MAX; size] };
        for node in 0..size {
            let blockers = graph.before(node).len();
            ready.blockers.push(blockers);
            if blockers == 0 {
                ready.push(graph, node);
            }
        }
        ready
    }

    pub fn take(&mut self) -> Option<Node> {
        self.heap.pop().map(|Reverse((_, node))| node)
    }

    /// What [`Ready::take`] would give.
    pub fn peek(&self) -> Option<Node> {
        self.heap.peek().map(|Reverse((_, node))| *node)
    }

    /// A node is done, whatever came of it: those that only waited for it become ready.
    pub fn finish(&mut self, graph: &Graph, node: Node) {
        if let Some(done) = self.done.get_mut(node) {
            *done = true;
        }
        for edge in graph.edges(node) {
            let (Some(blockers), Some(counted)) = (self.blockers.get_mut(edge.target), self.counted.get_mut(edge.target)) else { continue };
            if std::mem::replace(counted, node) == node {
                continue;
            }
            *blockers = blockers.saturating_sub(1);
            if *blockers == 0 {
                self.push(graph, edge.target);
            }
        }
    }

    /// Takes nodes into account that were added to the graph while the run is under way; they wait for nodes that are not done.
    pub fn grow(&mut self, graph: &Graph) {
        let known = self.blockers.len();
        self.done.resize(graph.roles.len(), false);
        self.counted.resize(graph.roles.len(), Node::MAX);
        for node in known..graph.roles.len() {
            let done = |before: &&Node| self.done.get(**before).copied().unwrap_or(false);
            self.blockers.push(graph.before(node).iter().filter(|before| !done(before)).count());
        }
    }

    fn push(&mut self, graph: &Graph, node: Node) {
        let priority = graph.priorities.get(node).copied().unwrap_or((usize::MAX, 0));
        self.heap.push(Reverse((priority, node)));
    }
}
