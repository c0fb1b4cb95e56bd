//! Text to tokens. The scanner ([`Raw`]) finds words and marks; this room knows where strings, heredocs, regular expressions
//! and templates begin and end. It never stops at a mistake: it notes it, gives a likely token, and goes on.

mod blank;
mod epp;
mod escape;
mod heredoc;
mod number;
mod origin;
mod regex;
mod string;

use crate::ast::{Name, Names};
use crate::error::SyntaxError;
use crate::source::Span;
use crate::token::{self, Lexeme, Raw, Token};
use escape::Escapes;
use logos::Logos;
use origin::Origin;

/// Heredocs may stand in the interpolations of heredocs, down to this depth.
const HEREDOC_DEPTH: usize = 32;

/// All that was found in a text.
#[derive(Default)]
pub(crate) struct Lexed {
    pub lexemes: Vec<Lexeme>,
    pub names: Names,
    pub comments: Vec<Span>,
    pub errors: Vec<SyntaxError>,
    /// What is allowed but most likely wrong.
    pub warnings: Vec<SyntaxError>,
    /// Where a mistake is that swallowed the text up to its end; what the grammar says from there on is noise.
    pub cut_off: Option<u32>,
}

/// Reads a manifest.
pub(crate) fn lex_manifest(text: &str) -> Lexed {
    let mut lexed = Lexed { names: Names::for_text(text.len()), ..Lexed::default() };
    lexed.lexemes.reserve(text.len() / 6);
    lexed.comments.reserve(text.len() / 64);
    if lexed.refuse_byte_order_mark(text) {
        return lexed;
    }
    Lexer::new(&mut lexed, text, Origin::file(), Mode::Manifest, 0).code(0);
    lexed
}

/// Reads a template.
pub(crate) fn lex_template(text: &str) -> Lexed {
    let mut lexed = Lexed::default();
    if lexed.refuse_byte_order_mark(text) {
        return lexed;
    }
    Lexer::new(&mut lexed, text, Origin::file(), Mode::Template, 0).template();
    lexed
}

impl Lexed {
    #[inline]
    fn push(&mut self, token: Token, start: u32, end: u32) {
        self.lexemes.push(Lexeme { token, start, end });
    }

    fn refuse_byte_order_mark(&mut self, text: &str) -> bool {
        let found = text.starts_with('\u{feff}');
        if found {
            let message = "Illegal UTF-8 Byte Order mark at beginning of input: [EF BB BF] - remove these from the puppet source";
            self.errors.push(SyntaxError::new("ILLEGAL_BOM", message, Span::new(0, 3)));
        }
        found
    }
}

/// What is read: the code of a file, a template, or the text of a heredoc (which begins as a string).
enum Mode {
    Manifest,
    Template,
    Heredoc(Escapes),
}

/// An open `${`.
struct Interpolation {
    /// How many braces were open before it.
    depth: usize,
    /// The first lexeme inside.
    first: usize,
    /// Where its string began.
    quote: usize,
}

struct Lexer<'a> {
    out: &'a mut Lexed,
    text: &'a str,
    scanner: logos::Lexer<'a, Raw>,
    origin: Origin,
    mode: Mode,
    /// How many heredocs this text is inside of.
    nesting: usize,
    first: usize,
    braces: usize,
    interpolations: Vec<Interpolation>,
    line_start: usize,
    /// Where the next line goes on after the texts of the heredocs begun on this one.
    heredoc_end: Option<usize>,
    /// Where the last `<%` is, and whether it is a `<%=`.
    tag: Option<(usize, bool)>,
}

impl<'a> Lexer<'a> {
    fn new(out: &'a mut Lexed, text: &'a str, origin: Origin, mode: Mode, nesting: usize) -> Self {
        let first = out.lexemes.len();
        let scanner = Raw::lexer(text);
        let (braces, interpolations, line_start) = (0, Vec::new(), 0);
        Lexer { out, text, scanner, origin, mode, nesting, first, braces, interpolations, line_start, heredoc_end: None, tag: None }
    }

    #[inline]
    fn push(&mut self, token: Token, start: usize, end: usize) {
        self.out.push(token, self.origin.file_offset(start), self.origin.file_offset(end));
    }

    fn intern(&mut self, text: &str) -> Name {
        self.out.names.intern(text)
    }

    /// Goes on at `offset`, which is not before the end of the last word.
    fn jump(&mut self, offset: usize) {
        self.scanner.bump(offset.saturating_sub(self.scanner.span().end));
    }

    fn error(&mut self, code: &'static str, message: impl Into<String>, start: usize, end: usize) -> &mut SyntaxError {
        let span = Span::new(self.origin.file_offset(start), self.origin.file_offset(end));
        self.out.errors.push(SyntaxError::new(code, message, span));
        let last = self.out.errors.len() - 1;
        &mut self.out.errors[last]
    }

    /// The mistake noted last swallows the rest of the text.
    fn cut_off(&mut self) {
        let start = self.out.errors.last().map(|error| error.span.start);
        self.out.cut_off = self.out.cut_off.or(start);
    }

    /// The main loop: code from `offset` on.
    fn code(&mut self, offset: usize) {
        self.scanner.bump(offset);
        loop {
            self.pass_blanks();
            let Some(found) = self.scanner.next() else { break };
            let (start, end) = (self.scanner.span().start, self.scanner.span().end);
            match found {
                Ok(Raw::Mark(token)) => self.push(token, start, end),
                Ok(raw) => self.raw(raw, start, end),
                Err(()) => self.stray_character(start, end),
            }
        }
        self.end_of_text();
    }

