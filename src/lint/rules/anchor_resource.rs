//! No `anchor` is used.
//!
//! ## Why
//! `contain` has done since Puppet 3.4 what anchors were made for.
//!
//! ## Example
//! ```puppet
//! anchor { 'ntp::begin': }
//! -> class { 'ntp::install': }
//! -> anchor { 'ntp::end': }
//! ```
//!
//! ## Use instead
//! ```puppet
//! contain ntp::install
//! ```

use super::{File, Findings, Rule};

pub const RULE: Rule = Rule::warning(look).plugin();

fn look(file: &File, found: &mut Findings) {
    for resource in file.resources().iter().filter(|resource| file.text(resource.type_name) == "anchor") {
        found.at(file.span(resource.type_name), "manifest includes anchor resource");
    }
}
