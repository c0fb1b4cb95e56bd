//! `notice`, `warning`, … and `fail`: messages.

use super::definition::{Definition, failure, typed, untyped};
use crate::evaluate::function::{Call, Context, Evaluated, LogLevel};
use crate::value::{Value, format};

const VALUES: &[&str] = &["Callable[Any $values, 0, default]"];

pub(super) static FUNCTIONS: &[Definition] = &[
    typed("debug", VALUES, |call, context| log(call, context, LogLevel::Debug)),
    typed("info", VALUES, |call, context| log(call, context, LogLevel::Info)),
    typed("notice", VALUES, |call, context| log(call, context, LogLevel::Notice)),
    typed("warning", VALUES, |call, context| log(call, context, LogLevel::Warning)),
    typed("err", VALUES, |call, context| log(call, context, LogLevel::Error)),
    typed("alert", VALUES, |call, context| log(call, context, LogLevel::Alert)),
    typed("crit", VALUES, |call, context| log(call, context, LogLevel::Critical)),
    typed("emerg", VALUES, |call, context| log(call, context, LogLevel::Emergency)),
    untyped("fail", |call, _| Err(failure(message(call)))),
];

fn log(call: &Call<'_>, context: &mut dyn Context, level: LogLevel) -> Evaluated {
    context.log(level, &message(call));
    Ok(Value::Undef)
}

fn message(call: &Call<'_>) -> String {
    let texts: Vec<_> = call.arguments.iter().map(format::interpolated).collect();
    texts.join(" ")
}
