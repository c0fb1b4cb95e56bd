//! `is_a`, `is_array`, `is_ip_address`, …: what a value looks like. The rules are used by `validate_…` too.

use super::private::outdated;
use crate::evaluate::function::{Call, Context, Evaluated};
use crate::functions::definition::{Body, Definition, expect_count, typed, untyped};
use crate::value::{Regex, Value};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

pub(in crate::functions) static FUNCTIONS: &[Definition] = &[
    typed("is_a", &["Callable[Any $value, Type $type]"], |call, context| {
        Ok(Value::Boolean(match call.argument(1) {
            Value::Type(data_type) => context.is_instance(data_type, call.argument(0)),
            _ => false,
        }))
    }),
    old("is_array", |call, context| ask(call, context, "is_array", |value| value.as_array().is_some())),
    old("is_bool", |call, context| ask(call, context, "is_bool", |value| matches!(value, Value::Boolean(_)))),
    old("is_float", |call, context| ask(call, context, "is_float", is_float)),
    old("is_numeric", |call, context| ask(call, context, "is_numeric", is_numeric)),
    old("is_string", |call, context| ask(call, context, "is_string", is_string)),
    old("is_integer", |call, context| ask(call, context, "is_integer", is_integer)),
    old("is_hash", |call, context| ask(call, context, "is_hash", |value| value.as_hash().is_some())),
    old("is_ip_address", |call, context| ask(call, context, "is_ip_address", |value| address(value).is_some())),
    old("is_ipv4_address", |call, context| ask(call, context, "is_ipv4_address", is_ipv4)),
    old("is_ipv6_address", |call, context| ask(call, context, "is_ipv6_address", is_ipv6)),
    old("is_absolute_path", |call, context| ask(call, context, "is_absolute_path", is_absolute_path)),
    untyped("is_domain_name", |call, _| plain(call, "is_domain_name", is_domain_name)),
    untyped("is_mac_address", |call, _| {
        plain(call, "is_mac_address", |value| matches(value, r"(?i)^[a-f0-9]{1,2}(:[a-f0-9]{1,2}){5}$|^[a-f0-9]{1,2}(:[a-f0-9]{1,2}){19}$"))
    }),
    untyped("is_email_address", |call, _| plain(call, "is_email_address", is_email_address)),
];

const fn old(name: &'static str, body: Body) -> Definition {
    untyped(name, body)
}

fn ask(call: &Call<'_>, context: &mut dyn Context, name: &str, rule: fn(&Value) -> bool) -> Evaluated {
    outdated(&format!("{name} is deprecated: match against a data type instead"), context);
    plain(call, name, rule)
}

fn plain(call: &Call<'_>, name: &str, rule: impl Fn(&Value) -> bool) -> Evaluated {
    expect_count(call, name, 1)?;
    Ok(Value::Boolean(rule(call.argument(0))))
}

fn matches(value: &Value, pattern: &str) -> bool {
    value.as_str().is_some_and(|text| Regex::cached(pattern).is_ok_and(|regex| regex.is_match(text)))
}

pub(in crate::functions) fn is_integer(value: &Value) -> bool {
    matches!(value, Value::Integer(_)) || matches(value, r"^-?(?:(?:[1-9]\d*)|0)$")
}

pub(in crate::functions) fn is_numeric(value: &Value) -> bool {
    matches!(value, Value::Integer(_) | Value::Float(_)) || matches(value, r"^-?(?:(?:[1-9]\d*)|0)(?:\.\d+)?(?:[eE]-?\d+)?$")
}

fn is_float(value: &Value) -> bool {
    matches!(value, Value::Float(_)) || value.as_str().is_some_and(|text| text.contains('.') && text.parse::<f64>().is_ok())
}

/// A string that is no number.
fn is_string(value: &Value) -> bool {
    match value {
        Value::Undef => true,
        Value::String(text) => text.parse::<i64>().is_err() && !(text.contains('.') && text.parse::<f64>().is_ok()),
        _ => false,
    }
}

/// The address that a text is; a prefix length behind it is allowed.
pub(in crate::functions) fn address(value: &Value) -> Option<IpAddr> {
    let text = value.as_str()?;
    let (address, prefix) = text.split_once('/').map_or((text, None), |(address, prefix)| (address, Some(prefix)));
    let address = address.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')).unwrap_or(address);
    let address = address.split('%').next().unwrap_or(address);
    let parsed: IpAddr = address.parse::<Ipv4Addr>().map(IpAddr::V4).or_else(|_| address.parse::<Ipv6Addr>().map(IpAddr::V6)).ok()?;
    let most = if parsed.is_ipv4() { 32 } else { 128 };
    let prefix_fits = prefix.is_none_or(|prefix| prefix.parse::<u8>().is_ok_and(|bits| bits <= most) || prefix.parse::<Ipv4Addr>().is_ok());
    prefix_fits.then_some(parsed)
}

pub(in crate::functions) fn is_ipv4(value: &Value) -> bool {
    address(value).is_some_and(|address| address.is_ipv4())
}

pub(in crate::functions) fn is_ipv6(value: &Value) -> bool {
    address(value).is_some_and(|address| address.is_ipv6())
}

/// Absolute on Unix or Windows; for an array all of its elements.
pub(in crate::functions) fn is_absolute_path(value: &Value) -> bool {
    match value {
        Value::Array(items) => !items.is_empty() && items.iter().all(is_absolute_path),
        other => {
            matches(other, r#"^(?:(?:[A-Z]:[\\/])|(?:[\\/][\\/][^\\/]+[\\/][^\\/]+)|(?:[\\/][\\/]\?[\\/][^\\/]+)|(?:/))"#)
                || matches(other, r"^[a-z]:[\\/]")
        }
    }
}

pub(in crate::functions) fn is_domain_name(value: &Value) -> bool {
    let Some(text) = value.as_str() else { return false };
    if text == "." {
        return true;
    }
    let domain = text.strip_suffix('.').unwrap_or(text);
    let top = domain.rsplit('.').next().unwrap_or("");
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    (1..=255).contains(&domain.len())
        && (!domain.contains('.') || top.bytes().all(|byte| byte.is_ascii_alphabetic()))
        && domain.split('.').all(is_label)
}

pub(in crate::functions) fn is_email_address(value: &Value) -> bool {
    matches(
        value,
        r"\A[a-zA-Z0-9.!\#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*\z",
    )
}
