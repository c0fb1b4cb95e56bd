//! The text of a heredoc that names its syntax: `@(END:json)`. Source: `lib/puppet/syntax_checkers`.

use super::Checker;
use crate::diagnostic::render::first_line;
use crate::diagnostic::{Diagnostic, Precision, Severity, Strictness};
use crate::value::json;
use rpuppet_syntax::{Ast, Kind, Location, Node, NodeId, SourceFile, Span};

/// How many characters of what is wrong a message tells.
const TOLD: usize = 500;
/// For JSON fewer.
const TOLD_OF_JSON: usize = 100;

impl Checker<'_> {
    /// Text without interpolations is checked here, other text when it has been evaluated.
    pub(super) fn check_heredoc(&mut self, syntax: &str, text: NodeId) {
        if let Node::String(name) = self.ast.node(text)
            && let Some(message) = misfit(syntax, self.ast.text(name))
        {
            self.found.push(Diagnostic::error("INVALID_HEREDOC_TEXT", message).at(heredoc_place(self.ast, text)));
        }
    }
}

/// Where the text of a heredoc is told to be: at the start of its line, before the margin.
pub fn heredoc_place(ast: &Ast, text: NodeId) -> Location {
    let span = ast.span(text);
    let before = ast.source.text().get(..span.start as usize).unwrap_or("");
    let start = before.rfind('\n').map_or(0, |at| at + 1) as u32;
    Location::new(&ast.source, Span { start, ..span })
}

/// Why a text is not of a syntax; `None` where it is, or where nobody knows the syntax. Of `a+b`, `b` counts where `a+b` is unknown.
pub fn misfit(syntax: &str, text: &str) -> Option<String> {
    let known = syntax.rsplit('+').next()?;
    let wrong = match known {
        "json" => json(text)?,
        "pp" => format!("PP syntax checker: \"{}\"", code(text, Kind::Manifest)?),
        "epp" => format!("EPP syntax checker: \"{}\"", code(text, Kind::Template)?),
        "base64" => base64(text)?,
        _ => return None,
    };
    Some(format!("Invalid produced text having syntax: '{syntax}'. {wrong}"))
}

fn one_line(text: &str, most: usize) -> String {
    text.chars().take(most).collect::<String>().replace("\r\n", "\\n").replace('\n', "\\n")
}

fn json(text: &str) -> Option<String> {
    let message = json::mistake(text)?;
    Some(format!("JSON syntax checker: Cannot parse invalid JSON string. \"{}\"", one_line(&message, TOLD_OF_JSON)))
}

/// The first mistake of Puppet code.
fn code(text: &str, kind: Kind) -> Option<String> {
    let source = SourceFile::new(None, text.to_string());
    let parsed = rpuppet_syntax::parse(source.clone(), kind);
    let syntax = parsed.errors.first().map(|error| {
        let diagnostic = Diagnostic::error(error.code, error.message.clone()).at(Location::new(&source, error.span));
        let at_end = error.code == "SYNTAX_ERROR" && error.span.start == error.span.end;
        Diagnostic { precision: if at_end { Precision::Nowhere } else { Precision::Column }, ..diagnostic }
    });
    let rule = || super::check(&parsed.ast, Strictness::Error).into_iter().find(|found| found.severity == Severity::Error);
    Some(one_line(&first_line(&syntax.or_else(rule)?), TOLD))
}

fn base64(text: &str) -> Option<String> {
    let bytes: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'?').collect();
    let body: &[u8] = match bytes.as_slice() {
        [body @ .., b'=', b'='] | [body @ .., b'='] => body,
        all => all,
    };
    let in_range = body.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'));
    if in_range && bytes.len().is_multiple_of(4) {
        return None;
    }
    let why = match (bytes.len() * 8) % 6 {
        0 => "contains letters outside strict base 64 range (or whitespace)",
        _ => "padding is not correct",
    };
    Some(format!("Base64 syntax checker: Cannot parse invalid Base64 string - {why}"))
}
