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
    let mut entries = std::fs::read_dir(path).and_then(Iterator::collect::<Result<Vec<_>, _>>).map_err(failed)?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let (name, kind) = (entry.file_name(), entry.file_type().map_err(failed)?);
        let name = name.to_string_lossy();
        if kind.is_dir() && !name.starts_with('.') {
            folder(&entry.path(), extensions, found)?;
        } else if extensions.iter().any(|extension| name.ends_with(extension)) && (kind.is_file() || entry.path().is_file()) {
            found.push(entry.path().strip_prefix("./").unwrap_or(&entry.path()).to_string_lossy().into_owned());
        }
    }
    Ok(())
}
