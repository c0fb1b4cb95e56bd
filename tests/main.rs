//! One test binary. Tests are data in the folders beside; a harness per area checks them.
#![allow(clippy::disallowed_methods, reason = "tests read their data from disk and start the program")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "harness/architecture.rs"]
mod architecture;
#[path = "harness/baddata.rs"]
mod baddata;
#[path = "harness/badhost.rs"]
mod badhost;
#[path = "harness/badinput.rs"]
mod badinput;
#[path = "harness/badlimits.rs"]
mod badlimits;
#[path = "harness/badmanifest.rs"]
mod badmanifest;
#[path = "harness/by_ruby.rs"]
mod by_ruby;
#[path = "harness/cases.rs"]
mod cases;
#[path = "harness/check.rs"]
mod check;
#[path = "harness/classifier.rs"]
mod classifier;
#[path = "harness/cli.rs"]
mod cli;
#[path = "harness/compile.rs"]
mod compile;
#[path = "harness/conformance.rs"]
mod conformance;
#[path = "harness/data.rs"]
mod data;
#[path = "harness/diff.rs"]
mod diff;
#[path = "harness/errors.rs"]
mod errors;
#[path = "harness/examples.rs"]
mod examples;
#[path = "harness/explain.rs"]
mod explain;
#[path = "harness/field.rs"]
mod field;
#[path = "harness/history.rs"]
mod history;
#[path = "harness/layout.rs"]
mod layout;
#[path = "harness/lint.rs"]
mod lint;
#[path = "harness/pages.rs"]
mod pages;
#[path = "harness/reached.rs"]
mod reached;
#[path = "harness/secrets.rs"]
mod secrets;
#[path = "harness/survey.rs"]
mod survey;
#[path = "harness/templates.rs"]
mod templates;
#[path = "harness/types.rs"]
mod types;
#[path = "harness/watch.rs"]
mod watch;
