//! What differs between a file and what is wanted of it.

use super::content::{checksum, difference};
use super::wanted::{Kind, Wanted};
use crate::catalog::Resource;
use crate::plan::{Change, Failure};
use crate::resources::attribute::{flag, text};
use crate::system::{FileKind, Follow, Look, Metadata};
use crate::value::EcoString;

/// All changes; `ensure` first, and alone where something is made: owner and mode come with it.
pub(super) fn changes(resource: &Resource, wanted: &Wanted, look: &dyn Look) -> Result<Vec<Change>, Failure> {
    let current = look.metadata(&wanted.path, wanted.follow)?;
    if let Some(change) = ensure(resource, wanted, current.as_ref())? {
        return Ok(vec![change]);
    }
    let Some(current) = current.filter(|_| wanted.kind != Kind::Absent) else { return Ok(Vec::new()) };
    let mut changes = Vec::new();
    changes.extend(content(resource, wanted, &current, look)?);
    changes.extend(target(wanted, &current, look)?);
    changes.extend(owner(resource, &current, look)?);
    changes.extend(group(resource, &current, look)?);
    changes.extend(mode(wanted, &current));
    Ok(changes)
}

/// The properties as an audit keeps them; of what is not there all are absent.
pub(super) fn current(resource: &Resource, wanted: &Wanted, look: &dyn Look) -> Result<Vec<(EcoString, EcoString)>, Failure> {
    const PROPERTIES: [&str; 7] = ["ensure", "content", "target", "owner", "group", "mode", "type"];
    let Some(current) = look.metadata(&wanted.path, wanted.follow)? else {
        return Ok(PROPERTIES.map(|name| (name.into(), "absent".into())).to_vec());
    };
    let content = match current.kind {
        FileKind::File => checksum(&algorithm(resource), &look.read(&wanted.path)?),
        kind => format!("{{{}}}{}", algorithm(resource), word(kind)),
    };
    let target = match current.kind {
        FileKind::Link => look.read_link(&wanted.path)?.to_string_lossy().into_owned(),
        _ => "notlink".to_string(),
    };
    let (kind, mode) = (word(current.kind).to_string(), format!("{:04o}", current.mode));
    let values = [kind.clone(), content, target, current.user.to_string(), current.group.to_string(), mode, kind];
    Ok(PROPERTIES.into_iter().zip(values).map(|(name, value)| (name.into(), value.into())).collect())
}

fn ensure(resource: &Resource, wanted: &Wanted, current: Option<&Metadata>) -> Result<Option<Change>, Failure> {
    let should = match &wanted.kind {
        Kind::Absent => return removal(wanted, current),
        Kind::Unsaid => return Ok(None),
        Kind::Present | Kind::File => "file",
        Kind::Directory => "directory",
        Kind::Link(_) => "link",
    };
    let Some(current) = current else { return Ok(Some(creation(resource, wanted, should))) };
    if wanted.kind == Kind::Present || word(current.kind) == should || !wanted.replace {
        return Ok(None);
    }
    if current.kind == FileKind::Directory && !wanted.force {
        return Err(directory_in_the_way(wanted));
    }
    let change = Change::new("ensure", word(current.kind), should);
    Ok(Some(if should == "file" && wanted.content.is_some() { defined(change, resource, wanted) } else { change }))
}

fn removal(wanted: &Wanted, current: Option<&Metadata>) -> Result<Option<Change>, Failure> {
    match current {
        None => Ok(None),
        Some(metadata) if metadata.kind == FileKind::Directory && !wanted.force => Err(directory_in_the_way(wanted)),
        Some(metadata) => Ok(Some(Change::new("ensure", word(metadata.kind), "absent").saying("removed"))),
    }
}

fn directory_in_the_way(wanted: &Wanted) -> Failure {
    Failure {
        property: Some("ensure".into()),
        help: Some("'force => true' removes a directory with all that is in it".to_string()),
        ..Failure::new(format!("Not removing directory {}; use 'force' to override", wanted.path.display()))
    }
}

fn creation(resource: &Resource, wanted: &Wanted, should: &str) -> Change {
    let should = if wanted.kind == Kind::Present { "present" } else { should };
    defined(Change::new("ensure", "absent", should).saying("created"), resource, wanted)
}

/// The making of a file with content: `defined content as '{sha256}…'`.
fn defined(change: Change, resource: &Resource, wanted: &Wanted) -> Change {
    match &wanted.content {
        Some(_) if wanted.secret => change.saying("changed [redacted] to [redacted]").redacted(),
        Some(content) if matches!(wanted.kind, Kind::File | Kind::Present) => {
            let message = format!("defined content as '{}'", checksum(&algorithm(resource), content));
            Change { diff: shows_diff(resource).then(|| difference(&wanted.shown_path(), b"", content)), ..change.saying(message) }
        }
        _ => change,
    }
}

