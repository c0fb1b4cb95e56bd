//! What the metaparameters of every type accept, where it is a list of words.

use super::Failure;
use crate::catalog::Resource;
use crate::value::{Value, format};

const LISTED: &[(&str, &[&str])] =
    &[("noop", &["true", "false"]), ("loglevel", &["debug", "info", "notice", "warning", "err", "alert", "emerg", "crit", "verbose"])];

/// Refuses a word that is not on the list, as Puppet does.
pub fn validate(resource: &Resource) -> Result<(), Failure> {
    for (name, words) in LISTED {
        let Some(value) = resource.get(name).filter(|value| !matches!(value, Value::Undef | Value::Rich(_))) else { continue };
        if !words.contains(&format::interpolated(value.unwrapped()).as_str()) {
            let shown = match value {
                Value::String(text) => format!("\"{text}\""),
                other => format::inspect(other),
            };
            let reference = &resource.reference;
            let valid = words.join(", ");
            let message = format!("Parameter {name} failed on {reference}: Invalid value {shown}. Valid values are {valid}.");
            return Err(Failure { property: Some((*name).into()), ..Failure::new(message) });
        }
    }
    Ok(())
}
