//! What of a module's code its cases reach: classes, defines, and the branches in them.

mod html;
mod lcov;
mod places;
mod text;

pub use html::page;
pub use lcov::lcov;
pub use places::{FileCoverage, Place, report};
pub use text::text;

use crate::evaluate::Observer;
use crate::value::Map;
use rpuppet_syntax::{Ast, NodeId};
use std::sync::{Mutex, PoisonError};

/// How often each node was reached, by file. A file has the same nodes each time it is read.
#[derive(Debug, Default)]
pub struct Coverage {
    hits: Mutex<Map<String, Map<NodeId, u64>>>,
}

impl Observer for Coverage {
    fn reached(&self, ast: &Ast, node: NodeId) {
        let Some(path) = ast.source.path() else { return };
        let mut hits = self.hits.lock().unwrap_or_else(PoisonError::into_inner);
        if !hits.contains_key(path) {
            hits.insert(path.to_string(), Map::default());
        }
        if let Some(nodes) = hits.get_mut(path) {
            *nodes.entry(node).or_default() += 1;
        }
    }
}

impl Coverage {
    fn of(&self, path: &str, node: NodeId) -> u64 {
        let hits = self.hits.lock().unwrap_or_else(PoisonError::into_inner);
        hits.get(path).and_then(|nodes| nodes.get(&node)).copied().unwrap_or_default()
    }
}
