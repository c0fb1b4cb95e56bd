//! `URI('http://example.org')`, `URI({scheme => http, host => …})`.

use super::constructor::{Constructor, Way};
use super::failed;
use crate::datatype::TypeError;
use crate::value::uri::Parts;
use crate::value::{Rich, Value, printf};

/// Puppet calls it by the name of another.
pub(super) static URI: Constructor = Constructor {
    of: "URI",
    name: "new_error",
    types: &[],
    ways: &[
        Way { signature: "Callable[String[1] $uri]", make: parsed },
        Way {
            signature: "Callable[Struct[{Optional['scheme'] => String[1], Optional['userinfo'] => String[1], Optional['host'] => String[1], \
                        Optional['port'] => Integer[0], Optional['path'] => String[1], Optional['query'] => String[1], \
                        Optional['fragment'] => String[1], Optional['opaque'] => String[1]}] $hash]",
            make: built,
        },
    ],
    mismatches: &[],
};

fn parsed(arguments: &[Value]) -> Result<Value, TypeError> {
    let given = arguments.first().unwrap_or(&Value::Undef);
    let text = given.as_str().unwrap_or("");
    match Parts::parse(text) {
        Some(parts) => Ok(Value::Rich(Rich::Uri(parts.to_string().into()).into())),
        None if !text.is_ascii() => Err(failed(format!("URI must be ascii only {}", escaped(&printf::inspected(given))))),
        None => Err(failed(format!("bad URI(is not URI?): {}", printf::inspected(given)))),
    }
}

/// Characters beyond ASCII as Ruby writes them for a terminal that has none.
fn escaped(text: &str) -> String {
    text.chars()
        .map(|character| if character.is_ascii() { character.to_string() } else { format!("\\u{:04X}", character as u32) })
        .collect()
}

fn built(arguments: &[Value]) -> Result<Value, TypeError> {
    let entry = |name: &str| super::named(arguments, name);
    let text = |name: &str| entry(name).and_then(Value::as_str).map(str::to_string);
    let port = match entry("port") {
        Some(Value::Integer(port)) => u32::try_from(*port).ok(),
        _ => None,
    };
    let parts = Parts {
        scheme: text("scheme"),
        userinfo: text("userinfo"),
        host: text("host"),
        port,
        path: text("path").unwrap_or_default(),
        query: text("query"),
        fragment: text("fragment"),
        opaque: text("opaque"),
    };
    Ok(Value::Rich(Rich::Uri(parts.to_string().into()).into()))
}
