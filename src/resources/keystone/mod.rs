//! Domains, projects, roles, users, their roles, services, endpoints and identity providers of Keystone, by its REST interface (v3).
//!
//! One token a run; every list is asked once and again after a change of it. Credentials come from `OS_*` in the environment, the cloud
//! files that `keystone::bootstrap` writes, or root's `openrc`; a password is in the body of a request alone.

mod api;
mod credentials;
mod domain;
pub mod elsewhere;
mod endpoint;
mod entry;
mod identity_provider;
mod patience;
mod project;
mod role;
mod service;
#[cfg(test)]
mod tests;
mod title;
mod user;
mod user_role;

use crate::plan::ResourceType;
use std::sync::Arc;

/// The types of this family.
pub(super) fn natives() -> Vec<Arc<dyn ResourceType>> {
    vec![
        Arc::new(domain::KeystoneDomain::default()),
        Arc::new(endpoint::KeystoneEndpoint::default()),
        Arc::new(identity_provider::KeystoneIdentityProvider::default()),
        Arc::new(project::KeystoneProject::named("keystone_project")),
        Arc::new(project::KeystoneProject::named("keystone_tenant")),
        Arc::new(role::KeystoneRole::default()),
        Arc::new(service::KeystoneService::default()),
        Arc::new(user::KeystoneUser::default()),
        Arc::new(user_role::KeystoneUserRole::default()),
    ]
}
