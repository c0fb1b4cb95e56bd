//! Quoted strings, and the text of heredocs: literal pieces with the tokens of their interpolations between them.

use super::escape::{self, Escapes};
use super::{Interpolation, Lexer, Mode};
use crate::error::SyntaxError;
use crate::source::Span;
use crate::token::Token;
use std::sync::LazyLock;

static DOUBLE_QUOTED: LazyLock<Escapes> = LazyLock::new(Escapes::double_quoted);

/// Why the scan of a piece ended.
enum Stop {
    /// At the closing quote, or at the end of a heredoc's text.
    End { close: usize, next: usize },
    /// At a `${`.
    Expression(usize),
    /// At a `$name`; both ends of it.
    Variable(usize, usize),
    /// The quote is never closed.
    Unclosed,
}

impl Lexer<'_> {
    pub(super) fn single_quoted(&mut self, start: usize, end: usize) {
        let bytes = self.text.as_bytes();
        let (mut from, mut escapes) = (end, false);
        let close = loop {
            match memchr::memchr2(b'\'', b'\\', bytes.get(from..).unwrap_or_default()) {
                Some(at) if bytes[from + at] == b'\'' => break from + at,
                Some(at) => (from, escapes) = (from + at + 2, true),
                None => return self.unclosed_string(start, end),
            }
        };
        let raw = &self.text[end..close];
        let string = if escapes { self.intern(&escape::single_quoted(raw)) } else { self.intern(raw) };
        self.push(Token::String(string), start, close + 1);
        self.jump(close + 1);
    }

    fn unclosed_string(&mut self, start: usize, end: usize) {
        self.unclosed_quote(start, start..end, end);
        let string = self.intern("");
        self.push(Token::String(string), start, end);
        self.jump(self.text.len());
    }

    /// The mistake is noted where the search for the end began, as in Puppet, which tells the token read last; the quote is the
    /// other place.
    pub(super) fn unclosed_quote(&mut self, quote: usize, last: std::ops::Range<usize>, at: usize) {
        let after = match self.text.get(last) {
            Some("'") => "\"'\"".to_string(),
            last => format!("'{}'", last.unwrap_or_default()),
        };
        let message = format!("Unclosed quote after {after} followed by '{}'", followed_by(&self.text[at..]));
        let opening = crate::source::Span::new(self.origin.file_offset(quote), self.origin.file_offset(quote + 1));
        let error = self.error("UNCLOSED_QUOTE", message, at, at);
        error.related = Some((opening, "the string begins here".into()));
        error.help = Some("close the string, or escape a quote that belongs to it with a backslash".into());
        self.cut_off();
    }

    pub(super) fn double_quoted(&mut self, start: usize, end: usize) {
        self.string(start, start, end, true);
    }

    /// The text of a heredoc, which has no quotes.
    pub(super) fn unquoted(&mut self) {
        self.string(0, 0, 0, true);
    }

    /// A `}` closed the last interpolation.
    pub(super) fn close_interpolation(&mut self, end: usize) {
        if let Some(open) = self.interpolations.pop() {
            self.name_to_variable(open.first);
            self.string(open.quote, end, end, false);
        }
    }

    /// Whether the piece that is read now is the text of the heredoc itself: in its interpolations strings are quoted ones.
    fn in_heredoc_text(&self) -> bool {
        matches!(self.mode, Mode::Heredoc(_)) && self.interpolations.is_empty()
    }

    /// Reads from `from` up to the string's end or its next `${`. `quote` is where the string began, `start` where this piece does.
    fn string(&mut self, quote: usize, mut start: usize, mut from: usize, mut first: bool) {
        let unquoted = self.in_heredoc_text();
        loop {
            let stop = self.piece_end(from, unquoted);
            let literal = match &stop {
                Stop::End { close, .. } => from..*close,
                Stop::Expression(at) | Stop::Variable(at, _) => from..*at,
                Stop::Unclosed => return self.unclosed_piece(quote, from, first),
            };
            let name = self.literal(literal, unquoted);
            match stop {
                Stop::End { next, .. } => {
                    self.push(if first { Token::String(name) } else { Token::StringEnd(name) }, start, next);
                    return self.jump(next);
                }
                Stop::Expression(at) => {
                    self.push(if first { Token::StringStart(name) } else { Token::StringMiddle(name) }, start, at + 2);
                    self.interpolations.push(Interpolation { depth: self.braces, first: self.out.lexemes.len(), quote });
                    self.braces += 1;
                    return self.jump(at + 2);
                }
                Stop::Variable(at, end) => {
                    self.push(if first { Token::StringStart(name) } else { Token::StringMiddle(name) }, start, at);
                    self.named(Token::Variable, at + 1, at, end);
                    (start, from, first) = (end, end, false);
                }
                Stop::Unclosed => return,
            }
        }
    }

    fn literal(&mut self, range: std::ops::Range<usize>, unquoted: bool) -> crate::ast::Name {
        let raw = self.text.get(range.clone()).unwrap_or_default();
        if let Mode::Heredoc(escapes) = &self.mode
            && unquoted
        {
            return self.out.names.intern(&escapes.read(raw, &mut |_, _| {}));
        }
        let mut unknown = Vec::new();
        let text = DOUBLE_QUOTED.read(raw, &mut |offset, letter| unknown.push((range.start + offset, letter)));
        let name = self.out.names.intern(&text);
        for (at, letter) in unknown {
            self.warn_of_escape(at, letter);
        }
        name
    }

    fn warn_of_escape(&mut self, at: usize, letter: char) {
        let (code, message) = match letter {
            'u' => {
                let message = "Unicode escape '\\u' was not followed by 4 hex digits or 1-6 hex digits in {} or was > 10ffff";
                ("ILLEGAL_UNICODE_ESCAPE", message.to_string())
            }
            letter => ("UNRECOGNIZED_ESCAPE", format!("Unrecognized escape sequence '\\{letter}'")),
        };
        let span = Span::new(self.origin.file_offset(at), self.origin.file_offset(at + 1 + letter.len_utf8()));
        self.out.warnings.push(SyntaxError::new(code, message, span));
    }

    fn unclosed_piece(&mut self, quote: usize, from: usize, first: bool) {
        let last = if first { quote..from } else { self.last_word(from) };
        self.unclosed_quote(quote, last, from);
        let rest = self.intern("");
        let end = self.text.len();
        self.push(if first { Token::String(rest) } else { Token::StringEnd(rest) }, from, end);
        self.jump(end);
    }

    /// The last name or number before an offset.
    fn last_word(&self, before: usize) -> std::ops::Range<usize> {
        let is_part = |character: char| character.is_alphanumeric() || character == '_';
        let text = self.text.get(..before).unwrap_or_default();
        let behind = |(at, character): (usize, char)| at + character.len_utf8();
        let end = text.char_indices().rev().find(|(_, character)| is_part(*character)).map_or(0, behind);
        let word = text.get(..end).unwrap_or_default();
        let start = word.char_indices().rev().find(|(_, character)| !is_part(*character)).map_or(0, behind);
        start..end
    }

    /// Finds what ends a literal piece.
    fn piece_end(&self, from: usize, unquoted: bool) -> Stop {
        let bytes = self.text.as_bytes();
        let (interpolate, protects) = match &self.mode {
            Mode::Heredoc(escapes) if unquoted => (escapes.interpolate, escapes.protects_dollar()),
            _ => (true, true),
        };
        let end = Stop::End { close: bytes.len(), next: bytes.len() };
        if unquoted && !interpolate {
            return end;
        }
        let mut at = from;
        loop {
            let rest = bytes.get(at..).unwrap_or_default();
            let hit = if unquoted { memchr::memchr2(b'$', b'\\', rest) } else { memchr::memchr3(b'"', b'$', b'\\', rest) };
            at += match hit {
                Some(hit) => hit,
                None if unquoted => return end,
                None => return Stop::Unclosed,
            };
            match bytes[at] {
                b'"' => return Stop::End { close: at, next: at + 1 },
                b'\\' => at += if protects { 2 } else { 1 },
                _ if bytes.get(at + 1) == Some(&b'{') => return Stop::Expression(at),
                _ => match variable_length(&bytes[at + 1..]) {
                    0 => at += 1,
                    length => return Stop::Variable(at, at + 1 + length),
                },
            }
        }
    }

    /// `${name}`, `${name[…]}` and `${name.f}` mean the variable, also where the name is a keyword or a number.
    fn name_to_variable(&mut self, first: usize) {
        let inside = self.out.lexemes.get(first..).unwrap_or_default();
        let second = inside.get(1).map(|lexeme| lexeme.token);
        let Some(head) = inside.first().map(|lexeme| lexeme.token) else { return };
        if !matches!(second, None | Some(Token::Dot | Token::AccessOpen)) {
            return;
        }
        let name = match (head, head.keyword_text()) {
            (Token::Name(name) | Token::Word(name) | Token::Number(name), _) => name,
            (_, Some(keyword)) => self.intern(keyword),
            _ => return,
        };
        if let Some(lexeme) = self.out.lexemes.get_mut(first) {
            lexeme.token = Token::Variable(name);
        }
    }
}

/// The length of the longest `(::)?(\w+::)*\w+` at the start.
fn variable_length(bytes: &[u8]) -> usize {
    let mut at = if bytes.starts_with(b"::") { 2 } else { 0 };
    let mut end = 0;
    loop {
        let word = bytes[at..].iter().take_while(|c| c.is_ascii_alphanumeric() || **c == b'_').count();
        if word == 0 {
            return end;
        }
        end = at + word;
        if !bytes[end..].starts_with(b"::") {
            return end;
        }
        at = end + 2;
    }
}

/// The next five characters, as Puppet shows them.
pub(super) fn followed_by(rest: &str) -> String {
    if rest.is_empty() {
        return "<eof>".into();
    }
    let start: String = rest.chars().take(5).collect();
    start.replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r") + "..."
}
