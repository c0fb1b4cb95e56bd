//! Who wants to know what of the code a compilation reaches. Without one nothing is done.

use super::compiler::Compiler;
use rpuppet_syntax::{Ast, NodeId};

/// A place of the code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// The body of a class or define, or an option of a `case` or selector that fits.
    Node(NodeId),
    /// The body of an `if` or `unless`, whether there is something in it or not.
    Taken(NodeId),
    /// The other way of an `if` or `unless`, whether there is an `else` or not.
    Skipped(NodeId),
    /// A `case` none of whose options fits.
    Unmatched(NodeId),
}

/// Is told of each place that is reached.
pub trait Observer: Send + Sync {
    fn reached(&self, ast: &Ast, place: Place);
}

impl Compiler<'_> {
    pub(super) fn reached(&self, ast: &Ast, place: Place) {
        if let Some(observer) = self.inputs.observer {
            observer.reached(ast, place);
        }
    }
}
