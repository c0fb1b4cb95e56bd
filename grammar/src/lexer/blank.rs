//! White space, line breaks and comments. They are most of a text, and a scanner would look at each of their bytes for longer.

use super::Lexer;
use crate::source::Span;

impl Lexer<'_> {
    /// Goes on at the next word.
    pub(super) fn pass_blanks(&mut self) {
        let bytes = self.text.as_bytes();
        let start = self.scanner.span().end;
        let mut at = start;
        while let Some(byte) = bytes.get(at) {
            at = match byte {
                b' ' => at + spaces(&bytes[at..]),
                b'\t' | b'\r' => at + 1,
                b'\n' => self.newline(at + 1),
                b'#' => self.line_comment(at),
                _ => break,
            };
        }
        self.scanner.bump(at - start);
    }

    /// Gives where the text goes on.
    fn newline(&mut self, end: usize) -> usize {
        self.line_start = self.heredoc_end.take().unwrap_or(end);
        self.line_start.max(end)
    }

    /// Gives the end of the line.
    fn line_comment(&mut self, start: usize) -> usize {
        let rest = &self.text.as_bytes()[start..];
        let length = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        self.comment(start, start + length);
        start + length
    }

    fn comment(&mut self, start: usize, end: usize) {
        // a carriage return before the line's end is no part of the comment
        let returns = self.text.as_bytes()[start..end].iter().rev().take_while(|byte| **byte == b'\r').count();
        self.out.comments.push(Span::new(self.origin.file_offset(start), self.origin.file_offset(end - returns)));
    }

    pub(super) fn long_comment(&mut self, start: usize, end: usize) {
        let rest = &self.text[end..];
        let close = match memchr::memmem::find(rest.as_bytes(), b"*/") {
            Some(at) => end + at + 2,
            None => {
                self.error("UNCLOSED_MLCOMMENT", "Unclosed multiline comment", start, end).help = Some("close it with `*/`".into());
                self.cut_off();
                self.text.len()
            }
        };
        self.comment(start, close);
        self.jump(close);
    }
}

/// How many spaces a text begins with. Lines are indented, so that eight bytes are looked at together.
fn spaces(text: &[u8]) -> usize {
    let mut count = 0;
    while let Some(bytes) = text.get(count..).and_then(|rest| rest.first_chunk()) {
        let others = u64::from_le_bytes(*bytes) ^ u64::from_le_bytes([b' '; 8]);
        if others != 0 {
            return count + others.trailing_zeros() as usize / 8;
        }
        count += 8;
    }
    count + text[count..].iter().take_while(|byte| **byte == b' ').count()
}
