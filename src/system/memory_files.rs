//! The files of a pretended machine: paths with contents, owners, modes and links.

use super::{FileKind, Follow, Metadata, Ownership, SystemError};
use std::collections::BTreeMap;
use std::io;
use std::path::{Component, Path, PathBuf};

/// Links followed until a path counts as a loop.
const LINK_LIMIT: u32 = 40;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    File(Vec<u8>),
    Directory,
    Link(PathBuf),
    Other,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub content: Content,
    pub mode: u32,
    pub user: u32,
    pub group: u32,
    pub modified: i64,
}

/// Every path that exists; there is always `/`.
#[derive(Clone, Debug)]
pub struct Files {
    nodes: BTreeMap<PathBuf, Node>,
    /// Seconds since 1970: what new files have as their time.
    pub now: i64,
}

impl Default for Files {
    fn default() -> Self {
        let mut files = Files { nodes: BTreeMap::new(), now: 0 };
        files.insert(Path::new("/"), Content::Directory, &Ownership::default());
        files
    }
}

impl Files {
    /// Puts a file there, with the folders above it (0755, root).
    pub fn put(&mut self, path: impl AsRef<Path>, content: impl AsRef<[u8]>) -> &mut Node {
        self.put_node(path.as_ref(), Content::File(content.as_ref().to_vec()))
    }

    pub fn put_directory(&mut self, path: impl AsRef<Path>) -> &mut Node {
        self.put_node(path.as_ref(), Content::Directory)
    }

    pub fn put_link(&mut self, path: impl AsRef<Path>, target: impl AsRef<Path>) -> &mut Node {
        self.put_node(path.as_ref(), Content::Link(target.as_ref().to_path_buf()))
    }

    /// Puts anything there, with the folders above it.
    pub fn put_node(&mut self, path: &Path, content: Content) -> &mut Node {
        for folder in path.ancestors().skip(1) {
            if !self.nodes.contains_key(folder) {
                self.insert(folder, Content::Directory, &Ownership::default());
            }
        }
        self.insert(path, content, &Ownership::default())
    }

    /// The text of a file, links followed; `None` where there is no file.
    pub fn text(&self, path: impl AsRef<Path>) -> Option<String> {
        self.read(path.as_ref()).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }

    /// What is at the path itself, no link followed at its end.
    pub fn node(&self, path: impl AsRef<Path>) -> Option<&Node> {
        self.nodes.get(&self.resolve(path.as_ref(), Follow::Nothing)?)
    }

