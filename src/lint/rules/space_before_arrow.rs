//! Where a resource's attributes stand on one line, one blank is before each `=>`.
//!
//! ## Why
//! There is nothing to be aligned with on a single line.
//!
//! ## Example
//! ```puppet
//! file { '/tmp/a': mode   => '0644' }
//! ```
//!
//! ## Use instead
//! ```puppet
//! file { '/tmp/a': mode => '0644' }
//! ```
//! `--fix` leaves one blank.

use super::{Edit, File, Findings, Kind, Resource, Rule};

pub const RULE: Rule = Rule::warning(look);

fn look(file: &File, found: &mut Findings) {
    file.resources().iter().for_each(|resource| in_resource(file, resource, found));
}

fn in_resource(file: &File, resource: &Resource, found: &mut Findings) {
    let arrows = || resource.words().filter(|index| file.kind(*index) == Kind::FatArrow);
    let (Some(first), Some(last)) = (arrows().next(), arrows().next_back()) else { return };
    if file.line(first) != file.line(last) {
        return;
    }
    for arrow in arrows() {
        let before = file.previous(arrow);
        if file.text(before) == " " {
            continue;
        }
        let (line, column) = (file.line(before), file.column(file.word(before).start));
        let message = format!("there should be a single space before '=>' on line {line}, column {column}");
        let finding = found.at(file.span(before), message);
        match file.kind(before) {
            Kind::Space => finding.fix([Edit::replace(file.span(before), " ")]),
            Kind::Indent | Kind::Newline | Kind::Comment => {}
            _ => finding.fix([Edit::insert(file.word(arrow).start, " ")]),
        }
    }
}
