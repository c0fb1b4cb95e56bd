//! The numbers of an exec, with Puppet's words for what is none.

use crate::catalog::Resource;
use crate::plan::Failure;
use crate::resources::attribute::text;
use crate::resources::declare::{bad_attribute, shown};
use std::time::Duration;

/// Seconds until the command is killed; 0 and less waits for ever.
pub(super) fn timeout(resource: &Resource) -> Result<Option<Duration>, Failure> {
    let seconds = number(resource, "timeout", 300.0, "The timeout must be a number.")?;
    Ok(Duration::try_from_secs_f64(seconds).ok().filter(|timeout| !timeout.is_zero()))
}

/// How often the command is tried.
pub(super) fn tries(resource: &Resource) -> Result<u64, Failure> {
    let tries = number(resource, "tries", 1.0, "Tries must be an integer")?;
    if tries.fract() != 0.0 {
        return Err(bad(resource, "tries", "Tries must be an integer"));
    }
    if tries < 1.0 { Err(bad(resource, "tries", "Tries must be an integer >= 1")) } else { Ok(tries as u64) }
}

/// Between two tries.
pub(super) fn pause(resource: &Resource) -> Result<Duration, Failure> {
    let seconds = number(resource, "try_sleep", 0.0, "try_sleep must be a number")?;
    if seconds < 0.0 {
        return Err(bad(resource, "try_sleep", "try_sleep cannot be a negative number"));
    }
    Ok(Duration::try_from_secs_f64(seconds).unwrap_or_default())
}

fn number(resource: &Resource, name: &str, default: f64, why: &str) -> Result<f64, Failure> {
    let Some(text) = text(resource, name) else { return Ok(default) };
    text.trim().parse().ok().filter(|number: &f64| number.is_finite()).ok_or_else(|| bad(resource, name, why))
}

fn bad(resource: &Resource, name: &str, why: &str) -> Failure {
    let value = resource.get(name).map(shown).unwrap_or_default();
    bad_attribute(resource, name, &format!("Munging failed for value {value} in class {name}: {why}"))
}
