//! Definitions, lambdas and their parameters. Only the classes around a class or define count for its name.

use super::Step::{Bare, Body, EnterClass, LeaveClass, Node as Child, Parameters, Qualified, Quoted, Text};
use super::{Renderer, Step, scalar};
use crate::ast::{List, Name, Node, NodeId};

impl Renderer<'_> {
    pub(super) fn definition(&mut self, node: Node) {
        match node {
            Node::Class { name, parameters, parent, body } => {
                let mut steps = vec![Text("(class {:name "), Qualified(name)];
                steps.extend(parent.into_iter().flat_map(|parent| [Text(" :parent "), Quoted(parent)]));
                steps.extend([Parameters(parameters), EnterClass(name)]);
                steps.extend(part(" :body ", body, Body));
                steps.extend([LeaveClass, Text("})")]);
                self.plan(&steps);
            }
            Node::Define { name, parameters, body } => {
                let mut steps = vec![Text("(define {:name "), Qualified(name), Parameters(parameters)];
                steps.extend(part(" :body ", body, Body));
                steps.push(Text("})"));
                self.plan(&steps);
            }
            Node::Function { name, parameters, return_type, body } => {
                let mut steps = vec![Text("(function {:name "), Quoted(name), Parameters(parameters)];
                steps.extend(part(" :body ", body, Body));
                steps.extend(part(" :returns ", return_type, Child));
                steps.push(Text("})"));
                self.plan(&steps);
            }
            Node::NodeDefinition { matches, parent, body } => {
                let mut steps = vec![Text("(node {:matches ["), Step::List(matches), Text("]")];
                steps.extend(part(" :parent ", parent, Child));
                steps.extend(part(" :body ", body, Body));
                steps.push(Text("})"));
                self.plan(&steps);
            }
            Node::TypeDefinition { name, parent, body } => {
                let parent = parent.map_or([Text(" nil"), Text("")], |parent| [Text(" "), Quoted(parent)]);
                let mut steps = vec![Text("(type-definition "), Quoted(name)];
                steps.extend(parent);
                steps.push(Text(" "));
                steps.extend(match self.ast.node(body) {
                    Node::Nop => vec![Text("(nop)")],
                    Node::Block(_) => vec![Child(body)],
                    _ => vec![Text("(block "), Child(body), Text(")")],
                });
                steps.push(Text(")"));
                self.plan(&steps);
            }
            Node::TypeAlias { name, data_type } => self.type_alias(name, data_type),
            Node::Lambda { parameters, return_type, body } => self.lambda(parameters, return_type, body),
            Node::Epp { parameters, body, .. } => self.lambda(parameters, NodeId::NONE, body),
            Node::Parameter { data_type, name, default, captures_rest } => self.parameter(data_type, name, default, captures_rest),
            _ => {}
        }
    }

    /// `type Name = …` has a mere name, `type Runtime[…] = …` is a mapping.
    fn type_alias(&mut self, name: NodeId, data_type: NodeId) {
        match self.ast.node(name) {
            Node::QualifiedReference(name) => self.plan(&[Text("(type-alias "), Quoted(name), Text(" "), Child(data_type), Text(")")]),
            _ => self.plan(&[Text("(type-mapping "), Child(name), Text(" "), Child(data_type), Text(")")]),
        }
    }

    fn lambda(&mut self, parameters: List, return_type: NodeId, body: NodeId) {
        let mut parts = Vec::new();
        if !parameters.is_empty() {
            parts.push([Text(""), Parameters(parameters)]);
        }
        parts.extend((!return_type.is_none()).then_some([Text(":returns "), Child(return_type)]));
        parts.extend((!body.is_none()).then_some([Text(":body "), Body(body)]));
        self.map("(lambda {", &parts, "})");
    }

    fn parameter(&mut self, data_type: NodeId, name: Name, default: NodeId, captures_rest: bool) {
        let mut parts = Vec::new();
        parts.extend((!data_type.is_none()).then_some([Text(":type "), Child(data_type)]));
        parts.extend(captures_rest.then_some([Text(":splat "), Text("true")]));
        parts.extend((!default.is_none()).then_some([Text(":value "), Child(default)]));
        self.map(" {", &parts, "}");
        self.plan(&[Text(":"), Bare(name)]);
    }

    /// Plans the parts of a map, with a space between.
    fn map(&mut self, open: &'static str, parts: &[[Step; 2]], close: &'static str) {
        let mut steps = vec![Text(open)];
        for (index, part) in parts.iter().enumerate() {
            if index > 0 && !matches!(part, [_, Parameters(_)]) {
                steps.push(Text(" "));
            }
            steps.extend(part);
        }
        steps.push(Text(close));
        self.plan(&steps);
    }

    pub(super) fn parameters(&mut self, list: List) {
        if !list.is_empty() {
            // a lambda's map begins with its parameters, a definition's with its name
            let space = if self.out.ends_with('{') { "" } else { " " };
            self.plan(&[Text(space), Text(":params {"), Step::List(list), Text("}")]);
        }
    }

    pub(super) fn body(&mut self, body: NodeId) {
        match self.ast.node(body) {
            Node::Block(statements) => self.plan(&[Text("["), Step::List(statements), Text("]")]),
            _ => self.plan(&[Text("["), Child(body), Text("]")]),
        }
    }

    pub(super) fn qualified(&mut self, name: Name) {
        let around: Vec<&str> = self.namespace.iter().map(|name| self.ast.text(*name).as_str()).collect();
        let joined = format!("{}::{}", around.join("::"), self.ast.text(name));
        scalar::quote(joined.strip_prefix("::").unwrap_or(&joined), &mut self.out);
    }
}

/// A key with its value, unless there is none.
fn part(key: &'static str, node: NodeId, step: fn(NodeId) -> Step) -> Vec<Step> {
    if node.is_none() { Vec::new() } else { vec![Text(key), step(node)] }
}
