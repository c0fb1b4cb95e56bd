//! `left { attributes }`: what it is depends on `left`.

use super::{Builder, Items, Statement};
use crate::ast::{Form, Node, NodeId};

impl Builder {
    /// A title is missing: defaults, an override, or a call with a hash.
    pub fn untitled(&mut self, left: NodeId, attributes: Items, start: u32, brace: u32, end: u32) -> NodeId {
        let form = Form::Regular;
        match self.ast.node(left) {
            Node::QualifiedName(_) => self.name_and_hash(left, attributes, start, brace, end),
            Node::QualifiedReference(_) => {
                let attributes = self.list(attributes);
                self.node(start, end, Node::ResourceDefaults { type_reference: left, attributes, form })
            }
            Node::Access(..) => {
                let attributes = self.list(attributes);
                self.node(start, end, Node::ResourceOverride { resources: left, attributes, form })
            }
            _ if self.take(attributes).iter().any(|attribute| self.ast.node(*attribute) == Node::Error) => {
                self.node(start, end, Node::Error)
            }
            _ => {
                let message = "Expression is not valid as a resource, resource-default, or resource-override";
                self.error("SYNTAX_ERROR", message, start, brace);
                self.node(start, end, Node::Error)
            }
        }
    }

    /// `notice { a => 1 }` is a call; any other name and the hash after it are two statements (which are refused later).
    fn name_and_hash(&mut self, name: NodeId, attributes: Items, start: u32, brace: u32, end: u32) -> NodeId {
        let attributes = self.take(attributes);
        let mut entries = Vec::with_capacity(attributes.len());
        for attribute in attributes {
            let Node::Attribute { name, append: false, value } = self.ast.node(attribute) else {
                if self.ast.node(attribute) == Node::Error {
                    // the mistake is told already
                    return self.node(start, end, Node::Error);
                }
                self.error("SYNTAX_ERROR", "Syntax error resource body without title or hash with +>", brace, brace + 1);
                return self.node(start, end, Node::Error);
            };
            let (key, value_end) = (self.ast.span(attribute), self.ast.span(value).end);
            let length = self.ast.text(name).len() as u32;
            let key = self.node(key.start, key.start + length, Node::String(name));
            entries.push(self.node(self.ast.span(key).start, value_end, Node::KeyedEntry { key, value }));
        }
        let entries = self.list_of(&entries);
        let hash = self.node(brace, end, Node::Hash { entries, bare: false });
        let statements = self.first(name);
        let statements = self.push_statement(statements, Statement::One(hash));
        self.block(statements, start, end)
    }

    /// `@` and `@@` before a resource.
    pub fn with_form(&mut self, resource: NodeId, wanted: Form, start: u32) -> NodeId {
        if let Some(Node::Resource { form, .. } | Node::ResourceDefaults { form, .. } | Node::ResourceOverride { form, .. }) =
            self.ast.nodes.get_mut(resource.0 as usize)
        {
            *form = wanted;
            if let Some(span) = self.ast.spans.get_mut(resource.0 as usize) {
                span.start = start;
            }
            return resource;
        }
        let (name, length) = if wanted == Form::Virtual { ("Virtual (@)", 1) } else { ("Exported (@@)", 2) };
        self.error("SYNTAX_ERROR", format!("{name} can only be applied to a Resource Expression"), start, start + length);
        self.node(start, start + length, Node::Error)
    }
}
