//! What comes before what, and whom events reach, by whatever way through the graph of a run.

use crate::plan::graph::{Graph, Node, Role};
use crate::value::Map;

/// The graph with the first and the last node of each resource.
pub struct Order {
    graph: Graph,
    first: Map<usize, Node>,
    last: Map<usize, Node>,
}

/// Which edges a way may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Any,
    /// Only those that carry events.
    Events,
}

impl Order {
    pub fn of(graph: Graph) -> Self {
        let (mut first, mut last) = (Map::default(), Map::default());
        for (node, role) in graph.roles.iter().enumerate() {
            if matches!(role, Role::Resource(_) | Role::Begin(_)) {
                first.insert(role.position(), node);
            }
            if matches!(role, Role::Resource(_) | Role::End(_)) {
                last.insert(role.position(), node);
            }
        }
        Order { graph, first, last }
    }

    /// Whether there is a way from the end of one resource to the beginning of another (positions in the catalog).
    pub fn leads(&self, from: usize, to: usize, way: Way) -> bool {
        let (Some(start), Some(goal)) = (self.last.get(&from), self.first.get(&to)) else { return false };
        let mut seen = vec![false; self.graph.roles.len()];
        let mut left = vec![*start];
        while let Some(node) = left.pop() {
            for edge in self.graph.edges(node).iter().filter(|edge| way == Way::Any || edge.refresh) {
                if edge.target == *goal {
                    return true;
                }
                if let Some(seen) = seen.get_mut(edge.target).filter(|seen| !**seen) {
                    *seen = true;
                    left.push(edge.target);
                }
            }
        }
        false
    }
}
