//! `time`, `sprintf`, `sprintf_hash`, `generate`: formats, and the outside.

use super::definition::{Definition, failure, typed, untyped};
use super::strftime::seconds_now;
use crate::evaluate::function::{Call, Context, Evaluated};
use crate::value::{Value, format, printf};

pub(super) static FUNCTIONS: &[Definition] = &[
    untyped("time", |_, _| seconds_now().map(Value::Integer)),
    untyped("sprintf", |call, _| match call.arguments.split_first() {
        Some((layout, arguments)) => print(&format::interpolated(layout), arguments),
        None => Err(failure("sprintf(): expects at least 1 argument")),
    }),
    typed("sprintf_hash", &["Callable[String $format, Hash $arguments]"], |call, _| {
        print(call.text(0), call.arguments.get(1..).unwrap_or(&[]))
    }),
    untyped("generate", generate),
];

fn print(layout: &str, arguments: &[Value]) -> Evaluated {
    printf::sprintf(layout, arguments).map(Value::from).map_err(failure)
}

fn generate(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let command: Vec<String> = super::inclusion::flat(call.arguments).iter().map(|word| format::interpolated(word).to_string()).collect();
    let program = command.first().ok_or_else(|| failure("generate(): expects a command"))?;
    if !program.starts_with('/') {
        return Err(failure("Generators must be fully qualified"));
    }
    if program.contains("..") || !program.chars().all(|character| character.is_ascii_alphanumeric() || "-/._".contains(character)) {
        return Err(failure("Generators can only contain alphanumerics, file separators, and dashes"));
    }
    context.world().generate(&command).map(Value::from).map_err(|error| failure(format!("Failed to execute generator {program}: {error}")))
}
