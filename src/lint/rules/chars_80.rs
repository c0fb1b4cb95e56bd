//! A line has no more than 80 characters.
//!
//! ## Why
//! For those who work with narrow windows; off unless it is asked for. Lines with a URL or a call of `template()` are let be.
//!
//! ## Example
//! A line of 90 characters.
//!
//! ## Use instead
//! Lines that end where a thought does.

use super::chars_140::longer_than;
use super::{File, Findings, Rule};

pub const RULE: Rule = Rule::warning(look).off();

fn look(file: &File, found: &mut Findings) {
    longer_than(80, file, "line has more than 80 characters", found);
}
