//! The rules of the language that the grammar leaves open: what may be assigned to, where definitions may stand, which expressions have
//! no effect, and so on. They are those of Puppet's validator (`pops/validation/checker4_0.rb`), with its wording and codes.
//!
//! All mistakes of a tree are found in one walk. What depends on values is not checked here but when the tree is evaluated.

mod assignment;
mod definition;
mod effect;
mod expression;
mod hash;
mod heredoc;
mod label;
mod location;
mod name;
mod node;
mod parameter;
mod query;
mod resource;
mod value;

pub use heredoc::{heredoc_place, misfit};
pub use location::{ModuleFile, check_location};

use crate::diagnostic::{Diagnostic, Strictness};
use rpuppet_syntax::{Ast, Node, NodeId};

/// Checks a tree; the mistakes come in the order of the walk, which is that of the text.
pub fn check(ast: &Ast, strict: Strictness) -> Vec<Diagnostic> {
    let mut checker = Checker { ast, strict, found: Vec::new(), path: Vec::new(), classes: Vec::new() };
    checker.visit(ast.root);
    checker.found
}

/// What messages call a node, with its article: `a Function Call`.
pub fn named(ast: &Ast, id: NodeId) -> String {
    label::a_an(&label::label(ast, id))
}

/// `a Hash`, `an Integer`.
pub fn with_article(label: &str) -> String {
    label::a_an(label)
}

struct Checker<'a> {
    ast: &'a Ast,
    strict: Strictness,
    found: Vec<Diagnostic>,
    /// The nodes around the one that is visited, outermost first.
    path: Vec<NodeId>,
    /// The names of the classes around it.
    classes: Vec<&'a str>,
}

impl<'a> Checker<'a> {
    /// Most nodes are leaves, and few rules are about them.
    #[inline]
    fn visit(&mut self, id: NodeId) {
        match self.ast.node(id) {
            Node::Variable(name) => self.check_variable(id, self.ast.text(name)),
            node @ (Node::ReservedWord(_) | Node::Regex(_)) => self.check_expression(id, node),
            node if node.is_leaf() => {}
            node => self.visit_inner(id, node),
        }
    }

    /// Trees are nested at most `rpuppet_syntax::MAX_DEPTH` deep, and so is this recursion. Kept apart, so that leaves need no room
    /// for what it works with.
    #[inline(never)]
    fn visit_inner(&mut self, id: NodeId, node: Node) {
        self.check(id, node);
        self.path.push(id);
        let class = self.enter_class(node);
        let ast = self.ast;
        ast.each_child(id, |child| self.visit(child));
        if class {
            self.classes.pop();
        }
        self.path.pop();
    }

    fn enter_class(&mut self, node: Node) -> bool {
        let Node::Class { name, .. } = node else { return false };
        self.classes.push(self.ast.text(name));
        true
    }

    fn check(&mut self, id: NodeId, node: Node) {
        self.check_definition(id, node);
        self.check_resource(id, node);
        self.check_expression(id, node);
    }

    /// The node around the visited one.
    fn container(&self) -> Node {
        self.path.last().map_or(Node::Nop, |id| self.ast.node(*id))
    }

    fn error(&mut self, code: &'static str, id: NodeId, message: impl Into<String>) -> Option<&mut Diagnostic> {
        self.report(Diagnostic::error(code, message), id)
    }

    fn warning(&mut self, code: &'static str, id: NodeId, message: impl Into<String>) {
        self.report(Diagnostic::warning(code, message), id);
    }

    /// Adds a mistake, unless a rule has found the same one there already.
    fn report(&mut self, diagnostic: Diagnostic, id: NodeId) -> Option<&mut Diagnostic> {
        let span = self.ast.place(id);
        let known = self
            .found
            .iter()
            .rev()
            .take(8)
            .any(|other| other.code == diagnostic.code && other.location.as_ref().is_some_and(|location| location.span == span));
        if known {
            return None;
        }
        self.found.push(diagnostic.at(self.ast.location(id)));
        self.found.last_mut()
    }

    /// Adds the other place that has a part in a mistake.
    fn relate(&mut self, diagnostic: Diagnostic, id: NodeId, other: NodeId, text: &str) {
        let location = self.ast.location(other);
        self.report(diagnostic.with_related(location, text), id);
    }

    fn label(&self, id: NodeId) -> String {
        label::label(self.ast, id)
    }
}
