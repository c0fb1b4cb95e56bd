//! Node definitions: what names they may match.

use super::{Checker, label};
use rpuppet_syntax::ast::List;
use rpuppet_syntax::{Node, NodeId};

impl Checker<'_> {
    pub(super) fn check_node(&mut self, id: NodeId, matches: List, parent: NodeId, body: NodeId) {
        self.ast.items(matches).iter().for_each(|name| self.check_hostname(*name, id));
        self.check_top(id);
        self.check_last_has_effect(id, body);
        if !parent.is_none() {
            let link = "http://links.puppet.com/puppet-node-inheritance-deprecation";
            let message = format!("Node inheritance is not supported in Puppet >= 4.0.0. See {link}");
            self.error("ILLEGAL_NODE_INHERITANCE", parent, message);
        }
    }

    fn check_hostname(&mut self, id: NodeId, definition: NodeId) {
        match self.ast.node(id) {
            Node::Default | Node::Regex(_) | Node::Error => {}
            Node::String(name) => {
                let name = self.ast.text(name);
                if !name.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_' | b'.')) {
                    let allowed = "only letters, digits, '_', '-', and '.' are allowed";
                    let message = format!("The hostname '{name}' contains illegal characters ({allowed})");
                    self.error("ILLEGAL_HOSTNAME_CHARS", id, message);
                }
            }
            Node::Concat(parts) => {
                let text = self.ast.items(parts).iter().find_map(|part| match self.ast.node(*part) {
                    Node::Text(inner) => Some(inner),
                    _ => None,
                });
                let message = "An interpolated expression is not allowed in a hostname of a node";
                self.error("ILLEGAL_HOSTNAME_INTERPOLATION", text.unwrap_or(id), message);
            }
            _ => self.illegal_expression(id, "hostname", &label::label(self.ast, definition)),
        }
    }
}
