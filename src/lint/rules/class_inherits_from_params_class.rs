//! A class does not inherit from a `params` class.
//!
//! ## Why
//! Defaults that depend on the system belong into the module's own data (`data/` and `hiera.yaml`), where users can see and override them.
//! The rule is off unless it is asked for: modules for very old versions of Puppet have no other way.
//!
//! ## Example
//! ```puppet
//! class ntp ($servers = $ntp::params::servers) inherits ntp::params { }
//! ```
//!
//! ## Use instead
//! ```puppet
//! class ntp (Array[String] $servers) { }
//! ```

use super::{File, Findings, Rule};

pub const RULE: Rule = Rule::warning(look).off();

fn look(file: &File, found: &mut Findings) {
    for parent in file.definitions().iter().filter_map(|definition| definition.parent) {
        if file.text(parent).ends_with("::params") {
            found.at(file.span(parent), "class inheriting from params class");
        }
    }
}
