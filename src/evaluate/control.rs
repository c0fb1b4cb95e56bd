//! `if`, `unless`, `case`, selectors, and how an option matches.

use super::compiler::Compiler;
use super::expression::unwound;
use super::function::{Evaluated, Interrupt};
use super::observer::Place;
use crate::diagnostic::Diagnostic;
use crate::value::{Value, printf};
use rpuppet_syntax::ast::{List, UnaryOperator};
use rpuppet_syntax::{Ast, Node, NodeId};
use std::sync::Arc;

impl Compiler<'_> {
    pub(super) fn conditional(&mut self, ast: &Arc<Ast>, id: NodeId, wanted: bool) -> Evaluated {
        let (Node::If { test, then, otherwise } | Node::Unless { test, then, otherwise }) = ast.node(id) else { return Ok(Value::Undef) };
        self.guarded(|this| {
            let is_taken = this.evaluate(ast, test)?.is_truthy() == wanted;
            let (place, body) = if is_taken { (Place::Taken(id), then) } else { (Place::Skipped(id), otherwise) };
            this.reached(ast, place);
            this.evaluate(ast, body)
        })
    }

    pub(super) fn case(&mut self, ast: &Arc<Ast>, id: NodeId, test: NodeId, options: List) -> Evaluated {
        self.guarded(|this| {
            let value = this.evaluate(ast, test)?;
            let (mut default, mut place) = (NodeId::NONE, Place::Unmatched(id));
            for option in ast.items(options) {
                let Node::CaseOption { values, then } = ast.node(*option) else { continue };
                for candidate in ast.items(values) {
                    if is_default(ast, *candidate) {
                        (default, place) = (then, Place::Node(*option));
                    } else if this.option_matches(ast, &value, *candidate)? {
                        this.reached(ast, Place::Node(*option));
                        return this.evaluate(ast, then);
                    }
                }
            }
            this.reached(ast, place);
            this.evaluate(ast, default)
        })
    }

    pub(super) fn selector(&mut self, ast: &Arc<Ast>, id: NodeId, left: NodeId, options: List) -> Evaluated {
        self.guarded(|this| {
            let value = this.evaluate(ast, left)?;
            let mut default = None;
            for option in ast.items(options) {
                let Node::KeyedEntry { key, value: result } = ast.node(*option) else { continue };
                if is_default(ast, key) {
                    default = Some((*option, result));
                } else if this.option_matches(ast, &value, key)? {
                    this.reached(ast, Place::Node(*option));
                    return this.evaluate(ast, result);
                }
            }
            match default {
                Some((option, result)) => {
                    this.reached(ast, Place::Node(option));
                    this.evaluate(ast, result)
                }
                None => {
                    let message = format!("No matching entry for selector parameter with value '{}'", printf::plain(&value));
                    Err(Diagnostic::error("UNMATCHED_SELECTOR", message).at(ast.location(id)).with_help("add a `default =>` entry").into())
                }
            }
        })
    }

    fn option_matches(&mut self, ast: &Arc<Ast>, value: &Value, candidate: NodeId) -> Result<bool, Interrupt> {
        let candidate = unwound(ast, candidate);
        if let Node::Unary(UnaryOperator::Unfold, _) = ast.node(candidate) {
            let candidates = self.evaluate(ast, candidate)?;
            return Ok(candidates.as_array().unwrap_or(&[]).iter().any(|candidate| self.option_fits(value, candidate)));
        }
        let candidate = self.evaluate(ast, candidate)?;
        Ok(self.option_fits(value, &candidate))
    }
}

/// `default`, also in parentheses.
fn is_default(ast: &Ast, id: NodeId) -> bool {
    match ast.node(id) {
        Node::Default => true,
        Node::Parenthesized(inner) => is_default(ast, inner),
        _ => false,
    }
}
