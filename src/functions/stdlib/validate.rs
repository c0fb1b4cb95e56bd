//! `validate_string`, `validate_re`, …: arguments that must be of a kind.

use super::is;
use super::private::outdated;
use crate::evaluate::function::{Call, Context, Evaluated, Interrupt};
use crate::functions::definition::{Definition, class_name, failure, untyped};
use crate::functions::inclusion::flat;
use crate::value::{Regex, Value, format, printf};

pub(in crate::functions) static FUNCTIONS: &[Definition] = &[
    untyped("validate_string", |call, context| {
        each(call, context, "validate_string", |value| matches!(value, Value::String(_) | Value::Undef), "a string")
    }),
    untyped("validate_array", |call, context| each(call, context, "validate_array", |value| value.as_array().is_some(), "an Array")),
    untyped("validate_hash", |call, context| each(call, context, "validate_hash", |value| value.as_hash().is_some(), "a Hash")),
    untyped("validate_bool", |call, context| each(call, context, "validate_bool", |value| matches!(value, Value::Boolean(_)), "a boolean")),
    untyped("validate_absolute_path", |call, context| {
        simple(call, context, "validate_absolute_path", is::is_absolute_path, "an absolute path")
    }),
    untyped("validate_ip_address", |call, context| {
        simple(call, context, "validate_ip_address", |value| is::address(value).is_some(), "a valid IP address")
    }),
    untyped("validate_ipv4_address", |call, context| simple(call, context, "validate_ipv4_address", is::is_ipv4, "a valid IPv4 address")),
    untyped("validate_ipv6_address", |call, context| simple(call, context, "validate_ipv6_address", is::is_ipv6, "a valid IPv6 address")),
    untyped("validate_domain_name", |call, _| {
        named(call, "validate_domain_name", is::is_domain_name, "a syntactically correct domain name")
    }),
    untyped("validate_email_address", |call, _| named(call, "validate_email_address", is::is_email_address, "a valid email address")),
    untyped("validate_re", validate_re),
    untyped("validate_integer", |call, context| bounded(call, context, "validate_integer", "an Integer", is::is_integer)),
    untyped("validate_numeric", |call, context| bounded(call, context, "validate_numeric", "a Numeric", is::is_numeric)),
    untyped("validate_slength", validate_slength),
];

fn note(name: &str, context: &mut dyn Context) {
    outdated(&format!("{name} is deprecated: use a data type or the function validate_legacy"), context);
}

fn expect_some(call: &Call<'_>, name: &str) -> Result<(), Interrupt> {
    match call.arguments {
        [] => Err(failure(format!("{name}(): wrong number of arguments (0; must be > 0)"))),
        _ => Ok(()),
    }
}

/// Names that are texts and follow a rule.
fn named(call: &Call<'_>, name: &str, rule: fn(&Value) -> bool, kind: &str) -> Evaluated {
    expect_some(call, name)?;
    for value in call.arguments {
        let shown = printf::inspected(value);
        match value {
            Value::String(_) if rule(value) => {}
            Value::String(_) => return Err(failure(format!("{shown} is not {kind}"))),
            _ => return Err(failure(format!("{shown} is not a string."))),
        }
    }
    Ok(Value::Undef)
}

fn each(call: &Call<'_>, context: &mut dyn Context, name: &str, rule: fn(&Value) -> bool, kind: &str) -> Evaluated {
    note(name, context);
    expect_some(call, name)?;
    match call.arguments.iter().find(|value| !rule(value)) {
        Some(value) => Err(failure(format!("{} is not {kind}.  It looks to be a {}", format::inspect(value), class_name(value)))),
        None => Ok(Value::Undef),
    }
}

fn simple(call: &Call<'_>, context: &mut dyn Context, name: &str, rule: fn(&Value) -> bool, kind: &str) -> Evaluated {
    note(name, context);
    expect_some(call, name)?;
    match call.arguments.iter().find(|value| !rule(value)) {
        Some(value) => Err(failure(format!("{} is not {kind}.", printf::inspected(value)))),
        None => Ok(Value::Undef),
    }
}

