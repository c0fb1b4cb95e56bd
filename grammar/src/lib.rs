//! The Puppet language's front end: text to tokens to tree, and nothing else. No I/O, no rendering.
//!
//! [`parse`] never fails: it gives the tree that could be read and every mistake that was found.

mod assemble;
pub mod ast;
mod calls;
pub mod error;
mod layer;
mod lexer;
mod parser;
pub mod pn;
pub mod source;
mod token;

pub use ast::{Ast, Node, NodeId};
pub use error::SyntaxError;
pub use parser::MAX_DEPTH;
pub use source::{Location, SourceFile, Span};
pub use token::{Lexeme, Token};

use std::sync::Arc;

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A `.pp` file, or code from the command line.
    Manifest,
    /// An `.epp` file.
    Template,
}

/// What could be read, and what is wrong with the rest.
#[derive(Debug)]
pub struct Parsed {
    pub ast: Ast,
    /// Every mistake of lexer and parser, in order of appearance.
    pub errors: Vec<SyntaxError>,
    /// What is allowed but most likely wrong.
    pub warnings: Vec<SyntaxError>,
}

/// Reads a text. The tree covers what could be read; it is nested at most [`MAX_DEPTH`] deep.
pub fn parse(source: Arc<SourceFile>, kind: Kind) -> Parsed {
    parse_with_tokens(source, kind).0
}

/// Reads a text, and gives its tokens beside the tree, in the order of the grammar: a heredoc's text comes right after its `@(…)`.
pub fn parse_with_tokens(source: Arc<SourceFile>, kind: Kind) -> (Parsed, Vec<Lexeme>) {
    let mut lexed = match kind {
        Kind::Manifest => lexer::lex_manifest(source.text()),
        Kind::Template => lexer::lex_template(source.text()),
    };
    let warnings = std::mem::take(&mut lexed.warnings);
    let (ast, errors) = parser::parse(source, &mut lexed);
    (Parsed { ast, errors, warnings }, lexed.lexemes)
}
