//! What the recovering parser stumbled over, as Puppet says it, with the bracket that is still open.

use super::Failure;
use super::brackets::{self, Around};
use crate::assemble::{Builder, Scope};
use crate::error::SyntaxError;
use crate::lexer::Lexed;
use crate::source::Span;
use crate::token::{Lexeme, Token};
use lalrpop_util::ParseError;

/// How many tokens must have been read after a mistake before the next one is believed.
const QUIET: usize = 3;

/// A token that was not expected (`None` stands for the end of the text), and where reading went on.
struct Found {
    lexeme: Option<Lexeme>,
    start: u32,
    resumed: u32,
    scope: Scope,
}

/// Adds the mistakes that are not mere consequences of the one before.
pub(super) fn syntax_errors(builder: &Builder, last: Option<&Failure>, lexed: &Lexed, errors: &mut Vec<SyntaxError>) {
    let found = found(builder, last);
    let places: Vec<u32> = found.iter().map(|found| found.start).collect();
    let around = brackets::around(&lexed.lexemes, &places);
    let (mut resumed, mut quiet_until) = (None, 0);
    for (found, brackets) in found.iter().zip(around) {
        let read = resumed.is_none_or(|from| has_read(builder, lexed, from, found.start));
        resumed = Some(found.resumed.max(found.start));
        let cut_off = lexed.cut_off.is_some_and(|offset| found.start >= offset);
        // after a mistake, the end of the text is only news where a bracket is open
        let news = found.lexeme.is_some() || errors.is_empty() || brackets.innermost.is_some();
        if read && news && found.start >= quiet_until && !cut_off {
            quiet_until = brackets.quiet_until(found.scope);
            errors.push(syntax_error(builder, found.lexeme, found.start, &brackets));
        }
    }
}

fn found(builder: &Builder, last: Option<&Failure>) -> Vec<Found> {
    let end = builder.ast.source.text().len() as u32;
    let noted = builder.mistakes.iter().map(|mistake| (&mistake.error, mistake.resumed, mistake.scope));
    let all = noted.chain(last.map(|error| (error, end, Scope::Statement)));
    let mut found: Vec<Found> = all
        .map(|(error, resumed, scope)| {
            let lexeme = unexpected(error);
            Found { lexeme, start: lexeme.map_or(end, |lexeme| lexeme.start), resumed, scope }
        })
        .collect();
    found.sort_by_key(|found| found.start);
    found
}

/// Whether enough was read since the last mistake to believe the next one: some tokens, or all of a line.
fn has_read(builder: &Builder, lexed: &Lexed, from: u32, to: u32) -> bool {
    let index = |offset| lexed.lexemes.partition_point(|lexeme| lexeme.start < offset);
    let count = index(to).saturating_sub(index(from));
    count >= QUIET || (count > 0 && builder.ast.source.slice(Span::new(from, to)).contains('\n'))
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

fn syntax_error(builder: &Builder, lexeme: Option<Lexeme>, start: u32, brackets: &Around) -> SyntaxError {
    let (message, span) = match lexeme {
        Some(lexeme) => {
            let span = Span::new(lexeme.start, lexeme.end);
            (format!("Syntax error at '{}'", shown(builder, lexeme.token, span).replace('\n', "\\n")), span)
        }
        None => ("Syntax error at end of input".to_string(), Span::new(start, start)),
    };
    let mut error = SyntaxError::new("SYNTAX_ERROR", message, span);
    error.related = unclosed(builder, lexeme, brackets);
    error.help = help(builder, lexeme, span, brackets);
    error
}

/// The bracket that is still open at the end, that a closing bracket does not fit, or that a list goes on in from an earlier line.
fn unclosed(builder: &Builder, lexeme: Option<Lexeme>, brackets: &Around) -> Option<(Span, String)> {
    let open = brackets.innermost?;
    let needs = brackets::closing_of(open.token)?;
    let span = Span::new(open.start, open.end);
    let Some(lexeme) = lexeme else { return Some((span, format!("this is not closed: `{needs}` is missing"))) };
    if brackets::closes(lexeme.token) {
        let unfit = !brackets::fits(open.token, lexeme.token);
        return unfit.then(|| (span, format!("this is not closed: `{needs}` is missing")));
    }
    let between = builder.ast.source.slice(Span::new(open.end, lexeme.start));
    (needs != '}' && between.contains('\n')).then(|| (span, "this is still open here".to_string()))
}

/// How Puppet shows a token: by its value, not as written.
fn shown(builder: &Builder, token: Token, span: Span) -> String {
    match token.name() {
        Some(name) => builder.ast.text(name).to_string(),
        None => builder.ast.source.slice(span).to_string(),
    }
}

/// A next step, where the token suggests one.
fn help(builder: &Builder, lexeme: Option<Lexeme>, span: Span, brackets: &Around) -> Option<String> {
    let fits = |token| brackets.innermost.is_some_and(|open| brackets::fits(open.token, token));
    let help = match lexeme?.token {
        Token::FatArrow | Token::PlusArrow => "a `,` may be missing after the entry before, or a `:` after a title",
        Token::CloseBrace | Token::CloseParen | Token::CloseBracket | Token::TagEnd => match brackets.innermost {
            None if lexeme?.token != Token::TagEnd => "nothing is open here that this could close",
            Some(_) if !fits(lexeme?.token) => "close the other bracket first",
            _ => "something is missing before it",
        },
        Token::String(_) | Token::StringStart(_) => "an operator or a `,` may be missing before it",
        Token::If if builder.misspelt_elsif(span.start).is_some() => "it is written `elsif`",
        Token::Else | Token::Elsif => "it follows the closing brace of an `if`",
        token if token.keyword_text().is_some() => {
            return Some(format!("`{}` is a keyword; quote it if a string is meant", builder.ast.source.slice(span)));
        }
        _ => return None,
    };
    Some(help.to_string())
}
