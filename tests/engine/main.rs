//! The engine without a host: order and messages against real Puppet's, failures, refreshes, the journal, batches.
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "tests read their data and may fail")]

mod batches;
mod catalog_json;
mod failures;
mod generated;
mod journal;
mod order;
mod reports;
mod scale;
mod thing;