fn content(resource: &Resource, wanted: &Wanted, current: &Metadata, look: &dyn Look) -> Result<Option<Change>, Failure> {
    let Some(should) = wanted.content.as_ref().filter(|_| current.kind == FileKind::File && wanted.replace) else { return Ok(None) };
    let is = look.read(&wanted.path)?;
    let algorithm = algorithm(resource);
    let by_time = wanted.modified.filter(|_| matches!(algorithm.as_str(), "mtime" | "ctime"));
    // By its time, a file is up to date as long as its source is not newer.
    if by_time.map_or(is == *should, |modified| current.modified >= modified) {
        return Ok(None);
    }
    let change = match by_time {
        Some(modified) => Change::new("content", moment(&algorithm, current.modified), moment(&algorithm, modified)),
        None => Change::new("content", checksum(&algorithm, &is), checksum(&algorithm, should)),
    };
    if wanted.secret {
        return Ok(Some(change.redacted()));
    }
    let diff = shows_diff(resource).then(|| difference(&wanted.shown_path(), &is, should));
    Ok(Some(Change { diff, ..change }))
}

/// A time in the form of a checksum.
fn moment(algorithm: &str, seconds: i64) -> String {
    let time = jiff::Timestamp::from_second(seconds).unwrap_or_default();
    format!("{{{algorithm}}}{}", time.strftime("%Y-%m-%d %H:%M:%S +0000"))
}

fn target(wanted: &Wanted, current: &Metadata, look: &dyn Look) -> Result<Option<Change>, Failure> {
    let Kind::Link(target) = &wanted.kind else { return Ok(None) };
    if current.kind != FileKind::Link || !wanted.replace {
        return Ok(None);
    }
    let is = look.read_link(&wanted.path)?.to_string_lossy().into_owned();
    Ok((is != *target).then(|| Change::new("target", is, target.as_str())))
}

fn owner(resource: &Resource, current: &Metadata, look: &dyn Look) -> Result<Option<Change>, Failure> {
    let Some(owner) = text(resource, "owner") else { return Ok(None) };
    let id = user_id(&owner, look)?;
    let name = || look.user_by_id(current.user).map_or_else(|| current.user.to_string(), |user| user.name);
    Ok((id != current.user).then(|| Change::new("owner", name(), owner)))
}

fn group(resource: &Resource, current: &Metadata, look: &dyn Look) -> Result<Option<Change>, Failure> {
    let Some(group) = text(resource, "group") else { return Ok(None) };
    let id = group_id(&group, look)?;
    let name = || look.group_by_id(current.group).map_or_else(|| current.group.to_string(), |group| group.name);
    Ok((id != current.group).then(|| Change::new("group", name(), group)))
}

/// A link has no mode of its own.
fn mode(wanted: &Wanted, current: &Metadata) -> Option<Change> {
    let mode = wanted.mode.as_ref().filter(|_| current.kind != FileKind::Link || wanted.follow == Follow::Links)?;
    let should = mode.wanted(current.mode, current.kind == FileKind::Directory);
    if should == current.mode {
        return None;
    }
    let (is, should) = (format!("{:04o}", current.mode), format!("{should:04o}"));
    let message = format!("mode changed '{is}' to '{should}'{}", mode.remark());
    Some(Change::new("mode", is, should).saying(message))
}

/// Name or number; who is missing may come with an earlier resource.
pub(super) fn user_id(owner: &str, look: &dyn Look) -> Result<u32, Failure> {
    let known = owner.parse().ok().or_else(|| look.user(owner).map(|user| user.id));
    known.ok_or_else(|| Failure { property: Some("owner".into()), ..Failure::not_yet(format!("Could not find user {owner}")) })
}

pub(super) fn group_id(group: &str, look: &dyn Look) -> Result<u32, Failure> {
    let known = group.parse().ok().or_else(|| look.group(group).map(|group| group.id));
    known.ok_or_else(|| Failure { property: Some("group".into()), ..Failure::not_yet(format!("Could not find group {group}")) })
}

pub(super) fn word(kind: FileKind) -> &'static str {
    match kind {
        FileKind::File => "file",
        FileKind::Directory => "directory",
        FileKind::Link => "link",
        FileKind::Other => "device, pipe or socket",
    }
}

fn algorithm(resource: &Resource) -> String {
    text(resource, "checksum").unwrap_or_else(|| "sha256".to_string())
}

fn shows_diff(resource: &Resource) -> bool {
    flag(resource, "show_diff") != Some(false)
}
