//! The `ensure` of a file says what the file is.
//!
//! ## Why
//! `present` is content with anything that has the name, be it a folder. `file`, `directory` or `link` says what is wanted.
//!
//! ## Example
//! ```puppet
//! file { '/tmp/a':
//!   ensure => present,
//! }
//! ```
//!
//! ## Use instead
//! ```puppet
//! file { '/tmp/a':
//!   ensure => file,
//! }
//! ```
//! `--fix` writes `file`, or `link` where there is a `target`.

use super::{Edit, File, Findings, Rule};

pub const RULE: Rule = Rule::warning(look).plugin();

fn look(file: &File, found: &mut Findings) {
    for resource in file.resources().iter().filter(|resource| file.text(resource.type_name) == "file") {
        let Some(ensure) = resource.attribute(file, "ensure") else { continue };
        let kind = file.kind(ensure.value);
        if (kind.is_name() || kind.is_quoted()) && file.value(ensure.value) == "present" {
            let is = if resource.attribute(file, "target").is_some() { "link" } else { "file" };
            let text = file.text(ensure.value).replace("present", is);
            found.at(file.span(ensure.value), "ensure set to present on file resource").fix([Edit::replace(file.span(ensure.value), text)]);
        }
    }
}
