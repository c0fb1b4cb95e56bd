//! Walking a tree without knowing its kinds of nodes.

use super::{Ast, List, Node, NodeId};

impl Ast {
    /// Gives every child of a node to `visit`, in the order of the text.
    pub fn each_child(&self, id: NodeId, mut visit: impl FnMut(NodeId)) {
        let node = self.node(id);
        if node.is_leaf() {
            return; // most are
        }
        let (singles, list, after) = parts(node);
        for children in [&singles, self.items(list), &after] {
            for child in children {
                if !child.is_none() {
                    visit(*child);
                }
            }
        }
    }

    /// A node under which more than `limit` levels of the tree are, if there is one. (A node's id is greater than its children's.)
    pub(crate) fn deeper_than(&self, limit: usize) -> Option<NodeId> {
        if self.len() <= limit {
            return None;
        }
        let mut depths = vec![0u32; self.len()];
        for index in 0..self.len() {
            let id = NodeId(index as u32);
            let mut deepest = 0;
            self.each_child(id, |child| deepest = deepest.max(depths.get(child.0 as usize).copied().unwrap_or(0)));
            if deepest as usize >= limit {
                return Some(id);
            }
            if let Some(depth) = depths.get_mut(index) {
                *depth = deepest + 1;
            }
        }
        None
    }
}

type Parts = ([NodeId; 2], List, [NodeId; 2]);

/// The children of a node: up to two, a list, up to two more.
fn parts(node: Node) -> Parts {
    const NO: NodeId = NodeId::NONE;
    const EMPTY: List = List { start: 0, length: 0 };
    let list = |list| ([NO; 2], list, [NO; 2]);
    let pair = |left, right| ([left, right], EMPTY, [NO; 2]);
    match node {
        Node::Concat(parts) | Node::Array(parts) | Node::Block(parts) | Node::Hash { entries: parts, .. } => list(parts),
        Node::Text(only) | Node::Unary(_, only) | Node::Parenthesized(only) | Node::NamedAccess(only, _) => pair(only, NO),
        Node::AttributeSplat(only) | Node::Render(only) | Node::EppBody(only) | Node::Heredoc { text: only, .. } => pair(only, NO),
        Node::Attribute { value: only, .. } | Node::Query { expression: only, .. } | Node::TypeDefinition { body: only, .. } => {
            pair(only, NO)
        }
        Node::KeyedEntry { key: left, value: right } | Node::Binary(_, left, right) | Node::Assignment(_, left, right) => pair(left, right),
        Node::Relationship(_, left, right) | Node::TypeAlias { name: left, data_type: right } => pair(left, right),
        Node::Parameter { data_type, default, .. } => pair(data_type, default),
        Node::Access(left, items) | Node::Selector(left, items) | Node::Case(left, items) => ([left, NO], items, [NO; 2]),
        Node::Call { function, arguments, lambda, .. } | Node::MethodCall { function, arguments, lambda } => {
            ([function, NO], arguments, [lambda, NO])
        }
        Node::Lambda { parameters, return_type, body } | Node::Function { parameters, return_type, body, .. } => {
            ([NO; 2], parameters, [return_type, body])
        }
        Node::Class { parameters, body, .. } | Node::Define { parameters, body, .. } | Node::Epp { parameters, body, .. } => {
            ([NO; 2], parameters, [body, NO])
        }
        Node::If { test, then, otherwise } | Node::Unless { test, then, otherwise } => ([test, then], EMPTY, [otherwise, NO]),
        Node::CaseOption { values, then } => ([NO; 2], values, [then, NO]),
        Node::Resource { type_name: head, bodies: items, .. } | Node::ResourceBody { title: head, attributes: items } => {
            ([head, NO], items, [NO; 2])
        }
        Node::ResourceDefaults { type_reference: head, attributes: items, .. } => ([head, NO], items, [NO; 2]),
        Node::ResourceOverride { resources: head, attributes: items, .. } => ([head, NO], items, [NO; 2]),
        Node::Collector { type_reference, query, attributes } => ([type_reference, query], attributes, [NO; 2]),
        Node::NodeDefinition { matches, parent, body } => ([NO; 2], matches, [parent, body]),
        Node::Nop | Node::Undef | Node::Default | Node::Boolean(_) | Node::Integer { .. } | Node::Float(_) => list(EMPTY),
        Node::String(_) | Node::Regex(_) | Node::QualifiedName(_) | Node::QualifiedReference(_) | Node::Variable(_) => list(EMPTY),
        Node::ReservedWord(_) | Node::RenderString(_) | Node::Error => list(EMPTY),
    }
}
