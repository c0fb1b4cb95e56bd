//! What of a module's code its cases reach: classes, defines, and the branches in them.

mod html;
mod lcov;
mod places;
mod text;

pub use html::page;
pub use lcov::lcov;
pub use places::{FileCoverage, Place, report};
pub use text::text;

use crate::evaluate::{self, Observer};
use crate::value::Map;
use rpuppet_syntax::Ast;
use std::sync::{Mutex, PoisonError};

/// How often each place was reached, by file. A file has the same nodes each time it is read.
#[derive(Debug, Default)]
pub struct Coverage {
    hits: Mutex<Map<String, Map<evaluate::Place, u64>>>,
}

impl Observer for Coverage {
    fn reached(&self, ast: &Ast, place: evaluate::Place) {
        let Some(path) = ast.source.path() else { return };
        let mut hits = self.hits.lock().unwrap_or_else(PoisonError::into_inner);
        if !hits.contains_key(path) {
            hits.insert(path.to_string(), Map::default());
        }
        if let Some(places) = hits.get_mut(path) {
            *places.entry(place).or_default() += 1;
        }
    }
}

impl Coverage {
    fn of(&self, path: &str, place: evaluate::Place) -> u64 {
        let hits = self.hits.lock().unwrap_or_else(PoisonError::into_inner);
        hits.get(path).and_then(|places| places.get(&place)).copied().unwrap_or_default()
    }
}
