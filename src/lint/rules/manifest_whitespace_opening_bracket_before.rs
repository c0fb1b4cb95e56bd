//! One blank stands before a `[`, unless it begins an index or a list in a list.
//!
//! ## Why
//! All lists look alike.
//!
//! ## Example
//! ```puppet
//! $a =['b']
//! ```
//!
//! ## Use instead
//! ```puppet
//! $a = ['b']
//! ```
//! `--fix` leaves one blank.

use super::{File, Findings, Kind, Rule};

pub const RULE: Rule = Rule::error(look).plugin();

fn look(file: &File, found: &mut Findings) {
    for bracket in file.all(Kind::OpenBracket).filter(|bracket| !file.is_in_index(*bracket)) {
        if !is_fine(file, bracket) {
            let finding = found.at(file.span(bracket), "there should be a single space before an opening bracket");
            let last = file.previous_shown(bracket);
            let kind = file.kind(last);
            // after a value the blank decides what the bracket means
            if kind.opens() {
                finding.fix([file.between(last, bracket, "")]);
            } else if is_operator(kind) {
                finding.fix([file.between(last, bracket, " ")]);
            }
        }
    }
}

fn is_operator(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Equals
            | Kind::PlusEquals
            | Kind::MinusEquals
            | Kind::FatArrow
            | Kind::PlusArrow
            | Kind::Comma
            | Kind::Colon
            | Kind::Equal
            | Kind::NotEqual
            | Kind::Plus
            | Kind::ShiftLeft
            | Kind::In
            | Kind::And
            | Kind::Or
            | Kind::Before
            | Kind::Notify
    )
}

fn is_fine(file: &File, bracket: usize) -> bool {
    let (before, last) = (file.previous(bracket), file.previous_shown(bracket));
    let (kind, last_kind) = (file.kind(before), file.kind(last));
    let new_line = matches!(kind, Kind::Indent | Kind::Newline);
    let is_class = |index| file.kind(index) == Kind::Reference && !file.is_data_type(index);
    if is_class(before) || kind.is_variable() || kind.is_name() || matches!(kind, Kind::Edge) || last_kind == Kind::Comment {
        return true;
    }
    let after_mark = matches!(last_kind, Kind::Semicolon | Kind::Comma | Kind::Colon);
    let after_end = last_kind.is_name() || matches!(last_kind, Kind::CloseBracket | Kind::CloseBrace);
    if new_line && (after_mark || after_end) {
        return true;
    }
    let single = last + 2 == bracket && file.is_single_space(before);
    if last_kind.closes() || last_kind.opens() || file.is_data_type(last) {
        if last == before || new_line {
            return true;
        }
    } else if !is_class(last) && !last_kind.is_variable() && single {
        return true;
    }
    // a block or a lambda's body begins with a list
    let around = file.kind(file.previous_shown(last));
    last_kind == Kind::OpenBrace && (around == Kind::Edge || ((around.is_name() || around == Kind::Pipe) && (new_line || single)))
}
