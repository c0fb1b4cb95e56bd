//! Making a repository, and bringing one to its revision.

use super::super::run::run;
use super::git::Repository;
use super::wanted::{Ensure, Wanted};
use crate::plan::{Acting, Failure};
use crate::system::{FileKind, Follow, Look, Ownership};
use std::path::Path;

/// Clones the source, or begins an empty repository.
pub fn create(wanted: &Wanted, acting: &mut Acting<'_>) -> Result<(), Failure> {
    make_room(wanted, acting)?;
    make_folder(wanted, acting)?;
    let repository = Repository::find(wanted, acting.act.as_look())?;
    match wanted.url() {
        None => {
            let bare = (wanted.ensure == Ensure::Bare).then_some("--bare");
            run(acting.act, &repository.command(&["init"].into_iter().chain(bare).collect::<Vec<_>>()))?;
        }
        Some(url) => clone(url, &repository, wanted, acting)?,
    }
    finish(wanted, acting)
}

/// Fetches and checks out.
pub fn update(repository: &Repository, wanted: &Wanted, acting: &mut Acting<'_>) -> Result<(), Failure> {
    set_remotes(repository, wanted, acting)?;
    if wanted.url().is_some() {
        run(acting.act, &repository.command(&["fetch", &wanted.remote]))?;
        run(acting.act, &repository.command(&["fetch", "--tags", &wanted.remote]))?;
    }
    let revision = match &wanted.revision {
        Some(revision) => Some(revision.clone()),
        None => repository.branch(acting.act.as_look())?,
    };
    if let Some(revision) = revision {
        check_out(&revision, repository, wanted, acting)?;
        let tracked = format!("{}/{revision}", wanted.remote);
        let is_branch = repository.has(&format!("refs/heads/{revision}"), acting.act.as_look())?;
        if is_branch && repository.has(&format!("refs/remotes/{tracked}"), acting.act.as_look())? {
            run(acting.act, &repository.command(&["reset", "--hard", &tracked]))?;
        }
    }
    submodules(repository, wanted, acting)?;
    finish(wanted, acting)
}

/// Something else at the path goes by force alone.
fn make_room(wanted: &Wanted, acting: &mut Acting<'_>) -> Result<(), Failure> {
    let Some(found) = acting.act.metadata(&wanted.path, Follow::Nothing)? else { return Ok(()) };
    let is_free = found.kind == FileKind::Directory && acting.act.list(&wanted.path)?.is_empty();
    if is_free {
        return Ok(());
    }
    if !wanted.force {
        return Err(Failure::new("Could not create repository (non-repository at path)"));
    }
    Ok(acting.act.remove(&wanted.path)?)
}

/// The folder belongs to the user that runs git, who may write nothing above it.
fn make_folder(wanted: &Wanted, acting: &mut Acting<'_>) -> Result<(), Failure> {
    let user = wanted.user.as_deref().map(|name| user_id(name, acting.act.as_look())).transpose()?;
    if acting.act.metadata(&wanted.path, Follow::Links)?.is_none() {
        acting.act.make_directory(&wanted.path, &Ownership { user, mode: Some(0o755), ..Ownership::default() })?;
    } else if user.is_some() {
        acting.act.set_ownership(&wanted.path, &Ownership { user, ..Ownership::default() })?;
    }
    Ok(())
}

fn clone(url: &str, repository: &Repository, wanted: &Wanted, acting: &mut Acting<'_>) -> Result<(), Failure> {
    let (depth, path) = (wanted.depth.map(|depth| depth.to_string()), wanted.path.to_string_lossy());
    let mut arguments = vec!["clone"];
    if let Some(depth) = &depth {
        arguments.extend(["--depth", depth]);
    }
    let branch = wanted.branch.as_ref().or(wanted.revision.as_ref().filter(|_| depth.is_some()));
    arguments.extend(branch.iter().flat_map(|branch| ["--branch", branch.as_str()]));
    if wanted.ensure == Ensure::Bare {
        arguments.push("--bare");
    }
    if wanted.remote != "origin" {
        arguments.extend(["--origin", &wanted.remote]);
    }
    arguments.extend(["--", url, &path]);
    run(acting.act, &repository.outside(&arguments))?;
    set_remotes(repository, wanted, acting)?;
    if let Some(revision) = &wanted.revision {
        check_out(revision, repository, wanted, acting)?;
    }
    submodules(repository, wanted, acting)
}

