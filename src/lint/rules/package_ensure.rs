//! The `ensure` of a package is not `latest`.
//!
//! ## Why
//! Then each run may bring another version, whenever the repository has one. Say which version is wanted, or that any is good.
//!
//! ## Example
//! ```puppet
//! package { 'httpd':
//!   ensure => latest,
//! }
//! ```
//!
//! ## Use instead
//! ```puppet
//! package { 'httpd':
//!   ensure => installed,
//! }
//! ```
//! `--fix` writes `installed`.

use super::{Edit, File, Findings, Rule};

pub const RULE: Rule = Rule::warning(look).plugin();

fn look(file: &File, found: &mut Findings) {
    for resource in file.resources().iter().filter(|resource| file.text(resource.type_name) == "package") {
        let Some(ensure) = resource.attribute(file, "ensure") else { continue };
        let kind = file.kind(ensure.value);
        if (kind.is_name() || kind.is_quoted()) && file.value(ensure.value) == "latest" {
            let text = file.text(ensure.value).replace("latest", "installed");
            let finding = found.at(file.span(ensure.value), "ensure set to latest on a package resource");
            finding.fix([Edit::replace(file.span(ensure.value), text)]);
        }
    }
}
