//! Each parameter of a class or defined type has a data type.
//!
//! ## Why
//! A wrong value is told where it is given, not by what goes wrong later.
//!
//! ## Example
//! ```puppet
//! class ntp ($servers) { }
//! ```
//!
//! ## Use instead
//! ```puppet
//! class ntp (Array[String] $servers) { }
//! ```

use super::{File, Findings, Rule};

pub const RULE: Rule = Rule::warning(look).plugin();

fn look(file: &File, found: &mut Findings) {
    for definition in file.definitions() {
        for parameter in definition.parameters.iter().filter(|parameter| parameter.data_type.is_none()) {
            let (owner, name) = (file.text(definition.name), file.variable_name(parameter.variable));
            found.at(file.span(parameter.variable), format!("missing datatype for parameter {owner}::{name}"));
        }
    }
}
