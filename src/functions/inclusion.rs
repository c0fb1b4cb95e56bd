//! `include`, `contain`, `require`, `realize`, `tag`, `tagged`: what the catalog holds.

use super::definition::{Definition, typed, untyped};
use crate::evaluate::function::{Call, Context, Evaluated, Inclusion};
use crate::value::{EcoString, Value, format};

const NAMES: &[&str] = &["Callable[Any $names, 1, default]"];

pub(super) static FUNCTIONS: &[Definition] = &[
    typed("include", NAMES, |call, context| include(call, context, Inclusion::Include)),
    typed("contain", NAMES, |call, context| include(call, context, Inclusion::Contain)),
    typed("require", NAMES, |call, context| include(call, context, Inclusion::Require)),
    untyped("realize", |call, context| {
        context.realize(&flat(call.arguments))?;
        Ok(Value::Undef)
    }),
    untyped("tag", |call, context| {
        context.tag(&texts(call));
        Ok(Value::Undef)
    }),
    untyped("tagged", |call, context| Ok(Value::Boolean(context.tagged(&texts(call))))),
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

fn texts(call: &Call<'_>) -> Vec<EcoString> {
    flat(call.arguments).iter().map(format::interpolated).collect()
}
