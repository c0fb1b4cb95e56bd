//! `Puppet` itself: its log, its settings, its version.

use super::{Answer, Request, some, truth};
use crate::ruby::error::Flow;
use crate::ruby::interpreter::Interpreter;
use crate::ruby::object::Object;

/// What `Puppet.features` gives.
pub const FEATURES: &str = "Puppet.features";

/// The version that modules may ask for.
pub const VERSION: &str = "8.10.0";

pub fn call(interpreter: &mut Interpreter<'_>, request: &Request<'_>) -> Answer {
    match request.name {
        "debug" | "info" | "notice" | "warning" | "err" | "alert" | "crit" | "emerg" => {
            let message = request.arguments.first().map(Object::to_text).unwrap_or_default();
            interpreter.host.log(request.name, &message);
            some(Object::Nil)
        }
        "deprecation_warning" | "warn_once" => {
            let message = request.arguments.last().map(Object::to_text).unwrap_or_default();
            interpreter.host.log("warning", &message);
            some(Object::Nil)
        }
        "settings" => some(Object::Class("Puppet".into())),
        "[]" => {
            let name = format!("settings::{}", request.argument(0)?.to_text());
            some(interpreter.puppet_variable(&name).unwrap_or(Object::Nil))
        }
        "features" => some(Object::Class(FEATURES.into())),
        "version" => some(Object::string(VERSION)),
        _ => Ok(None),
    }
}

/// `Puppet.features.posix?`: what every host that this runs on has, and what none has.
pub fn feature(request: &Request<'_>) -> Answer {
    match request.name {
        "posix?" => truth(true),
        "microsoft_windows?" => truth(false),
        other => Err(Flow::outside(&format!("Puppet.features.{other}"))),
    }
}
