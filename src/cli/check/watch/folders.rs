//! The folders in which something may happen that matters.
#![allow(clippy::disallowed_methods, reason = "the command line's files")]

use super::super::arguments::CheckOptions;
use super::super::config;
use super::super::modules::{Found, absolute};
use super::changes::Wanted;
use crate::value::Set;
use std::path::Path;

/// Folders of files and of modules with all that is in them, and those of configurations; from the root.
pub fn watched(options: &CheckOptions, files: &[String], found: &Found) -> Wanted {
    let mut folders = Set::default();
    let here = [".".to_string()];
    let named = if options.paths.is_empty() { &here[..] } else { &options.paths };
    named.iter().map(absolute).for_each(|path| below(&path, &mut folders));
    found.modules.iter().for_each(|module| below(&module.directory, &mut folders));
    folders.extend(found.bases.iter().filter(|base| Path::new(base).is_dir()).cloned());
    let singles: Vec<String> = files.iter().map(absolute).chain(found.sources.iter().map(|source| source.path.clone())).collect();
    let links: Vec<(String, String)> = singles.iter().filter_map(|path| Some((target(path)?, path.clone()))).collect();
    let singles = singles.into_iter().chain(links.iter().map(|(to, _)| to.clone()));
    let settings = config::candidates(options).into_iter().chain(options.baseline.clone()).map(absolute);
    let settings = settings.filter(|path| Path::new(path).exists() || is_here(path));
    folders.extend(singles.chain(settings).filter_map(|path| parent(&path)));
    Wanted { folders, links }
}

/// Where a link leads.
fn target(path: &str) -> Option<String> {
    let is_link = std::fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
    is_link.then(|| Path::new(path).canonicalize().ok())?.map(|real| real.to_string_lossy().into_owned())
}

/// A configuration of the current folder may still be written.
fn is_here(path: &str) -> bool {
    parent(path) == Some(absolute("."))
}

fn parent(path: &str) -> Option<String> {
    path.rsplit_once('/').map(|(parent, _)| if parent.is_empty() { "/".to_string() } else { parent.to_string() })
}

/// A folder and those below it; hidden ones are let be, and links not followed.
fn below(path: &str, folders: &mut Set<String>) {
    if !Path::new(path).is_dir() || !folders.insert(path.to_string()) {
        return;
    }
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
    let inner = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
    let names = inner.filter_map(|entry| entry.file_name().into_string().ok()).filter(|name| !name.starts_with('.'));
    names.for_each(|name| below(&format!("{path}/{name}"), folders));
}
