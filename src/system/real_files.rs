//! Files of this machine. A file is replaced as a whole: a new one beside it (exclusively made, private), written, given its owner and mode,
//! checked, synced, renamed over the old one, and the folder synced. Whatever fails or dies on the way, the old file is still there.
#![allow(clippy::disallowed_methods, reason = "the door to this machine's files")]

use super::{Command, FileKind, Follow, Metadata, Ownership, SystemError};
use super::{real_commands, real_temporaries};
use nix::fcntl::{AT_FDCWD, AtFlags, OFlag};
use nix::sys::stat::{Mode, SFlag};
use nix::unistd::{Gid, Uid};
use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::fd::AsRawFd;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

/// The mode of a new file for which none is asked.
const FILE_MODE: u32 = 0o644;
const DIRECTORY_MODE: u32 = 0o755;

pub fn refused(action: &'static str, path: &Path, cause: impl Into<io::Error>) -> SystemError {
    SystemError::File { action, path: path.to_path_buf(), cause: cause.into() }
}

pub fn metadata(path: &Path, follow: Follow) -> Result<Option<Metadata>, SystemError> {
    let found = match follow {
        Follow::Links => fs::metadata(path),
        Follow::Nothing => fs::symlink_metadata(path),
    };
    match found {
        Ok(found) => Ok(Some(convert(&found))),
        Err(cause) if is_absent(&cause) => Ok(None),
        Err(cause) => Err(refused("stat", path, cause)),
    }
}

