//! HTTP on this machine, through one agent so that connections are used again. Plain `http` only; no proxy (the services are our own).

use super::{Request, Response, SystemError};
use std::time::Duration;
use ureq::{Agent, http};

/// Bytes of an answer that are read at most.
const ANSWER_LIMIT: u64 = 64 << 20;
/// Where a request names no timeout.
const TIMEOUT: Duration = Duration::from_secs(60);

pub struct Http {
    agent: Agent,
}

impl Http {
    pub fn new() -> Self {
        let config = Agent::config_builder().http_status_as_error(false).proxy(None).max_redirects(5).max_redirects_will_error(false);
        Http { agent: config.user_agent("rpuppet").build().new_agent() }
    }

    /// An answer of any status is an answer; an error means that there was none.
    pub fn send(&self, request: &Request) -> Result<Response, SystemError> {
        let failed = |reason: String| SystemError::Unreachable { url: without_secrets(&request.url), reason };
        let mut builder = http::Request::builder().method(request.method).uri(&request.url);
        for (name, value) in &request.headers {
            builder = builder.header(name, value);
        }
        let timeout = if request.timeout.is_zero() { TIMEOUT } else { request.timeout };
        let answer = match &request.body {
            Some(body) => builder.body(body.as_str()).map_err(ureq::Error::from).and_then(|ready| self.run(ready, timeout)),
            None => builder.body(()).map_err(ureq::Error::from).and_then(|ready| self.run(ready, timeout)),
        };
        answer.map_err(|error| failed(error.to_string()))
    }

    fn run(&self, ready: http::Request<impl ureq::AsSendBody>, timeout: Duration) -> Result<Response, ureq::Error> {
        let ready = self.agent.configure_request(ready).timeout_global(Some(timeout)).build();
        let mut answer = self.agent.run(ready)?;
        let headers =
            answer.headers().iter().map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()));
        let headers = headers.collect();
        let status = answer.status().as_u16();
        let body = answer.body_mut().with_config().limit(ANSWER_LIMIT).lossy_utf8(true).read_to_string()?;
        Ok(Response { status, headers, body })
    }
}

/// A URL for messages: without `user:password@` and without its query.
fn without_secrets(url: &str) -> String {
    let url = url.split(['?', '#']).next().unwrap_or(url);
    match url.split_once("://") {
        Some((scheme, rest)) => {
            let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
            let host = authority.rsplit('@').next().unwrap_or(authority);
            format!("{scheme}://{host}/{path}")
        }
        None => url.to_string(),
    }
}
