//! `notice`, `warning`, … and `fail`: messages.

use super::definition::{Definition, failure, typed, untyped};
use crate::diagnostic::Level;
use crate::evaluate::function::{Call, Context, Evaluated};
use crate::value::{Value, format};

const VALUES: &[&str] = &["Callable[Any $values, 0, default]"];

pub(super) static FUNCTIONS: &[Definition] = &[
    typed("debug", VALUES, |call, context| log(call, context, Level::Debug)),
    typed("info", VALUES, |call, context| log(call, context, Level::Info)),
    typed("notice", VALUES, |call, context| log(call, context, Level::Notice)),
    typed("warning", VALUES, |call, context| log(call, context, Level::Warning)),
    typed("err", VALUES, |call, context| log(call, context, Level::Error)),
    typed("alert", VALUES, |call, context| log(call, context, Level::Alert)),
    typed("crit", VALUES, |call, context| log(call, context, Level::Critical)),
    typed("emerg", VALUES, |call, context| log(call, context, Level::Emergency)),
    untyped("fail", |call, _| Err(failure(message(call)))),
];

fn log(call: &Call<'_>, context: &mut dyn Context, level: Level) -> Evaluated {
    context.log(level, &message(call));
    Ok(Value::Undef)
}

fn message(call: &Call<'_>) -> String {
    let texts: Vec<_> = call.arguments.iter().map(format::interpolated).collect();
    texts.join(" ")
}
