//! The titles of keystone's types, which hold more than a name: `name::domain`, `region/name::type`, `user@project`.

use super::super::attribute::text;
use crate::catalog::Resource;

/// The domain that is meant where none is named.
pub const DEFAULT_DOMAIN: &str = "Default";

/// `NAME` or `NAME::REST`; attributes win over the title.
pub fn name_and(resource: &Resource, second: &str) -> (String, Option<String>) {
    let title = text(resource, "name").unwrap_or_else(|| resource.title().to_string());
    let (name, rest) = split(&title);
    (name.to_string(), text(resource, second).or(rest.map(str::to_string)))
}

/// `NAME` or `NAME::DOMAIN`, the domain being `Default` where nothing else is said.
pub fn name_and_domain(resource: &Resource) -> (String, String) {
    let (name, domain) = name_and(resource, "domain");
    (name, domain.unwrap_or_else(|| DEFAULT_DOMAIN.to_string()))
}

/// Region, name and type of an endpoint's service.
pub fn endpoint(resource: &Resource) -> (Option<String>, String, Option<String>) {
    let (region, rest) = match resource.title().split_once('/') {
        Some((region, rest)) => (Some(region.to_string()), rest),
        None => (None, resource.title()),
    };
    let (name, kind) = split(rest);
    let own_name = text(resource, "name").filter(|name| name != resource.title());
    (text(resource, "region").or(region), own_name.unwrap_or_else(|| name.to_string()), text(resource, "type").or(kind.map(str::to_string)))
}

/// What a user has roles in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Name and domain.
    Project(String, String),
    Domain(String),
    System(String),
}

/// Whose roles they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    pub user: String,
    pub user_domain: String,
    pub scope: Scope,
}

/// `user(::domain)@project(::domain)`, `user@::domain`, `user@::::system`; `None` for any other title without attributes that say more.
pub fn assignment(resource: &Resource) -> Option<Assignment> {
    let title = resource.title().rsplit_once('@');
    let (user, user_domain) = title.map_or((None, None), |(user, _)| {
        let (user, domain) = split(user);
        (Some(user.to_string()), domain.map(str::to_string))
    });
    let domain_or_default = |domain: Option<String>| domain.unwrap_or_else(|| DEFAULT_DOMAIN.to_string());
    let by_title = title.and_then(|(_, scope)| scope_of(scope));
    let by_attributes = text(resource, "project")
        .map(|project| Scope::Project(project, domain_or_default(text(resource, "project_domain"))))
        .or_else(|| text(resource, "domain").map(Scope::Domain))
        .or_else(|| text(resource, "system").map(Scope::System));
    let scope = match (by_attributes, by_title?) {
        (Some(scope), _) => scope,
        (None, Scope::Project(project, domain)) => Scope::Project(project, text(resource, "project_domain").unwrap_or(domain)),
        (None, scope) => scope,
    };
    Some(Assignment {
        user: text(resource, "user").or(user)?,
        user_domain: domain_or_default(text(resource, "user_domain").or(user_domain)),
        scope,
    })
}

fn scope_of(text: &str) -> Option<Scope> {
    if let Some(system) = text.strip_prefix("::::") {
        return (!system.is_empty()).then(|| Scope::System(system.to_string()));
    }
    if let Some(domain) = text.strip_prefix("::") {
        return (!domain.is_empty()).then(|| Scope::Domain(domain.to_string()));
    }
    let (project, domain) = split(text);
    (!project.is_empty()).then(|| Scope::Project(project.to_string(), domain.unwrap_or(DEFAULT_DOMAIN).to_string()))
}

/// Cut at the first `::`.
fn split(text: &str) -> (&str, Option<&str>) {
    text.split_once("::").map_or((text, None), |(name, rest)| (name, Some(rest)))
}
