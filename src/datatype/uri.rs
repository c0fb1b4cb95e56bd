//! `URI['http://example.org']`, `URI[{scheme => Enum[http, https]}]`: the parts that a URI must have.

use super::{accepts, is_assignable};
use crate::value::uri::Parts;
use crate::value::{Value, ValueHash, equality};

/// The parts of a URI that says them, as a hash; `None` where it has none, or is no URI.
pub(crate) fn parameters(text: &str) -> Option<Value> {
    let parts = Parts::parse(text)?;
    let usual = match parts.scheme.as_deref() {
        Some("http") => Some(80),
        Some("https") => Some(443),
        _ => None,
    };
    let entries: ValueHash = [
        ("scheme", parts.scheme.clone()),
        ("userinfo", parts.userinfo.clone()),
        ("host", parts.host.as_ref().filter(|host| !host.is_empty()).map(|host| host.to_lowercase())),
        ("port", parts.effective_port().filter(|port| Some(*port) != usual).map(|port| port.to_string())),
        ("path", Some(parts.path.clone()).filter(|path| !path.is_empty())),
        ("query", parts.query.clone()),
        ("fragment", parts.fragment.clone()),
        ("opaque", parts.opaque.clone()),
    ]
    .into_iter()
    .filter_map(|(name, part)| Some((Value::from(name), Value::from(part?))))
    .collect();
    (!entries.is_empty()).then(|| Value::hash(entries))
}

/// A part of a URI by name; `None` where there is no such part.
pub fn part(text: &str, name: &str) -> Option<Value> {
    let parts = Parts::parse(text).unwrap_or_default();
    let text = |part: Option<String>| part.map_or(Value::Undef, Value::from);
    Some(match name {
        "scheme" => text(parts.scheme),
        "userinfo" => text(parts.userinfo),
        "host" => text(parts.host),
        "port" => parts.effective_port().map_or(Value::Undef, |port| Value::Integer(i64::from(port))),
        "path" => text(Some(parts.path).filter(|_| parts.opaque.is_none())),
        "query" => text(parts.query),
        "fragment" => text(parts.fragment),
        "opaque" => text(parts.opaque),
        _ => return None,
    })
}

/// Whether a URI has the parts that a type asks for.
pub(super) fn has_parts(wanted: &Value, text: &str) -> bool {
    let wanted = wanted.as_hash();
    wanted.into_iter().flatten().all(|(name, wanted)| {
        let own = part(text, name.as_str().unwrap_or("")).unwrap_or(Value::Undef);
        fits(&own, wanted)
    })
}

/// Whether the parts that one type asks for are those of another.
pub(super) fn are_assignable(wanted: &Value, given: Option<&Value>) -> bool {
    let given = given.and_then(Value::as_hash);
    wanted.as_hash().into_iter().flatten().all(|(name, wanted)| {
        given.and_then(|given| given.get(name)).is_some_and(|own| match (wanted, own) {
            (Value::Type(wanted), Value::Type(own)) => is_assignable(wanted, own),
            _ => fits(own, wanted),
        })
    })
}

fn fits(value: &Value, wanted: &Value) -> bool {
    match wanted {
        Value::Type(wanted) => accepts(wanted, value),
        Value::Regex(regex) => value.as_str().is_some_and(|text| regex.is_match(text)),
        other => equality::equals(value, other),
    }
}