fn validate_re(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    note("validate_re", context);
    if !(2..=3).contains(&call.arguments.len()) {
        return Err(failure(format!("validate_re(): wrong number of arguments ({}; must be 2 or 3)", call.arguments.len())));
    }
    let Value::String(text) = call.argument(0) else {
        return Err(failure(format!("validate_re(): input needs to be a String, not a {}", class_name(call.argument(0)))));
    };
    for pattern in flat(call.arguments.get(1..2).unwrap_or(&[])) {
        let regex = match &pattern {
            Value::Regex(regex) => regex.clone(),
            other => Regex::cached(&format::interpolated(other)).map_err(|error| failure(error.to_string()))?,
        };
        if regex.is_match(text) {
            return Ok(Value::Undef);
        }
    }
    Err(failure(match call.argument(2) {
        Value::String(message) => message.to_string(),
        _ => format!("validate_re(): {} does not match {}", ruby_inspected(call.argument(0)), ruby_inspected(call.argument(1))),
    }))
}

/// Ruby's `inspect`: strings in double quotes.
fn ruby_inspected(value: &Value) -> String {
    match value {
        Value::String(text) => format!("\"{}\"", text.as_str().replace('\\', "\\\\").replace('"', "\\\"")),
        Value::Array(items) => format!("[{}]", items.iter().map(ruby_inspected).collect::<Vec<_>>().join(", ")),
        other => format::inspect(other),
    }
}

fn bounded(call: &Call<'_>, context: &mut dyn Context, name: &str, kind: &str, rule: fn(&Value) -> bool) -> Evaluated {
    note(name, context);
    let count = call.arguments.len();
    if !(1..=3).contains(&count) {
        return Err(failure(format!("{name}(): Wrong number of arguments; must be 1, 2 or 3, got {count}")));
    }
    let bound = |value: &Value| format::interpolated(value).parse::<f64>().ok();
    let (most, least) = (bound(call.argument(1)), bound(call.argument(2)));
    let candidates = match call.argument(0) {
        Value::Array(items) => items.to_vec(),
        one => vec![one.clone()],
    };
    for (position, value) in candidates.iter().enumerate() {
        let number = Some(value).filter(|value| rule(value)).and_then(bound);
        let Some(number) = number else {
            let place = match call.argument(0) {
                Value::Array(_) => format!("element at array position {position} to be {kind}"),
                _ => format!("first argument to be {kind} or Array"),
            };
            return Err(failure(format!("{name}(): Expected {place}, got {}", class_name(value))));
        };
        let shown = format::inspect(value);
        if let Some(most) = call.arguments.get(1).filter(|_| most.is_some_and(|most| number > most)) {
            let most = format::interpolated(most);
            return Err(failure(format!("{name}(): Expected {shown} to be smaller or equal to {most}, got {shown}.")));
        }
        if let Some(least) = call.arguments.get(2).filter(|_| least.is_some_and(|least| number < least)) {
            let least = format::interpolated(least);
            return Err(failure(format!("{name}(): Expected {shown} to be greater or equal to {least}, got {shown}.")));
        }
    }
    Ok(Value::Undef)
}

fn validate_slength(call: &Call<'_>, context: &mut dyn Context) -> Evaluated {
    note("validate_slength", context);
    let count = call.arguments.len();
    if !(2..=3).contains(&count) {
        return Err(failure(format!("validate_slength(): Wrong number of arguments ({count}; must be 2 or 3)")));
    }
    let length = |value: &Value| format::interpolated(value).parse::<usize>().ok();
    let most = length(call.argument(1)).filter(|most| *most > 0);
    let most = most.ok_or_else(|| failure("validate_slength(): Expected second argument to be a positive Numeric"))?;
    let least = length(call.argument(2)).unwrap_or(0);
    for value in flat(call.arguments.get(..1).unwrap_or(&[])) {
        let Value::String(text) = &value else {
            let class = class_name(&value);
            return Err(failure(format!("validate_slength(): Expected first argument to be a String or Array, got {class}")));
        };
        let actual = text.chars().count();
        if !(least..=most).contains(&actual) {
            let shown = ruby_inspected(&value);
            let message = format!("validate_slength(): Expected length of {shown} to be between {least} and {most}, was {actual}");
            return Err(failure(message));
        }
    }
    Ok(Value::Undef)
}
