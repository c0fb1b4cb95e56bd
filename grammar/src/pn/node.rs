//! One node: its own words, and its children as steps to come.

use super::Step::{Bare, Body, List as Items, Node as Child, Quoted, Tail, Text};
use super::{Renderer, scalar};
use crate::ast::{Arrow, AssignOperator, Form, Node, NodeId, Radix, UnaryOperator};

impl Renderer<'_> {
    pub(super) fn node(&mut self, id: NodeId) {
        let node = self.ast.node(id);
        if !(self.keyword_variable(id, node) || self.literal(node) || self.operation(node) || self.statement(node) || self.resource(node)) {
            self.definition(node);
        }
    }

    /// `${true}` is read as a variable whose name is no text.
    fn keyword_variable(&mut self, id: NodeId, node: Node) -> bool {
        let Node::Variable(name) = node else { return false };
        let bare = matches!(&**self.ast.text(name), "true" | "false") && !self.ast.source.slice(self.ast.span(id)).starts_with('$');
        if bare {
            self.plan(&[Text("(var "), Bare(name), Text(")")]);
        }
        bare
    }

    fn literal(&mut self, node: Node) -> bool {
        match node {
            Node::Nop => self.out.push_str("(nop)"),
            Node::Error => self.out.push_str("(error)"),
            Node::Undef => self.out.push_str("nil"),
            Node::Default => self.out.push_str("(default)"),
            Node::Boolean(value) => self.out.push_str(if value { "true" } else { "false" }),
            Node::Integer { value, radix } => self.integer(value, radix),
            Node::Float(value) => self.out.push_str(&scalar::float(value)),
            Node::String(name) => self.plan(&[Quoted(name)]),
            Node::Regex(name) => self.plan(&[Text("(regexp "), Quoted(name), Text(")")]),
            Node::QualifiedName(name) => self.plan(&[Text("(qn "), Quoted(name), Text(")")]),
            Node::QualifiedReference(name) => self.plan(&[Text("(qr "), Quoted(name), Text(")")]),
            Node::Variable(name) => self.plan(&[Text("(var "), Quoted(name), Text(")")]),
            Node::ReservedWord(name) => self.plan(&[Text("(reserved "), Quoted(name), Text(")")]),
            Node::Concat(parts) => self.plan(&[Text("(concat"), Tail(parts), Text(")")]),
            Node::Text(inner) => self.plan(&[Text("(str "), Child(inner), Text(")")]),
            Node::Heredoc { syntax, text } if self.ast.text(syntax).is_empty() => {
                self.plan(&[Text("(heredoc {:text "), Child(text), Text("})")]);
            }
            Node::Heredoc { syntax, text } => {
                self.plan(&[Text("(heredoc {:syntax "), Quoted(syntax), Text(" :text "), Child(text), Text("})")]);
            }
            Node::Array(items) => self.plan(&[Text("(array"), Tail(items), Text(")")]),
            Node::Hash { entries, .. } => self.plan(&[Text("(hash"), Tail(entries), Text(")")]),
            Node::KeyedEntry { key, value } => self.plan(&[Text("(=> "), Child(key), Text(" "), Child(value), Text(")")]),
            _ => return false,
        }
        true
    }

    fn integer(&mut self, value: i64, radix: Radix) {
        let number = match radix {
            Radix::Decimal => value.to_string(),
            Radix::Octal => format!("(int {{:radix 8 :value {value}}})"),
            Radix::Hexadecimal => format!("(int {{:radix 16 :value {value}}})"),
        };
        self.out.push_str(&number);
    }

    fn operation(&mut self, node: Node) -> bool {
        match node {
            Node::Unary(UnaryOperator::Minus, operand) => self.minus(operand),
            Node::Unary(UnaryOperator::Not, operand) => self.plan(&[Text("(! "), Child(operand), Text(")")]),
            Node::Unary(UnaryOperator::Unfold, operand) => self.plan(&[Text("(unfold "), Child(operand), Text(")")]),
            Node::Binary(operator, left, right) => self.infix(operator.as_str(), left, right),
            Node::Assignment(operator, left, right) => self.infix(assign(operator), left, right),
            Node::Relationship(operator, left, right) => self.infix(arrow(operator), left, right),
            Node::Parenthesized(inner) => self.plan(&[Text("(paren "), Child(inner), Text(")")]),
            Node::Access(left, keys) => self.plan(&[Text("(access "), Child(left), Tail(keys), Text(")")]),
            Node::Selector(left, options) => self.plan(&[Text("(? "), Child(left), Text(" ["), Items(options), Text("])")]),
            Node::NamedAccess(left, name) => self.plan(&[Text("(. "), Child(left), Text(" (qn "), Quoted(name), Text("))")]),
            Node::Call { function, arguments, lambda, rvalue } => {
                let head = if rvalue { "(call {:functor " } else { "(invoke {:functor " };
                self.call(head, function, arguments, lambda);
            }
            Node::MethodCall { function, arguments, lambda } => self.call("(call-method {:functor ", function, arguments, lambda),
            _ => return false,
        }
        true
    }

    fn infix(&mut self, operator: &'static str, left: NodeId, right: NodeId) {
        self.plan(&[Text("("), Text(operator), Text(" "), Child(left), Text(" "), Child(right), Text(")")]);
    }

    /// A minus before a literal number becomes part of it, and the radix is forgotten.
    fn minus(&mut self, operand: NodeId) {
        match self.ast.node(operand) {
            Node::Integer { value, .. } => self.integer(value.wrapping_neg(), Radix::Decimal),
            Node::Float(value) => self.out.push_str(&scalar::float(-value)),
            _ => self.plan(&[Text("(- "), Child(operand), Text(")")]),
        }
    }

    fn call(&mut self, head: &'static str, function: NodeId, arguments: crate::ast::List, lambda: NodeId) {
        let block: &[_] = if lambda.is_none() { &[] } else { &[Text(" :block "), Child(lambda)] };
        let call = [Text(head), Child(function), Text(" :args ["), Items(arguments), Text("]")];
        self.plan(&[&call, block, &[Text("})")]].concat());
    }

    fn statement(&mut self, node: Node) -> bool {
        match node {
            Node::If { test, then, otherwise } => self.condition("(if {:test ", test, then, otherwise),
            Node::Unless { test, then, otherwise } => self.condition("(unless {:test ", test, then, otherwise),
            Node::Case(test, options) => self.plan(&[Text("(case "), Child(test), Text(" ["), Items(options), Text("])")]),
            Node::CaseOption { values, then } => {
                self.plan(&[Text("{:when ["), Items(values), Text("] :then "), Body(then), Text("}")]);
            }
            Node::Block(statements) => self.plan(&[Text("(block"), Tail(statements), Text(")")]),
            Node::Render(inner) => self.plan(&[Text("(render "), Child(inner), Text(")")]),
            Node::RenderString(text) => self.plan(&[Text("(render-s "), Quoted(text), Text(")")]),
            Node::EppBody(body) => match self.ast.node(body) {
                _ if body.is_none() => self.out.push_str("(epp)"),
                Node::Block(statements) => self.plan(&[Text("(epp"), Tail(statements), Text(")")]),
                _ => self.plan(&[Text("(epp "), Child(body), Text(")")]),
            },
            _ => return false,
        }
        true
    }

    fn condition(&mut self, head: &'static str, test: NodeId, then: NodeId, otherwise: NodeId) {
        let mut steps = vec![Text(head), Child(test)];
        for (key, body) in [(" :then ", then), (" :else ", otherwise)] {
            if !body.is_none() {
                steps.extend([Text(key), Body(body)]);
            }
        }
        steps.push(Text("})"));
        self.plan(&steps);
    }

    fn resource(&mut self, node: Node) -> bool {
        match node {
            Node::Resource { type_name, bodies, form } => {
                self.plan(&[Text("(resource {:type "), Child(type_name), Text(" :bodies ["), Items(bodies), Text(form_text(form))]);
            }
            Node::ResourceDefaults { type_reference, attributes, form } => {
                let head = Text("(resource-defaults {:type ");
                self.plan(&[head, Child(type_reference), Text(" :ops ["), Items(attributes), Text(form_text(form))]);
            }
            Node::ResourceOverride { resources, attributes, form } => {
                let head = Text("(resource-override {:resources ");
                self.plan(&[head, Child(resources), Text(" :ops ["), Items(attributes), Text(form_text(form))]);
            }
            Node::ResourceBody { title, attributes } => {
                self.plan(&[Text("{:title "), Child(title), Text(" :ops ["), Items(attributes), Text("]}")]);
            }
            Node::Attribute { name, append, value } => {
                self.plan(&[Text(if append { "(+> " } else { "(=> " }), Quoted(name), Text(" "), Child(value), Text(")")]);
            }
            Node::AttributeSplat(value) => self.plan(&[Text("(splat-hash "), Child(value), Text(")")]),
            Node::Collector { type_reference, query, attributes } => {
                let head = [Text("(collect {:type "), Child(type_reference), Text(" :query "), Child(query)];
                let operations = [Text(" :ops ["), Items(attributes), Text("]")];
                let operations: &[_] = if attributes.is_empty() { &[] } else { &operations };
                self.plan(&[&head, operations, &[Text("})")]].concat());
            }
            Node::Query { exported, expression } => {
                let head = if exported { "(exported-query" } else { "(virtual-query" };
                let inner: &[_] = if expression.is_none() { &[] } else { &[Text(" "), Child(expression)] };
                self.plan(&[&[Text(head)], inner, &[Text(")")]].concat());
            }
            _ => return false,
        }
        true
    }
}

fn form_text(form: Form) -> &'static str {
    match form {
        Form::Regular => "]})",
        Form::Virtual => "] :form \"virtual\"})",
        Form::Exported => "] :form \"exported\"})",
    }
}

fn arrow(arrow: Arrow) -> &'static str {
    match arrow {
        Arrow::Before => "->",
        Arrow::Notify => "~>",
        Arrow::Require => "<-",
        Arrow::Subscribe => "<~",
    }
}

fn assign(operator: AssignOperator) -> &'static str {
    match operator {
        AssignOperator::Assign => "=",
        AssignOperator::Append => "+=",
        AssignOperator::Delete => "-=",
    }
}
