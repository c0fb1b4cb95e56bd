//! What the picture of a mistake points at, where Puppet's message tells no more than the statement around it.

use super::compiler::Compiler;
use super::declared::DeclaredId;
use super::definition::Definition;
use super::function::Interrupt;
use super::parameters::Parameter;
use crate::catalog::schema::METAPARAMETERS;
use crate::datatype::accepts;
use crate::diagnostic::Label;
use crate::value::{EcoString, Value};
use rpuppet_syntax::{Ast, NodeId};
use std::sync::Arc;

/// A mistake found while a resource was being declared: at its type's name where that is unknown, else at its title.
pub(super) fn at_resource(interrupt: Interrupt, ast: &Arc<Ast>, type_name: NodeId, title: NodeId) -> Interrupt {
    let Interrupt::Failure(mut diagnostic) = interrupt else { return interrupt };
    if diagnostic.location.is_none() && diagnostic.culprit.is_none() {
        let node = if diagnostic.code == "UNKNOWN_RESOURCE_TYPE" { type_name } else { title };
        diagnostic.culprit = Some(ast.location(node));
    }
    Interrupt::Failure(diagnostic)
}

impl Compiler<'_> {
    /// A mistake in the parameters of a class or define: at the attribute that is wrong, with the place of the parameter's type.
    pub(super) fn at_parameter(
        &self,
        interrupt: Interrupt,
        id: DeclaredId,
        definition: &Definition,
        parameters: &[Parameter],
        given: &[(&EcoString, &Value)],
    ) -> Interrupt {
        let Interrupt::Failure(mut diagnostic) = interrupt else { return interrupt };
        let wrong = given.iter().find_map(|(name, value)| Wrong::of(name, value, parameters));
        let Some((wrong, declared)) = wrong.zip(self.resource(id)) else { return Interrupt::Failure(diagnostic) };
        diagnostic.culprit = declared.parameters.get(wrong.name).and_then(|setting| setting.location.clone());
        diagnostic.related.extend(
            wrong
                .parameter
                .map(|parameter| Label { location: definition.ast.location(parameter.node), text: "its type is declared here".into() }),
        );
        Interrupt::Failure(diagnostic)
    }
}

/// A parameter that is not there, or whose type does not take the value.
struct Wrong<'a> {
    name: &'a EcoString,
    parameter: Option<&'a Parameter>,
}

impl<'a> Wrong<'a> {
    fn of(name: &'a EcoString, value: &Value, parameters: &'a [Parameter]) -> Option<Self> {
        let parameter = parameters.iter().find(|parameter| parameter.name == *name);
        let is_wrong = match parameter {
            Some(parameter) => parameter.data_type.as_ref().is_some_and(|data_type| !accepts(data_type, value)),
            None => name != "name" && !METAPARAMETERS.contains(&name.as_str()),
        };
        is_wrong.then_some(Wrong { name, parameter })
    }
}
