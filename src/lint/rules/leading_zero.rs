//! No number begins with a zero.
//!
//! ## Why
//! It is read as an octal number: `010` is eight.
//!
//! ## Example
//! ```puppet
//! $mode = 0644
//! ```
//!
//! ## Use instead
//! ```puppet
//! $mode = '0644'
//! ```
//! `--fix` puts it in quotes.

use super::{Edit, File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::warning(look).plugin();

fn look(file: &File, found: &mut Findings) {
    for number in file.all(Kind::Number) {
        let text = file.text(number);
        if text.strip_prefix('0').is_some_and(|rest| rest.starts_with(|digit: char| digit.is_ascii_digit())) {
            let finding = found.at(file.span(number), "unquoted number with leading zero");
            finding.fix([Edit::replace(file.span(number), format!("'{text}'"))]);
        }
    }
}
