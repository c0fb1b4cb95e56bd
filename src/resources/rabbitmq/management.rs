//! The management plugin's HTTP, for what `rabbitmqctl` cannot take away: exchanges and bindings. It is found as `rabbitmqadmin` finds it,
//! by /etc/rabbitmq/rabbitmqadmin.conf; the password is in a header.

use crate::plan::Failure;
use crate::resources::ini::{Document, Policy, Syntax};
use crate::system::{Act, Follow, Look, Request, Response, SystemError};
use base64::Engine as _;
use serde_json::Value as Json;
use std::path::Path;
use std::time::Duration;

const CONFIGURATION: &str = "/etc/rabbitmq/rabbitmqadmin.conf";
const TIMEOUT: Duration = Duration::from_secs(60);

/// A user with its password, and where the plugin listens.
pub struct Management {
    url: String,
    authorization: String,
}

impl Management {
    pub fn new(user: &str, password: &str, look: &dyn Look) -> Result<Self, Failure> {
        let authorization = format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(format!("{user}:{password}")));
        Ok(Management { url: url(look)?, authorization })
    }

    /// The answer to a question, in JSON.
    pub fn get(&self, path: &[&str], look: &dyn Look) -> Result<Json, Failure> {
        let request = self.request("GET", path);
        let response = accepted(&request, look.fetch(&request))?;
        serde_json::from_str(&response.body).map_err(|_| Failure::new("the management plugin of RabbitMQ gave no JSON"))
    }

    pub fn delete(&self, path: &[&str], act: &mut dyn Act) -> Result<(), Failure> {
        let request = self.request("DELETE", path);
        let response = act.send(&request);
        accepted(&request, response).map(drop)
    }

    fn request(&self, method: &'static str, path: &[&str]) -> Request {
        let path: Vec<String> = path.iter().map(|part| escaped(part)).collect();
        let headers = vec![("Authorization".to_string(), self.authorization.clone())];
        Request { method, url: format!("{}/api/{}", self.url, path.join("/")), headers, body: None, timeout: TIMEOUT }
    }
}

fn url(look: &dyn Look) -> Result<String, Failure> {
    let path = Path::new(CONFIGURATION);
    let text = match look.metadata(path, Follow::Links)? {
        Some(_) => String::from_utf8_lossy(&look.read(path)?).into_owned(),
        None => String::new(),
    };
    let document = Document::parse(&text, &Syntax::new(Policy::IniFile, "="));
    let setting = |key: &str| document.values("default", key).and_then(|values| values.into_iter().next());
    let is_secure = setting("ssl").is_some_and(|flag| matches!(flag.to_ascii_lowercase().as_str(), "true" | "yes" | "on" | "1"));
    let or = |key: &str, default: &str| setting(key).unwrap_or_else(|| default.to_string());
    let (scheme, port) = if is_secure { ("https", "15671") } else { ("http", "15672") };
    Ok(format!("{scheme}://{}:{}", or("hostname", "localhost"), or("port", port)))
}

/// Everything but letters, digits and `-_.~` as `%XX`.
fn escaped(part: &str) -> String {
    let letter = |byte: u8| match byte {
        b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    part.bytes().map(letter).collect()
}

fn accepted(request: &Request, outcome: Result<Response, SystemError>) -> Result<Response, Failure> {
    let response = outcome.map_err(|error| match error {
        SystemError::Unreachable { .. } => Failure::not_yet(error.to_string()),
        other => other.into(),
    })?;
    if (200..300).contains(&response.status) {
        return Ok(response);
    }
    let body: Json = serde_json::from_str(&response.body).unwrap_or(Json::Null);
    let reason = body.get("reason").and_then(Json::as_str).unwrap_or("no reason given");
    let path = request.url.split_once("/api/").map_or("", |(_, path)| path);
    Err(Failure::new(format!("RabbitMQ refuses {} /api/{path}: {reason} (HTTP {})", request.method, response.status)))
}
