//! No blank stands between the type and the title of a reference.
//!
//! ## Why
//! `File ['/tmp']` is read as two things, a type and a list.
//!
//! ## Example
//! ```puppet
//! File ['/tmp/a'] -> File['/tmp/b']
//! ```
//!
//! ## Use instead
//! ```puppet
//! File['/tmp/a'] -> File['/tmp/b']
//! ```
//! `--fix` takes the blank away, which makes a reference of the two.

use super::{Edit, File, Findings, Kind, Rule, Span};

pub const RULE: Rule = Rule::error(look).plugin();

fn look(file: &File, found: &mut Findings) {
    spaced(file, false, found);
}

/// Finds references to data types, or to other types, with a blank before the title.
pub fn spaced(file: &File, data_types: bool, found: &mut Findings) {
    for reference in file.all(Kind::Reference) {
        let (space, bracket) = (file.next(reference), file.next_code(reference));
        let apart = file.kind(space) == Kind::Space && file.kind(bracket) == Kind::OpenBracket;
        if apart && file.is_data_type(reference) == data_types {
            let finding = found.at(file.span(reference), "whitespce between reference type and title");
            if file.next(space) == bracket {
                let span = Span::new(file.word(space).start, file.word(space).end);
                finding.fix([Edit::remove(span.start, span.end)]);
            }
        }
    }
}
