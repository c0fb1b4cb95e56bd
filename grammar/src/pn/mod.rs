//! The tree as text, exactly as `puppet parser dump --format pn` writes it ("Puppet Notation").
//!
//! Rendering keeps its own stack of what is still to be written, so that no nesting can exhaust the program's.

mod definition;
mod json;
mod node;
mod pretty;
mod scalar;

use crate::ast::{Ast, List, Name, NodeId};

pub use json::from_notation as json_of;
pub use pretty::broken;

/// Renders a whole tree, without a line break at the end.
pub fn render(ast: &Ast) -> String {
    let mut renderer = Renderer { ast, out: String::new(), todo: vec![Step::Node(ast.root)], namespace: Vec::new() };
    while let Some(step) = renderer.todo.pop() {
        renderer.step(step);
    }
    renderer.out
}

/// What is to be written.
#[derive(Clone, Copy)]
enum Step {
    Text(&'static str),
    /// A name as it is.
    Bare(Name),
    /// A string literal.
    Quoted(Name),
    /// A class's or define's name, with those of the classes around it.
    Qualified(Name),
    Node(NodeId),
    /// Nodes with a space between.
    List(List),
    /// Nodes with a space before each.
    Tail(List),
    /// The statements of a body, in brackets.
    Body(NodeId),
    Parameters(List),
    EnterClass(Name),
    LeaveClass,
}

struct Renderer<'a> {
    ast: &'a Ast,
    out: String,
    todo: Vec<Step>,
    namespace: Vec<Name>,
}

impl Renderer<'_> {
    /// Plans steps that are to be written next, in this order.
    fn plan(&mut self, steps: &[Step]) {
        self.todo.extend(steps.iter().rev());
    }

    fn step(&mut self, step: Step) {
        match step {
            Step::Text(text) => self.out.push_str(text),
            Step::Bare(name) => self.out.push_str(self.ast.text(name)),
            Step::Quoted(name) => scalar::quote(self.ast.text(name), &mut self.out),
            Step::Qualified(name) => self.qualified(name),
            Step::Node(id) => self.node(id),
            Step::List(list) => self.list(list),
            Step::Tail(list) => self.tail(list),
            Step::Body(id) => self.body(id),
            Step::Parameters(list) => self.parameters(list),
            Step::EnterClass(name) => self.namespace.push(name),
            Step::LeaveClass => drop(self.namespace.pop()),
        }
    }

    fn list(&mut self, list: List) {
        if let Some((first, rest)) = self.ast.items(list).split_first() {
            self.tail_of(rest);
            self.todo.push(Step::Node(*first));
        }
    }

    fn tail(&mut self, list: List) {
        self.tail_of(self.ast.items(list));
    }

    fn tail_of(&mut self, nodes: &[NodeId]) {
        for id in nodes.iter().rev() {
            self.todo.extend([Step::Node(*id), Step::Text(" ")]);
        }
    }
}
