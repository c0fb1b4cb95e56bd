//! A value fits the parameter's type.
//!
//! ## Why
//! Puppet refuses to compile it. What is not written as it is counts as far as its type is sure: variables that are set once, parameters,
//! calls of functions, operators.
//!
//! ## Example
//! ```puppet
//! toolbox::setting { 'a':
//!   value => 'b',
//!   port  => 'http',
//! }
//! ```
//!
//! ## Use instead
//! ```puppet
//! toolbox::setting { 'a':
//!   value => 'b',
//!   port  => 80,
//! }
//! ```

use super::{File, Findings, Modules, Node, NodeId, Rule, are_disjoint, infer, literal, resource};
use crate::datatype;
use crate::value::{Type, Value};
use infer::one_line;
use resource::Kind;
use std::sync::Arc;

pub const RULE: Rule = Rule::sense(look).fatal();

fn look(file: &File, modules: &Modules, found: &mut Findings) {
    for declared in file.declared() {
        let Kind::Definition(known) = &declared.kind else { continue };
        for attribute in declared.attributes {
            let Node::Attribute { name, value, .. } = file.ast.node(*attribute) else { continue };
            let Some(parameter) = known.parameter(file.ast.text(name)) else { continue };
            let Some(mismatch) = mismatch(file, modules, parameter, value) else { continue };
            found.at(file.ast.span(value), format!("{}: {mismatch}", declared.kind.label()));
        }
    }
}

/// What Puppet would say of a value.
fn mismatch(file: &File, modules: &Modules, parameter: &super::Parameter, value: NodeId) -> Option<String> {
    if parameter.data_type.is_empty() {
        return None;
    }
    let subject = format!("parameter '{}'", parameter.name);
    let Some(given) = literal::value(file.ast, value) else {
        let given = infer::type_of(file, modules, value)?;
        let wanted = modules.data_type(&parameter.data_type).filter(is_simple)?;
        // undef stands for the default
        let taken = if parameter.has_default { Type::Optional(Arc::new(wanted.clone())) } else { wanted.clone() };
        return are_disjoint(&taken, &given).then(|| infer::mismatch(file, &subject, &wanted, &given, value));
    };
    if given == Value::Undef && parameter.has_default {
        return None;
    }
    let wanted = modules.data_type(&parameter.data_type).filter(is_simple)?;
    let text = datatype::describe_mismatch(&subject, &wanted, &given);
    (!text.is_empty()).then(|| one_line(&text))
}

/// Whether a type can be judged: objects of modules are made in Ruby.
pub fn is_simple(data_type: &Type) -> bool {
    !matches!(data_type, Type::Object(_))
}
