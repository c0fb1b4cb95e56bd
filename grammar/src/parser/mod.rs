//! Tokens to tree. The quick parser reads what is well formed; only after a failure the recovering one reads again to find every mistake.

mod brackets;
mod report;

use crate::assemble::Builder;
use crate::ast::{Ast, NodeId};
use crate::error::SyntaxError;
use crate::layer;
use crate::lexer::Lexed;
use crate::source::{SourceFile, Span};
use crate::token::{Lexeme, Token};
use std::sync::Arc;

#[rustfmt::skip]
#[allow(warnings, clippy::all, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::unreachable)]
mod quick { include!(concat!(env!("OUT_DIR"), "/quick/puppet.rs")); }

#[rustfmt::skip]
#[allow(warnings, clippy::all, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::unreachable)]
mod recovering { include!(concat!(env!("OUT_DIR"), "/recovering/puppet.rs")); }

/// How deep brackets and operators may nest. Whoever walks a tree may recurse this deep.
pub const MAX_DEPTH: usize = 1000;

type Failure = lalrpop_util::ParseError<u32, Token, ()>;

/// Reads the tokens of a text.
pub(crate) fn parse(source: Arc<SourceFile>, lexed: &mut Lexed) -> (Ast, Vec<SyntaxError>) {
    if let Some(lexeme) = layer::resolve(&mut lexed.lexemes, MAX_DEPTH) {
        return (Ast::empty(source), vec![too_deep(Span::new(lexeme.start, lexeme.end))]);
    }
    let mut errors = std::mem::take(&mut lexed.errors);
    let mut builder = Builder::new(source.clone(), std::mem::take(&mut lexed.names), lexed.lexemes.len());
    let result = quick::ProgramParser::new().parse(&mut builder, tokens(&lexed.lexemes));
    let root = match result {
        Ok(root) => root,
        Err(_) => {
            builder = Builder::new(source, builder.ast.names, lexed.lexemes.len());
            let result = recovering::ProgramParser::new().parse(&mut builder, tokens(&lexed.lexemes));
            report::syntax_errors(&builder, result.as_ref().err(), lexed, &mut errors);
            result.unwrap_or(NodeId::NONE)
        }
    };
    errors.append(&mut builder.errors);
    if errors.is_empty() {
        errors = std::mem::take(&mut builder.call_errors);
    }
    errors.sort_by_key(|error| error.span.start);
    (finish(builder.ast, root, std::mem::take(&mut lexed.comments), &mut errors), errors)
}

fn tokens(lexemes: &[Lexeme]) -> impl Iterator<Item = Result<(u32, Token, u32), ()>> {
    lexemes.iter().map(|lexeme| Ok((lexeme.start, lexeme.token, lexeme.end)))
}

fn finish(mut ast: Ast, root: NodeId, comments: Vec<Span>, errors: &mut Vec<SyntaxError>) -> Ast {
    ast.root = root;
    ast.comments = comments;
    let spans = &ast.spans;
    ast.definitions.sort_by_key(|id| spans.get(id.0 as usize).map_or(0, |span| span.start));
    match ast.deeper_than(MAX_DEPTH) {
        Some(deep) => {
            errors.push(too_deep(ast.span(deep)));
            Ast::empty(ast.source)
        }
        None => ast,
    }
}

fn too_deep(span: Span) -> SyntaxError {
    let mut error = SyntaxError::new("NESTING_TOO_DEEP", format!("Expressions are nested more than {MAX_DEPTH} levels deep"), span);
    error.help = Some("give parts of it names of their own".into());
    error
}
