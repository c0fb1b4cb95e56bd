//! `is_service_default`, `os_database_connection`, `os_transport_url`: openstacklib's functions.

use super::definition::{Definition, class_name, failure, untyped};
use super::inclusion::flat;
use super::stdlib::convert::str2bool;
use super::stdlib::network;
use crate::evaluate::function::{Call, Context, Evaluated, Interrupt};
use crate::value::{Value, ValueHash, format};

pub(super) static FUNCTIONS: &[Definition] = &[
    untyped("is_service_default", |call, _| match call.arguments {
        [value] => Ok(Value::Boolean(value.as_str() == Some("<SERVICE DEFAULT>"))),
        arguments => Err(failure(format!("is_service_default(): Wrong number of argumentsgiven ({} for 1)", arguments.len()))),
    }),
    untyped("os_database_connection", os_database_connection),
    untyped("os_transport_url", os_transport_url),
];

/// Percent-encodes all but unreserved characters.
fn url_encoded(text: &str) -> String {
    let safe = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    text.bytes().map(|byte| if safe(byte) { (byte as char).to_string() } else { format!("%{byte:02X}") }).collect()
}

struct Options<'a>(&'a ValueHash);

impl Options<'_> {
    fn value(&self, key: &str) -> Option<&Value> {
        self.0.get(&Value::from(key))
    }

    /// The text of an option that is given; hidden values show here, their URL is as secret as they are.
    fn text(&self, key: &str) -> Option<String> {
        self.value(key).map(|value| format::interpolated(value.unwrapped()).to_string())
    }

    fn user_information(&self) -> Option<String> {
        let user = self.text("username").filter(|user| !user.is_empty())?;
        let password = self.text("password").filter(|password| !password.is_empty());
        let password = password.map(|password| format!(":{}", url_encoded(&password))).unwrap_or_default();
        Some(format!("{}{password}", url_encoded(&user)))
    }

    fn is_sensitive(&self) -> bool {
        self.0.values().any(Value::is_sensitive)
    }

    /// `a=b&c=d` of the entries of a hash.
    fn query(&self, key: &str) -> Vec<String> {
        let entries = self.value(key).and_then(Value::as_hash).into_iter().flatten();
        entries.map(|(key, value)| format!("{}={}", format::interpolated(key), format::interpolated(value))).collect()
    }
}

fn options<'a>(call: &'a Call<'_>, name: &str) -> Result<Options<'a>, Interrupt> {
    match call.arguments {
        [Value::Hash(options)] => Ok(Options(options)),
        [other] => Err(failure(format!("{name}(): Requires an hash, got {}", class_name(other)))),
        arguments => Err(failure(format!("{name}(): Wrong number of arguments given ({} for 1)", arguments.len()))),
    }
}

fn hidden_where(secret: bool, text: String) -> Value {
    if secret { Value::sensitive(Value::from(text)) } else { Value::from(text) }
}

fn os_database_connection(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    let options = options(call, "os_database_connection")?;
    for (key, value) in options.0 {
        let key = format::interpolated(key);
        let (fits, wanted) = match key.as_str() {
            "extra" => (value.as_hash().is_some(), "Hash"),
            _ => (value.unwrapped().as_str().is_some(), "String"),
        };
        if !fits {
            return Err(failure(format!("os_database_connection(): {key} should be a {wanted}")));
        }
    }
    let required = |key: &str| options.text(key).ok_or_else(|| failure(format!("os_database_connection(): {key} is required")));
    let (dialect, database) = (required("dialect")?, required("database")?);
    let host = options.text("host");
    let mut url = format!("{dialect}:");
    match &host {
        Some(host) => {
            let user = options.user_information().map(|user| format!("{user}@")).unwrap_or_default();
            let port = options.text("port").map(|port| format!(":{port}")).unwrap_or_default();
            url.push_str(&format!("//{user}{host}{port}/{database}"));
        }
        None if options.value("port").is_some() => {
            return Err(failure("os_database_connection(): host is required with port"));
        }
        None => url.push_str(&format!("///{database}")),
    }
    let mut query = options.query("extra");
    query.extend(options.text("charset").map(|charset| format!("charset={charset}")));
    if !query.is_empty() {
        url.push_str(&format!("?{}", query.join("&")));
    }
    Ok(hidden_where(options.is_sensitive(), url))
}

fn os_transport_url(call: &Call<'_>, _: &mut dyn Context) -> Evaluated {
    let options = options(call, "os_transport_url")?;
    let transport = options.text("transport").ok_or_else(|| failure("os_transport_url(): transport is required"))?;
    let hosts = match (options.value("host"), options.value("hosts")) {
        (Some(_), Some(_)) => return Err(failure("os_transport_url(): cannot use both host and hosts.")),
        (None, None) => return Err(failure("os_transport_url(): host or hosts is required")),
        (Some(host), None) | (None, Some(host)) => flat(std::slice::from_ref(host)),
    };
    let port = options.text("port").map(|port| format!(":{port}")).unwrap_or_default();
    let user = options.user_information().map(|user| format!("{user}@")).unwrap_or_default();
    let place = |host: &Value| format!("{user}{}{port}", format::interpolated(&network::bracketed(host)));
    let places: Vec<String> = hosts.iter().map(place).collect();
    let path = options.text("virtual_host").unwrap_or_default();
    let mut query = options.query("query");
    if let Some(ssl) = options.value("ssl") {
        query.push(format!("ssl={}", i64::from(str2bool(ssl)?)));
    }
    let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    Ok(hidden_where(options.is_sensitive(), format!("{transport}://{}/{path}{query}", places.join(","))))
}
