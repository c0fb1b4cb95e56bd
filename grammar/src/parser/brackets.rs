//! Which brackets are around a mistake, and how far what follows it may be its mere consequence.

use crate::token::{Lexeme, Token};

/// The brackets around one place.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Around {
    pub innermost: Option<Lexeme>,
    /// The end of the list, call, hash or string that the place is in; a block has statements of its own, which are read again.
    pub quiet_until: Option<u32>,
}

/// Where a bracket was opened and where it is closed, if it is.
struct Group {
    open: Lexeme,
    end: Option<u32>,
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
            groups.push(Group { open: *lexeme, end: None });
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
    let quiet_until = if group.open.token == Token::OpenBrace { None } else { group.end };
    Around { innermost: Some(group.open), quiet_until }
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
