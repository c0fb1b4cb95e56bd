//! A lambda does not hide a variable that is set around it.
//!
//! ## Why
//! A lambda has a scope of its own: its parameters, and what is assigned in it, are other variables than those around it, and are gone
//! behind it. Whoever reads the lambda takes one for the other. A name that begins with `_` is meant to be let be.
//!
//! ## Example
//! ```puppet
//! class motd (Array[String] $lines) {
//!   $text = 'Welcome'
//!   $lines.each |$line| {
//!     $text = "${line}\n"
//!     notice($text)
//!   }
//!   notice($text)
//! }
//! ```
//!
//! ## Use instead
//! ```puppet
//! class motd (Array[String] $lines) {
//!   $text = 'Welcome'
//!   $lines.each |$line| {
//!     $text_of_line = "${line}\n"
//!     notice($text_of_line)
//!   }
//!   notice($text)
//! }
//! ```

use super::{File, Findings, Modules, Node, NodeId, Rule, literal_text};
use rpuppet_syntax::Ast;
use rpuppet_syntax::ast::Name;

pub const RULE: Rule = Rule::sense(look);

fn look(file: &File, _modules: &Modules, found: &mut Findings) {
    if !file.ast.ids().any(|id| matches!(file.ast.node(id), Node::Lambda { .. })) {
        return; // most files have none
    }
    for definition in &file.ast.definitions {
        if let Node::Class { parameters, body, .. } | Node::Define { parameters, body, .. } | Node::Function { parameters, body, .. } =
            file.ast.node(*definition)
        {
            let mut walk = Walk { ast: file.ast, set: Vec::new(), own: 0, found };
            file.ast.items(parameters).iter().for_each(|parameter| walk.visit(*parameter));
            walk.visit(body);
        }
    }
}

struct Walk<'a> {
    ast: &'a Ast,
    /// What is set so far where the walk is, from the outermost scope to the innermost.
    set: Vec<Name>,
    /// Where the variables of the innermost scope begin.
    own: usize,
    found: &'a mut Findings,
}

impl Walk<'_> {
    fn visit(&mut self, id: NodeId) {
        match self.ast.node(id) {
            // a definition does not see what is around it
            Node::Class { .. } | Node::Define { .. } | Node::Function { .. } => {}
            Node::Parameter { name, .. } => {
                self.children(id);
                self.set(id, name);
            }
            Node::Assignment(_, left, right) => {
                self.visit(right);
                self.assign(left);
            }
            Node::Call { arguments, lambda, function, .. } => {
                self.ast.items(arguments).iter().for_each(|argument| self.visit(*argument));
                let hands_on = literal_text(self.ast, function) == Some("with");
                self.lambda(lambda, if hands_on { self.ast.items(arguments) } else { &[] });
            }
            Node::MethodCall { function, arguments, lambda } => {
                self.visit(function);
                self.ast.items(arguments).iter().for_each(|argument| self.visit(*argument));
                match self.ast.node(function) {
                    Node::NamedAccess(given, name) if matches!(self.ast.text(name).as_str(), "with" | "then") => {
                        self.lambda(lambda, &[given])
                    }
                    _ => self.lambda(lambda, &[]),
                }
            }
            _ => self.children(id),
        }
    }

    fn children(&mut self, id: NodeId) {
        self.ast.each_child(id, |child| self.visit(child));
    }

    /// A lambda. What is handed on to it as it is may keep its name.
    fn lambda(&mut self, id: NodeId, given: &[NodeId]) {
        let Node::Lambda { parameters, body, .. } = self.ast.node(id) else { return };
        let (own, before) = (self.own, self.set.len());
        self.own = before;
        for parameter in self.ast.items(parameters) {
            let Node::Parameter { name, default, .. } = self.ast.node(*parameter) else { continue };
            self.visit(default);
            if given.iter().any(|given| self.ast.node(*given) == Node::Variable(name)) {
                self.set.push(name);
            } else {
                self.set(*parameter, name);
            }
        }
        self.visit(body);
        self.set.truncate(before);
        self.own = own;
    }

    fn assign(&mut self, id: NodeId) {
        match self.ast.node(id) {
            Node::Variable(name) => self.set(id, name),
            Node::Array(_) | Node::Hash { .. } => self.ast.each_child(id, |child| self.assign(child)),
            Node::KeyedEntry { value, .. } => self.assign(value),
            _ => {}
        }
    }

    fn set(&mut self, id: NodeId, name: Name) {
        let (around, own) = self.set.split_at(self.own);
        let text = self.ast.text(name);
        if around.contains(&name) && !own.contains(&name) && !text.starts_with('_') {
            self.found.at(self.ast.place(id), format!("'${text}' hides the variable of that name that is set around the lambda"));
        }
        self.set.push(name);
    }
}
