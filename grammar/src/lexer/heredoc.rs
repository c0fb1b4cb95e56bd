//! Heredocs: `@("TAG":syntax/escapes)`, whose text starts on the next line and ends with a line `| - TAG`.
//!
//! Several may begin on one line; each one's text then follows the one before. A `|` before the end tag takes the margin up to it off
//! every line, a `-` takes the last line break. As in Puppet, text before the end tag's marks does not keep a line from being the last.

use super::string::followed_by;
use super::{Escapes, HEREDOC_DEPTH, Lexed, Lexer, Mode, Origin};
use crate::source::Span;
use crate::token::Token;

/// What stands between `@(` and `)`.
struct Header<'a> {
    tag: &'a str,
    syntax: &'a str,
    escapes: Option<&'a str>,
    interpolate: bool,
}

/// The line that ends a heredoc.
struct EndLine<'a> {
    start: usize,
    next: usize,
    /// The white space to take off every line.
    margin: &'a str,
    trim: bool,
}

impl<'a> Lexer<'a> {
    pub(super) fn heredoc(&mut self, start: usize) {
        let text = self.text;
        let Some(close) = memchr::memchr(b')', &text.as_bytes()[start..]).map(|at| start + at) else {
            let message = format!("Unclosed parenthesis after '@(' followed by '{}'", followed_by(&text[start..]));
            self.error("HEREDOC_UNCLOSED_PARENTHESIS", message, start, start + 2).help = Some("write the end tag as `@(TAG)`".into());
            return self.empty_string(start, start + 2);
        };
        let header = self.header(&text[start + 2..close], close + 1);
        self.jump(close + 1);
        let Some(header) = header else { return self.empty_string(start, close + 1) };
        let Some(body) = self.heredoc_body(close + 1) else { return self.empty_string(start, close + 1) };
        let Some(end) = end_line(text, body, header.tag) else {
            self.no_end_line(start, close, body, header.tag);
            return self.empty_string(start, close + 1);
        };
        self.heredoc_end = Some(end.next);
        let syntax = self.intern(header.syntax);
        self.push(Token::Heredoc(syntax), start, close + 1);
        self.push(Token::HeredocText, body, end.start);
        self.heredoc_text(body, &end, Escapes::heredoc(header.escapes, header.interpolate));
    }

    /// Stands in for a heredoc with a mistake.
    fn empty_string(&mut self, start: usize, end: usize) {
        let empty = self.intern("");
        self.push(Token::String(empty), start, end);
    }

    /// Where the text begins: on the next line, or after the text of this line's last heredoc.
    fn heredoc_body(&mut self, after: usize) -> Option<usize> {
        let next_line = || memchr::memchr(b'\n', &self.text.as_bytes()[after..]).map(|at| after + at + 1);
        let body = self.heredoc_end.or_else(next_line);
        if body.is_none() {
            self.error("HEREDOC_WITHOUT_TEXT", "Heredoc without any following lines of text", after, after);
        }
        body
    }

    fn no_end_line(&mut self, start: usize, close: usize, body: usize, tag: &str) {
        let opening = Span::new(self.origin.file_offset(start), self.origin.file_offset(close + 1));
        let error = self.error("HEREDOC_WITHOUT_END_TAGGED_LINE", "Heredoc without end-tagged line", body, body);
        error.related = Some((opening, "the heredoc begins here".into()));
        error.help = Some(format!("end its text with a line that holds only `{tag}` (or `| {tag}`)"));
        self.heredoc_end = Some(self.text.len());
        self.cut_off();
    }

