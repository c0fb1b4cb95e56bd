//! The name of a variable is in lower case.
//!
//! ## Why
//! Puppet's names are in lower case, words parted by `_`; Puppet refuses variables that begin with a capital letter.
//!
//! ## Example
//! ```puppet
//! $webRoot = '/srv'
//! ```
//!
//! ## Use instead
//! ```puppet
//! $web_root = '/srv'
//! ```

use super::{File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::warning(look);

fn look(file: &File, found: &mut Findings) {
    for variable in file.all(Kind::Variable).chain(file.all(Kind::BareVariable)) {
        if file.text(variable).bytes().any(|letter| letter.is_ascii_uppercase()) {
            found.at(file.span(variable), "variable contains an uppercase letter");
        }
    }
}
