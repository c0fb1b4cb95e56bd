//! Where `source` leads: files of modules (`puppet:///modules/M/path`), files of the host, and URLs.

use super::remote;
use crate::catalog::{Catalog, Parameter, Resource};
use crate::plan::Failure;
use crate::resources::Sources;
use crate::resources::attribute::texts;
use crate::resources::declare::bad_attribute;
use crate::system::{FileKind, Follow, Look};
use crate::value::Value;
use std::borrow::Cow;
use std::path::{Component, Path, PathBuf};

/// A source that was found.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// As the manifest names it, without slashes at the end.
    pub name: String,
    /// Empty for what was brought from elsewhere.
    pub path: PathBuf,
    pub kind: FileKind,
    /// What was brought.
    pub brought: Option<Vec<u8>>,
}

impl Found {
    pub(super) fn content(&self, look: &dyn Look) -> Result<Vec<u8>, Failure> {
        match &self.brought {
            Some(content) => Ok(content.clone()),
            None => Ok(look.read(&self.path)?),
        }
    }
}

/// Refuses what can be no source.
pub(super) fn check(resource: &Resource) -> Result<(), Failure> {
    for source in texts(resource, "source") {
        let scheme = source.split_once("://").map(|(scheme, _)| scheme);
        let why = match scheme {
            None if source.starts_with('/') => continue,
            Some("puppet" | "file" | "http" | "https") => continue,
            None => format!("Cannot use relative URLs '{source}'"),
            Some(other) => format!("Cannot use URLs of type '{other}' as source for fileserving"),
        };
        return Err(bad_attribute(resource, "source", &why));
    }
    Ok(())
}

/// The first source that exists, or all of them where `sourceselect` says so.
pub(super) fn find(resource: &Resource, sources: &Sources, catalog: &Catalog, look: &dyn Look) -> Result<Vec<Found>, Failure> {
    let names = texts(resource, "source");
    let follow = if resource.text("links") == Some("follow") { Follow::Links } else { Follow::Nothing };
    let mut found = Vec::new();
    for name in &names {
        found.extend(one(name, follow, resource, sources, look)?);
        if !found.is_empty() && resource.text("sourceselect") != Some("all") {
            break;
        }
    }
    if found.is_empty() { Err(missing(&names, catalog, sources)) } else { Ok(found) }
}

/// What one source leads to; `None` where nothing is there.
fn one(name: &str, follow: Follow, resource: &Resource, sources: &Sources, look: &dyn Look) -> Result<Option<Found>, Failure> {
    if remote::is_remote(name) {
        let brought = remote::download(name, resource, look)?;
        let found = |content| Found { name: name.to_string(), path: PathBuf::new(), kind: FileKind::File, brought: Some(content) };
        return Ok(brought.map(found));
    }
    let name = name.trim_end_matches('/').to_string();
    for path in places(&name, sources) {
        if let Some(metadata) = look.metadata(&path, follow)? {
            return Ok(Some(Found { name, path, kind: metadata.kind, brought: None }));
        }
    }
    Ok(None)
}

/// The resource with owner, group and mode of its source where `source_permissions` asks for them and the resource does not say them.
pub(super) fn permitted<'r>(
    resource: &'r Resource,
    sources: &Sources,
    catalog: &Catalog,
    look: &dyn Look,
) -> Result<Cow<'r, Resource>, Failure> {
    let is_asked = match resource.text("source_permissions") {
        Some("use") => true,
        Some("use_when_creating") => look.metadata(&super::wanted::path(resource), Follow::Nothing)?.is_none(),
        _ => false,
    };
    if !is_asked || resource.get("source").is_none() {
        return Ok(Cow::Borrowed(resource));
    }
    let found = find(resource, sources, catalog, look)?;
    let local = found.first().filter(|found| found.brought.is_none());
    let Some(metadata) = local.map(|found| look.metadata(&found.path, Follow::Links)).transpose()?.flatten() else {
        return Ok(Cow::Borrowed(resource));
    };
    let mut completed = resource.clone();
    let values = [("owner", metadata.user.to_string()), ("group", metadata.group.to_string()), ("mode", format!("{:04o}", metadata.mode))];
    for (name, value) in values {
        completed.parameters.entry(name.into()).or_insert(Parameter { value: Value::from(value), location: None });
    }
    Ok(Cow::Owned(completed))
}

/// The files that a source may stand for.
fn places(name: &str, sources: &Sources) -> Vec<PathBuf> {
    if let Some(path) = name.strip_prefix("file://") {
        return vec![PathBuf::from(path)];
    }
    let Some(rest) = name.strip_prefix("puppet://") else { return vec![PathBuf::from(name)] };
    // A server's name may stand before the path: files come from here all the same.
    let path = rest.find('/').and_then(|slash| rest.get(slash + 1..)).unwrap_or_default();
    let Some((module, file)) = path.strip_prefix("modules/").map(|path| path.split_once('/').unwrap_or((path, ""))) else {
        return Vec::new();
    };
    let is_inside = |part: &str| Path::new(part).components().all(|component| matches!(component, Component::Normal(_)));
    if module.is_empty() || !is_inside(module) || !is_inside(file) {
        return Vec::new();
    }
    sources.module_path.iter().map(|folder| Path::new(folder).join(module).join("files").join(file)).collect()
}

/// Puppet's words; a file of the host may come with an earlier resource.
fn missing(names: &[String], catalog: &Catalog, sources: &Sources) -> Failure {
    let message = format!("Could not retrieve information from environment {} source(s) {}", catalog.environment, names.join(", "));
    let from_modules = names.iter().any(|name| name.starts_with("puppet:"));
    let help = from_modules.then(|| {
        format!("puppet:///modules/MODULE/FILE is MODULE/files/FILE in one of the module folders: {}", sources.module_path.join(":"))
    });
    let not_yet = names.iter().any(|name| !name.starts_with("puppet:"));
    Failure { message, not_yet, help, ..Failure::default() }
}
