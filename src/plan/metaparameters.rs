//! What the metaparameters of every type accept.

use super::Failure;
use super::schedule::Schedule;
use crate::catalog::{Catalog, Reference, Resource, Schema};
use crate::value::{Value, format};

const LISTED: &[(&str, &[&str])] =
    &[("noop", &["true", "false"]), ("loglevel", &["debug", "info", "notice", "warning", "err", "alert", "emerg", "crit", "verbose"])];

/// Refuses what the type does not have; `all` is everything that it has.
fn audited(resource: &Resource, schema: &Schema) -> Result<(), Failure> {
    let names = match resource.get("audit") {
        Some(Value::Array(names)) => names.iter().map(format::interpolated).collect(),
        Some(Value::String(name)) if name != "all" => vec![name.clone()],
        _ => return Ok(()),
    };
    let Some(unknown) = names.iter().find(|name| !schema.accepts(name)) else { return Ok(()) };
    let reference = &resource.reference;
    let message = format!("Parameter audit failed on {reference}: Cannot audit {unknown}: not a valid attribute for {reference}");
    Err(Failure { property: Some("audit".into()), ..Failure::new(message) })
}

/// Refuses a word that is not on the list, and a schedule that is not in the catalog.
pub fn validate(resource: &Resource, schema: &Schema, catalog: &Catalog) -> Result<(), Failure> {
    audited(resource, schema)?;
    if let Some(name) = resource.text("schedule")
        && catalog.resource(&Reference::new("Schedule", name)).is_none()
        && Schedule::known(name).is_none()
    {
        return Err(Failure { property: Some("schedule".into()), ..Failure::new(format!("Could not find schedule {name}")) });
    }
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
