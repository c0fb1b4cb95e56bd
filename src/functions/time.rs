//! `strftime`, `time`, `sprintf`, `sprintf_hash`, `generate`: formats, and the outside.

use super::definition::{Definition, failure, typed, untyped};
use crate::datatype::convert::{format_span, format_time};
use crate::datatype::{TypeError, build, new_instance};
use crate::evaluate::function::{Call, Context, Evaluated, Interrupt};
use crate::value::{Rich, Value, format, printf};

pub(super) static FUNCTIONS: &[Definition] = &[
    typed(
        "strftime",
        &[
            "Callable[Timespan $time_object, String $format]",
            "Callable[Timestamp $time_object, String $format, String $timezone, 2, 3]",
            "Callable[String $format, String $timezone, 1, 2]",
        ],
        strftime,
    ),
    untyped("time", |_, _| Ok(Value::Integer(i64::try_from(now()? / crate::value::time::SECOND).unwrap_or(0)))),
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

fn wrong(error: TypeError) -> Interrupt {
    Interrupt::failure(error.code, error.message)
}

fn now() -> Result<i128, Interrupt> {
    let data_type = build::from_reference("Timestamp").unwrap_or(crate::value::Type::Any);
    match new_instance(&data_type, &[]).map_err(wrong)? {
        Value::Rich(rich) => match rich.as_ref() {
            Rich::Timestamp(at) => Ok(*at),
            _ => Ok(0),
        },
        _ => Ok(0),
    }
}

fn strftime(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    let zone = |index: usize| match call.argument(index).as_str() {
        None | Some("default" | "current") => "UTC".to_string(),
        Some(zone) => zone.to_string(),
    };
    match call.argument(0) {
        Value::Rich(rich) => match rich.as_ref() {
            Rich::Timespan(span) => Ok(Value::from(format_span(*span, call.text(1)))),
            Rich::Timestamp(at) => format_time(*at, call.text(1), &zone(2)).map(Value::from).map_err(wrong),
            _ => Err(failure("strftime(): expects a Timestamp or a Timespan")),
        },
        // the old form: a format alone means now
        _ => format_time(now()?, call.text(0), &zone(1)).map(Value::from).map_err(wrong),
    }
}

fn generate(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let command: Vec<String> =
        super::inclusion::flat(call.arguments).iter().map(|word| format::interpolated(word).to_string()).collect();
    let program = command.first().ok_or_else(|| failure("generate(): expects a command"))?;
    if !program.starts_with('/') {
        return Err(failure("Generators must be fully qualified"));
    }
    if program.contains("..") || !program.chars().all(|character| character.is_ascii_alphanumeric() || "-/._".contains(character)) {
        return Err(failure("Generators can only contain alphanumerics, file separators, and dashes"));
    }
    context.world().generate(&command).map(Value::from).map_err(|error| failure(format!("Failed to execute generator {program}: {error}")))
}
