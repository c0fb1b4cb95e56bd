//! Who wants to know what of the code a compilation reaches. Without one nothing is done.

use super::compiler::Compiler;
use rpuppet_syntax::{Ast, NodeId};

/// Is told of classes and defines whose bodies are evaluated (their own nodes), of the bodies of `if`, `unless` and `else` that are taken,
/// and of the options of `case` and selectors that fit (the options' nodes).
pub trait Observer: Send + Sync {
    fn reached(&self, ast: &Ast, node: NodeId);
}

impl Compiler<'_> {
    pub(super) fn reached(&self, ast: &Ast, node: NodeId) {
        if let Some(observer) = self.inputs.observer.filter(|_| !node.is_none()) {
            observer.reached(ast, node);
        }
    }
}
