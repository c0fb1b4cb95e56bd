//! Where Puppet says that something is. It points at an operator rather than at the operation's start, which its messages depend on.

use super::{Ast, Node, NodeId};
use crate::source::Span;

impl Ast {
    /// The place that a message about a node names: the operator of an operation, the `.` or `(` of a method call, the `=>` of an entry,
    /// the `:` of a case option, a parameter's variable, an alias's name; else the node's start, which for `a[b]` and `f(x)` is the place of what is left.
    pub fn place(&self, id: NodeId) -> Span {
        let span = self.span(id);
        match self.node(id) {
            Node::Binary(_, left, right) | Node::Assignment(_, left, right) | Node::Relationship(_, left, right) => {
                self.between(left, right).unwrap_or(span)
            }
            Node::KeyedEntry { key, value } => self.between(key, value).unwrap_or(span),
            Node::NamedAccess(left, _) => self.mark_after(left).unwrap_or(span),
            Node::MethodCall { function, arguments, .. } => self.method_place(function, arguments.is_empty()).unwrap_or(span),
            Node::CaseOption { values, .. } => self.items(values).last().and_then(|last| self.mark_after(*last)).unwrap_or(span),
            Node::Parameter { data_type, .. } => self.variable_of(data_type, span),
            Node::Access(left, _) | Node::Call { function: left, .. } => Span { start: self.place(left).start, ..span },
            Node::Resource { type_name: left, .. } if span.start == self.span(left).start => Span { start: self.place(left).start, ..span },
            Node::TypeAlias { name, .. } => Span { start: self.span(name).start, ..span },
            Node::Hash { entries, bare: true } => self.items(entries).first().map_or(span, |entry| self.place(*entry)),
            Node::Text(inner) => self.place(inner),
            _ => span,
        }
    }

    /// The operator between two operands.
    fn between(&self, left: NodeId, right: NodeId) -> Option<Span> {
        let place = self.mark_after(left)?;
        (place.start < self.span(right).start).then_some(place)
    }

    /// A call with parentheses is at its `(`, one without at its `.`.
    fn method_place(&self, function: NodeId, bare: bool) -> Option<Span> {
        let open = self.mark_after(function)?;
        let is_open = self.source.slice(Span::new(open.start, open.start + 1)) == "(";
        if is_open || !bare { Some(open) } else { Some(self.place(function)) }
    }

    /// The first mark after a node, past white space and comments.
    fn mark_after(&self, id: NodeId) -> Option<Span> {
        let mut at = self.span(id).end;
        loop {
            let rest = self.source.text().get(at as usize..)?;
            at += (rest.len() - rest.trim_start().len()) as u32;
            match self.comments.binary_search_by_key(&at, |comment| comment.start) {
                Ok(index) => at = self.comments.get(index)?.end,
                Err(_) => break,
            }
        }
        let rest = self.source.text().get(at as usize..)?;
        let word = rest.starts_with(|c: char| c.is_ascii_alphabetic());
        let mark = |c: char| if word { c.is_ascii_alphabetic() } else { "=!<>~+-*/%.|".contains(c) };
        let length = rest.find(|c| !mark(c)).unwrap_or(rest.len()).max(1);
        Some(Span::new(at, at + length as u32))
    }

    fn variable_of(&self, data_type: NodeId, span: Span) -> Span {
        let from = if data_type.is_none() { span.start } else { self.span(data_type).end };
        let dollar = self.source.slice(Span::new(from, span.end)).find('$');
        dollar.map_or(span, |at| Span::new(from + at as u32, span.end))
    }
}
