//! Reading and writing the file behind settings: read again for each check but parsed once for as long as its bytes stay the same,
//! written once for all settings of a batch.
//!
//! A file that is new is not readable for everybody (mode 0640, the group of its folder, so that the service in whose folder it lies can
//! read it): these files hold passwords. Puppet makes them 0644; this is better on purpose. A file that is there keeps owner and mode.

use super::document::Document;
use super::syntax::Syntax;
use crate::plan::{Acting, Failure, Memory};
use crate::system::{FileKind, Follow, Look, Ownership};
use crate::value::Map;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// How many links are followed to the file that is meant.
const LINKS: usize = 40;

/// The files that were parsed in this run.
#[derive(Clone, Default)]
struct Parsed(Map<PathBuf, (Vec<u8>, Syntax, Rc<Document>)>);

/// What is in the file; an empty document where there is none.
pub fn read(path: &Path, syntax: &Syntax, look: &dyn Look, memory: &mut Memory) -> Result<Rc<Document>, Failure> {
    let bytes = match look.metadata(path, Follow::Links)? {
        None => Vec::new(),
        Some(found) if found.kind == FileKind::Directory => return Err(Failure::new(format!("{} is a directory", path.display()))),
        Some(_) => look.read(path)?,
    };
    if memory.get::<Parsed>().is_none() {
        memory.insert(Parsed::default());
    }
    let known = memory.get::<Parsed>().and_then(|parsed| parsed.0.get(path));
    if let Some((_, _, document)) = known.filter(|(old, dialect, _)| *old == bytes && dialect == syntax) {
        return Ok(document.clone());
    }
    let text = std::str::from_utf8(&bytes).map_err(|_| Failure::new(format!("{} is not valid UTF-8", path.display())))?;
    let document = Rc::new(Document::parse(text, syntax));
    if let Some(parsed) = memory.get::<Parsed>() {
        parsed.0.insert(path.to_path_buf(), (bytes, syntax.clone(), document.clone()));
    }
    Ok(document)
}

/// Edits the file: one read, one write; `private` says what mode a new one gets.
pub fn edit(
    path: &Path,
    syntax: &Syntax,
    private: bool,
    acting: &mut Acting<'_>,
    change: impl FnOnce(&mut Document),
) -> Result<(), Failure> {
    let path = behind_links(path, acting.act.as_look())?;
    let before = read(&path, syntax, acting.act.as_look(), acting.memory)?;
    let mut document = Document::clone(&before);
    change(&mut document);
    let ownership = match acting.act.metadata(&path, Follow::Links)? {
        Some(_) => Ownership::default(),
        None => new_file(&path, private, acting.act.as_look())?,
    };
    Ok(acting.act.write(&path, document.text().as_bytes(), &ownership, None)?)
}

fn new_file(path: &Path, private: bool, look: &dyn Look) -> Result<Ownership, Failure> {
    let folder = path.parent().map(|folder| look.metadata(folder, Follow::Links)).transpose()?.flatten();
    let group = folder.filter(|_| private).map_or(0, |folder| folder.group);
    Ok(Ownership { user: Some(0), group: Some(group), mode: Some(if private { 0o640 } else { 0o644 }) })
}

/// The file at the end of a chain of links, so that the links stay.
fn behind_links(path: &Path, look: &dyn Look) -> Result<PathBuf, Failure> {
    let mut path = path.to_path_buf();
    for _ in 0..LINKS {
        match look.metadata(&path, Follow::Nothing)? {
            Some(found) if found.kind == FileKind::Link => {
                let target = look.read_link(&path)?;
                path = path.parent().map_or_else(|| target.clone(), |folder| folder.join(&target));
            }
            _ => return Ok(path),
        }
    }
    Err(Failure::new(format!("Too many levels of symbolic links at {}", path.display())))
}
