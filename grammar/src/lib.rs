//! The Puppet language's front end: text to tokens to tree, and nothing else. No I/O, no rendering.
//!
//! [`parse`] never fails: it gives the tree that could be read and every mistake that was found.

pub mod ast;
pub mod error;
pub mod source;

pub use ast::{Ast, Node, NodeId};
pub use error::SyntaxError;
pub use source::{Location, SourceFile, Span};
