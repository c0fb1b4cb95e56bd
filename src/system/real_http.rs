//! HTTP on this machine, through one agent so that connections are used again. Certificates are held against those that this host trusts;
//! no proxy (the services are our own).

use super::{Download, Request, Response, SystemError};
use std::time::Duration;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, http};

/// Bytes of an answer that are read at most.
const ANSWER_LIMIT: u64 = 64 << 20;
/// Bytes of a file that are read at most, and how long that may take.
const DOWNLOAD_LIMIT: u64 = 1 << 30;
const DOWNLOAD_TIMEOUT: Duration = Duration::from_secs(1800);
/// Where a request names no timeout.
const TIMEOUT: Duration = Duration::from_secs(60);

pub struct Http {
    agent: Agent,
}

impl Http {
    pub fn new() -> Self {
        // the host's certificates are read when the first connection needs them
        let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
        let config = Agent::config_builder()
            .tls_config(tls)
            .http_status_as_error(false)
            .proxy(None)
            .max_redirects(5)
            .max_redirects_will_error(false);
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
        let ready = builder.body(request.body.as_deref()).map_err(|error| failed(error.to_string()))?;
        let answer = match self.attempt(&ready, timeout) {
            Err(error) if hung_up(&error) => self.attempt(&ready, timeout),
            answer => answer,
        };
        answer.map_err(|error| failed(error.to_string()))
    }

    /// The bytes behind a URL.
    pub fn download(&self, url: &str) -> Result<Download, SystemError> {
        let failed = |error: ureq::Error| SystemError::Unreachable { url: without_secrets(url), reason: error.to_string() };
        let ready = self.agent.get(url).config().timeout_global(Some(DOWNLOAD_TIMEOUT)).build();
        let mut answer = ready.call().map_err(failed)?;
        let content = answer.body_mut().with_config().limit(DOWNLOAD_LIMIT).read_to_vec().map_err(failed)?;
        Ok(Download { status: answer.status().as_u16(), content })
    }

    fn attempt(&self, ready: &http::Request<Option<&str>>, timeout: Duration) -> Result<Response, ureq::Error> {
        let (parts, body) = ready.clone().into_parts();
        match body {
            Some(body) => self.run(http::Request::from_parts(parts, body), timeout),
            None => self.run(http::Request::from_parts(parts, ()), timeout),
        }
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

/// Whether the other side closed the connection before it answered: servers do so with one that was idle between two requests
/// (uwsgi at once), and then the request never reached them, so that it may be sent again on a new connection.
fn hung_up(error: &ureq::Error) -> bool {
    use std::io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, UnexpectedEof};
    matches!(error, ureq::Error::Io(cause) if matches!(cause.kind(), ConnectionReset | ConnectionAborted | BrokenPipe | UnexpectedEof))
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
