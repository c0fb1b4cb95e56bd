//! A key of Hiera's data that names a class's parameter names one that the class has.
//!
//! ## Why
//! Nobody ever reads the value: `toolbox::server::prot` is a typing error, or is left from an older version of the module. Nothing is said of
//! keys that a manifest or other data look up themselves.
//!
//! ## Example
//! ```yaml
//! toolbox::server::prot: 80
//! ```
//!
//! ## Use instead
//! ```yaml
//! toolbox::server::port: 80
//! ```

use super::{Findings, Modules, Rule, meant};
use crate::diagnostic::similar;
use crate::lint::data::keys;

pub const RULE: Rule = Rule::data(look);

fn look(text: &str, modules: &Modules, found: &mut Findings) {
    for (name, span) in keys(text) {
        let Some((class, parameter)) = name.rsplit_once("::") else { continue };
        let Some(known) = modules.class(class).filter(|known| known.parameter(parameter).is_none()) else { continue };
        // "${module_name}::parameter" may be looked up
        if modules.is_mentioned(name) || modules.is_mentioned(parameter) || modules.is_data_type(name) {
            continue;
        }
        let similar = similar::closest(parameter, known.parameters.iter().map(|parameter| parameter.name.as_str()));
        found.at(span, format!("class '{class}' has no parameter '{parameter}'{}", meant(similar)));
    }
}
