//! Resources, their attributes, and collectors.

use super::{Checker, label};
use crate::diagnostic::Diagnostic;
use rpuppet_syntax::ast::{Form, List, Name};
use rpuppet_syntax::{Node, NodeId};

impl Checker<'_> {
    pub(super) fn check_resource(&mut self, id: NodeId, node: Node) {
        match node {
            Node::Resource { type_name, form, .. } if form != Form::Regular && self.is_class(type_name) => {
                self.error("CLASS_NOT_VIRTUALIZABLE", id, "Classes are not virtualizable");
            }
            Node::ResourceDefaults { form, .. } | Node::ResourceOverride { form, .. } if form != Form::Regular => {
                self.error("NOT_VIRTUALIZEABLE", id, "Resource Defaults are not virtualizable");
            }
            Node::ResourceBody { attributes, .. } => self.check_splats(attributes),
            Node::Attribute { name, append, value } => self.check_attribute(id, name, append, value),
            Node::AttributeSplat(value) => self.produces_value(value),
            Node::Collector { type_reference, .. } if !self.is_type_name(type_reference) => {
                self.illegal_expression(type_reference, "type name", &self.label(id));
            }
            Node::Query { expression, .. } if !expression.is_none() => self.check_query(expression),
            _ => {}
        }
    }

    fn is_type_name(&self, id: NodeId) -> bool {
        matches!(self.ast.node(id), Node::QualifiedReference(_) | Node::Error)
    }

    fn is_class(&self, type_name: NodeId) -> bool {
        matches!(self.ast.node(type_name), Node::QualifiedName(name) if self.ast.text(name).as_str() == "class")
    }

    /// `*` can only be given once.
    fn check_splats(&mut self, attributes: List) {
        let ast = self.ast;
        let mut splats = ast.items(attributes).iter().filter(|id| matches!(ast.node(**id), Node::AttributeSplat(_)));
        let Some(first) = splats.next() else { return };
        for splat in splats {
            let message = "Unfolding of attributes from Hash can only be used once per resource body";
            self.relate(Diagnostic::error("MULTIPLE_ATTRIBUTES_UNFOLD", message), *splat, *first, "first used here");
        }
    }

    /// `+>` adds to what a resource has: overrides and collectors know such a resource, a declaration does not.
    fn check_attribute(&mut self, id: NodeId, name: Name, append: bool, value: NodeId) {
        if append && !matches!(self.container(), Node::Collector { .. } | Node::ResourceOverride { .. }) {
            let parent = self.path.last().map(|parent| label::a_an(&self.label(*parent))).unwrap_or_default();
            let attribute = self.ast.text(name);
            let message = format!("Illegal +> operation on attribute {attribute}. This operator can not be used in {parent}");
            if let Some(error) = self.error("ILLEGAL_ATTRIBUTE_APPEND", id, message) {
                error.help = Some("use `=>`, or add to the attribute in an override or a collector".into());
            }
        }
        self.produces_value(value);
    }
}
