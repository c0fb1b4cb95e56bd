//! From tokens and comments to words: strings are told apart, gaps are filled, heredocs' texts are put where they stand.

use super::word::{Kind, Kinds, Word};
use rpuppet_syntax::{Lexeme, Span, Token};

/// The words of a text, in the order of the text, without gaps.
pub fn words(text: &str, lexemes: &[Lexeme], comments: &[Span]) -> Vec<Word> {
    let mut tokens = Tokens { text, found: Vec::with_capacity(lexemes.len()), strings: Vec::new(), heredoc: None, unordered: false };
    lexemes.iter().for_each(|lexeme| tokens.push(*lexeme));
    if tokens.unordered {
        tokens.found.sort_by_key(|word| word.start);
    }
    let mut filling = Filling { text, words: Vec::with_capacity(lexemes.len() * 2), at: 0, line: 1 };
    let mut comments = comments.iter().peekable();
    for token in tokens.found {
        while let Some(comment) = comments.next_if(|comment| comment.start < token.start) {
            filling.comment(*comment);
        }
        filling.word(token);
    }
    comments.for_each(|comment| filling.comment(*comment));
    filling.gap(text.len() as u32);
    filling.words
}

/// Tokens with the kinds of words; lines are not known yet.
struct Tokens<'a> {
    text: &'a str,
    found: Vec<Word>,
    /// The strings around, innermost last: whether each is a heredoc's text, and where that ends.
    strings: Vec<Option<u32>>,
    /// The text of a heredoc whose first piece comes next.
    heredoc: Option<(u32, u32)>,
    unordered: bool,
}

impl Tokens<'_> {
    fn push(&mut self, lexeme: Lexeme) {
        let (start, end) = (lexeme.start, lexeme.end);
        match lexeme.token {
            Token::HeredocText => {
                self.heredoc = Some((start, self.end_of_line(end)));
                self.unordered = true;
            }
            Token::String(_) => self.string(start, end),
            Token::StringStart(_) => self.string_start(start, end),
            Token::StringMiddle(_) => {
                let heredoc = matches!(self.strings.last(), Some(Some(_)));
                let start = self.with_brace(start);
                self.add([Kind::StringMiddle, Kind::HeredocMiddle][usize::from(heredoc)], start, end);
            }
            Token::StringEnd(_) => {
                let start = self.with_brace(start);
                match self.strings.pop().flatten() {
                    Some(end) => self.add(Kind::HeredocEnd, start, end),
                    None => self.add(Kind::StringEnd, start, end),
                }
            }
            Token::Variable(_) => self.variable(start, end),
            token => self.add(Kind::of(token), start, end),
        }
    }

    fn add(&mut self, kind: Kind, start: u32, end: u32) {
        self.found.push(Word { kind, line: 0, start, end });
    }

    /// The end of the line that an offset is on: the end tag of a heredoc is its last word.
    fn end_of_line(&self, offset: u32) -> u32 {
        let rest = self.text.get(offset as usize..).unwrap_or_default();
        let line = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest, |length| rest.get(..length).unwrap_or(rest));
        offset + line.trim_end().len() as u32
    }

    fn string(&mut self, start: u32, end: u32) {
        match self.heredoc.take() {
            Some((start, end)) => self.add(Kind::HeredocText, start, end),
            None if self.text.as_bytes().get(start as usize) == Some(&b'"') => self.add(Kind::DoubleQuoted, start, end),
            None => self.add(Kind::SingleQuoted, start, end),
        }
    }

    fn string_start(&mut self, start: u32, end: u32) {
        let heredoc = self.heredoc.take();
        self.strings.push(heredoc.map(|(_, end)| end));
        match heredoc {
            Some((start, _)) => self.add(Kind::HeredocStart, start, end),
            None => self.add(Kind::StringStart, start, end),
        }
    }

    /// The start of a piece with the `}` before it, where there is one.
    fn with_brace(&self, start: u32) -> u32 {
        let after_bare = self.found.last().is_some_and(|last| last.kind == Kind::BareVariable && last.end == start);
        let brace = start.checked_sub(1).filter(|before| self.text.as_bytes().get(*before as usize) == Some(&b'}'));
        brace.filter(|_| !after_bare).unwrap_or(start)
    }

    /// A `$name` right after a piece of a string that does not end with `${` has no braces.
    fn variable(&mut self, start: u32, end: u32) {
        let text = self.text.as_bytes();
        let after_piece = self.found.last().is_some_and(|last| {
            let piece = matches!(last.kind, Kind::StringStart | Kind::StringMiddle | Kind::HeredocStart | Kind::HeredocMiddle);
            piece && last.end == start && !text.get(..start as usize).unwrap_or_default().ends_with(b"${")
        });
        let bare = after_piece && text.get(start as usize) == Some(&b'$');
        self.add([Kind::Variable, Kind::BareVariable][usize::from(bare)], start, end);
    }
}

/// Words that may go over several lines.
static WITH_LINES: Kinds = Kinds::of(&[
    Kind::SingleQuoted,
    Kind::DoubleQuoted,
    Kind::StringStart,
    Kind::StringMiddle,
    Kind::StringEnd,
    Kind::LongComment,
    Kind::HeredocText,
    Kind::HeredocStart,
    Kind::HeredocMiddle,
    Kind::HeredocEnd,
    Kind::Regex,
    Kind::Template,
]);

/// Puts words one after the other and what is between them into words of their own.
struct Filling<'a> {
    text: &'a str,
    words: Vec<Word>,
    at: u32,
    line: u32,
}

impl Filling<'_> {
    fn comment(&mut self, span: Span) {
        let long = self.text.as_bytes().get(span.start as usize) == Some(&b'/');
        let kind = [Kind::Comment, Kind::LongComment][usize::from(long)];
        self.word(Word { kind, line: 0, start: span.start, end: span.end });
    }

    fn word(&mut self, word: Word) {
        // what a mistake in the text left twice
        if word.start < self.at || word.end < word.start {
            return;
        }
        self.gap(word.start);
        self.words.push(Word { line: self.line, ..word });
        if WITH_LINES.has(word.kind) {
            let inside = self.text.get(word.start as usize..word.end as usize).unwrap_or_default();
            self.line += memchr::memchr_iter(b'\n', inside.as_bytes()).count() as u32;
        }
        self.at = word.end;
    }

    /// White space and line breaks up to an offset.
    #[inline]
    fn gap(&mut self, end: u32) {
        if end == self.at + 1 && self.text.as_bytes().get(self.at as usize) == Some(&b' ') {
            self.blank(b" "); // most are
        }
        while self.at < end {
            let rest = self.text.as_bytes().get(self.at as usize..end as usize).unwrap_or_default();
            match rest {
                [b'\n', ..] => self.newline(1),
                [b'\r', b'\n', ..] => self.newline(2),
                _ => self.blank(rest),
            }
        }
    }

    fn newline(&mut self, length: u32) {
        self.push(Kind::Newline, length);
        self.line += 1;
    }

    fn blank(&mut self, rest: &[u8]) {
        let line = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        // a carriage return belongs to the line break
        let length = if line < rest.len() && line > 0 && rest.get(line - 1) == Some(&b'\r') { line - 1 } else { line };
        let after_newline = self.words.last().is_some_and(|last| last.kind == Kind::Newline);
        self.push(if after_newline { Kind::Indent } else { Kind::Space }, length as u32);
    }

    fn push(&mut self, kind: Kind, length: u32) {
        self.words.push(Word { kind, line: self.line, start: self.at, end: self.at + length });
        self.at += length;
    }
}