    fn raw(&mut self, raw: Raw, start: usize, end: usize) {
        match raw {
            Raw::WideSpace => {}
            Raw::CommentStart => self.long_comment(start, end),
            Raw::Reference => self.reference(start, end),
            Raw::Name => self.name(start, end),
            Raw::Word => self.named(Token::Word, start, start, end),
            Raw::Colons => self.colons(start, end),
            Raw::Variable => self.named(Token::Variable, start + 1, start, end),
            Raw::Dollar => self.named(Token::Variable, end, start, end),
            Raw::Number => self.number(start, end),
            Raw::BadNumber => self.bad_number(start, end),
            Raw::SingleQuote => self.single_quoted(start, end),
            Raw::DoubleQuote => self.double_quoted(start, end),
            Raw::HeredocStart => self.heredoc(start),
            Raw::Slash => self.slash(start, end),
            Raw::OpenBracket => self.open_bracket(start, end),
            Raw::OpenParen => self.open_paren(start, end),
            Raw::OpenBrace => self.open_brace(start, end),
            Raw::CloseBrace => self.close_brace(start, end),
            Raw::TagEnd => self.tag_end(false, start, end),
            Raw::TagEndTrim => self.tag_end(true, start, end),
            Raw::Mark(token) => self.push(token, start, end),
        }
    }

    /// It is left out: what is around it may well be read.
    fn stray_character(&mut self, start: usize, end: usize) {
        // but for the tilde, Puppet has no value for such a token
        let shown = if &self.text[start..end] == "~" { "~" } else { "" };
        let message = format!("Syntax error at '{shown}'");
        let help = "this character has no meaning outside of strings and comments";
        self.error("SYNTAX_ERROR", message, start, end).help = Some(help.into());
    }

    /// A token whose text starts at `from`.
    fn named(&mut self, token: fn(Name) -> Token, from: usize, start: usize, end: usize) {
        let name = self.out.names.intern(&self.text[from..end]);
        self.push(token(name), start, end);
    }

    fn reference(&mut self, start: usize, end: usize) {
        if self.text[end..].starts_with("::") {
            let (code, message, at) = if self.text[start..].starts_with("::") {
                ("ILLEGAL_FULLY_QUALIFIED_CLASS_REFERENCE", "Illegal fully qualified class reference", end + 3)
            } else {
                ("ILLEGAL_CLASS_REFERENCE", "Illegal class reference", end + 1)
            };
            self.error(code, message, at, at + 1).help = Some("every part of a type's name begins with a capital letter".into());
            self.skip_qualified(end);
            let end = self.scanner.span().end;
            return self.named(Token::Reference, start, start, end);
        }
        self.named(Token::Reference, start, start, end);
    }

    /// Passes over what is left of a name with a mistake in it.
    fn skip_qualified(&mut self, from: usize) {
        let word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == ':';
        let length = self.text[from..].find(|c| !word(c)).unwrap_or(self.text.len() - from);
        self.jump(from + length);
    }

    fn name(&mut self, start: usize, end: usize) {
        match token::keyword(&self.text[start..end]) {
            Some(keyword) => self.push(keyword, start, end),
            None => self.named(Token::Name, start, start, end),
        }
    }

    fn colons(&mut self, start: usize, end: usize) {
        let help = "a name begins with a letter, after `::` too";
        self.error("ILLEGAL_FULLY_QUALIFIED_NAME", "Illegal fully qualified name", end, end + 1).help = Some(help.into());
        self.skip_qualified(end);
        let end = self.scanner.span().end;
        // `a::1` stays one operand; `::1` alone becomes one
        if !self.after_operand(start) {
            self.named(Token::Name, end, start, end);
        }
    }

    /// Whether an operand ends exactly where this token starts.
    fn after_operand(&self, start: usize) -> bool {
        let start = self.origin.file_offset(start);
        self.out.lexemes.last().is_some_and(|last| last.token.ends_value() && last.end == start)
    }

    fn open_bracket(&mut self, start: usize, end: usize) {
        let spaced = self.text[..start].chars().next_back().is_none_or(char::is_whitespace);
        self.push(if spaced { Token::ArrayOpen } else { Token::AccessOpen }, start, end);
    }

    fn open_paren(&mut self, start: usize, end: usize) {
        let line_start = self.origin.file_offset(self.line_start);
        let after_line_start = |end: Option<u32>| end.is_some_and(|end| end > line_start);
        let first = !after_line_start(self.out.lexemes.last().map(|last| last.end))
            && !after_line_start(self.out.comments.last().map(|last| last.end));
        self.push(if first { Token::OpenParenFirst } else { Token::OpenParen }, start, end);
    }

    fn open_brace(&mut self, start: usize, end: usize) {
        self.braces += 1;
        self.push(Token::OpenBrace, start, end);
    }

    fn close_brace(&mut self, start: usize, end: usize) {
        self.braces = self.braces.saturating_sub(1);
        match self.interpolations.last() {
            Some(open) if open.depth >= self.braces => self.close_interpolation(end),
            _ => self.push(Token::CloseBrace, start, end),
        }
    }

    fn end_of_text(&mut self) {
        let Some(open) = self.interpolations.pop() else { return self.end_of_template() };
        let end = self.text.len();
        if self.out.cut_off.is_none() && !(matches!(self.mode, Mode::Heredoc(_)) && self.interpolations.is_empty()) {
            self.unclosed_quote(open.quote, end..end, end);
        }
        // Puppet lets the end of a heredoc's text close an interpolation
        let rest = self.intern("");
        self.push(Token::StringEnd(rest), end, end);
    }
}
