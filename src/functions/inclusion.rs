//! `include`, `contain`, `require`, `realize`, `tag`, `tagged`: what the catalog holds.

use super::definition::{Definition, failure, typed, untyped};
use crate::diagnostic::Diagnostic;
use crate::evaluate::function::{Call, Context, Evaluated, Inclusion, Interrupt};
use crate::value::{EcoString, Value, printf};

const NAMES: &[&str] = &["Callable[Any $names, 1, default]"];

pub(super) static FUNCTIONS: &[Definition] = &[
    typed("include", NAMES, |call, context| include(call, context, Inclusion::Include)),
    typed("contain", NAMES, |call, context| include(call, context, Inclusion::Contain)),
    typed("require", NAMES, |call, context| include(call, context, Inclusion::Require)),
    untyped("realize", |call, context| {
        at_least_one(call, "realize")?;
        context.realize(&flat(call.arguments))?;
        Ok(Value::Undef)
    }),
    untyped("tag", |call, context| {
        context.tag(&texts(call, "tag")?)?;
        Ok(Value::Undef)
    }),
    untyped("tagged", |call, context| Ok(Value::Boolean(context.tagged(&texts(call, "tagged")?)))),
    typed("import", &["Callable[Any $args, 0, default]"], |call, _| Err(discontinued_import(call))),
];

fn include(call: &Call<'_>, context: &mut dyn Context, how: Inclusion) -> Evaluated {
    context.include(&flat(call.arguments), how)
}

/// Arguments with the contents of arrays, at any depth.
pub(super) fn flat(arguments: &[Value]) -> Vec<Value> {
    let mut out = Vec::with_capacity(arguments.len());
    for argument in arguments {
        match argument {
            Value::Array(items) => out.extend(flat(items)),
            other => out.push(other.clone()),
        }
    }
    out
}

fn texts(call: &Call<'_>, name: &str) -> Result<Vec<EcoString>, Interrupt> {
    at_least_one(call, name)?;
    Ok(flat(call.arguments).iter().map(text_of).collect())
}

fn text_of(value: &Value) -> EcoString {
    match value {
        Value::Regex(regex) => regex.literal().into(),
        other => printf::plain(other).into(),
    }
}

fn at_least_one(call: &Call<'_>, name: &str) -> Result<(), Interrupt> {
    match call.arguments {
        [] => Err(failure(format!("{name}(): Wrong number of arguments given (0 for minimum 1)"))),
        _ => Ok(()),
    }
}

fn discontinued_import(call: &Call<'_>) -> Interrupt {
    let link = "http://links.puppet.com/puppet-import-deprecation";
    let message = format!("Use of 'import' has been discontinued in favor of a manifest directory. See {link}");
    let mut diagnostic = Diagnostic::error("DISCONTINUED_IMPORT", message);
    diagnostic.location.clone_from(&call.location);
    diagnostic.into()
}
