//! Evaluation of a node: which family it belongs to. The families have files of their own.

use super::compiler::Compiler;
use super::function::{Evaluated, Interrupt};
use super::wording::placed;
use crate::diagnostic::Diagnostic;
use crate::value::{Value, extent};
use rpuppet_syntax::ast::{List, UnaryOperator};
use rpuppet_syntax::{Ast, Node, NodeId};
use std::sync::Arc;

impl Compiler<'_> {
    /// Evaluates one node in the current scope.
    pub(super) fn evaluate(&mut self, ast: &Arc<Ast>, id: NodeId) -> Evaluated {
        match ast.node(id) {
            Node::Nop | Node::Undef => Ok(Value::Undef),
            Node::Default => Ok(Value::Default),
            Node::Boolean(flag) => Ok(Value::Boolean(flag)),
            Node::Integer { value, .. } => Ok(Value::Integer(value)),
            Node::Float(number) => Ok(Value::Float(number)),
            Node::String(text) | Node::QualifiedName(text) => Ok(Value::String(ast.text(text).clone())),
            Node::Variable(name) => self.variable_value(ast, id, ast.text(name)),
            node => {
                let value = self.deeper(&|| ast.location(id), |this| this.evaluate_compound(ast, id, node));
                let value = value.map_err(|interrupt| placed(interrupt, ast, id))?;
                self.bounded(ast, id, value)
            }
        }
    }

    /// A value that is too deep or too big ends here: nothing that walks over values meets it.
    fn bounded(&self, ast: &Ast, id: NodeId, value: Value) -> Evaluated {
        if !extent::of(&value).is_too_much() {
            return Ok(value);
        }
        if value.as_str().is_some() {
            return Err(Diagnostic::error("STRING_TOO_LONG", extent::TEXT_TOO_LONG).at(ast.location(id)).into());
        }
        let message = format!("This value is nested too deeply (more than {} levels) or too big", extent::DEEPEST);
        let help = "look for a loop that wraps its result into itself";
        Err(Diagnostic::error("VALUE_TOO_DEEP", message).at(ast.location(id)).with_help(help).into())
    }

    fn evaluate_compound(&mut self, ast: &Arc<Ast>, id: NodeId, node: Node) -> Evaluated {
        match node {
            Node::Regex(source) => self.regex(ast, id, ast.text(source)),
            Node::QualifiedReference(name) => self.type_reference(ast, id, ast.text(name)),
            Node::Concat(parts) => self.concat(ast, parts),
            Node::Text(expression) | Node::Parenthesized(expression) => self.evaluate(ast, expression),
            Node::Heredoc { syntax, text } => self.heredoc(ast, ast.text(syntax), text),
            Node::Array(items) => self.unfolded(ast, items).map(Value::array),
            Node::Hash { entries, .. } => self.hash(ast, entries),
            Node::Unary(operator, operand) => self.unary(ast, id, operator, operand),
            Node::Binary(operator, left, right) => self.binary(ast, id, operator, left, right),
            Node::Access(left, keys) => self.access(ast, id, left, keys),
            Node::Selector(left, options) => self.selector(ast, id, left, options),
            Node::Assignment(_, left, right) => self.assignment(ast, id, left, right),
            Node::Relationship(arrow, left, right) => self.relationship(ast, id, arrow, left, right),
            Node::Call { function, arguments, lambda, .. } => self.call(ast, id, function, arguments, lambda),
            Node::MethodCall { function, arguments, lambda } => self.method_call(ast, id, function, arguments, lambda),
            Node::NamedAccess(left, name) => self.named_access(ast, id, left, ast.text(name)),
            Node::If { .. } => self.conditional(ast, id, true),
            Node::Unless { .. } => self.conditional(ast, id, false),
            Node::Case(test, options) => self.case(ast, id, test, options),
            Node::Block(statements) => self.block(ast, statements),
            Node::Render(_) | Node::RenderString(_) | Node::Epp { .. } | Node::EppBody(_) => self.render(ast, id, node),
            Node::Class { .. } | Node::Define { .. } | Node::NodeDefinition { .. } | Node::Function { .. } => Ok(Value::Undef),
            Node::TypeAlias { .. } | Node::TypeDefinition { .. } => Ok(Value::Undef),
            Node::ReservedWord(word) => {
                let message = format!("Use of reserved word: {}, must be quoted if intended to be a String value", ast.text(word));
                Err(Diagnostic::error("RESERVED_WORD", message).at(ast.location(id)).into())
            }
            other => self.evaluate_resource(ast, id, other),
        }
    }

    fn evaluate_resource(&mut self, ast: &Arc<Ast>, id: NodeId, node: Node) -> Evaluated {
        match node {
            Node::Resource { type_name, bodies, form } => self.resource_expression(ast, id, type_name, bodies, form),
            Node::ResourceDefaults { type_reference, attributes, .. } => self.resource_defaults(ast, type_reference, attributes),
            Node::ResourceOverride { resources, attributes, .. } => self.resource_override(ast, id, resources, attributes),
            Node::Collector { .. } => self.collect(ast, id).map(|_| Value::Undef),
            _ => Err(Diagnostic::error("SYNTAX_ERROR", "Syntax error").at(ast.location(id)).into()),
        }
    }

    /// The statements of a body; the value of the last one.
    pub(super) fn block(&mut self, ast: &Arc<Ast>, statements: List) -> Evaluated {
        let mut last = Value::Undef;
        for index in 0..statements.length {
            let Some(statement) = ast.items(statements).get(index as usize) else { break };
            last = self.evaluate(ast, *statement)?;
        }
        Ok(last)
    }

    /// Several expressions, with `*x` spread out.
    pub(super) fn unfolded(&mut self, ast: &Arc<Ast>, items: List) -> Result<Vec<Value>, Interrupt> {
        let mut values = Vec::with_capacity(items.length as usize);
        for item in ast.items(items) {
            match ast.node(unwound(ast, *item)) {
                Node::Unary(UnaryOperator::Unfold, operand) => values.extend(spread(self.evaluate(ast, operand)?)?),
                _ => values.push(self.evaluate(ast, *item)?),
            }
        }
        Ok(values)
    }

    fn unary(&mut self, ast: &Arc<Ast>, id: NodeId, operator: UnaryOperator, operand: NodeId) -> Evaluated {
        let value = self.evaluate(ast, operand)?;
        match operator {
            UnaryOperator::Not => Ok(Value::Boolean(!value.is_truthy())),
            UnaryOperator::Unfold => spread(value).map(Value::array),
            UnaryOperator::Minus => self.negated(ast, id, &value),
        }
    }
}

/// What `*value` stands for.
fn spread(value: Value) -> Result<Vec<Value>, Interrupt> {
    Ok(match value {
        Value::Undef => Vec::new(),
        Value::Array(items) => items.to_vec(),
        Value::Hash(entries) => entries.iter().map(|(key, value)| Value::array(vec![key.clone(), value.clone()])).collect(),
        Value::Iterator(sequence) => sequence.items().map_err(|message| Interrupt::failure("ITERATION_TOO_LONG", message))?,
        other => vec![other],
    })
}

/// What stands inside parentheses.
pub(super) fn unwound(ast: &Ast, mut id: NodeId) -> NodeId {
    while let Node::Parenthesized(inner) = ast.node(id) {
        id = inner;
    }
    id
}
