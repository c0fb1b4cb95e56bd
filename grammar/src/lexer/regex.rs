//! `/`: a division after an operand, else the start of a regular expression.

use super::Lexer;
use crate::token::Token;

impl Lexer<'_> {
    pub(super) fn slash(&mut self, start: usize, end: usize) {
        let divides = self.out.lexemes.get(self.first..).and_then(|own| own.last()).is_some_and(|last| last.token.divides());
        match if divides { None } else { regex_end(self.text.as_bytes(), end) } {
            // without a closing `/` it can only be a division
            None => self.push(Token::Slash, start, end),
            Some(close) => {
                let source = &self.text[end..close];
                let regex = if source.contains("\\/") { self.intern(&source.replace("\\/", "/")) } else { self.intern(source) };
                self.push(Token::Regex(regex), start, close + 1);
                self.jump(close + 1);
            }
        }
    }
}

/// The offset of the closing `/`.
fn regex_end(bytes: &[u8], mut from: usize) -> Option<usize> {
    loop {
        let at = from + memchr::memchr2(b'/', b'\\', bytes.get(from..)?)?;
        match bytes[at] {
            b'/' => return Some(at),
            _ => from = at + 2,
        }
    }
}
