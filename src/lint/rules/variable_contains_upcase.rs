//! The name of a variable has no capital letters.
//!
//! ## Why
//! Puppet's names are in lower case, words parted by `_`. This is the plugin that `variable_is_lowercase` came from; it can put names right.
//!
//! ## Example
//! ```puppet
//! $webRoot = '/srv'
//! ```
//!
//! ## Use instead
//! ```puppet
//! $webroot = '/srv'
//! ```
//! `--fix` writes the name in lower case, in this file.

use super::{Edit, File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::warning(look).plugin();

fn look(file: &File, found: &mut Findings) {
    for variable in file.all(Kind::Variable).chain(file.all(Kind::BareVariable)) {
        let text = file.text(variable);
        if text.bytes().any(|letter| letter.is_ascii_uppercase()) {
            let finding = found.at(file.span(variable), "variable contains a capital letter");
            finding.fix([Edit::replace(file.span(variable), text.to_ascii_lowercase())]);
        }
    }
}