/// Remotes that are missing or lead elsewhere.
fn set_remotes(repository: &Repository, wanted: &Wanted, acting: &mut Acting<'_>) -> Result<(), Failure> {
    let mut changed = false;
    for (name, url) in &wanted.remotes {
        let verb = match repository.url(name, acting.act.as_look())? {
            Some(known) if known == *url => continue,
            Some(_) => "set-url",
            None => "add",
        };
        run(acting.act, &repository.command(&["remote", verb, name, url]))?;
        changed = true;
    }
    if changed {
        run(acting.act, &repository.command(&["remote", "update"]))?;
    }
    Ok(())
}

/// A branch that only the other side has becomes one of our own that tracks it.
fn check_out(revision: &str, repository: &Repository, wanted: &Wanted, acting: &mut Acting<'_>) -> Result<(), Failure> {
    let tracked = format!("{}/{revision}", wanted.remote);
    let look = acting.act.as_look();
    let is_remote =
        !repository.has(&format!("refs/heads/{revision}"), look)? && repository.has(&format!("refs/remotes/{tracked}"), look)?;
    if !is_remote && repository.commit(revision, wanted, look)?.is_none() {
        return Err(Failure::new(format!("{revision} is not a local or remote ref")));
    }
    let arguments = match is_remote {
        true => vec!["checkout", "--force", "-b", revision, "--track", &tracked],
        false => vec!["checkout", "--force", revision],
    };
    run(acting.act, &repository.command(&arguments)).map(drop)
}

fn submodules(repository: &Repository, wanted: &Wanted, acting: &mut Acting<'_>) -> Result<(), Failure> {
    if wanted.ensure == Ensure::Bare || !wanted.submodules {
        return Ok(());
    }
    run(acting.act, &repository.command(&["submodule", "update", "--init", "--recursive"])).map(drop)
}

/// Owner and excluded files, which are seen to whenever something was changed.
fn finish(wanted: &Wanted, acting: &mut Acting<'_>) -> Result<(), Failure> {
    if let Some(excludes) = &wanted.excludes {
        let folder = if wanted.ensure == Ensure::Bare { wanted.path.join("info") } else { wanted.path.join(".git/info") };
        let text: String = excludes.iter().map(|line| format!("{line}\n")).collect();
        if acting.act.metadata(&folder, Follow::Links)?.is_none() {
            acting.act.make_directory(&folder, &Ownership::default())?;
        }
        acting.act.write(&folder.join("exclude"), text.as_bytes(), &Ownership::default(), None)?;
    }
    if wanted.owner.is_none() && wanted.group.is_none() {
        return Ok(());
    }
    let user = wanted.owner.as_deref().map(|name| user_id(name, acting.act.as_look())).transpose()?;
    let group = wanted.group.as_deref().map(|name| group_id(name, acting.act.as_look())).transpose()?;
    hand_over(&wanted.path, &Ownership { user, group, mode: None }, acting)
}

/// All that is below a path; links are not followed.
fn hand_over(path: &Path, ownership: &Ownership, acting: &mut Acting<'_>) -> Result<(), Failure> {
    let mut waiting = vec![path.to_path_buf()];
    while let Some(path) = waiting.pop() {
        acting.act.set_ownership(&path, ownership)?;
        if acting.act.metadata(&path, Follow::Nothing)?.is_some_and(|found| found.kind == FileKind::Directory) {
            waiting.extend(acting.act.list(&path)?.iter().map(|name| path.join(name)));
        }
    }
    Ok(())
}

fn user_id(name: &str, look: &dyn Look) -> Result<u32, Failure> {
    let known = look.user(name).map(|user| user.id).or_else(|| name.parse().ok());
    known.ok_or_else(|| Failure::not_yet(format!("Could not find user {name}")))
}

fn group_id(name: &str, look: &dyn Look) -> Result<u32, Failure> {
    let known = look.group(name).map(|group| group.id).or_else(|| name.parse().ok());
    known.ok_or_else(|| Failure::not_yet(format!("Could not find group {name}")))
}
