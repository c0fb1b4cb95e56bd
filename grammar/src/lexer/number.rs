//! Numbers that are none: digits that do not fit their radix, letters after digits.

use super::Lexer;
use crate::token::Token;

impl Lexer<'_> {
    /// A number as far as the scanner can tell; an octal one must have octal digits.
    pub(super) fn number(&mut self, start: usize, end: usize) {
        let digits = &self.text.as_bytes()[start..end];
        let octal = digits.len() > 1 && digits[0] == b'0' && !matches!(digits[1], b'.' | b'x' | b'X');
        if octal && !digits.iter().all(|digit| (b'0'..=b'7').contains(digit)) {
            return self.bad_number(start, end);
        }
        self.named(Token::Number, start, start, end);
    }

    /// Says what is wrong in Puppet's words, by the number's first characters; a zero stands in.
    pub(super) fn bad_number(&mut self, start: usize, end: usize) {
        let text = &self.text[start..end];
        let mut rest = text.bytes().skip_while(u8::is_ascii_digit);
        let (code, message) = match text.as_bytes() {
            [b'0', b'x' | b'X', ..] => ("INVALID_HEX_NUMBER", format!("Not a valid hex number {text}")),
            [b'0', second, ..] if *second != b'.' => ("INVALID_OCTAL_NUMBER", format!("Not a valid octal number {text}")),
            _ if matches!(rest.next(), Some(b'.' | b'e' | b'E')) => {
                ("INVALID_DECIMAL_NUMBER", format!("Not a valid decimal number {text}"))
            }
            _ => ("ILLEGAL_NUMBER", format!("Illegal number '{text}'")),
        };
        self.error(code, message, start, end).help = Some("write it in quotes if a string is meant".into());
        let zero = self.intern("0");
        self.push(Token::Number(zero), start, end);
    }
}
