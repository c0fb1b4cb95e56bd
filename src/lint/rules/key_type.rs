//! A value in Hiera's data fits the type of the parameter that its key names.
//!
//! ## Why
//! Puppet refuses to compile the class. Nothing is said of values that interpolate or are encrypted, nor of keys with `lookup_options`, whose
//! values are merged or converted first.
//!
//! ## Example
//! ```yaml
//! toolbox::server::port: http
//! ```
//!
//! ## Use instead
//! ```yaml
//! toolbox::server::port: 80
//! ```

use super::parameter_type::is_simple;
use super::{Findings, Modules, Rule};
use crate::datatype;
use crate::lint::data::keys;
use crate::value::Value;

pub const RULE: Rule = Rule::data(look).fatal();

fn look(text: &str, modules: &Modules, found: &mut Findings) {
    let typed = keys(text).into_iter().filter_map(|(key, span)| {
        let (class, name) = key.rsplit_once("::")?;
        let parameter = modules.class(class)?.parameter(name).filter(|parameter| !parameter.data_type.is_empty())?;
        Some((key, span, class, parameter))
    });
    let typed: Vec<_> = typed.filter(|(key, ..)| !modules.has_options(key)).collect();
    if typed.is_empty() {
        return; // most texts are not worth a reading
    }
    let Some(data) = modules.read_yaml(text) else { return };
    let Some(data) = data.as_hash() else { return };
    for (key, span, class, parameter) in typed {
        let Some(value) = data.get(&Value::from(key)).filter(|value| **value != Value::Undef && is_as_written(value)) else { continue };
        let Some(wanted) = modules.data_type(&parameter.data_type).filter(is_simple) else { continue };
        let mismatch = datatype::describe_mismatch(&format!("parameter '{}'", parameter.name), &wanted, value);
        if !mismatch.is_empty() {
            let mismatch = mismatch.lines().map(str::trim).collect::<Vec<_>>().join("; ");
            found.at(span, format!("class '{class}': {mismatch}"));
        }
    }
}

/// Whether a value is what the text says, with nothing that is put in when it is asked for.
fn is_as_written(value: &Value) -> bool {
    match value {
        Value::String(text) => !text.contains("%{") && !text.contains("ENC["),
        Value::Array(items) => items.iter().all(is_as_written),
        Value::Hash(entries) => entries.iter().all(|(key, value)| is_as_written(key) && is_as_written(value)),
        _ => true,
    }
}