    /// Reads the header; every mistake in it is noted, and a mistaken flag or syntax is passed over.
    fn header(&mut self, spec: &'a str, at: usize) -> Option<Header<'a>> {
        let tag_end = spec.find([':', '/', '\r', '\n']).unwrap_or(spec.len());
        let (tag, rest) = spec.split_at(tag_end);
        let (syntax, flags) = split_rest(rest).unwrap_or_else(|| {
            let message = "Invalid syntax in heredoc expected @(endtag[:syntax][/escapes])";
            self.error("HEREDOC_INVALID_SYNTAX", message, at, at);
            ("", None)
        });
        if tag.is_empty() && rest.is_empty() {
            self.error("HEREDOC_INVALID_SYNTAX", "Invalid syntax in heredoc expected @(endtag[:syntax][/escapes])", at, at);
            return None;
        }
        let (tag, interpolate) = unquote(tag.trim());
        if tag.is_empty() {
            self.error("HEREDOC_EMPTY_ENDTAG", "Heredoc with an empty endtag", at, at);
            return None;
        }
        if let Some((code, message)) = flags.and_then(flag_mistake) {
            self.error(code, message, at, at);
        }
        Some(Header { tag, syntax, escapes: flags, interpolate })
    }

    fn heredoc_text(&mut self, body: usize, end: &EndLine, escapes: Escapes) {
        let (text, lines) = self.strip_margin(body, end);
        if self.nesting >= HEREDOC_DEPTH {
            self.error("NESTING_TOO_DEEP", "Heredocs are nested too deeply", body, body);
            return self.empty_string(body, end.start);
        }
        let out: &mut Lexed = self.out;
        Lexer::new(out, &text, Origin::lines(lines), Mode::Heredoc(escapes), self.nesting + 1).heredoc_code();
    }

    /// The text without its margin, and where each of its lines stands in the file.
    fn strip_margin(&self, body: usize, end: &EndLine) -> (String, Vec<(u32, u32)>) {
        let raw = self.text.get(body..end.start).unwrap_or_default();
        let mut text = String::with_capacity(raw.len());
        let mut lines = Vec::new();
        let mut offset = body;
        for line in raw.split_inclusive('\n') {
            let stripped = line.strip_prefix(end.margin).unwrap_or(line);
            lines.push((text.len() as u32, self.origin.file_offset(offset + line.len() - stripped.len())));
            text.push_str(stripped);
            offset += line.len();
        }
        if lines.is_empty() {
            lines.push((0, self.origin.file_offset(body)));
        }
        if end.trim && text.ends_with('\n') {
            text.pop();
            text.truncate(text.strip_suffix('\r').map_or(text.len(), str::len));
        }
        (text, lines)
    }

    /// A heredoc's text: a string without quotes.
    fn heredoc_code(mut self) {
        self.unquoted();
        self.code(0);
    }
}

/// `:syntax` and `/escapes`, in this order; `None` where they are not well formed.
fn split_rest(rest: &str) -> Option<(&str, Option<&str>)> {
    let (syntax, rest) = match rest.strip_prefix(':') {
        Some(rest) => rest.split_at(rest.find('/').unwrap_or(rest.len())),
        None => ("", rest),
    };
    let trimmed = syntax.trim();
    let mut letters = trimmed.bytes();
    let first = letters.next().is_none_or(|c| c.is_ascii_lowercase());
    let well_formed = first && letters.all(|c| c.is_ascii_alphanumeric() || c == b'_' || c == b'+');
    if !well_formed || trimmed.len() == 1 || (trimmed.is_empty() && !syntax.is_empty()) {
        return None;
    }
    match rest.strip_prefix('/').map(str::trim_end) {
        Some(flags) => flags.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'_' || c == b'$').then_some((trimmed, Some(flags))),
        None => rest.is_empty().then_some((trimmed, None)),
    }
}

/// A tag in double quotes allows interpolation.
fn unquote(tag: &str) -> (&str, bool) {
    match tag.strip_prefix('"').and_then(|inner| inner.strip_suffix('"')) {
        Some(inner) => (inner.trim(), true),
        None => (tag, false),
    }
}

fn flag_mistake(flags: &str) -> Option<(&'static str, String)> {
    let twice = flags.char_indices().any(|(at, flag)| flags[..at].contains(flag));
    if twice {
        let all: Vec<String> = flags.chars().map(String::from).collect();
        let message = format!("An escape char for @() may only appear once. Got '{}'", all.join(", "));
        return Some(("HEREDOC_MULTIPLE_AT_ESCAPES", message));
    }
    let unknown = flags.chars().find(|flag| !"trnsuL$".contains(*flag))?;
    let message = format!("Invalid heredoc escape char. Only t, r, n, s,  u, L, $ allowed. Got '{unknown}'");
    Some(("HEREDOC_INVALID_ESCAPE", message))
}

/// The first line from `body` on that ends with the tag.
fn end_line<'a>(text: &'a str, body: usize, tag: &str) -> Option<EndLine<'a>> {
    let mut start = body;
    for line in text.get(body..)?.split_inclusive('\n') {
        let next = start + line.len();
        let content = line.strip_suffix('\n').unwrap_or(line);
        let content = content.strip_suffix('\r').unwrap_or(content).trim_end_matches(is_blank);
        if let Some(before) = content.strip_suffix(tag) {
            let (before, trim) = strip_mark(before, '-');
            let (before, has_margin) = strip_mark(before, '|');
            let margin = if has_margin { &before[before.trim_end_matches(is_blank).len()..] } else { "" };
            return Some(EndLine { start, next, margin, trim });
        }
        start = next;
    }
    None
}

/// Takes a mark off the end of a line, and the white space after it.
fn strip_mark(line: &str, mark: char) -> (&str, bool) {
    match line.trim_end_matches(is_blank).strip_suffix(mark) {
        Some(before) => (before, true),
        None => (line, false),
    }
}

/// Ruby's `[[:blank:]]`.
fn is_blank(c: char) -> bool {
    c == '\t' || (c.is_whitespace() && !matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'))
}
