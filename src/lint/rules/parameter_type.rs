//! A value that is written as it is fits the parameter's type.
//!
//! ## Why
//! Puppet refuses to compile it.
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

use super::{File, Findings, Modules, Node, NodeId, Rule, literal, resource};
use crate::datatype;
use crate::value::{Type, Value};
use resource::Kind;

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
    let given = literal::value(file.ast, value)?;
    // undef stands for the default
    if parameter.data_type.is_empty() || given == Value::Undef && parameter.has_default {
        return None;
    }
    let wanted = modules.data_type(&parameter.data_type).filter(is_simple)?;
    let text = datatype::describe_mismatch(&format!("parameter '{}'", parameter.name), &wanted, &given);
    (!text.is_empty()).then(|| text.lines().map(str::trim).collect::<Vec<_>>().join("; "))
}

/// Whether a type can be judged: objects of modules are made in Ruby.
pub fn is_simple(data_type: &Type) -> bool {
    !matches!(data_type, Type::Object(_))
}
