//! `keystone_user_role`: the roles of a user in a project, a domain or the system as a whole.

use super::super::attribute::texts;
use super::super::declare::{bad_attribute, check_values, parameter, property, schema};
use super::super::ensure::{settled, wants_absent};
use super::api::{change, list};
use super::entry::{domain_id, field, named, require_with_domain, service_is_up, shown_list};
use super::project::project;
use super::title::{Assignment, Scope, assignment};
use super::user::user;
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Reading, ResourceType};
use crate::value::EcoString;

pub struct KeystoneUserRole {
    schema: Schema,
}

impl Default for KeystoneUserRole {
    fn default() -> Self {
        let attributes = [
            property("ensure", "Whether the user has roles there.").values(&["present", "absent"]),
            parameter("name", "USER@PROJECT, USER@::DOMAIN or USER@::::all."),
            parameter("user", "The user."),
            parameter("user_domain", "The user's domain."),
            parameter("project", "The project."),
            parameter("project_domain", "The project's domain."),
            parameter("domain", "The domain, instead of a project."),
            parameter("system", "The system, instead of a project: all."),
            property("roles", "The names of the roles.").all(),
            parameter("provider", "How Keystone is spoken to.").values(&["openstack"]),
        ];
        KeystoneUserRole { schema: schema("keystone_user_role", "name", &attributes) }
    }
}

fn parsed(resource: &Resource) -> Result<Assignment, Failure> {
    assignment(resource).ok_or_else(|| {
        bad_attribute(
            resource,
            "name",
            &format!("Invalid value \"{}\". Valid are USER@PROJECT, USER@::DOMAIN, USER@::::all.", resource.title()),
        )
    })
}

/// The path of the collection of roles; `None` where user, project or domain are not there.
fn collection(assignment: &Assignment, reading: &mut Reading<'_>) -> Result<Option<String>, Failure> {
    let Some(user) = user(&assignment.user, &assignment.user_domain, reading)? else { return Ok(None) };
    let place = match &assignment.scope {
        Scope::Project(name, domain) => project(name, domain, reading)?.map(|project| format!("projects/{}", field(&project, "id"))),
        Scope::Domain(name) => domain_id(name, reading)?.map(|id| format!("domains/{id}")),
        Scope::System(_) => Some("system".to_string()),
    };
    Ok(place.map(|place| format!("{place}/users/{}/roles", field(&user, "id"))))
}

/// The names of the roles there are, sorted.
fn current(collection: &str, reading: &mut Reading<'_>) -> Result<Vec<String>, Failure> {
    let mut names: Vec<String> = list(collection, "roles", reading)?.iter().map(|role| field(role, "name").to_string()).collect();
    names.sort();
    Ok(names)
}

fn wanted(resource: &Resource) -> Vec<String> {
    let mut names = texts(resource, "roles");
    names.sort();
    names
}

fn missing(assignment: &Assignment) -> Failure {
    let place = match &assignment.scope {
        Scope::Project(name, domain) => format!("project {name} with domain {domain}"),
        Scope::Domain(name) => format!("domain {name}"),
        Scope::System(name) => format!("system {name}"),
    };
    Failure::new(format!("No user {} with domain {}, or no {place} found", assignment.user, assignment.user_domain))
}

impl ResourceType for KeystoneUserRole {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, resource: &Resource) -> Vec<Autorelation> {
        let mut all = service_is_up();
        let Some(assignment) = assignment(resource) else { return all };
        all.extend(require_with_domain("Keystone_user", &assignment.user, &assignment.user_domain));
        all.push(Autorelation::require("Keystone_domain", assignment.user_domain.as_str()));
        match &assignment.scope {
            Scope::Project(name, domain) => {
                all.extend(require_with_domain("Keystone_project", name, domain));
                all.extend(require_with_domain("Keystone_tenant", name, domain));
                all.push(Autorelation::require("Keystone_domain", domain.as_str()));
            }
            Scope::Domain(name) => all.push(Autorelation::require("Keystone_domain", name.as_str())),
            Scope::System(_) => {}
        }
        all.extend(texts(resource, "roles").into_iter().map(|role| Autorelation::require("Keystone_role", EcoString::from(role))));
        all
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        let scopes = ["project", "domain", "system"].iter().filter(|name| resource.get(name).is_some()).count();
        if scopes > 1 {
            return Err(Failure::new("Cannot define both project and domain for a role."));
        }
        parsed(resource).map(drop)
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let current = match collection(&parsed(resource)?, reading)? {
            Some(collection) => current(&collection, reading)?,
            None => Vec::new(),
        };
        let wanted = wanted(resource);
        if !wants_absent(resource) && (wanted == current || wanted.is_empty()) {
            return Ok(Vec::new());
        }
        if let Some(changes) = settled(resource, !current.is_empty()) {
            return Ok(changes);
        }
        let (from, to) = (shown_list(&current), shown_list(&wanted));
        let message = format!("roles changed {from} to {to}");
        Ok(vec![Change::new("roles", from, to).saying(message)])
    }

    fn apply(&self, resource: &Resource, _changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let assignment = parsed(resource)?;
        let collection = collection(&assignment, &mut acting.reading())?.ok_or_else(|| missing(&assignment))?;
        let current = current(&collection, &mut acting.reading())?;
        let wanted = if wants_absent(resource) { Vec::new() } else { wanted(resource) };
        let added = wanted.iter().filter(|name| !current.contains(name)).map(|name| ("PUT", name));
        let removed = current.iter().filter(|name| !wanted.contains(name)).map(|name| ("DELETE", name));
        for (method, name) in added.chain(removed) {
            let role = named("roles", "roles", name, &mut acting.reading())?;
            let role = role.ok_or_else(|| Failure::new(format!("Could not find role with name [{name}]")))?;
            change(method, &format!("{collection}/{}", field(&role, "id")), None, acting)?;
        }
        Ok(())
    }
}
