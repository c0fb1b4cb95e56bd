//! Who watches a run.

use crate::catalog::Reference;
use crate::report::Log;

/// Hears of everything while it happens.
pub trait Observer {
    /// A line of the log, of any level.
    fn log(&mut self, log: &Log);

    /// The run begins; this many resources are in the catalog.
    fn begin(&mut self, _total: usize) {}

    /// A resource is about to be looked at; this many were before it (generated ones count, too).
    fn progress(&mut self, _done: usize, _reference: &Reference) {}
}

/// Keeps the log.
impl Observer for Vec<Log> {
    fn log(&mut self, log: &Log) {
        self.push(log.clone());
    }
}
