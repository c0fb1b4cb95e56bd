//! Other services that Keystone knows: requests to them with a token for the administrator's project, where the catalog says they are.

use super::api::{fetch, token_request};
use super::credentials::Credentials;
use crate::plan::{Acting, Failure, Reading};
use crate::system::{Request, Response};
use serde_json::Value as Json;
use std::time::Duration;

const TIMEOUT: Duration = Duration::from_secs(60);

/// A token and the catalog that came with it.
#[derive(Clone)]
struct Project {
    token: String,
    catalog: Json,
}

/// Removes what is at `path` of a service (`database`); what is not there is removed already.
pub fn remove(service: &str, path: &str, acting: &mut Acting<'_>) -> Result<(), Failure> {
    let project = project(&mut acting.reading())?;
    let endpoint = endpoint(&project.catalog, service)
        .ok_or_else(|| Failure::not_yet(format!("Keystone knows no public endpoint of a service of type {service}")))?;
    let headers = vec![("X-Auth-Token".to_string(), project.token), ("Accept".to_string(), "application/json".to_string())];
    let request = Request { method: "DELETE", url: format!("{endpoint}/{path}"), headers, body: None, timeout: TIMEOUT };
    let response = acting.act.send(&request)?;
    match response.status {
        200..=299 | 404 => Ok(()),
        _ => Err(refused(service, path, &response)),
    }
}

fn project(reading: &mut Reading<'_>) -> Result<Project, Failure> {
    if let Some(known) = reading.memory.get::<Project>() {
        return Ok(known.clone());
    }
    let credentials = Credentials::find(reading.look)
        .ok_or_else(|| Failure::not_yet("Insufficient credentials to authenticate: no OS_* variables, cloud file or openrc"))?;
    let body = credentials.project_body().ok_or_else(|| Failure::new("The administrator's credentials name no project"))?;
    let response = fetch(&token_request(&credentials.url, body), reading.look, reading.memory)?;
    let token = response.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("x-subject-token")).map(|(_, token)| token.clone());
    let answer: Json = serde_json::from_str(&response.body).unwrap_or(Json::Null);
    match (response.status, token, answer.pointer("/token/catalog")) {
        (201, Some(token), Some(catalog)) => {
            let project = Project { token, catalog: catalog.clone() };
            reading.memory.insert(project.clone());
            Ok(project)
        }
        _ => Err(refused("identity", "auth/tokens", &response)),
    }
}

fn endpoint(catalog: &Json, service: &str) -> Option<String> {
    let entry = catalog.as_array()?.iter().find(|entry| entry["type"] == service)?;
    let public = entry["endpoints"].as_array()?.iter().find(|endpoint| endpoint["interface"] == "public")?;
    Some(public["url"].as_str()?.trim_end_matches('/').to_string())
}

/// The service's own words: `{"badRequest": {"message": …}}`.
fn refused(service: &str, path: &str, response: &Response) -> Failure {
    let body: Json = serde_json::from_str(&response.body).unwrap_or(Json::Null);
    let said = body.as_object().and_then(|body| body.values().next()).and_then(|reason| reason.get("message")).and_then(Json::as_str);
    let reason = said.unwrap_or("no reason given");
    let failure = Failure::new(format!("The {service} service refuses {path}: {reason} (HTTP {})", response.status));
    Failure { not_yet: matches!(response.status, 502..=504), ..failure }
}
