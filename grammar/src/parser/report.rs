//! What the recovering parser stumbled over, as Puppet says it, with the bracket that is still open.

use super::Failure;
use super::brackets::{self, Around};
use crate::assemble::Builder;
use crate::error::SyntaxError;
use crate::lexer::Lexed;
use crate::source::Span;
use crate::token::{Lexeme, Token};
use lalrpop_util::ParseError;

/// How many tokens must have been read after a mistake before the next one is believed.
const QUIET: usize = 3;

/// Adds the mistakes that are not mere consequences of the one before.
pub(super) fn syntax_errors(builder: &Builder, last: Option<&Failure>, lexed: &Lexed, errors: &mut Vec<SyntaxError>) {
    let end = builder.ast.source.text().len() as u32;
    let noted = builder.mistakes.iter().map(|mistake| (unexpected(&mistake.error), mistake.resumed));
    let mut found: Vec<(Option<Lexeme>, u32)> = noted.chain(last.map(|error| (unexpected(error), end))).collect();
    let start_of = |lexeme: Option<Lexeme>| lexeme.map_or(end, |lexeme| lexeme.start);
    found.sort_by_key(|(lexeme, _)| start_of(*lexeme));
    let places: Vec<u32> = found.iter().map(|(lexeme, _)| start_of(*lexeme)).collect();
    let around = brackets::around(&lexed.lexemes, &places);
    let (mut resumed, mut quiet_until) = (None, 0);
    for ((lexeme, next), brackets) in found.into_iter().zip(around) {
        let start = start_of(lexeme);
        let read = resumed.is_none_or(|from| tokens_between(&lexed.lexemes, from, start) >= QUIET);
        resumed = Some(next.max(start));
        if read && start >= quiet_until && !(lexeme.is_none() && lexed.cut_off) {
            quiet_until = brackets.quiet_until.unwrap_or(0);
            errors.push(syntax_error(builder, lexeme, end, &brackets));
        }
    }
}

/// `None` stands for the end of the text.
fn unexpected(error: &Failure) -> Option<Lexeme> {
    match error {
        ParseError::UnrecognizedToken { token: (start, token, end), .. } | ParseError::ExtraToken { token: (start, token, end) } => {
            Some(Lexeme { token: *token, start: *start, end: *end })
        }
        _ => None,
    }
}

fn tokens_between(lexemes: &[Lexeme], from: u32, to: u32) -> usize {
    let index = |offset| lexemes.partition_point(|lexeme| lexeme.start < offset);
    index(to).saturating_sub(index(from))
}

fn syntax_error(builder: &Builder, lexeme: Option<Lexeme>, end: u32, brackets: &Around) -> SyntaxError {
    let (message, span) = match lexeme {
        Some(lexeme) => {
            let span = Span::new(lexeme.start, lexeme.end);
            (format!("Syntax error at '{}'", shown(builder, lexeme.token, span)), span)
        }
        None => ("Syntax error at end of input".to_string(), Span::new(end, end)),
    };
    let mut error = SyntaxError::new("SYNTAX_ERROR", message, span);
    error.related = unclosed(lexeme, brackets);
    error.help = help(lexeme.map(|lexeme| lexeme.token), error.related.is_some(), builder, span);
    error
}

/// The bracket that is still open at the end, or that a closing bracket does not fit.
fn unclosed(lexeme: Option<Lexeme>, brackets: &Around) -> Option<(Span, String)> {
    let (open, needs) = brackets.innermost.and_then(|open| Some((open, brackets::closing_of(open.token)?)))?;
    let unfit = lexeme.is_none_or(|lexeme| brackets::closes(lexeme.token) && !brackets::fits(open.token, lexeme.token));
    unfit.then(|| (Span::new(open.start, open.end), format!("this is not closed: `{needs}` is missing")))
}

/// How Puppet shows a token: by its value, not as written.
fn shown(builder: &Builder, token: Token, span: Span) -> String {
    match token.name() {
        Some(name) => builder.ast.text(name).to_string(),
        None => builder.ast.source.slice(span).to_string(),
    }
}

/// A next step, where the token suggests one.
fn help(token: Option<Token>, unclosed: bool, builder: &Builder, span: Span) -> Option<String> {
    let help = match token {
        _ if unclosed => "close the bracket, or look for one too many before this place",
        None => "something is missing at the end of the text",
        Some(Token::FatArrow | Token::PlusArrow) => "a `,` may be missing after the attribute or entry before, or a `:` after the title",
        Some(Token::CloseBrace | Token::CloseParen | Token::CloseBracket) => {
            "nothing is open here that this could close, or a value is missing before it"
        }
        Some(Token::Other) => "this character has no meaning outside of strings and comments",
        Some(Token::String(_) | Token::StringStart(_)) => "an operator or a `,` may be missing before it",
        Some(Token::Name(name)) if builder.ast.text(name).as_str() == "elseif" => "it is written `elsif`",
        Some(Token::Else | Token::Elsif) => "it follows the closing brace of an `if`",
        Some(token) if token.keyword_text().is_some() => {
            return Some(format!("`{}` is a keyword; quote it if a string is meant", builder.ast.source.slice(span)));
        }
        Some(_) => return None,
    };
    Some(help.to_string())
}
