//! Which brackets are around a mistake, and how far what follows it may be its mere consequence.

use crate::assemble::Scope;
use crate::token::{Lexeme, Token};

/// The brackets around one place.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Around {
    pub innermost: Option<Lexeme>,
    /// The end of the innermost brackets, if they are closed.
    end: Option<u32>,
    /// Whether entries, attributes or case options stand in them.
    has_entries: bool,
}

impl Around {
    /// Up to where mistakes follow from the one here: to the end of its list, call, string, attributes or options.
    /// A block's statements are read again, and so are attributes where reading went on with one.
    pub fn quiet_until(&self, scope: Scope) -> u32 {
        let starts_again =
            scope == Scope::Attribute || self.innermost.is_some_and(|open| open.token == Token::OpenBrace) && !self.has_entries;
        if starts_again { 0 } else { self.end.unwrap_or(0) }
    }
}

/// Where a bracket was opened and where it is closed, if it is.
struct Group {
    open: Lexeme,
    end: Option<u32>,
    has_entries: bool,
}

/// The brackets around each of the places, which are in order.
pub(super) fn around(lexemes: &[Lexeme], places: &[u32]) -> Vec<Around> {
    let mut groups: Vec<Group> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut places = places.iter().peekable();
    let mut found: Vec<Option<usize>> = Vec::new();
    for lexeme in lexemes {
        while places.next_if(|place| **place <= lexeme.start).is_some() {
            found.push(open.last().copied());
        }
        if opens(lexeme.token) {
            open.push(groups.len());
            groups.push(Group { open: *lexeme, end: None, has_entries: false });
        } else if matches!(lexeme.token, Token::FatArrow | Token::PlusArrow | Token::Colon) {
            open.last().and_then(|index| groups.get_mut(*index)).into_iter().for_each(|group| group.has_entries = true);
        } else if closes(lexeme.token) {
            close(&mut groups, &mut open, lexeme);
        }
    }
    found.extend(places.map(|_| open.last().copied()));
    found.into_iter().map(|index| index.and_then(|index| groups.get(index)).map_or_else(Around::default, describe)).collect()
}

/// Ends the innermost group that the bracket fits, and all that were left open in it.
fn close(groups: &mut [Group], open: &mut Vec<usize>, lexeme: &Lexeme) {
    let fitting = open.iter().rposition(|index| groups.get(*index).is_some_and(|group| fits(group.open.token, lexeme.token)));
    let Some(position) = fitting else { return };
    for index in open.drain(position..) {
        if let Some(group) = groups.get_mut(index) {
            group.end = Some(lexeme.end);
        }
    }
}

fn describe(group: &Group) -> Around {
    Around { innermost: Some(group.open), end: group.end, has_entries: group.has_entries }
}

/// What closes a bracket.
pub(super) fn closing_of(open: Token) -> Option<char> {
    match open {
        Token::OpenBrace | Token::HashOpen | Token::SelectorOpen => Some('}'),
        Token::OpenParen | Token::CallOpen => Some(')'),
        Token::AccessOpen | Token::ArrayOpen => Some(']'),
        _ => None,
    }
}

fn opens(token: Token) -> bool {
    matches!(token, Token::StringStart(_)) || closing_of(token).is_some()
}

pub(super) fn closes(token: Token) -> bool {
    matches!(token, Token::CloseBrace | Token::CloseParen | Token::CloseBracket | Token::StringEnd(_))
}

pub(super) fn fits(open: Token, close: Token) -> bool {
    match close {
        Token::CloseBrace => closing_of(open) == Some('}'),
        Token::CloseParen => closing_of(open) == Some(')'),
        Token::CloseBracket => closing_of(open) == Some(']'),
        _ => matches!(open, Token::StringStart(_)),
    }
}
