//! Keeping what a file held before it is changed: beside it, or in the bucket.

use super::content::checksum;
use super::wanted::Wanted;
use crate::catalog::Resource;
use crate::plan::{Acting, Failure};
use crate::resources::attribute::text;
use crate::system::{Follow, Ownership};
use std::path::{Path, PathBuf};

/// The bucket of this host, laid out as Puppet's: a folder a digit for the first eight, then the checksum.
const BUCKET: &str = "/var/lib/rpuppet/clientbucket";

/// `backup => '.old'` is a copy beside the file, `true` one with `.puppet-bak`, any other name means the bucket, `false` nothing.
pub(super) fn keep(resource: &Resource, wanted: &Wanted, acting: &mut Acting<'_>) -> Result<(), Failure> {
    match text(resource, "backup").as_deref() {
        None | Some("false" | "") => Ok(()),
        Some("true") => beside(wanted, ".puppet-bak", acting),
        Some(suffix) if suffix.starts_with('.') => beside(wanted, suffix, acting),
        Some(_) => in_bucket(wanted, acting),
    }
}

fn beside(wanted: &Wanted, suffix: &str, acting: &mut Acting<'_>) -> Result<(), Failure> {
    let mut copy = wanted.path.clone().into_os_string();
    copy.push(suffix);
    Ok(acting.act.copy(&wanted.path, &PathBuf::from(copy))?)
}

/// Contents may be secret: nobody but root may read the bucket.
fn in_bucket(wanted: &Wanted, acting: &mut Acting<'_>) -> Result<(), Failure> {
    let content = acting.act.read(&wanted.path)?;
    let sum = checksum("sha256", &content).replace("{sha256}", "");
    let mut folder = PathBuf::from(BUCKET);
    folder.extend(sum.chars().take(8).map(String::from));
    folder.push(&sum);
    make_folders(&folder, acting)?;
    let private = Ownership { mode: Some(0o600), ..Ownership::default() };
    acting.act.write(&folder.join("contents"), &content, &private, None)?;
    let paths = folder.join("paths");
    let mut known = acting.act.read(&paths).unwrap_or_default();
    let line = format!("{}\n", wanted.path.display());
    if !String::from_utf8_lossy(&known).lines().any(|known| known == line.trim_end()) {
        known.extend(line.into_bytes());
        acting.act.write(&paths, &known, &private, None)?;
    }
    Ok(())
}

fn make_folders(folder: &Path, acting: &mut Acting<'_>) -> Result<(), Failure> {
    let private = Ownership { mode: Some(0o700), ..Ownership::default() };
    let mut missing: Vec<&Path> = Vec::new();
    for ancestor in folder.ancestors() {
        if acting.act.metadata(ancestor, Follow::Links)?.is_some() {
            break;
        }
        missing.push(ancestor);
    }
    missing.into_iter().rev().try_for_each(|folder| Ok(acting.act.make_directory(folder, &private)?))
}
