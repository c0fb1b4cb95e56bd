//! `pick`, `pick_default`: the first argument that says something.

use crate::evaluate::function::{Call, Context, Evaluated};
use crate::functions::definition::{Definition, failure, untyped};
use crate::value::Value;

pub(in crate::functions) static FUNCTIONS: &[Definition] = &[untyped("pick", pick), untyped("pick_default", pick_default)];

fn says_something(value: &&Value) -> bool {
    !matches!(value, Value::Undef) && !matches!(value.as_str(), Some("" | "undef" | "undefined"))
}

fn pick(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    let picked = call.arguments.iter().find(|value| !value.is_undef() && value.as_str() != Some(""));
    picked.cloned().ok_or_else(|| failure("pick(): must receive at least one non empty value"))
}

fn pick_default(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    let Some((default, others)) = call.arguments.split_last() else {
        return Err(failure("Must receive at least one argument."));
    };
    Ok(others.iter().find(says_something).unwrap_or(default).clone())
}
