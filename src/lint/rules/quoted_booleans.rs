//! `true` and `false` are written without quotes.
//!
//! ## Why
//! `'false'` is a string, and every string is true. Some attributes do want the string, so the rule is off unless it is asked for.
//!
//! ## Example
//! ```puppet
//! service { 'ntp':
//!   enable => 'true',
//! }
//! ```
//!
//! ## Use instead
//! ```puppet
//! service { 'ntp':
//!   enable => true,
//! }
//! ```
//! `--fix` takes the quotes away.

use super::{Edit, File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::warning(look).off();

fn look(file: &File, found: &mut Findings) {
    for string in file.all(Kind::SingleQuoted).chain(file.all(Kind::DoubleQuoted)) {
        let value = file.value(string);
        if matches!(value, "true" | "false") {
            let finding = found.at(file.span(string), "quoted boolean value found");
            finding.fix([Edit::replace(file.span(string), value.to_string())]);
        }
    }
}
