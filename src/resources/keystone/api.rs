//! Requests to Keystone: the token, lists that are remembered, changes.

use super::credentials::{Credentials, login};
use super::patience::Patience;
use crate::plan::{Acting, Failure, Memory, Reading};
use crate::system::{Look, Request, Response, SystemError};
use crate::value::Map;
use serde_json::{Value as Json, json};
use std::rc::Rc;
use std::time::Duration;

/// How long one answer may take: a server with many workers loads them all before the first one.
const TIMEOUT: Duration = Duration::from_secs(60);

/// A token and where it is good.
#[derive(Clone)]
struct Session {
    url: String,
    token: String,
}

/// Collection's path → its entries.
#[derive(Clone, Default)]
struct Lists(Map<String, Rc<Vec<Json>>>);

/// The entries of a collection; `path` is below `/v3/` and may have a query, `key` is the name of the list in the answer.
/// An unknown parent (404) has none.
pub fn list(path: &str, key: &str, reading: &mut Reading<'_>) -> Result<Rc<Vec<Json>>, Failure> {
    if let Some(known) = reading.memory.get::<Lists>().and_then(|lists| lists.0.get(path)) {
        return Ok(known.clone());
    }
    let mut entries = Vec::new();
    let mut next = Some(path.to_string());
    while let Some(page) = next {
        let answer = get(&page, reading)?;
        entries.extend(answer.get(key).and_then(Json::as_array).into_iter().flatten().cloned());
        next =
            answer.pointer("/links/next").and_then(Json::as_str).and_then(|url| url.split_once("/v3/")).map(|(_, path)| path.to_string());
    }
    let entries = Rc::new(entries);
    let mut lists = reading.memory.get::<Lists>().cloned().unwrap_or_default();
    lists.0.insert(path.to_string(), entries.clone());
    reading.memory.insert(lists);
    Ok(entries)
}

fn get(path: &str, reading: &mut Reading<'_>) -> Result<Json, Failure> {
    let response = authorized(reading, |session, reading| {
        let request = request("GET", session, path, None);
        fetch(&request, reading.look, reading.memory)
    })?;
    match response.status {
        200..=299 => serde_json::from_str(&response.body).map_err(|_| Failure::new(format!("Keystone's answer to GET {path} is no JSON"))),
        404 => Ok(Json::Null),
        _ => Err(refused("GET", path, &response)),
    }
}

/// Makes a change and forgets the lists that it touches; the answer's body, or null.
pub fn change(method: &'static str, path: &str, body: Option<&Json>, acting: &mut Acting<'_>) -> Result<Json, Failure> {
    let session = session(&mut acting.reading())?;
    let request = request(method, &session, path, body);
    let patience = Patience::new(acting.act.as_look(), false);
    let outcome = loop {
        let outcome = acting.act.send(&request);
        if !patience.again(&outcome, acting.act.as_look(), acting.memory) {
            break outcome;
        }
    };
    forget(path, acting.memory);
    let response = outcome.map_err(|error| Failure::new(error.to_string()))?;
    match response.status {
        200..=299 => Ok(serde_json::from_str(&response.body).unwrap_or(Json::Null)),
        _ => Err(refused(method, path, &response)),
    }
}

/// Whether the user can log in by this password.
pub fn knows_password(user_id: &str, password: &str, reading: &mut Reading<'_>) -> Result<bool, Failure> {
    let url = session(reading)?.url;
    let body = login(json!({"id": user_id, "password": password}), None);
    let response = fetch(&token_request(&url, body), reading.look, reading.memory)?;
    match response.status {
        201 => Ok(true),
        401 => Ok(false),
        _ => Err(refused("POST", "auth/tokens", &response)),
    }
}

/// Asks with the token; once more with a new one where it is no longer good.
fn authorized(
    reading: &mut Reading<'_>,
    ask: impl Fn(&Session, &mut Reading<'_>) -> Result<Response, Failure>,
) -> Result<Response, Failure> {
    let known = session(reading)?;
    let response = ask(&known, reading)?;
    if response.status != 401 {
        return Ok(response);
    }
    reading.memory.forget::<Session>();
    let renewed = session(reading)?;
    ask(&renewed, reading)
}

fn session(reading: &mut Reading<'_>) -> Result<Session, Failure> {
    if let Some(known) = reading.memory.get::<Session>() {
        return Ok(known.clone());
    }
    let credentials = Credentials::find(reading.look)
        .ok_or_else(|| Failure::not_yet("Insufficient credentials to authenticate: no OS_* variables, cloud file or openrc"))?;
    let mut last = None;
    for body in credentials.bodies() {
        let response = fetch(&token_request(&credentials.url, body), reading.look, reading.memory)?;
        let token = response.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("x-subject-token"));
        match (response.status, token) {
            (201, Some((_, token))) => {
                let session = Session { url: credentials.url, token: token.clone() };
                reading.memory.insert(session.clone());
                return Ok(session);
            }
            (401 | 403, _) => last = Some(response),
            _ => return Err(refused("POST", "auth/tokens", &response)),
        }
    }
    Err(last.map_or_else(|| Failure::new("Keystone gives no token"), |response| refused("POST", "auth/tokens", &response)))
}

pub(super) fn token_request(url: &str, body: String) -> Request {
    let headers = vec![("Content-Type".to_string(), "application/json".to_string())];
    Request { method: "POST", url: format!("{url}/auth/tokens"), headers, body: Some(body), timeout: TIMEOUT }
}

fn request(method: &'static str, session: &Session, path: &str, body: Option<&Json>) -> Request {
    let mut headers = vec![("X-Auth-Token".to_string(), session.token.clone()), ("Accept".to_string(), "application/json".to_string())];
    if body.is_some() {
        headers.push(("Content-Type".to_string(), "application/json".to_string()));
    }
    Request { method, url: format!("{}/{path}", session.url), headers, body: body.map(Json::to_string), timeout: TIMEOUT }
}

/// A request that changes nothing, with patience; nobody there: not yet.
pub(super) fn fetch(request: &Request, look: &dyn Look, memory: &mut Memory) -> Result<Response, Failure> {
    let patience = Patience::new(look, true);
    loop {
        let outcome = look.fetch(request);
        if !patience.again(&outcome, look, memory) {
            return outcome.map_err(|error| match error {
                SystemError::Unreachable { .. } => Failure::not_yet(error.to_string()),
                other => other.into(),
            });
        }
    }
}

/// Forgets the lists of `collection` and of `collection/ID`'s collection.
fn forget(changed: &str, memory: &mut Memory) {
    if let Some(lists) = memory.get::<Lists>() {
        lists.0.retain(|path, _| {
            let collection = path.split('?').next().unwrap_or(path);
            let rest = changed.strip_prefix(collection).map(|rest| rest.trim_start_matches('/'));
            rest.is_none_or(|rest| rest.contains('/'))
        });
    }
}

/// Keystone's own words for a refusal.
fn refused(method: &str, path: &str, response: &Response) -> Failure {
    let body: Json = serde_json::from_str(&response.body).unwrap_or(Json::Null);
    let message = body.pointer("/error/message").and_then(Json::as_str).unwrap_or("no reason given");
    let path = path.split('?').next().unwrap_or(path);
    let failure = Failure::new(format!("Keystone refuses {method} /v3/{path}: {message} (HTTP {})", response.status));
    Failure { not_yet: matches!(response.status, 502..=504), ..failure }
}
