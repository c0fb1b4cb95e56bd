//! The title in a reference does not begin with a capital letter without quotes.
//!
//! ## Why
//! `Package[Ntp]` is a reference to a type `Ntp`, not to a package of that name.
//!
//! ## Example
//! ```puppet
//! service { 'ntp':
//!   require => Package[Ntp],
//! }
//! ```
//!
//! ## Use instead
//! ```puppet
//! service { 'ntp':
//!   require => Package['ntp'],
//! }
//! ```

use super::resource_reference_with_unquoted_title::titles;
use super::{File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::error(look).plugin();

fn look(file: &File, found: &mut Findings) {
    titles(file, |title| {
        if file.kind(title) == Kind::Reference && !file.is_data_type(title) {
            found.at(file.span(title), "resource reference with title with capital letter");
        }
    });
}
