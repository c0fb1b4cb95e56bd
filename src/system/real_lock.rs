//! One run at a time: a lock on a file of the state directory, held by the open file, so that it never outlives its process.
#![allow(clippy::disallowed_methods, reason = "the door to the lock's file")]

use super::SystemError;
use super::real_files::refused;
use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

/// Held as long as the run goes on.
#[derive(Debug)]
pub struct RunLock {
    _file: File,
}

/// Why the lock could not be had.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    #[error("Run of rpuppet already in progress{}", holder.map(|pid| format!(" (process {pid})")).unwrap_or_default())]
    Held { holder: Option<u32> },
    #[error(transparent)]
    System(#[from] SystemError),
}

impl RunLock {
    /// Takes the lock `run.lock` in the state directory, which is made (0750) where it is missing; does not wait.
    pub fn take(state_directory: &Path) -> Result<Self, LockError> {
        let path = state_directory.join("run.lock");
        let failed = |cause| refused("lock", &path, cause);
        DirBuilder::new().recursive(true).mode(0o750).create(state_directory).map_err(failed)?;
        let no_follow = nix::fcntl::OFlag::O_NOFOLLOW.bits();
        let options =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).custom_flags(no_follow).open(&path);
        let mut file = options.map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(LockError::Held { holder: holder(&mut file) }),
            Err(TryLockError::Error(cause)) => return Err(failed(cause).into()),
        }
        file.set_len(0).and_then(|()| writeln!(file, "{}", std::process::id())).map_err(failed)?;
        Ok(RunLock { _file: file })
    }
}

fn holder(file: &mut File) -> Option<u32> {
    let mut text = String::new();
    file.rewind().ok()?;
    file.take(32).read_to_string(&mut text).ok()?;
    text.trim().parse().ok()
}
