//! An `exec` says when it has to run.
//!
//! ## Why
//! Without `onlyif`, `unless`, `creates` or `refreshonly` the command runs each time, and each run counts as a change.
//!
//! ## Example
//! ```puppet
//! exec { '/usr/bin/make-index': }
//! ```
//!
//! ## Use instead
//! ```puppet
//! exec { '/usr/bin/make-index':
//!   creates => '/var/lib/index',
//! }
//! ```

use super::{File, Findings, Rule};

pub const RULE: Rule = Rule::warning(look).plugin();
const CONDITIONS: &[&str] = &["onlyif", "unless", "creates", "refreshonly"];
const MESSAGE: &str = "exec without idempotency. set at least one of the attributes: onlyif, unless, creates, refreshonly";

fn look(file: &File, found: &mut Findings) {
    for resource in file.resources().iter().filter(|resource| file.text(resource.type_name) == "exec") {
        if !resource.attributes.iter().any(|attribute| CONDITIONS.contains(&file.text(attribute.name))) {
            found.at(file.span(resource.colon), MESSAGE);
        }
    }
}
