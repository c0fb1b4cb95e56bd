//! One blank follows each `=>`.
//!
//! ## Why
//! All values begin in one column.
//!
//! ## Example
//! ```puppet
//! file { '/tmp/a':
//!   ensure =>   file,
//! }
//! ```
//!
//! ## Use instead
//! ```puppet
//! file { '/tmp/a':
//!   ensure => file,
//! }
//! ```
//! `--fix` leaves one blank.

use super::{Edit, File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::error(look).plugin();

fn look(file: &File, found: &mut Findings) {
    for arrow in file.all(Kind::FatArrow) {
        let next = file.next(arrow);
        if file.is_single_space(next) {
            continue;
        }
        let finding = found.at(file.span(next), "there should be a single space after an arrow");
        match file.kind(next) {
            Kind::Space if file.kind(file.next(next)) != Kind::Newline => finding.fix([Edit::replace(file.span(next), " ")]),
            Kind::Space | Kind::Newline => {}
            _ => finding.fix([Edit::insert(file.word(arrow).end, " ")]),
        }
    }
}
