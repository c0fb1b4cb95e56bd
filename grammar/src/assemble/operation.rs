//! Binary operators and selectors. The grammar reads operand, operator, operand … as a flat sequence; precedence is resolved here.
//! This keeps the generated tables small and fast.

use super::{Builder, Items};
use crate::ast::{BinaryOperator, Node, NodeId};

/// A sequence of operands that is still growing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Operation {
    first: NodeId,
    /// Index of the operators that wait for their right side to be complete; `NO_REST` while there are none.
    rest: u32,
}

const NO_REST: u32 = u32::MAX;

/// A selector binds weaker than every comparison and stronger than `and`.
const SELECTOR: u8 = 3;

/// The waiting operators of all open sequences, reused.
#[derive(Default)]
pub(super) struct Operations {
    waiting: Vec<Vec<(BinaryOperator, NodeId)>>,
    free: Vec<u32>,
}

impl Builder {
    pub fn operand(&mut self, first: NodeId) -> Operation {
        Operation { first, rest: NO_REST }
    }

    pub fn operate(&mut self, mut operation: Operation, operator: BinaryOperator, right: NodeId) -> Operation {
        if operation.rest == NO_REST {
            operation.rest = self.operations.open();
        } else {
            self.reduce(&mut operation, operator.precedence());
        }
        self.operations.push(operation, operator, right);
        operation
    }

    /// `left ? { … }`, where `left` is all that binds stronger.
    pub fn select(&mut self, mut operation: Operation, options: Items, end: u32) -> Operation {
        let options = self.list(options);
        self.reduce(&mut operation, SELECTOR);
        let left = self.operations.top(operation);
        let start = self.ast.span(left).start;
        let selector = self.node(start, end, Node::Selector(left, options));
        self.operations.set_top(&mut operation, selector);
        operation
    }

    /// Puts a node around the right-most operand: `[…]` and `.name` after a selector apply to the selector.
    pub fn extend_selector(&mut self, mut operation: Operation, end: u32, make: impl FnOnce(NodeId) -> Node) -> Operation {
        let top = self.operations.top(operation);
        let start = self.ast.span(top).start;
        let node = self.node(start, end, make(top));
        self.operations.set_top(&mut operation, node);
        operation
    }

    pub fn operation(&mut self, mut operation: Operation) -> NodeId {
        self.reduce(&mut operation, 0);
        self.operations.close(operation);
        operation.first
    }

    /// Completes the waiting operators that bind at least as strongly as `limit`.
    fn reduce(&mut self, operation: &mut Operation, limit: u8) {
        while let Some((operator, right)) = self.operations.pop_stronger(*operation, limit) {
            let left = self.operations.top(*operation);
            let (start, end) = (self.ast.span(left).start, self.ast.span(right).end);
            let node = self.node(start, end, Node::Binary(operator, left, right));
            self.operations.set_top(operation, node);
        }
    }
}

impl Operations {
    fn open(&mut self) -> u32 {
        self.free.pop().unwrap_or_else(|| {
            self.waiting.push(Vec::new());
            self.waiting.len() as u32 - 1
        })
    }

    fn close(&mut self, operation: Operation) {
        if operation.rest != NO_REST {
            self.free.push(operation.rest);
        }
    }

    fn push(&mut self, operation: Operation, operator: BinaryOperator, right: NodeId) {
        if let Some(waiting) = self.waiting.get_mut(operation.rest as usize) {
            waiting.push((operator, right));
        }
    }

    fn pop_stronger(&mut self, operation: Operation, limit: u8) -> Option<(BinaryOperator, NodeId)> {
        let waiting = self.waiting.get_mut(operation.rest as usize)?;
        waiting.pop_if(|(operator, _)| operator.precedence() >= limit)
    }

    /// The right-most operand so far.
    fn top(&self, operation: Operation) -> NodeId {
        let last = self.waiting.get(operation.rest as usize).and_then(|waiting| waiting.last());
        last.map_or(operation.first, |(_, right)| *right)
    }

    fn set_top(&mut self, operation: &mut Operation, node: NodeId) {
        match self.waiting.get_mut(operation.rest as usize).and_then(|waiting| waiting.last_mut()) {
            Some((_, right)) => *right = node,
            None => operation.first = node,
        }
    }
}
