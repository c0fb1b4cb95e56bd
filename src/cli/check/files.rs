//! Which files are looked at: those that are named, and all with certain names below the folders that are.
#![allow(clippy::disallowed_methods, reason = "the command line's files")]

use std::path::Path;

/// All files, in the order of the arguments and, within a folder, of their names.
///
/// # Errors
/// What is not there, or cannot be listed.
pub fn files(paths: &[String], extensions: &[&str]) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    for path in paths {
        if path == "-" || !Path::new(path).is_dir() {
            found.push(path.clone());
        } else {
            folder(Path::new(path), extensions, &mut found)?;
        }
    }
    Ok(found)
}

/// Hidden folders are let be, and links to folders not followed: they may lead back.
fn folder(path: &Path, extensions: &[&str], found: &mut Vec<String>) -> Result<(), String> {
    let failed = |cause| format!("Could not list {}: {cause}", path.display());
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(path).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let (name, kind) = (entry.file_name(), entry.file_type().map_err(failed)?);
        let shown = name.to_string_lossy();
        let is_kept = match kind.is_dir() {
            true => !shown.starts_with('.'),
            false => extensions.iter().any(|extension| shown.ends_with(extension)),
        };
        if is_kept {
            entries.push((name, kind));
        }
    }
    entries.sort_by(|(one, _), (two, _)| one.cmp(two));
    for (name, kind) in entries {
        let path = path.join(&name);
        if kind.is_dir() {
            folder(&path, extensions, found)?;
        } else if kind.is_file() || path.is_file() {
            found.push(path.strip_prefix("./").unwrap_or(&path).to_string_lossy().into_owned());
        }
    }
    Ok(())
}