/// Nothing is there; a file where a folder of the path should be means the same.
fn is_absent(cause: &io::Error) -> bool {
    matches!(cause.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

fn convert(found: &fs::Metadata) -> Metadata {
    let kind = match found.file_type() {
        kind if kind.is_file() => FileKind::File,
        kind if kind.is_dir() => FileKind::Directory,
        kind if kind.is_symlink() => FileKind::Link,
        _ => FileKind::Other,
    };
    Metadata { kind, mode: found.mode() & 0o7777, user: found.uid(), group: found.gid(), size: found.size(), modified: found.mtime() }
}

pub fn read(path: &Path) -> Result<Vec<u8>, SystemError> {
    fs::read(path).map_err(|cause| refused("read", path, cause))
}

pub fn list(path: &Path) -> Result<Vec<String>, SystemError> {
    let failed = |cause| refused("list", path, cause);
    let mut names = Vec::new();
    for entry in fs::read_dir(path).map_err(failed)? {
        names.push(entry.map_err(failed)?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

pub fn write(path: &Path, content: &[u8], ownership: &Ownership, validate: Option<&Command>) -> Result<(), SystemError> {
    let old = replaceable(path)?;
    let failed = |cause| refused("write", path, cause);
    let folder = folder(path);
    let mut file = tempfile::Builder::new().prefix(&real_temporaries::prefix()).make_in(folder, make_private).map_err(failed)?;
    file.as_file_mut().write_all(content).map_err(failed)?;
    let wanted = Ownership {
        user: ownership.user.or(old.map(|old| old.user)),
        group: ownership.group.or(old.map(|old| old.group)),
        mode: Some(ownership.mode.or(old.map(|old| old.mode)).unwrap_or(FILE_MODE)),
    };
    own(file.as_file(), &wanted).map_err(failed)?;
    if let Some(command) = validate {
        check(path, file.path(), command)?;
    }
    file.as_file().sync_all().map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    sync_folder(folder).map_err(failed)
}

/// The plain file that is at `path`, if one is; a link, folder or device in the way is refused, not followed and not replaced.
fn replaceable(path: &Path) -> Result<Option<Metadata>, SystemError> {
    let found = metadata(path, Follow::Nothing)?;
    let what = match found.map(|found| found.kind) {
        None | Some(FileKind::File) => return Ok(found),
        Some(FileKind::Link) => "a symbolic link is in the way",
        Some(FileKind::Directory) => "a directory is in the way",
        Some(FileKind::Other) => "something that is no plain file is in the way",
    };
    Err(refused("write", path, io::Error::other(what)))
}

/// A new file that nobody else can read, and never one that was there before or that a link leads to.
fn make_private(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

/// The folder that a path lies in.
pub fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Owner first: changing it clears the set-id bits of the mode.
fn own(file: &File, ownership: &Ownership) -> io::Result<()> {
    let now = file.metadata()?;
    let user = ownership.user.filter(|user| *user != now.uid());
    let group = ownership.group.filter(|group| *group != now.gid());
    if user.is_some() || group.is_some() {
        nix::unistd::fchown(file, user.map(Uid::from_raw), group.map(Gid::from_raw))?;
    }
    ownership.mode.map_or(Ok(()), |mode| file.set_permissions(Permissions::from_mode(mode)))
}

fn check(path: &Path, temporary: &Path, command: &Command) -> Result<(), SystemError> {
    let name = temporary.to_string_lossy();
    let mut command = command.clone();
    for argument in &mut command.arguments {
        *argument = argument.replace('%', &name);
    }
    let output = real_commands::run(&command)?;
    if output.success() {
        return Ok(());
    }
    let said = format!("{}{}", output.stdout_text(), output.stderr_text());
    let reason = format!("'{}' returned {}: {}", command.program, output.exit, said.trim().replace(name.as_ref(), &path.to_string_lossy()));
    Err(SystemError::Invalid { path: path.to_path_buf(), reason })
}

fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        // Some file systems cannot sync a folder: then there is nothing more to do.
        Err(cause) if cause.kind() == io::ErrorKind::InvalidInput => Ok(()),
        other => other,
    }
}

pub fn make_directory(path: &Path, ownership: &Ownership) -> Result<(), SystemError> {
    let failed = |cause| refused("create directory", path, cause);
    match fs::DirBuilder::new().mode(0o700).create(path) {
        Ok(()) => {}
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists && is_directory(path) => return set_ownership(path, ownership),
        Err(cause) => return Err(failed(cause)),
    }
    set_ownership(path, &Ownership { mode: Some(ownership.mode.unwrap_or(DIRECTORY_MODE)), ..ownership.clone() })?;
    sync_folder(folder(path)).map_err(failed)
}

fn is_directory(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_dir())
}

/// A link is made under another name and renamed, so that there is always one.
pub fn make_link(path: &Path, target: &Path) -> Result<(), SystemError> {
    let failed = |cause| refused("create link", path, cause);
    let link =
        tempfile::Builder::new().prefix(&real_temporaries::prefix()).make_in(folder(path), |name| std::os::unix::fs::symlink(target, name));
    let link = link.map_err(failed)?;
    link.into_temp_path().persist(path).map_err(|error| failed(error.error))?;
    sync_folder(folder(path)).map_err(failed)
}

pub fn remove(path: &Path) -> Result<(), SystemError> {
    let removed = if is_directory(path) { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match removed {
        Err(cause) if !is_absent(&cause) => Err(refused("remove", path, cause)),
        _ => Ok(()),
    }
}

/// Works on a handle of the thing itself, so that nobody can put a link in its place between two steps.
pub fn set_ownership(path: &Path, ownership: &Ownership) -> Result<(), SystemError> {
    let failed = |cause: io::Error| refused("change owner and mode of", path, cause);
    let flags = OFlag::O_PATH | OFlag::O_NOFOLLOW | OFlag::O_CLOEXEC;
    let handle = nix::fcntl::open(path, flags, Mode::empty()).map_err(|errno| failed(errno.into()))?;
    let (user, group) = (ownership.user.map(Uid::from_raw), ownership.group.map(Gid::from_raw));
    if user.is_some() || group.is_some() {
        nix::unistd::fchownat(&handle, "", user, group, AtFlags::AT_EMPTY_PATH).map_err(|errno| failed(errno.into()))?;
    }
    let found = nix::sys::stat::fstat(&handle).map_err(|errno| failed(errno.into()))?;
    let is_link = SFlag::from_bits_truncate(found.st_mode & SFlag::S_IFMT.bits()) == SFlag::S_IFLNK;
    let Some(mode) = ownership.mode.filter(|_| !is_link) else { return Ok(()) };
    match fs::set_permissions(format!("/proc/self/fd/{}", handle.as_raw_fd()), Permissions::from_mode(mode)) {
        Err(cause) if is_absent(&cause) => chmod_by_name(path, mode).map_err(failed),
        other => other.map_err(failed),
    }
}

/// Where there is no `/proc`.
fn chmod_by_name(path: &Path, mode: u32) -> io::Result<()> {
    let mode = Mode::from_bits_truncate(mode);
    Ok(nix::sys::stat::fchmodat(AT_FDCWD, path, mode, nix::sys::stat::FchmodatFlags::FollowSymlink)?)
}

/// A copy with the mode and owner of what is copied.
pub fn copy(from: &Path, to: &Path) -> Result<(), SystemError> {
    let found = metadata(from, Follow::Links)?.ok_or_else(|| refused("read", from, io::Error::from(io::ErrorKind::NotFound)))?;
    let ownership = Ownership { user: Some(found.user), group: Some(found.group), mode: Some(found.mode) };
    write(to, &read(from)?, &ownership, None)
}
