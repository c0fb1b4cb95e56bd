//! Statements of a block, and calls that are written without parentheses.

use super::{Builder, Items};
use crate::ast::{Node, NodeId};
use crate::calls::STATEMENT_FUNCTIONS;
use crate::error::SyntaxError;
use crate::source::Span;

/// What stands where a statement may stand.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Statement {
    One(NodeId),
    /// `a, b, c` and where the first comma is: the arguments of a call without parentheses, whose name is the statement before.
    Several(Items, u32),
}

impl Builder {
    pub fn block(&mut self, statements: impl Into<Option<Items>>, start: u32, end: u32) -> NodeId {
        let statements = self.list(statements);
        match *self.ast.items(statements) {
            [] => NodeId::NONE,
            [only] => {
                self.ast.pool.truncate(statements.start as usize);
                only
            }
            _ => self.node(start, end, Node::Block(statements)),
        }
    }

    /// Adds a statement; after the name of a statement function it is that function's argument.
    pub fn push_statement(&mut self, statements: Items, statement: Statement) -> Items {
        let function = self.last(statements).filter(|last| self.is_statement_function(*last));
        match (function, statement) {
            (Some(function), _) => {
                let call = self.statement_call(function, statement);
                self.replace_last(statements, call);
                statements
            }
            (None, Statement::One(node)) => {
                self.discard_value(node);
                self.push(statements, node)
            }
            (None, Statement::Several(items, comma)) => {
                self.stray_comma(statements, comma);
                self.take(items).into_iter().fold(statements, |statements, item| self.push(statements, item))
            }
        }
    }

    fn is_statement_function(&self, id: NodeId) -> bool {
        matches!(self.ast.node(id), Node::QualifiedName(name) if STATEMENT_FUNCTIONS.contains(&self.ast.text(name).as_str()))
    }

    fn statement_call(&mut self, function: NodeId, statement: Statement) -> NodeId {
        let arguments = match statement {
            Statement::One(argument) => self.list_of(&[argument]),
            Statement::Several(items, _) => self.list(items),
        };
        let start = self.ast.span(function).start;
        let end = self.ast.items(arguments).last().map_or(start, |last| self.ast.span(*last).end);
        self.node(start, end, Node::Call { function, arguments, lambda: NodeId::NONE, rvalue: false })
    }

    /// A call that is a statement gives its value to nobody.
    fn discard_value(&mut self, id: NodeId) {
        if let Some(Node::Call { rvalue, .. }) = self.ast.nodes.get_mut(id.0 as usize) {
            *rvalue = false;
        }
    }

    fn stray_comma(&mut self, statements: Items, comma: u32) {
        let before = self.last(statements).map_or(Node::Nop, |last| self.ast.node(last));
        let message = match before {
            Node::QualifiedName(name) => {
                let name = self.ast.text(name);
                format!("attempt to pass argument list to the function '{name}' which cannot be called without parentheses")
            }
            _ => "illegal comma separated argument list".to_string(),
        };
        self.call_errors.push(SyntaxError::new("SYNTAX_ERROR", message, Span::new(comma, comma + 1)));
    }
}
