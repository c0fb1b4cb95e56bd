//! Parameters of classes, defines, functions, lambdas and templates.

use super::{Checker, hash, label, name};
use crate::diagnostic::Diagnostic;
use crate::value::Map;
use rpuppet_syntax::ast::{List, Name};
use rpuppet_syntax::{Node, NodeId};

impl<'a> Checker<'a> {
    pub(super) fn check_parameter(&mut self, id: NodeId, name: Name, default: NodeId) {
        let name = self.ast.text(name).as_str();
        let well_formed = name::is_parameter(name);
        if !well_formed && is_number(name) {
            let message = format!("The numeric parameter name '${name}' cannot be used (clashes with numeric match result variables)");
            self.error("ILLEGAL_NUMERIC_PARAMETER", id, message);
        }
        if !well_formed {
            let message = format!(r"Illegal parameter name. The given name '{name}' does not conform to the naming rule /^[a-z_]\w*$/");
            self.error("ILLEGAL_PARAM_NAME", id, message);
        }
        if !default.is_none() {
            self.check_no_assignment(default);
        }
    }

    /// The names of a list's parameters, with whether each takes all that is left.
    fn parameters(&self, list: List) -> impl Iterator<Item = (NodeId, Name, bool)> + use<'a> {
        let ast = self.ast;
        ast.items(list).iter().filter_map(|id| match ast.node(*id) {
            Node::Parameter { name, captures_rest, .. } => Some((*id, name, captures_rest)),
            _ => None,
        })
    }

    pub(super) fn check_unique(&mut self, list: List) {
        if self.are_unique(list) {
            return;
        }
        let mut seen: Map<Name, NodeId> = Map::with_capacity_and_hasher(list.length as usize, Default::default());
        for (id, name, _) in self.parameters(list) {
            let first = *seen.entry(name).or_insert(id);
            if first != id {
                let name = self.ast.text(name);
                let message = format!("The parameter '{name}' is declared more than once in the parameter list");
                self.relate(Diagnostic::error("DUPLICATE_PARAMETER", message), id, first, "first declared here");
            }
        }
    }

    /// Nearly all are, which sorting tells sooner than a map; in most lists every name is new, and so they are in order.
    fn are_unique(&self, list: List) -> bool {
        let mut names: Vec<u32> = self.parameters(list).map(|(_, name, _)| name.0).collect();
        names.sort_unstable();
        names.is_sorted_by(|before, after| before < after)
    }

    pub(super) fn check_no_rest(&mut self, list: List, container: NodeId) {
        for (id, name, _) in self.parameters(list).filter(|(_, _, rest)| *rest) {
            let (name, container) = (self.ast.text(name), label::a_an(&self.label(container)));
            let message = format!("Parameter ${name} has 'captures rest' - not supported in {container}");
            self.error("CAPTURES_REST_NOT_SUPPORTED", id, message);
        }
    }

    pub(super) fn check_rest_is_last(&mut self, list: List) {
        let parameters: Vec<_> = self.parameters(list).collect();
        let Some((_, before)) = parameters.split_last() else { return };
        for (id, name, _) in before.iter().filter(|(_, _, rest)| *rest) {
            let message = format!("Parameter ${} is not last, and has 'captures rest'", self.ast.text(*name));
            self.error("CAPTURES_REST_NOT_LAST", *id, message);
        }
    }

    /// `$name` and `$title` are given to every class and define.
    pub(super) fn check_reserved(&mut self, list: List, container: NodeId) {
        for (id, name, _) in self.parameters(list) {
            let name = self.ast.text(name);
            if matches!(name.as_str(), "name" | "title") {
                let container = self.label(container);
                let message = format!("The parameter ${name} redefines a built in parameter in the {container}");
                self.error("RESERVED_PARAMETER", id, message);
            }
        }
    }

    /// A class's parameter types must be known without evaluating anything.
    pub(super) fn check_literal_types(&mut self, list: List) {
        for id in self.ast.items(list) {
            let Node::Parameter { data_type, name, .. } = self.ast.node(*id) else { continue };
            if !data_type.is_none() && !hash::is_literal(self.ast, data_type) {
                let class = "Puppet::Pops::Model::AccessExpression";
                let message = format!("The parameter '${}' must be a literal type, not a {class}", self.ast.text(name));
                self.warning("ILLEGAL_NONLITERAL_PARAMETER_TYPE", *id, message);
            }
        }
    }
}

fn is_number(name: &str) -> bool {
    let digits = name.strip_prefix("0x").unwrap_or(name);
    !digits.is_empty() && digits.bytes().all(|c| c.is_ascii_digit())
}
