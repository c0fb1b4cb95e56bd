//! `enclose_ipv6`, `has_interface_with`, `has_ip_address`, `stdlib::ip_in_range`, and openstacklib's functions on addresses.

use super::is::address;
use crate::evaluate::function::{Call, Context, Evaluated};
use crate::functions::definition::{Definition, class_name, failure, typed, untyped};
use crate::functions::inclusion::flat;
use crate::value::{Set, Value, format};
use std::net::IpAddr;

pub(in crate::functions) static FUNCTIONS: &[Definition] = &[
    untyped("enclose_ipv6", enclose_ipv6),
    untyped("has_interface_with", |call, context| has_interface_with(call.arguments, context)),
    untyped("stdlib::has_interface_with", |call, context| has_interface_with(call.arguments, context)),
    untyped("has_ip_address", |call, context| has_interface_with(&[Value::from("ipaddress"), call.argument(0).clone()], context)),
    untyped("has_ip_network", |call, context| has_interface_with(&[Value::from("network"), call.argument(0).clone()], context)),
    typed("stdlib::ip_in_range", &["Callable[String $ipaddress, Variant[String, Array] $range]"], |call, _| {
        let ranges = flat(call.arguments.get(1..).unwrap_or(&[]));
        Ok(Value::Boolean(ranges.iter().any(|range| in_range(call.argument(0), range))))
    }),
    untyped("normalize_ip_for_uri", |call, _| Ok(each(call.arguments, &bracketed))),
    untyped("inet6_prefix", |call, _| Ok(each(call.arguments, &with_family))),
];

fn enclose_ipv6(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    let given = call.arguments.len();
    if given != 1 {
        return Err(failure(format!("enclose_ipv6(): Wrong number of arguments given {given} for 1")));
    }
    if !matches!(call.argument(0), Value::String(_) | Value::Array(_)) {
        let class = class_name(call.argument(0));
        return Err(failure(format!("enclose_ipv6(): Wrong argument type given {class} expected String or Array")));
    }
    let mut out: Set<Value> = Set::default();
    for value in flat(call.arguments).into_iter().filter(|value| !value.is_undef()) {
        match address(&value) {
            Some(IpAddr::V6(address)) => out.insert(Value::from(format!("[{address}]"))),
            Some(IpAddr::V4(_)) => out.insert(value),
            None if value.as_str() == Some("*") => out.insert(value),
            None => {
                let shown = format::interpolated(&value);
                return Err(failure(format!("enclose_ipv6(): Wrong argument given {shown} is not an ip address.")));
            }
        };
    }
    Ok(out.into_iter().collect())
}

/// Applies to one address or each of an array; a single result stands by itself.
pub(in crate::functions) fn each(arguments: &[Value], change: &dyn Fn(&Value) -> Value) -> Value {
    let values = match arguments {
        [Value::Array(items), ..] => items.as_slice(),
        arguments => arguments,
    };
    match values {
        [only] => change(only),
        values => values.iter().map(change).collect(),
    }
}

/// An IPv6 address in brackets, anything else as it is.
pub(in crate::functions) fn bracketed(value: &Value) -> Value {
    let is_bracketed = value.as_str().is_some_and(|text| text.contains('['));
    match address(value) {
        Some(IpAddr::V6(_)) if !is_bracketed => Value::from(format!("[{}]", format::interpolated(value))),
        _ => value.clone(),
    }
}

/// `inet6:[ADDRESS]` for an IPv6 address, as memcached's clients want it; a port behind it stays.
fn with_family(value: &Value) -> Value {
    let Some(text) = value.as_str().filter(|text| !text.starts_with("inet6:")) else { return value.clone() };
    let mut parts =
        text.split(|character: char| character.is_whitespace() || matches!(character, '[' | ']')).filter(|part| !part.is_empty());
    let first = parts.next().unwrap_or("");
    match address(&Value::from(first)) {
        Some(IpAddr::V6(_)) => Value::from(format!("inet6:[{first}]{}", parts.collect::<String>())),
        _ => value.clone(),
    }
}

fn has_interface_with(arguments: &[Value], context: &mut dyn Context) -> Evaluated {
    if !(1..=2).contains(&arguments.len()) {
        let given = arguments.len();
        return Err(failure(format!("has_interface_with(): Wrong number of arguments given ({given} for 1 or 2)")));
    }
    let interfaces = interfaces(&context.facts());
    Ok(Value::Boolean(match arguments {
        [name] => interfaces.iter().any(|(interface, _)| Some(interface.as_str()) == name.as_str()),
        [kind, wanted] => {
            let fact = context.variable(&format::interpolated(kind));
            fact.as_ref() == Some(wanted) || interfaces.iter().any(|(_, bindings)| has_value(bindings, &format::interpolated(kind), wanted))
        }
        _ => false,
    }))
}

/// Names and properties of the interfaces that the fact `networking` knows.
fn interfaces(facts: &Value) -> Vec<(String, Value)> {
    let inside = |value: Option<&Value>, key: &str| value.and_then(|value| value.as_hash()?.get(&Value::from(key)).cloned());
    let found = inside(inside(Some(facts), "networking").as_ref(), "interfaces");
    let entries = found.as_ref().and_then(Value::as_hash).into_iter().flatten();
    entries.map(|(name, value)| (format::interpolated(name).to_string(), value.clone())).collect()
}

fn has_value(interface: &Value, kind: &str, wanted: &Value) -> bool {
    let key = match kind {
        "macaddress" => "mac",
        "ipaddress" => "ip",
        "ipaddress6" => "ip6",
        other => other,
    };
    interface.as_hash().is_some_and(|entries| entries.get(&Value::from(key)) == Some(wanted))
}

fn in_range(value: &Value, range: &Value) -> bool {
    let (Some(wanted), Some(network)) = (address(value), address(range)) else { return false };
    let prefix = range.as_str().and_then(|text| text.split_once('/')).and_then(|(_, bits)| bits.parse::<u32>().ok());
    let same = |a: u128, b: u128, width: u32| {
        let shift = width.saturating_sub(prefix.unwrap_or(width).min(width));
        a.checked_shr(shift).unwrap_or(0) == b.checked_shr(shift).unwrap_or(0)
    };
    match (wanted, network) {
        (IpAddr::V4(a), IpAddr::V4(b)) => same(u128::from(u32::from(a)), u128::from(u32::from(b)), 32),
        (IpAddr::V6(a), IpAddr::V6(b)) => same(u128::from(a), u128::from(b), 128),
        _ => false,
    }
}
