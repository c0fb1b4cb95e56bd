//! `time`, `sprintf`, `sprintf_hash`, `generate`: formats, and the outside.

use super::definition::{Definition, counted, failure, legacy, ruby_string, typed, untyped};
use super::strftime::seconds_now;
use crate::evaluate::function::{Call, Context, Evaluated};
use crate::value::{Value, format, printf};

pub(super) static FUNCTIONS: &[Definition] = &[
    untyped("time", |_, _| seconds_now().map(Value::Integer)),
    counted("sprintf", -2, |call, _| {
        let arguments: Vec<Value> = call.arguments.iter().skip(1).map(legacy).collect();
        print(&ruby_string(call.argument(0))?, &arguments)
    }),
    typed("sprintf_hash", &["Callable[String $format, Hash $arguments]"], |call, _| {
        print(call.text(0), call.arguments.get(1..).unwrap_or(&[]))
    }),
    counted("generate", -2, generate),
];

fn print(layout: &str, arguments: &[Value]) -> Evaluated {
    printf::sprintf(layout, arguments).map(Value::from).map_err(failure)
}

/// Runs a program that is named by its whole path; its output is the value.
fn generate(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let command: Vec<String> = super::inclusion::flat(call.arguments).iter().map(|word| format::interpolated(word).to_string()).collect();
    let Value::String(program) = legacy(call.argument(0)) else {
        return Err(failure("Generators must be fully qualified"));
    };
    if !program.starts_with('/') {
        return Err(failure("Generators must be fully qualified"));
    }
    if !program.chars().all(|character| character.is_ascii_alphanumeric() || "-/._+".contains(character)) {
        return Err(failure("Generators can only contain alphanumerics, file separators, and dashes"));
    }
    if program.contains("..") {
        return Err(failure("Can not use generators with '..' in them."));
    }
    let folder = program.rsplit_once('/').map_or("/", |(folder, _)| if folder.is_empty() { "/" } else { folder });
    if !context.world().is_directory(folder) {
        return Err(failure(format!("Working directory {folder} does not exist!")));
    }
    context.world().generate(&command).map(Value::from).map_err(|error| failure(format!("Failed to execute generator {program}: {error}")))
}
