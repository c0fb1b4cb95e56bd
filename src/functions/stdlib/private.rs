//! `assert_private`, `deprecation`, `fact`, `getparam`, `has_interface_with`: what is around the caller.

use crate::diagnostic::Level;
use crate::evaluate::function::{Call, Context, Evaluated, Interrupt};
use crate::functions::definition::{Definition, failure, typed, untyped};
use crate::value::{Value, format, version};

pub(in crate::functions) static FUNCTIONS: &[Definition] = &[
    untyped("assert_private", assert_private),
    untyped("private", assert_private),
    typed("deprecation", &["Callable[String $key, String $message]"], |call, context| {
        deprecated(call.text(0), call.text(1), context)?;
        Ok(Value::Undef)
    }),
    typed("fact", &["Callable[String $fact_name]"], fact),
    typed("stdlib::has_function", &["Callable[String[1] $function_name]"], |call, context| {
        Ok(Value::Boolean(context.is_function(call.text(0))))
    }),
    typed("os_version_gte", OS_VERSION, os_version_gte),
    typed("stdlib::os_version_gte", OS_VERSION, os_version_gte),
];

const OS_VERSION: &[&str] = &["Callable[String[1] $os, String[1] $version]"];

fn os_version_gte(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let variable = |name: &str| context.variable(name).map(|value| format::interpolated(&value)).unwrap_or_default();
    let newer = version::compare_packages(&variable("operatingsystemmajrelease"), call.text(1)).is_ge();
    Ok(Value::Boolean(variable("operatingsystem") == call.text(0) && newer))
}

/// A call of a function that stdlib has dropped since. Modules of its time still call it, and here it still works, so that this is no mistake
/// (stdlib 8 makes it one under `strict=error`): `--verbose` shows it.
pub(in crate::functions) fn outdated(message: &str, context: &mut dyn Context) {
    context.log(Level::Info, message);
}

/// `deprecation`: a mistake, a warning or nothing, as the setting `strict` has it.
fn deprecated(key: &str, message: &str, context: &mut dyn Context) -> Result<(), Interrupt> {
    let place = context.location();
    let place = place.and_then(|place| place.source.path().map(|path| format!(" at {path}:{}", place.line()))).unwrap_or_default();
    let strict = context.setting("strict").map(|value| format::interpolated(&value)).unwrap_or_default();
    match strict.as_str() {
        "off" => Ok(()),
        "error" => Err(failure(format!("deprecation. {key}. {message}{place}"))),
        _ => {
            context.log(Level::Warning, &format!("{message}{place}"));
            Ok(())
        }
    }
}

fn assert_private(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let own = context.variable("module_name").unwrap_or(Value::Undef);
    let caller = context.variable("caller_module_name").unwrap_or(Value::Undef);
    if own == caller {
        return Ok(Value::Undef);
    }
    match call.argument(0) {
        Value::String(message) => Err(failure(message.to_string())),
        _ => {
            let title = context.variable("name").or_else(|| context.variable("title"));
            let name = title.map(|title| format::interpolated(&title)).unwrap_or_default();
            Err(failure(format!("Class {name} is private")))
        }
    }
}

fn fact(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let name = call.text(0);
    let mut current = context.facts();
    let mut walked: Vec<String> = Vec::new();
    for segment in segments(name) {
        current = match &current {
            Value::Undef => return Ok(Value::Undef),
            Value::Hash(entries) => entries.get(&Value::from(segment.as_str())).cloned().unwrap_or(Value::Undef),
            Value::Array(items) => match segment.parse::<usize>() {
                Ok(index) => items.get(index).cloned().unwrap_or(Value::Undef),
                Err(_) => {
                    let path = walked.join(".");
                    let message = format!("fact request for {name} returning nil: '{path}' is an array; cannot index to '{segment}'");
                    context.log(Level::Warning, &message);
                    Value::Undef
                }
            },
            _ => {
                let path = walked.join(".");
                let message = format!("fact request for {name} returning nil: '{path}' is not a collection; cannot walk to '{segment}'");
                context.log(Level::Warning, &message);
                Value::Undef
            }
        };
        walked.push(if segment.contains('.') { format!("\"{segment}\"") } else { segment });
    }
    Ok(current)
}

/// The segments of a dotted path; quotes keep dots together.
fn segments(path: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut current = String::new();
    let mut quote = None;
    for character in path.chars() {
        match (quote, character) {
            (Some(open), close) if open == close => quote = None,
            (None, '\'' | '"') => quote = Some(character),
            (None, '.') => out.push(std::mem::take(&mut current)),
            _ => current.push(character),
        }
    }
    if !path.is_empty() {
        out.push(current);
    }
    out
}
