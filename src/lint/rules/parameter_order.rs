//! Parameters that must be given come before those that have a default.
//!
//! ## Why
//! A reader sees first what has to be said.
//!
//! ## Example
//! ```puppet
//! class ntp (Boolean $enable = true, Array[String] $servers) { }
//! ```
//!
//! ## Use instead
//! ```puppet
//! class ntp (Array[String] $servers, Boolean $enable = true) { }
//! ```

use super::{File, Findings, Rule};

pub const RULE: Rule = Rule::warning(look);

fn look(file: &File, found: &mut Findings) {
    for definition in file.definitions() {
        let late = definition.parameters.iter().skip_while(|parameter| parameter.default.is_none());
        for parameter in late.filter(|parameter| parameter.default.is_none()) {
            found.at(file.span(parameter.variable), "optional parameter listed before required parameter");
        }
    }
}
