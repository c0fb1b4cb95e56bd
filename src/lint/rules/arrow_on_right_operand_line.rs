//! A chaining arrow stands on the line of its right operand.
//!
//! ## Why
//! An arrow at the end of a line is easily overlooked; at the start of the next one it shows at a glance that resources are chained.
//!
//! ## Example
//! ```puppet
//! Package['httpd'] ->
//! Service['httpd']
//! ```
//!
//! ## Use instead
//! ```puppet
//! Package['httpd']
//! -> Service['httpd']
//! ```
//! `--fix` moves the arrow.

use super::{Edit, File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::warning(look);

fn look(file: &File, found: &mut Findings) {
    for arrow in file.all(Kind::Before).chain(file.all(Kind::Notify)) {
        let right = file.next_code(arrow);
        if file.line(right) != file.line(arrow) {
            let finding = found.at(file.span(arrow), "arrow should be on the right operand's line");
            let left = file.previous(arrow);
            let start = if file.kind(left) == Kind::Space { file.word(left).start } else { file.word(arrow).start };
            let moved = Edit::insert(file.word(right).start, format!("{} ", file.text(arrow)));
            finding.fix([Edit::remove(start, file.word(arrow).end), moved]);
        }
    }
}
