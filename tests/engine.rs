//! The engine without a host: order and messages against real Puppet's, failures, refreshes, the journal, batches.
#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods, reason = "tests read their data and may fail")]

#[path = "apply/engine/batches.rs"]
mod batches;
#[path = "apply/engine/catalog_json.rs"]
mod catalog_json;
#[path = "apply/engine/failures.rs"]
mod failures;
#[path = "apply/engine/generated.rs"]
mod generated;
#[path = "apply/engine/journal.rs"]
mod journal;
#[path = "apply/engine/order.rs"]
mod order;
#[path = "apply/engine/reports.rs"]
mod reports;
#[path = "apply/engine/scale.rs"]
mod scale;
#[path = "apply/engine/thing.rs"]
mod thing;
