//! Expressions and control flow.

use super::{Checker, label, name};
use crate::diagnostic::Diagnostic;
use crate::value::Regex;
use rpuppet_syntax::ast::{List, Name};
use rpuppet_syntax::{Node, NodeId};

impl Checker<'_> {
    pub(super) fn check_expression(&mut self, id: NodeId, node: Node) {
        match node {
            Node::ReservedWord(word) => {
                let message = format!("Use of reserved word: {}, must be quoted if intended to be a String value", self.ast.text(word));
                self.error("RESERVED_WORD", id, message);
            }
            Node::Heredoc { syntax, text } => {
                self.check_heredoc(self.ast.text(syntax), text);
            }
            Node::Regex(source) => self.check_regex(id, source),
            Node::Array(items) => self.produce_values(self.ast.items(items)),
            Node::Hash { entries, .. } => self.check_hash(entries),
            Node::KeyedEntry { key, .. } if matches!(self.container(), Node::Selector(..)) => self.produces_value(key),
            Node::KeyedEntry { key, value } => self.produce_values(&[key, value]),
            Node::Binary(_, left, right) => self.produce_values(&[left, right]),
            Node::Unary(_, inner) | Node::Parenthesized(inner) | Node::Text(inner) | Node::Render(inner) => self.produces_value(inner),
            Node::Assignment(operator, left, right) => self.check_assignment(id, operator, left, right),
            Node::Relationship(_, left, right) => self.check_relationship(left, right),
            Node::Call { function, .. } => self.check_call(id, function),
            Node::Selector(left, options) => self.check_selector(id, left, options),
            Node::Case(test, options) => self.check_case(id, test, options),
            Node::CaseOption { values, .. } => self.produce_values(self.ast.items(values)),
            Node::If { test, .. } | Node::Unless { test, .. } => self.produces_value(test),
            Node::Block(statements) => self.check_block(id, statements),
            _ => {}
        }
    }

    /// Ruby refuses a pattern when it is read, without a place.
    fn check_regex(&mut self, id: NodeId, source: Name) {
        if let Some(mistake) = Regex::structural_mistake(self.ast.text(source)) {
            let diagnostic = Diagnostic::error("INVALID_REGEX", mistake.to_string());
            self.found.push(diagnostic.shown_at(Some(self.ast.location(id))));
        }
    }

    pub(super) fn check_variable(&mut self, id: NodeId, name: &str) {
        if name.starts_with(|c: char| c.is_ascii_digit()) {
            if !name::is_match_variable(name) {
                let message =
                    format!("Illegal numeric variable name, The given name '{name}' must be a decimal value if it starts with a digit 0-9");
                self.error("ILLEGAL_NUMERIC_VAR_NAME", id, message);
            }
        } else if !name::is_variable(name) {
            let rule = r"/^((::)?[a-z]\w*)*((::)?[a-z_]\w*)$/";
            let message = format!("Illegal variable name, The given name '{name}' does not conform to the naming rule {rule}");
            if let Some(error) = self.error("ILLEGAL_VAR_NAME", id, message).filter(|_| name.is_empty()) {
                error.help = Some("a `$` stands before a variable's name".into());
            }
        }
    }

    fn check_relationship(&mut self, left: NodeId, right: NodeId) {
        for side in [left, right] {
            if !matches!(self.ast.node(side), Node::Collector { .. } | Node::Relationship(..)) {
                self.produces_value(side);
            }
        }
    }

    fn check_call(&mut self, id: NodeId, function: NodeId) {
        match self.ast.node(function) {
            Node::QualifiedName(_) | Node::QualifiedReference(_) | Node::Error => {}
            Node::Access(left, _) if matches!(self.ast.node(left), Node::QualifiedReference(_)) => {}
            Node::RenderString(_) => {
                let message = "Ambiguous EPP parameter expression. Probably missing '<%-' before parameters to remove leading whitespace";
                self.error("ILLEGAL_EPP_PARAMETERS", id, message);
            }
            _ => self.illegal_expression(function, "function name", &self.label(id)),
        }
    }

    pub(super) fn illegal_expression(&mut self, id: NodeId, feature: &str, container: &str) {
        let (expression, container) = (label::a_an_capital(&self.label(id)), label::a_an(container));
        let message = format!("Illegal expression. {expression} is unacceptable as {feature} in {container}");
        self.error("ILLEGAL_EXPRESSION", id, message);
    }

    fn check_selector(&mut self, id: NodeId, left: NodeId, options: List) {
        self.produces_value(left);
        let keys = self.ast.items(options).iter().filter_map(|option| match self.ast.node(*option) {
            Node::KeyedEntry { key, .. } => Some(key),
            _ => None,
        });
        self.check_defaults(id, keys.collect());
    }

    fn check_case(&mut self, id: NodeId, test: NodeId, options: List) {
        self.produces_value(test);
        let values = self.ast.items(options).iter().flat_map(|option| match self.ast.node(*option) {
            Node::CaseOption { values, .. } => self.ast.items(values),
            _ => &[],
        });
        self.check_defaults(id, values.copied().collect());
    }

    /// There can only be one `default`.
    fn check_defaults(&mut self, container: NodeId, values: Vec<NodeId>) {
        let mut defaults = values.into_iter().filter(|value| self.ast.node(*value) == Node::Default).collect::<Vec<_>>().into_iter();
        let Some(first) = defaults.next() else { return };
        let label = self.label(container);
        for default in defaults {
            let message = format!("This {label} already has a 'default' entry - this is a duplicate");
            self.relate(Diagnostic::error("DUPLICATE_DEFAULT", message), default, first, "the first one");
        }
    }
}
