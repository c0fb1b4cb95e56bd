//! The default of a parameter is not looked up by `lookup`.
//!
//! ## Why
//! Puppet looks a parameter's value up under its own name by itself; a `lookup` in the default hides a second name.
//!
//! ## Example
//! ```puppet
//! class ntp (Array[String] $servers = lookup('ntp_servers')) { }
//! ```
//!
//! ## Use instead
//! ```puppet
//! # with ntp::servers in the data
//! class ntp (Array[String] $servers) { }
//! ```

use super::{File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::warning(look).plugin();

fn look(file: &File, found: &mut Findings) {
    if memchr::memmem::find(file.source().as_bytes(), b"lookup(").is_none() {
        return;
    }
    let defaults = file.definitions().iter().flat_map(|definition| &definition.parameters).filter_map(|parameter| parameter.default.some());
    for default in defaults {
        for word in file.words_of(default) {
            if file.kind(word) == Kind::Name && file.text(word) == "lookup" && file.kind(file.next(word)) == Kind::OpenParen {
                found.at(file.span(word), "lookup used to set the default value of a parameter");
            }
        }
    }
}