    /// All paths, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.nodes.keys().map(PathBuf::as_path)
    }

    pub fn metadata(&self, path: &Path, follow: Follow) -> Option<Metadata> {
        let node = self.nodes.get(&self.resolve(path, follow)?)?;
        let (kind, size) = match &node.content {
            Content::File(bytes) => (FileKind::File, bytes.len() as u64),
            Content::Directory => (FileKind::Directory, 4096),
            Content::Link(target) => (FileKind::Link, target.as_os_str().len() as u64),
            Content::Other => (FileKind::Other, 0),
        };
        Some(Metadata { kind, mode: node.mode, user: node.user, group: node.group, size, modified: node.modified })
    }

    pub fn read(&self, path: &Path) -> Result<Vec<u8>, SystemError> {
        let node = self.resolve(path, Follow::Links).and_then(|path| self.nodes.get(&path));
        match node.map(|node| &node.content) {
            Some(Content::File(bytes)) => Ok(bytes.clone()),
            Some(Content::Directory) => Err(refused("read", path, io::ErrorKind::IsADirectory)),
            Some(_) => Err(refused("read", path, io::ErrorKind::InvalidInput)),
            None => Err(refused("read", path, io::ErrorKind::NotFound)),
        }
    }

    pub fn read_link(&self, path: &Path) -> Result<PathBuf, SystemError> {
        match self.node(path).map(|node| &node.content) {
            Some(Content::Link(target)) => Ok(target.clone()),
            Some(_) => Err(refused("read the link", path, io::ErrorKind::InvalidInput)),
            None => Err(refused("read the link", path, io::ErrorKind::NotFound)),
        }
    }

    pub fn list(&self, path: &Path) -> Result<Vec<String>, SystemError> {
        let folder = self.resolve(path, Follow::Links).filter(|folder| self.nodes.contains_key(folder));
        let folder = folder.ok_or_else(|| refused("list", path, io::ErrorKind::NotFound))?;
        let inside = self.nodes.keys().filter(|candidate| candidate.parent() == Some(&folder));
        Ok(inside.filter_map(|inside| inside.file_name()).map(|name| name.to_string_lossy().into_owned()).collect())
    }

    /// Replaces or makes a plain file, as the real machine does: anything else in the way is refused.
    pub fn write(&mut self, path: &Path, content: &[u8], ownership: &Ownership) -> Result<(), SystemError> {
        let place = self.place("write", path)?;
        let old = match self.nodes.get(&place) {
            None => None,
            Some(Node { content: Content::File(_), mode, user, group, .. }) => Some((*mode, *user, *group)),
            Some(_) => return Err(refused("write", path, io::ErrorKind::AlreadyExists)),
        };
        let wanted = Ownership {
            mode: Some(ownership.mode.or(old.map(|old| old.0)).unwrap_or(0o644)),
            user: ownership.user.or(old.map(|old| old.1)),
            group: ownership.group.or(old.map(|old| old.2)),
        };
        self.insert(&place, Content::File(content.to_vec()), &wanted);
        Ok(())
    }

    pub fn make_directory(&mut self, path: &Path, ownership: &Ownership) -> Result<(), SystemError> {
        let place = self.place("create directory", path)?;
        match self.nodes.get(&place).map(|node| &node.content) {
            None => drop(self.insert(&place, Content::Directory, ownership)),
            Some(Content::Directory) => self.set_ownership(path, ownership)?,
            Some(_) => return Err(refused("create directory", path, io::ErrorKind::AlreadyExists)),
        }
        Ok(())
    }

    pub fn make_link(&mut self, path: &Path, target: &Path) -> Result<(), SystemError> {
        let place = self.place("create link", path)?;
        if self.nodes.get(&place).is_some_and(|node| node.content == Content::Directory) {
            return Err(refused("create link", path, io::ErrorKind::IsADirectory));
        }
        self.insert(&place, Content::Link(target.to_path_buf()), &Ownership { mode: Some(0o777), ..Ownership::default() });
        Ok(())
    }

    pub fn remove(&mut self, path: &Path) {
        if let Some(place) = self.resolve(path, Follow::Nothing) {
            self.nodes.retain(|candidate, _| !candidate.starts_with(&place));
        }
    }

    pub fn set_ownership(&mut self, path: &Path, ownership: &Ownership) -> Result<(), SystemError> {
        let node = self.resolve(path, Follow::Nothing).and_then(|place| self.nodes.get_mut(&place));
        let node = node.ok_or_else(|| refused("change owner and mode of", path, io::ErrorKind::NotFound))?;
        node.user = ownership.user.unwrap_or(node.user);
        node.group = ownership.group.unwrap_or(node.group);
        if !matches!(node.content, Content::Link(_)) {
            node.mode = ownership.mode.unwrap_or(node.mode);
        }
        Ok(())
    }

    fn insert(&mut self, path: &Path, content: Content, ownership: &Ownership) -> &mut Node {
        let usual = if matches!(content, Content::File(_)) { 0o644 } else { 0o755 };
        let (user, group) = (ownership.user.unwrap_or(0), ownership.group.unwrap_or(0));
        let node = Node { content, mode: ownership.mode.unwrap_or(usual), user, group, modified: self.now };
        let place = self.nodes.entry(path.to_path_buf()).or_insert_with(|| node.clone());
        *place = node;
        place
    }

    /// Where a new thing would go; its folder must be there.
    fn place(&self, action: &'static str, path: &Path) -> Result<PathBuf, SystemError> {
        let place = self.resolve(path, Follow::Nothing).ok_or_else(|| refused(action, path, io::ErrorKind::NotFound))?;
        let folder = place.parent().and_then(|folder| self.nodes.get(folder));
        match folder.map(|folder| &folder.content) {
            Some(Content::Directory) => Ok(place),
            Some(_) => Err(refused(action, path, io::ErrorKind::NotADirectory)),
            None => Err(refused(action, path, io::ErrorKind::NotFound)),
        }
    }

    /// The path with links taken out; `None` for a loop.
    fn resolve(&self, path: &Path, follow: Follow) -> Option<PathBuf> {
        let mut left: Vec<PathBuf> = components(path);
        let mut place = PathBuf::from("/");
        let mut links = 0;
        while let Some(next) = left.pop() {
            if next.as_os_str() == ".." {
                place.pop();
                continue;
            }
            let candidate = place.join(&next);
            match self.nodes.get(&candidate).map(|node| &node.content) {
                Some(Content::Link(target)) if !left.is_empty() || follow == Follow::Links => {
                    links += 1;
                    if links > LINK_LIMIT {
                        return None;
                    }
                    if target.is_absolute() {
                        place = PathBuf::from("/");
                    }
                    left.extend(components(target));
                }
                _ => place = candidate,
            }
        }
        Some(place)
    }
}

/// The names of a path, last first.
fn components(path: &Path) -> Vec<PathBuf> {
    let names = path.components().filter(|part| matches!(part, Component::Normal(_) | Component::ParentDir));
    let mut names: Vec<PathBuf> = names.map(|part| PathBuf::from(part.as_os_str())).collect();
    names.reverse();
    names
}

fn refused(action: &'static str, path: &Path, kind: io::ErrorKind) -> SystemError {
    SystemError::File { action, path: path.to_path_buf(), cause: kind.into() }
}
