//! A function in Puppet's language, as those see it who call it.

use super::definition::{Parameter, parameter, plain};
use crate::datatype::Parameters;
use crate::value::data_type::{Signature, Size};
use crate::value::{EcoString, Type};
use rpuppet_syntax::{Ast, Node, NodeId, Span};

/// What a function says of itself.
#[derive(Debug, Hash)]
pub struct Function {
    /// Lower case, without `::` in front.
    pub name: String,
    parameters: Vec<Parameter>,
    /// Whether the last parameter takes all the rest.
    takes_rest: bool,
    /// The text of the type that it returns; empty where it says none.
    pub returns: EcoString,
}

impl Function {
    /// The function of a node; `None` for other nodes.
    pub fn of(ast: &Ast, node: NodeId) -> Option<Function> {
        let Node::Function { name, parameters, return_type, .. } = ast.node(node) else { return None };
        let items = ast.items(parameters);
        let takes_rest = items.last().is_some_and(|last| matches!(ast.node(*last), Node::Parameter { captures_rest: true, .. }));
        let parameters = items.iter().filter_map(|id| parameter(ast, *id)).collect();
        let returns = return_type.some().map_or("", |id| ast.source.slice(ast.span(id))).into();
        Some(Function { name: plain(ast.text(name)), parameters, takes_rest, returns })
    }

    /// How it may be called. `meaning` gives the type of a text; what is not known takes anything.
    pub fn signature(&self, meaning: impl Fn(&str) -> Option<Type>) -> Parameters {
        let known = |text: &EcoString| if text.is_empty() { None } else { meaning(text) };
        let types = self.parameters.iter().map(|parameter| known(&parameter.data_type).unwrap_or(Type::Any)).collect();
        let names = self.parameters.iter().map(|parameter| parameter.name.clone()).collect();
        let count = self.parameters.len() as u64;
        let fixed = self.parameters.iter().rev().skip(usize::from(self.takes_rest));
        let required = fixed.filter(|parameter| !parameter.has_default).count() as u64;
        let size = Size::new(required, (!self.takes_rest).then_some(count));
        Parameters { signature: Signature { parameters: types, size, block: None, returns: None }, names }
    }
}

/// The name of the function that a call names, and where it stands.
pub fn called(ast: &Ast, function: NodeId) -> Option<(String, Span)> {
    let span = ast.span(function);
    match ast.node(function) {
        Node::QualifiedName(name) => Some((plain(ast.text(name)), span)),
        Node::NamedAccess(_, name) => {
            let start = span.end.saturating_sub(ast.text(name).len() as u32);
            Some((plain(ast.text(name)), Span::new(start, span.end)))
        }
        _ => None,
    }
}
