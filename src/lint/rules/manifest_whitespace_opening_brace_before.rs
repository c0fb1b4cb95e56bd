//! One blank stands before a `{`, unless it begins a hash in a list.
//!
//! ## Why
//! All blocks and hashes look alike.
//!
//! ## Example
//! ```puppet
//! class ntp{ }
//! ```
//!
//! ## Use instead
//! ```puppet
//! class ntp { }
//! ```
//! `--fix` leaves one blank.

use super::{File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::error(look).plugin();

fn look(file: &File, found: &mut Findings) {
    for brace in file.all(Kind::OpenBrace).filter(|brace| !is_fine(file, *brace)) {
        let finding = found.at(file.span(brace), "there should be a single space before an opening brace");
        let last = file.previous_shown(brace);
        if !file.kind(last).is_comment() {
            let inside = matches!(file.kind(last), Kind::OpenParen | Kind::OpenBracket);
            finding.fix([file.between(last, brace, if inside { "" } else { " " })]);
        }
    }
}

fn is_fine(file: &File, brace: usize) -> bool {
    let (before, last) = (file.previous(brace), file.previous_shown(brace));
    let single = last.wrapping_add(2) == brace && file.is_single_space(before);
    let new_line = || (last..brace).any(|index| file.kind(index) == Kind::Newline);
    match file.kind(last) {
        Kind::Edge | Kind::Comment | Kind::Colon => true,
        Kind::Comma if matches!(file.kind(before), Kind::Indent | Kind::Newline) => true,
        Kind::OpenParen | Kind::OpenBracket => last == before || new_line(),
        Kind::OpenBrace => single || new_line(),
        _ => single,
    }
}
