//! `strftime`: moments and spans of time as text.

mod moment;
mod zone;

use super::definition::{Definition, failure, typed};
use crate::datatype::{TypeError, build, new_instance};
use crate::evaluate::function::{Call, Context, Evaluated, Interrupt};
use crate::value::time::SECOND;
use crate::value::{Rich, Type, Value, span};

pub(super) static FUNCTIONS: &[Definition] = &[typed(
    "strftime",
    &[
        "Callable[Timespan $time_object, String $format]",
        "Callable[Timestamp $time_object, String $format, String $timezone, 2, 3]",
        "Callable[String $format, String $timezone, 1, 2]",
    ],
    strftime,
)];

fn strftime(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    let text = match call.argument(0) {
        Value::Rich(rich) => match rich.as_ref() {
            Rich::Timespan(span) => span::format(*span, call.text(1)),
            Rich::Timestamp(at) => in_zone(*at, call.text(1), call.text(2)),
            _ => Err("a Timestamp or a Timespan is expected".to_string()),
        },
        _ => {
            let message = "The argument signature (String format, [String timezone]) is deprecated for #strftime. \
                           See #strftime documentation and Timespan type for more info";
            context.warn_once("legacy#strftime", message, call.location.as_ref());
            in_zone(now()?, call.text(0), call.text(1))
        }
    };
    text.map(Value::from).map_err(failure)
}

/// Without a zone in UTC, with one by its offset and without its name.
fn in_zone(at: i128, layout: &str, zone: &str) -> Result<String, String> {
    if zone.is_empty() {
        return moment::format(at, layout, 0, "UTC");
    }
    let offset = zone::offset(zone).ok_or_else(|| format!("Illegal timezone '{zone}'"))?;
    moment::format(at, layout, offset, "")
}

/// Nanoseconds since 1970.
fn now() -> Result<i128, Interrupt> {
    let data_type = build::from_reference("Timestamp").unwrap_or(Type::Any);
    match new_instance(&data_type, &[]).map_err(|error: TypeError| Interrupt::failure(error.code, error.message))? {
        Value::Rich(rich) => match rich.as_ref() {
            Rich::Timestamp(at) => Ok(*at),
            _ => Ok(0),
        },
        _ => Ok(0),
    }
}

/// Whole seconds since 1970.
pub(super) fn seconds_now() -> Result<i64, Interrupt> {
    now().map(|at| i64::try_from(at / SECOND).unwrap_or(0))
}
