//! What a file resource asks for, read from its attributes and its source.

use super::mode::Mode;
use super::source::{self, Found};
use crate::catalog::{Catalog, Resource};
use crate::plan::Failure;
use crate::resources::Sources;
use crate::resources::attribute::{flag, text};
use crate::system::{FileKind, Follow, Look};
use crate::value::{Rich, Value, format};
use std::path::{Path, PathBuf};

/// What shall be at the path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Absent,
    /// Anything; a file where there is nothing yet.
    Present,
    File,
    Directory,
    Link(String),
    /// Only owner, group and mode of what is there.
    Unsaid,
}

pub(super) struct Wanted {
    /// The file that is changed: for `links => follow` where the link leads to.
    pub path: PathBuf,
    pub kind: Kind,
    /// The content that a file shall have; `None` leaves it alone.
    pub content: Option<Vec<u8>>,
    pub mode: Option<Mode>,
    pub replace: bool,
    pub force: bool,
    /// Neither shown in diffs nor in messages.
    pub secret: bool,
    pub follow: Follow,
    /// When the source was changed, in seconds since 1970.
    pub modified: Option<i64>,
}

/// How many links may lead to each other.
const LINKS: usize = 40;

impl Wanted {
    pub(super) fn new(resource: &Resource, sources: &Sources, catalog: &Catalog, look: &dyn Look) -> Result<Self, Failure> {
        let follow = if resource.text("links") == Some("follow") { Follow::Links } else { Follow::Nothing };
        let kind = kind(resource);
        let mut wanted = Wanted {
            path: path(resource),
            content: content(resource),
            mode: text(resource, "mode").and_then(|mode| Mode::parse(&mode)),
            replace: flag(resource, "replace") != Some(false),
            force: flag(resource, "force") == Some(true),
            secret: resource.is_sensitive("content"),
            follow,
            modified: None,
            kind,
        };
        if follow == Follow::Links && !matches!(wanted.kind, Kind::Link(_) | Kind::Absent) {
            wanted.path = resolve(wanted.path, look)?;
        }
        if resource.get("source").is_some() && wanted.kind != Kind::Absent {
            let found = source::find(resource, sources, catalog, look)?;
            if let Some(found) = found.first() {
                wanted.copy(found, look)?;
            }
        }
        Ok(wanted)
    }

    /// Takes kind and content from a source.
    fn copy(&mut self, found: &Found, look: &dyn Look) -> Result<(), Failure> {
        match found.kind {
            FileKind::Directory => self.kind = Kind::Directory,
            FileKind::Link => self.kind = Kind::Link(look.read_link(&found.path)?.to_string_lossy().into_owned()),
            FileKind::File => {
                self.kind = Kind::File;
                self.content = Some(found.content(look)?);
                if found.brought.is_none() {
                    self.modified = look.metadata(&found.path, Follow::Links)?.map(|metadata| metadata.modified);
                }
            }
            FileKind::Other => {
                return Err(Failure::new(format!("Could not use {} as source: it is neither file nor directory", found.name)));
            }
        }
        Ok(())
    }

    pub(super) fn shown_path(&self) -> String {
        self.path.to_string_lossy().into_owned()
    }
}

/// `path` or the title, without slashes at the end.
pub(super) fn path(resource: &Resource) -> PathBuf {
    let path = text(resource, "path").unwrap_or_else(|| resource.title().to_string());
    let trimmed = path.trim_end_matches('/');
    PathBuf::from(if trimmed.is_empty() && !path.is_empty() { "/" } else { trimmed })
}

/// What `ensure` says, or the other attributes where it is not given.
pub(super) fn kind(resource: &Resource) -> Kind {
    let target = text(resource, "target").filter(|target| target != "notlink");
    match (text(resource, "ensure").as_deref(), target) {
        (Some("absent" | "false"), _) => Kind::Absent,
        (Some("present"), _) => Kind::Present,
        (Some("file"), _) => Kind::File,
        (Some("directory"), _) => Kind::Directory,
        (Some("link"), target) => Kind::Link(target.unwrap_or_default()),
        (Some(other), _) => Kind::Link(other.to_string()),
        (None, Some(target)) => Kind::Link(target),
        (None, None) if resource.get("content").is_some() || resource.get("source").is_some() => Kind::File,
        (None, None) => Kind::Unsaid,
    }
}

fn content(resource: &Resource) -> Option<Vec<u8>> {
    match resource.get("content")? {
        Value::Undef => None,
        Value::Rich(rich) => match &**rich {
            Rich::Binary(bytes) => Some(bytes.clone()),
            other => Some(other.to_string().into_bytes()),
        },
        // Puppet goes through the values, and the last one stays.
        Value::Array(items) => {
            Some(items.last().map(|item| format::interpolated(item.unwrapped()).as_bytes().to_vec()).unwrap_or_default())
        }
        value => Some(format::interpolated(value).as_bytes().to_vec()),
    }
}

/// Where a path leads in the end.
fn resolve(mut path: PathBuf, look: &dyn Look) -> Result<PathBuf, Failure> {
    for _ in 0..LINKS {
        match look.metadata(&path, Follow::Nothing)? {
            Some(metadata) if metadata.kind == FileKind::Link => {
                let target = look.read_link(&path)?;
                path = path.parent().unwrap_or(Path::new("/")).join(target);
            }
            _ => return Ok(path),
        }
    }
    Err(Failure::new(format!("Too many links at {}", path.display())))
}
