//! `recurse`: the files below a directory, as resources of their own.

use super::source;
use super::wanted::{Kind, kind, path};
use crate::catalog::{Parameter, Reference, Resource};
use crate::plan::{Failure, Reading};
use crate::resources::Sources;
use crate::resources::attribute::{flag, text, texts};
use crate::resources::glob;
use crate::system::{FileKind, Follow, Look};
use crate::value::{EcoString, Map, Regex, Value};
use std::path::{Path, PathBuf};

/// Attributes that belong to the directory alone.
const OWN: &[&str] = &[
    "path",
    "ensure",
    "recurse",
    "recurselimit",
    "max_files",
    "target",
    "alias",
    "source",
    "content",
    "purge",
    "ignore",
    "sourceselect",
    "before",
    "require",
    "notify",
    "subscribe",
];

/// One file below the directory.
struct Entry {
    /// Below the directory, with slashes between.
    relative: String,
    path: PathBuf,
    kind: FileKind,
}

/// The children that a recursed directory stands for, in the order of their paths.
pub(super) fn children(resource: &Resource, sources: &Sources, reading: &mut Reading<'_>) -> Result<Vec<Resource>, Failure> {
    let recurse = text(resource, "recurse").unwrap_or_default();
    if !matches!(recurse.as_str(), "true" | "remote" | "inf") || kind(resource) == Kind::Absent {
        return Ok(Vec::new());
    }
    let directory = path(resource);
    let mut children: Map<String, Resource> = Map::default();
    if recurse != "remote" {
        for entry in below(&directory, resource, reading.look)? {
            let purged = flag(resource, "purge") == Some(true) && can_purge(&entry, resource);
            let ensure = purged.then(|| ("ensure", "absent".to_string()));
            children.insert(entry.relative.clone(), child(resource, &directory, &entry.relative, ensure));
        }
    }
    if let Some(target) = text(resource, "target") {
        for entry in below(Path::new(&target), resource, reading.look)? {
            children.insert(entry.relative.clone(), linked(resource, &directory, &entry));
        }
    } else if resource.get("source").is_some() {
        for found in source::find(resource, sources, reading.catalog, reading.look)?.into_iter().filter(|found| found.brought.is_none()) {
            for entry in below(&found.path, resource, reading.look)? {
                let origin = Some(("source", format!("{}/{}", found.name, entry.relative)));
                let new = child(resource, &directory, &entry.relative, origin);
                if children.get(&entry.relative).is_none_or(|known| known.get("source").is_none()) {
                    children.insert(entry.relative.clone(), new);
                }
            }
        }
    }
    let managed = managed_below(&directory, reading);
    children.retain(|_, child| !is_managed(child, &managed));
    children.sort_keys();
    Ok(children.into_values().collect())
}

/// A directory goes only by force.
fn can_purge(entry: &Entry, resource: &Resource) -> bool {
    entry.kind != FileKind::Directory || flag(resource, "force") == Some(true)
}

/// Everything below a directory, links not followed, as deep as `recurselimit` says.
fn below(directory: &Path, resource: &Resource, look: &dyn Look) -> Result<Vec<Entry>, Failure> {
    let limit: usize = text(resource, "recurselimit").and_then(|limit| limit.parse().ok()).unwrap_or(usize::MAX);
    let ignored: Vec<Regex> = texts(resource, "ignore").iter().filter_map(|pattern| glob::compiled(pattern)).collect();
    let mut found = Vec::new();
    let mut waiting = vec![(directory.to_path_buf(), String::new(), 0)];
    while let Some((folder, prefix, depth)) = waiting.pop() {
        let is_directory = look.metadata(&folder, Follow::Nothing)?.is_some_and(|metadata| metadata.kind == FileKind::Directory);
        if !is_directory || depth >= limit {
            continue;
        }
        for name in look.list(&folder)? {
            if ignored.iter().any(|pattern| pattern.is_match(&name)) {
                continue;
            }
            let path = folder.join(&name);
            let Some(metadata) = look.metadata(&path, Follow::Nothing)? else { continue };
            let relative = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
            if metadata.kind == FileKind::Directory {
                waiting.push((path.clone(), relative.clone(), depth + 1));
            }
            found.push(Entry { relative, path, kind: metadata.kind });
        }
    }
    Ok(found)
}

/// A child with the parent's attributes and, where given, one more.
fn child(parent: &Resource, directory: &Path, relative: &str, extra: Option<(&str, String)>) -> Resource {
    let path = directory.join(relative).to_string_lossy().into_owned();
    let mut parameters: Map<EcoString, Parameter> = parent
        .parameters
        .iter()
        .filter(|(name, _)| !OWN.contains(&name.as_str()))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    if let Some((name, value)) = extra {
        parameters.insert(name.into(), Parameter { value: Value::from(value), location: None });
    }
    Resource { reference: Reference::new("file", path), parameters, ..parent.clone() }
}

/// A child of a directory of links: directories again, links for the rest.
fn linked(parent: &Resource, directory: &Path, entry: &Entry) -> Resource {
    let kind = if entry.kind == FileKind::Directory { "directory" } else { "link" };
    let mut child = child(parent, directory, &entry.relative, Some(("ensure", kind.to_string())));
    if kind == "link" {
        let target = Value::from(entry.path.to_string_lossy().into_owned());
        child.parameters.insert("target".into(), Parameter { value: target, location: None });
    }
    child
}

/// The paths of the other files in the catalog that lie below the directory.
fn managed_below(directory: &Path, reading: &Reading<'_>) -> Vec<PathBuf> {
    let files = reading.catalog.resources.values().filter(|resource| resource.reference.type_name == "File");
    files.map(path).filter(|path| path != directory && path.starts_with(directory)).collect()
}

/// Files that are resources already keep their own say; nor is a folder purged that holds one.
fn is_managed(child: &Resource, managed: &[PathBuf]) -> bool {
    let path = path(child);
    let purged = child.text("ensure") == Some("absent");
    managed.iter().any(|other| path.starts_with(other) || purged && other.starts_with(&path))
}
