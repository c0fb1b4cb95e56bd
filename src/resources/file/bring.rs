//! Bringing about what a file resource asks for.

use super::backup;
use super::compare::{group_id, user_id, word};
use super::wanted::{Kind, Wanted};
use crate::catalog::Resource;
use crate::plan::{Acting, Failure};
use crate::resources::attribute::text;
use crate::system::{Command, FileKind, Follow, Look, Ownership};
use std::path::Path;

/// Makes, replaces or removes the file itself.
pub(super) fn ensure(resource: &Resource, wanted: &Wanted, acting: &mut Acting<'_>) -> Result<(), Failure> {
    let current = acting.act.metadata(&wanted.path, wanted.follow)?.map(|metadata| metadata.kind);
    let made = match &wanted.kind {
        Kind::Absent | Kind::Unsaid => None,
        Kind::Present | Kind::File => Some(FileKind::File),
        Kind::Directory => Some(FileKind::Directory),
        Kind::Link(_) => Some(FileKind::Link),
    };
    if let Some(kind) = current.filter(|kind| Some(*kind) != made) {
        clear(resource, wanted, kind, acting)?;
    }
    match &wanted.kind {
        Kind::Absent | Kind::Unsaid => Ok(()),
        Kind::Present | Kind::File => content(resource, wanted, acting),
        Kind::Directory => {
            parent_is_there(wanted, acting.act.as_look())?;
            let ownership = ownership(resource, wanted, 0o755, true, acting.act.as_look())?;
            Ok(acting.act.make_directory(&wanted.path, &ownership)?)
        }
        Kind::Link(target) => link(resource, wanted, target, acting),
    }
}

/// Writes the file's content (none: an empty file).
pub(super) fn content(resource: &Resource, wanted: &Wanted, acting: &mut Acting<'_>) -> Result<(), Failure> {
    parent_is_there(wanted, acting.act.as_look())?;
    let current = acting.act.metadata(&wanted.path, wanted.follow)?.filter(|metadata| metadata.kind == FileKind::File);
    let ownership = match current {
        // Owner and mode are kept here; they are changes of their own.
        Some(_) => Ownership::default(),
        None => ownership(resource, wanted, if wanted.secret { 0o600 } else { 0o644 }, false, acting.act.as_look())?,
    };
    if current.is_some() {
        backup::keep(resource, wanted, acting)?;
    }
    let validate = validation(resource);
    let content = wanted.content.as_deref().unwrap_or_default();
    Ok(acting.act.write(&wanted.path, content, &ownership, validate.as_ref())?)
}

pub(super) fn link(resource: &Resource, wanted: &Wanted, target: &str, acting: &mut Acting<'_>) -> Result<(), Failure> {
    parent_is_there(wanted, acting.act.as_look())?;
    acting.act.make_link(&wanted.path, Path::new(target))?;
    let look = acting.act.as_look();
    let ownership = Ownership { mode: None, ..ownership(resource, wanted, 0o777, false, look)? };
    if ownership.user.is_some() || ownership.group.is_some() {
        acting.act.set_ownership(&wanted.path, &ownership)?;
    }
    Ok(())
}

/// Sets those of owner, group and mode that differ.
pub(super) fn attributes(resource: &Resource, wanted: &Wanted, properties: &[&str], acting: &mut Acting<'_>) -> Result<(), Failure> {
    let Some(metadata) = acting.act.metadata(&wanted.path, wanted.follow)? else { return Ok(()) };
    let all = ownership(resource, wanted, metadata.mode, metadata.kind == FileKind::Directory, acting.act.as_look())?;
    let ownership = Ownership {
        user: all.user.filter(|_| properties.contains(&"owner")),
        group: all.group.filter(|_| properties.contains(&"group")),
        // A change of owner takes set-id bits away: the mode is set again with it.
        mode: all.mode.filter(|_| wanted.mode.is_some()),
    };
    Ok(acting.act.set_ownership(&wanted.path, &ownership)?)
}

/// What the resource says of owner, group and mode; a new secret file without a mode is for its owner alone.
fn ownership(resource: &Resource, wanted: &Wanted, mode: u32, is_directory: bool, look: &dyn Look) -> Result<Ownership, Failure> {
    let user = text(resource, "owner").map(|owner| user_id(&owner, look)).transpose()?;
    let group = text(resource, "group").map(|group| group_id(&group, look)).transpose()?;
    let asked = wanted.mode.as_ref().map(|wanted| wanted.wanted(mode, is_directory));
    Ok(Ownership { user, group, mode: asked.or(Some(mode).filter(|mode| *mode == 0o600)) })
}

/// Removes what stands in the way.
fn clear(resource: &Resource, wanted: &Wanted, kind: FileKind, acting: &mut Acting<'_>) -> Result<(), Failure> {
    match kind {
        FileKind::Directory if !wanted.force => {
            Err(Failure::new(format!("Not removing directory {}; use 'force' to override", wanted.path.display())))
        }
        FileKind::Other => Err(Failure::new(format!("Could not remove files of type {}", word(kind)))),
        FileKind::File => {
            backup::keep(resource, wanted, acting)?;
            Ok(acting.act.remove(&wanted.path)?)
        }
        _ => Ok(acting.act.remove(&wanted.path)?),
    }
}

/// `validate_cmd`, a line for a shell; `%` in it becomes the path of the new content.
fn validation(resource: &Resource) -> Option<Command> {
    let line = text(resource, "validate_cmd")?;
    let line = match text(resource, "validate_replacement") {
        Some(replacement) if replacement != "%" && !replacement.is_empty() => line.replace(&replacement, "%"),
        _ => line,
    };
    Some(Command::new("/bin/sh", ["-c".to_string(), line]))
}

fn parent_is_there(wanted: &Wanted, look: &dyn Look) -> Result<(), Failure> {
    let Some(parent) = wanted.path.parent() else { return Ok(()) };
    let cannot =
        |why: &str| Err(Failure::not_yet(format!("Cannot create {}; parent directory {} {why}", wanted.path.display(), parent.display())));
    match look.metadata(parent, Follow::Links)? {
        Some(metadata) if metadata.kind == FileKind::Directory => Ok(()),
        Some(_) => cannot("is not a directory"),
        None => cannot("does not exist"),
    }
}
