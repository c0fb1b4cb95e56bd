//! The names of our temporary files and links, and the removal of those that a killed run left behind.
//!
//! A name tells the process that made it, so that what another run is working on is let alone. Only folders that a run writes to are
//! looked into, once each: what was not brought to its end is written again by the next run, in the same folder.
#![allow(clippy::disallowed_methods, reason = "reads this machine's process table")]

use crate::value::Set;
use nix::dir::Dir;
use nix::fcntl::{AtFlags, OFlag};
use nix::sys::stat::{Mode, SFlag, fstatat};
use nix::unistd::{UnlinkatFlags, unlinkat};
use std::path::{Path, PathBuf};

const PREFIX: &str = ".rpuppet-";

/// How the names of this process's temporaries begin; something random follows.
pub fn prefix() -> String {
    format!("{PREFIX}{}-", std::process::id())
}

/// The folders that were looked into already.
#[derive(Default)]
pub struct Sweeper {
    swept: Set<PathBuf>,
}

impl Sweeper {
    /// Removes what dead processes left in the folder; whatever cannot be removed stays without a word.
    pub fn sweep(&mut self, folder: &Path) {
        if self.swept.insert(folder.to_path_buf()) {
            let _ = sweep(folder);
        }
    }
}

fn sweep(folder: &Path) -> nix::Result<()> {
    let mut directory = Dir::open(folder, OFlag::O_DIRECTORY | OFlag::O_CLOEXEC, Mode::empty())?;
    let names = directory.iter().flatten().map(|entry| entry.file_name().to_owned());
    let left: Vec<_> = names.filter(|name| name.to_str().is_ok_and(is_left_over)).collect();
    for name in left {
        let found = fstatat(&directory, name.as_c_str(), AtFlags::AT_SYMLINK_NOFOLLOW)?;
        let kind = SFlag::from_bits_truncate(found.st_mode & SFlag::S_IFMT.bits());
        if kind == SFlag::S_IFREG || kind == SFlag::S_IFLNK {
            unlinkat(&directory, name.as_c_str(), UnlinkatFlags::NoRemoveDir)?;
        }
    }
    Ok(())
}

/// One of our names, and no process of this program with that number is alive. A number of our own is from an earlier life.
fn is_left_over(name: &str) -> bool {
    let Some((process, random)) = name.strip_prefix(PREFIX).and_then(|rest| rest.split_once('-')) else { return false };
    let is_ours = random.len() == 6 && random.chars().all(|letter| letter.is_ascii_alphanumeric());
    let Some(process) = process.parse::<u32>().ok().filter(|_| is_ours) else { return false };
    process == std::process::id() || !is_alive(process)
}

/// Where the process table cannot be read, everyone counts as alive.
fn is_alive(process: u32) -> bool {
    let program = |process: &str| std::fs::read(format!("/proc/{process}/comm")).ok();
    program("self").is_none_or(|own| program(&process.to_string()) == Some(own))
}
