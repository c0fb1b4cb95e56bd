//! What can be wrong with a text: data, never rendered.

use crate::source::Span;

/// One mistake of lexer or parser. The message has Puppet's words (`lib/puppet/pops/issues.rb`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Puppet's issue code, e.g. `SYNTAX_ERROR`, `UNCLOSED_QUOTE`.
    pub code: &'static str,
    pub message: String,
    pub span: Span,
    /// What to do next, where there is something to say.
    pub help: Option<String>,
    /// The other place involved (an opening brace, a first quote) and what it is.
    pub related: Option<(Span, String)>,
}

impl SyntaxError {
    pub fn new(code: &'static str, message: impl Into<String>, span: Span) -> Self {
        SyntaxError { code, message: message.into(), span, help: None, related: None }
    }
}
