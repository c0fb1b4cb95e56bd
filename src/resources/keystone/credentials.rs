//! Where the administrator's credentials are found: `OS_*` in the environment, cloud files, root's `openrc`; the first that is complete.
//!
//! Of a cloud file the flat part is read that its writers use (`clouds:` → name → `auth:` → `key: value`), not YAML as a whole.

use crate::system::{Follow, Look};
use crate::value::Map;
use serde_json::{Value as Json, json};
use std::path::Path;

const CLOUDS: &[&str] = &["/etc/openstack/puppet/clouds.yaml", "/etc/openstack/puppet/admin-clouds.yaml"];
const OPENRC: &str = "/root/openrc";
const DEFAULT_DOMAIN: &str = "Default";

/// Who logs in, and where. No `Debug`: it holds a password.
#[derive(Clone)]
pub struct Credentials {
    /// With `/v3` at the end.
    pub url: String,
    username: String,
    password: String,
    user_domain: String,
    project: Option<(String, String)>,
}

impl Credentials {
    pub fn find(look: &dyn Look) -> Option<Self> {
        from_environment(look).or_else(|| CLOUDS.iter().find_map(|path| from_clouds(&text(look, path)?))).or_else(|| from_openrc(look))
    }

    /// From values under the names of a cloud file (`auth_url`, `username`, …).
    fn from_values(values: &Map<String, String>) -> Option<Self> {
        let value = |name: &str| values.get(name).filter(|value| !value.is_empty()).cloned();
        let domain = |name: &str| value(name).or_else(|| value("domain_name")).unwrap_or_else(|| DEFAULT_DOMAIN.to_string());
        let url = value("auth_url")?;
        let url = url.trim_end_matches('/');
        Some(Credentials {
            url: format!("{}/v3", url.strip_suffix("/v3").or_else(|| url.strip_suffix("/v2.0")).unwrap_or(url)),
            username: value("username")?,
            password: value("password")?,
            user_domain: domain("user_domain_name"),
            project: value("project_name").map(|project| (project, domain("project_domain_name"))),
        })
    }

    /// The bodies of requests for a token, in the order in which they are tried: for the system as a whole, for the project.
    pub fn bodies(&self) -> Vec<String> {
        std::iter::once(login(self.user(), Some(json!({"system": {"all": true}})))).chain(self.project_body()).collect()
    }

    /// The body of a request for a token that is good for the project.
    pub fn project_body(&self) -> Option<String> {
        let (name, domain) = self.project.as_ref()?;
        Some(login(self.user(), Some(json!({"project": {"name": name, "domain": {"name": domain}}}))))
    }

    fn user(&self) -> Json {
        json!({"name": self.username, "domain": {"name": self.user_domain}, "password": self.password})
    }
}

/// The body of a request for a token: unscoped where no scope is given.
pub fn login(user: Json, scope: Option<Json>) -> String {
    let mut auth = json!({"identity": {"methods": ["password"], "password": {"user": user}}});
    if let (Some(scope), Some(fields)) = (scope, auth.as_object_mut()) {
        fields.insert("scope".to_string(), scope);
    }
    json!({"auth": auth}).to_string()
}

fn from_environment(look: &dyn Look) -> Option<Credentials> {
    let names = ["auth_url", "username", "password", "user_domain_name", "project_name", "project_domain_name", "domain_name"];
    let values = names.iter().filter_map(|name| Some((name.to_string(), look.environment(&format!("OS_{}", name.to_ascii_uppercase()))?)));
    Credentials::from_values(&values.collect())
}

fn from_openrc(look: &dyn Look) -> Option<Credentials> {
    let text = text(look, OPENRC)?;
    let lines = text.lines().filter_map(|line| {
        let line = line.trim();
        let (name, value) = line.strip_prefix("export ").unwrap_or(line).trim().strip_prefix("OS_")?.split_once('=')?;
        Some((name.trim().to_ascii_lowercase(), unquoted(value)))
    });
    Credentials::from_values(&lines.collect())
}

/// The cloud `system`, else the first that is complete.
fn from_clouds(text: &str) -> Option<Credentials> {
    let mut clouds: Map<String, Map<String, String>> = Map::default();
    let mut current = None;
    let mut depth = None;
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with(['#', '-'])) {
        let indent = line.len() - line.trim_start().len();
        let Some((key, value)) = line.trim().split_once(':') else { continue };
        let value = unquoted(value);
        if indent > 0 && value.is_empty() && depth.is_none_or(|depth| indent <= depth) {
            depth = Some(indent);
            current = Some(key.trim_matches(['"', '\'']).to_string());
        } else if let Some(cloud) = current.clone().filter(|_| indent > 0) {
            clouds.entry(cloud).or_default().insert(key.trim().to_string(), value);
        }
    }
    let system = clouds.get("system").and_then(Credentials::from_values);
    let project = clouds.values().find_map(Credentials::from_values);
    match (system, project) {
        (Some(system), project) => {
            Some(Credentials { project: system.project.clone().or(project.and_then(|other| other.project)), ..system })
        }
        (None, project) => project,
    }
}

/// A value without its quotes, and without a comment behind a plain one.
fn unquoted(value: &str) -> String {
    let value = value.trim();
    match value.chars().next() {
        Some('\'') => value.trim_matches('\'').replace("''", "'"),
        Some('"') => value.trim_matches('"').replace("\\\"", "\"").replace("\\\\", "\\"),
        _ => value.split(" #").next().unwrap_or(value).trim().to_string(),
    }
}

fn text(look: &dyn Look, path: &str) -> Option<String> {
    look.metadata(Path::new(path), Follow::Links).ok().flatten()?;
    look.read(Path::new(path)).ok().and_then(|bytes| String::from_utf8(bytes).ok())
}
