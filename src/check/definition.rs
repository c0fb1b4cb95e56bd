//! Classes, defines, functions, type aliases, lambdas and templates: their names, where they stand, and what belongs to them.

use super::{Checker, label, name};
use rpuppet_syntax::ast::Name;
use rpuppet_syntax::{Node, NodeId};

impl Checker<'_> {
    pub(super) fn check_definition(&mut self, id: NodeId, node: Node) {
        match node {
            Node::Class { name, parameters, body, .. } => {
                self.check_named(id, &self.qualified(name));
                self.check_no_rest(parameters, id);
                self.check_unique(parameters);
                self.check_reserved(parameters, id);
                self.check_last_has_effect(id, body);
                self.check_literal_types(parameters);
            }
            Node::Define { name, parameters, body } => {
                self.check_named(id, &self.qualified(name));
                self.check_no_rest(parameters, id);
                self.check_unique(parameters);
                self.check_reserved(parameters, id);
                self.check_last_has_effect(id, body);
            }
            Node::Function { name, parameters, return_type, .. } => {
                self.check_named(id, self.ast.text(name).as_str());
                self.check_return_type(id, return_type);
                self.check_unique(parameters);
            }
            Node::Lambda { parameters, return_type, .. } => {
                self.check_rest_is_last(parameters);
                self.check_return_type(id, return_type);
            }
            Node::Epp { parameters, .. } => {
                self.check_rest_is_last(parameters);
                self.check_no_rest(parameters, id);
                self.check_unique(parameters);
            }
            Node::NodeDefinition { matches, parent, body } => self.check_node(id, matches, parent, body),
            Node::TypeAlias { name, data_type } => self.check_type_alias(id, name, data_type),
            Node::TypeDefinition { .. } => {
                self.check_top(id);
                let message = "Expressions of type a Type Definition are not supported in this version of Puppet";
                self.error("UNSUPPORTED_EXPRESSION", id, message);
            }
            Node::Parameter { name, default, .. } => self.check_parameter(id, name, default),
            _ => {}
        }
    }

    /// A class's or define's name with those of the classes around it.
    fn qualified(&self, name: Name) -> String {
        let name = self.ast.text(name);
        if self.classes.is_empty() {
            return name.to_string();
        }
        let joined = format!("{}::{name}", self.classes.join("::"));
        joined.strip_prefix("::").unwrap_or(&joined).to_string()
    }

    fn check_named(&mut self, id: NodeId, name: &str) {
        self.check_top(id);
        if !name::is_definition(name) {
            self.unacceptable_name(id, name);
        }
        if name::RESERVED_TYPES.contains(&name) {
            let label = label::a_an(&self.label(id));
            let message = format!("The name: '{name}' is already defined by Puppet and can not be used as the name of {label}.");
            self.error("RESERVED_TYPE_NAME", id, message);
        }
        self.check_future_word(id, name);
    }

    fn unacceptable_name(&mut self, id: NodeId, name: &str) {
        let label = label::a_an(&self.label(id));
        let message = format!("Unacceptable name. The name '{name}' is unacceptable as the name of {label}");
        self.error("ILLEGAL_DEFINITION_NAME", id, message);
    }

    fn check_future_word(&mut self, id: NodeId, name: &str) {
        if name == "plan" {
            self.warning("FUTURE_RESERVED_WORD", id, format!("Use of future reserved word: '{name}'"));
        }
    }

    /// Definitions stand at the top or in classes; functions and types at the very top only.
    pub(super) fn check_top(&mut self, id: NodeId) {
        let absolute = matches!(self.ast.node(id), Node::Function { .. } | Node::TypeAlias { .. } | Node::TypeDefinition { .. });
        for (level, around) in self.path.iter().enumerate().rev() {
            let around = self.ast.node(*around);
            if absolute && is_body_of_several(around, level) {
                let label = label::a_an_capital(&self.label(id));
                self.error("NOT_ABSOLUTE_TOP_LEVEL", id, format!("{label} may only appear at toplevel"));
                return;
            }
            match around {
                Node::Class { .. } => return,
                Node::Block(_) => {}
                _ => {
                    let message = "Classes, definitions, and nodes may only appear at toplevel or inside other classes";
                    self.error("NOT_TOP_LEVEL", id, message);
                    return;
                }
            }
        }
    }

    fn check_type_alias(&mut self, id: NodeId, name: NodeId, data_type: NodeId) {
        self.check_top(id);
        let Node::QualifiedReference(name) = self.ast.node(name) else { return self.check_type_mapping(id, name, data_type) };
        let name = self.ast.text(name).as_str();
        if !name::is_alias(name) {
            self.unacceptable_name(id, name);
        }
        self.check_type(id, data_type);
    }

    fn check_return_type(&mut self, id: NodeId, return_type: NodeId) {
        if !return_type.is_none() {
            self.check_type(id, return_type);
        }
    }

    fn check_type(&mut self, id: NodeId, data_type: NodeId) {
        match self.named_type(data_type) {
            Some(name) => self.check_future_word(data_type, &self.ast.text(name).to_lowercase()),
            None if self.ast.node(data_type) == Node::Error => {}
            None => self.illegal_expression(data_type, "a type reference", &self.label(id)),
        }
    }

    /// The name of `Name` or `Name[…]`.
    fn named_type(&self, id: NodeId) -> Option<Name> {
        let head = if let Node::Access(left, _) = self.ast.node(id) { left } else { id };
        if let Node::QualifiedReference(name) = self.ast.node(head) { Some(name) } else { None }
    }

    /// `type Runtime[ruby, name] = Type`, or patterns with replacements on both sides.
    fn check_type_mapping(&mut self, id: NodeId, left: NodeId, right: NodeId) {
        let Node::Access(_, keys) = self.ast.node(left) else { return };
        if self.named_type(left).is_none_or(|name| self.ast.text(name).as_str() != "Runtime") {
            let message = "Expressions of type a Type Mapping are not supported in this version of Puppet";
            self.error("UNSUPPORTED_EXPRESSION", id, message);
            return;
        }
        let patterns = matches!(self.ast.items(keys), [_, pattern] if self.is_replacement(*pattern));
        let fits = if patterns { self.is_replacement(right) } else { self.named_type(right).is_some() };
        if !fits {
            let expected = if patterns { "a Tuple[Regexp,String]" } else { "a Type" };
            let message = format!("Illegal type mapping. Expected {expected} on the left side, got A Type Mapping");
            self.error("ILLEGAL_TYPE_MAPPING", id, message);
        }
    }

    fn is_replacement(&self, id: NodeId) -> bool {
        let Node::Array(items) = self.ast.node(id) else { return false };
        let nodes: Vec<Node> = self.ast.items(items).iter().map(|item| self.ast.node(*item)).collect();
        matches!(nodes[..], [Node::Regex(_), Node::String(_)])
    }
}

/// What Puppet reads as a block below the top: several statements, and the bodies that are blocks even with one.
fn is_body_of_several(around: Node, level: usize) -> bool {
    match around {
        Node::Block(_) => level > 0,
        Node::Class { .. } | Node::Define { .. } | Node::Function { .. } | Node::NodeDefinition { .. } | Node::TypeDefinition { .. } => {
            true
        }
        Node::Lambda { .. } | Node::CaseOption { .. } | Node::EppBody(_) => true,
        _ => false,
    }
}
