//! Templates: literal text with code between `<%` and `%>`.
//!
//! `<%=` gives a value, `<%#` a comment, `<%%` and `%%>` the marks themselves; `<%-` takes the white space before it on its line,
//! `-%>` the white space after it with the line break.

use super::{Lexer, Mode};
use crate::source::Span;
use crate::token::{Raw, Token};
use logos::Logos;

/// What ended a stretch of text.
enum Tag {
    /// `<%` or `<%-`: code starts at this offset.
    Code(usize),
    /// `<%=`
    Expression(usize),
    EndOfText,
    /// A comment is the last thing there is: Puppet forgets the text before it.
    EndOfComment,
}

impl Lexer<'_> {
    pub(super) fn template(&mut self) {
        self.push(Token::TemplateStart, 0, 0);
        let code = self.template_text(0, false);
        self.code(code);
    }

    /// `%>` ends the code of a template; in a manifest it is an operator after another.
    pub(super) fn tag_end(&mut self, trim: bool, start: usize, end: usize) {
        if !matches!(self.mode, Mode::Template) {
            let token = if trim { Token::Minus } else { Token::Percent };
            self.push(token, start, start + 1);
            self.scanner = Raw::lexer(self.text);
            return self.scanner.bump(start + 1);
        }
        if self.tag.is_some_and(|(_, expression)| expression) {
            self.push(Token::TagEnd, start, end);
        }
        let code = self.template_text(end, trim);
        self.jump(code);
    }

    /// A template whose last `<%` is still open.
    pub(super) fn end_of_template(&mut self) {
        if let Some((open, _)) = self.tag.take() {
            let opening = Span::new(self.origin.file_offset(open), self.origin.file_offset(open + 2));
            let end = self.text.len();
            let error = self.error("EPP_UNBALANCED_TAG", "Unbalanced epp tag, reached <eof> without closing tag.", end, end);
            error.related = Some((opening, "this tag is not closed".into()));
            error.help = Some("close it with `%>` or `-%>`".into());
            self.cut_off();
        }
    }

    /// Reads text from `from` on and gives the offset at which code starts.
    fn template_text(&mut self, from: usize, trim: bool) -> usize {
        let mut text = String::new();
        let (tag, end) = self.scan_template_text(from, trim, &mut text);
        // text after the last tag is there even when nothing of it is left
        let last = matches!(tag, Tag::EndOfText) && from < self.text.len();
        if !text.is_empty() || last {
            let name = self.intern(&text);
            self.push(Token::TemplateText(name), from, end);
        }
        match tag {
            Tag::Code(code) => {
                self.tag = Some((end, false));
                code
            }
            Tag::Expression(code) => {
                self.tag = Some((end, true));
                self.push(Token::TagExpression, end, code);
                code
            }
            Tag::EndOfText | Tag::EndOfComment => {
                self.tag = None;
                self.text.len()
            }
        }
    }

    /// Collects text up to the next tag; gives the tag and where it stands.
    fn scan_template_text(&mut self, from: usize, mut trim: bool, text: &mut String) -> (Tag, usize) {
        let mut at = from;
        loop {
            let rest = &self.text[at..];
            let found = memchr::memmem::find(rest.as_bytes(), b"<%");
            let part = &rest[..found.unwrap_or(rest.len())];
            text.push_str(&if trim { trim_line_start(part) } else { part }.replace("%%>", "%>"));
            trim = false;
            let Some(open) = found.map(|found| at + found) else { return (Tag::EndOfText, self.text.len()) };
            match self.text.as_bytes().get(open + 2) {
                None => return self.unbalanced(open),
                Some(b'%') => {
                    text.push_str("<%");
                    at = open + 3;
                }
                Some(b'#') => {
                    let Some(close) = comment_end(self.text.as_bytes(), open + 3) else { return self.unclosed_template_comment(open) };
                    if self.text.as_bytes().get(open + 3) == Some(&b'-') {
                        trim_line_end(text);
                    }
                    self.out.comments.push(Span::new(open as u32, close as u32 + 2));
                    trim = self.text.as_bytes().get(close - 1) == Some(&b'-');
                    at = close + 2;
                    if at == self.text.len() {
                        text.clear();
                        return (Tag::EndOfComment, at);
                    }
                }
                Some(b'=') => return (Tag::Expression(open + 3), open),
                Some(b'-') => {
                    trim_line_end(text);
                    return (Tag::Code(open + 3), open);
                }
                Some(_) => return (Tag::Code(open + 2), open),
            }
        }
    }

    fn unbalanced(&mut self, open: usize) -> (Tag, usize) {
        let message = "Unbalanced embedded expression - opening <% and reaching end of input";
        self.error("EPP_UNBALANCED_EXPRESSION", message, open + 2, open + 2).help = Some("write `<%%` for a literal `<%`".into());
        self.cut_off();
        (Tag::EndOfText, open)
    }

    fn unclosed_template_comment(&mut self, open: usize) -> (Tag, usize) {
        let message = "Reaching end after opening <%# without seeing %>";
        self.error("EPP_UNBALANCED_COMMENT", message, open + 2, open + 2).help = Some("close the comment with `%>`".into());
        self.cut_off();
        (Tag::EndOfText, open)
    }
}

/// The offset of the `%>` that ends a comment; `%%>` does not.
fn comment_end(bytes: &[u8], mut from: usize) -> Option<usize> {
    loop {
        let at = from + memchr::memmem::find(bytes.get(from..)?, b"%>")?;
        if bytes.get(at.checked_sub(1)?) != Some(&b'%') {
            return Some(at);
        }
        from = at + 2;
    }
}

/// What is left after `-%>`: white space and one line break are gone.
fn trim_line_start(text: &str) -> &str {
    let text = text.trim_start_matches([' ', '\t']);
    let text = text.strip_prefix('\r').unwrap_or(text);
    text.strip_prefix('\n').unwrap_or(text)
}

fn trim_line_end(text: &mut String) {
    text.truncate(text.trim_end_matches([' ', '\t']).len());
}
