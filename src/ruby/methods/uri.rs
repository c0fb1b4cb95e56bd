//! `URI.parse` and what it gives.

use super::{Answer, Request, some};
use crate::ruby::error::Flow;
use crate::ruby::object::{Key, Object};
use crate::value::uri::Parts;
use std::rc::Rc;

/// `URI.parse(text)`, `URI(text)`.
pub fn read(text: &str) -> Result<Object, Flow> {
    let bad = || Flow::raise("URI::InvalidURIError", format!("bad URI(is not URI?): {}", Object::string(text).inspect()));
    Parts::parse(text).map(|parts| Object::Uri(Rc::new(parts))).ok_or_else(bad)
}

/// `URI::Generic.build(scheme: …, host: …)`.
pub fn build(request: &Request<'_>) -> Answer {
    let Object::Hash(table) = request.argument(0)? else { return Ok(None) };
    let table = table.borrow();
    let part = |name: &str| table.entries.get(&Key::Symbol(name.into())).filter(|part| !part.is_nil()).map(Object::to_text);
    let parts = Parts {
        scheme: part("scheme"),
        userinfo: part("userinfo"),
        host: part("host"),
        port: part("port").and_then(|port| port.parse().ok()),
        path: part("path").unwrap_or_default(),
        query: part("query"),
        fragment: part("fragment"),
        opaque: part("opaque"),
    };
    some(Object::Uri(Rc::new(parts)))
}

pub fn call(parts: &Rc<Parts>, request: &Request<'_>) -> Answer {
    let text = |part: &Option<String>| some(part.as_ref().map_or(Object::Nil, |part| Object::string(part.as_str())));
    let of_user = |index: usize| parts.userinfo.as_ref().and_then(|info| info.splitn(2, ':').nth(index).map(str::to_string));
    match request.name {
        "scheme" => text(&parts.scheme),
        "userinfo" => text(&parts.userinfo),
        "user" => text(&of_user(0)),
        "password" => text(&of_user(1)),
        "host" | "hostname" => text(&parts.host),
        "port" => some(parts.effective_port().map_or(Object::Nil, |port| Object::Integer(i64::from(port)))),
        "path" if parts.opaque.is_some() => some(Object::Nil),
        "path" => some(Object::string(parts.path.as_str())),
        "query" => text(&parts.query),
        "fragment" => text(&parts.fragment),
        "opaque" => text(&parts.opaque),
        "to_s" | "to_str" => some(Object::string(parts.to_string())),
        _ => Ok(None),
    }
}
