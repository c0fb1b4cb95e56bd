//! No blank stands between a data type, `Class` among them, and its `[…]`.
//!
//! ## Why
//! `Class ['ntp']` is read as two things, a type and a list.
//!
//! ## Example
//! ```puppet
//! Class ['ntp'] -> Class['motd']
//! ```
//!
//! ## Use instead
//! ```puppet
//! Class['ntp'] -> Class['motd']
//! ```
//! `--fix` takes the blank away, which makes a reference of the two.

use super::resource_reference_without_whitespace::spaced;
use super::{File, Findings, Rule};

pub const RULE: Rule = Rule::error(look).plugin();

fn look(file: &File, found: &mut Findings) {
    spaced(file, true, found);
}
