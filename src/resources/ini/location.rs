//! Which file a setting is in.

use super::super::attribute::{absolute, list, text};
use crate::catalog::{Catalog, Reference, Resource};
use crate::plan::Failure;
use std::path::PathBuf;

/// Where Keystone looks for the files of domains unless its own settings say otherwise.
const DOMAINS: &str = "/etc/keystone/domains";

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// The attribute `path`, where the type has one and the resource gives it; else this file.
    File(Option<PathBuf>),
    /// `keystone.DOMAIN.conf`, for titles `DOMAIN::SECTION/KEY`, in the folder that `identity/domain_config_dir` names.
    Domains,
}

impl Location {
    /// The file that all resources of a type share, as far as there is one.
    pub fn shared(&self) -> Option<&PathBuf> {
        match self {
            Location::File(file) => file.as_ref(),
            Location::Domains => None,
        }
    }

    pub fn path(&self, resource: &Resource, catalog: &Catalog) -> Result<PathBuf, Failure> {
        match (self, text(resource, "path").filter(|path| path != "false")) {
            (Location::Domains, _) => {
                let domain = domain(resource.title()).ok_or_else(|| no_domain(resource))?;
                Ok(PathBuf::from(domains(catalog)).join(format!("keystone.{domain}.conf")))
            }
            (Location::File(_), Some(path)) => absolute(resource, "path", &path),
            (Location::File(Some(file)), None) => Ok(file.clone()),
            (Location::File(None), None) => Err(Failure::new(format!("{}: path is required", resource.reference))),
        }
    }
}

/// The domain of a title; no path may come of it.
pub fn domain(title: &str) -> Option<&str> {
    title.split_once("::").map(|(domain, _)| domain).filter(|domain| !domain.is_empty() && !domain.contains('/'))
}

/// A title without its domain.
pub fn without_domain(title: &str) -> &str {
    title.split_once("::").map_or(title, |(_, rest)| rest)
}

fn no_domain(resource: &Resource) -> Failure {
    let message = "You must provide a domain name in the name of the resource <domain_name>::<section>/<key>.  It cannot be empty.";
    Failure::new(format!("{}: {message}", resource.reference))
}

fn domains(catalog: &Catalog) -> String {
    let setting = catalog.resource(&Reference::new("Keystone_config", "identity/domain_config_dir"));
    let folder = setting.and_then(|setting| setting.get("value")).and_then(|value| list(value).into_iter().next());
    folder.filter(|folder| folder.starts_with('/')).unwrap_or_else(|| DOMAINS.to_string())
}
