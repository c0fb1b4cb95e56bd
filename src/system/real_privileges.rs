//! Running a program as another user: supplementary groups, group, user, in this order and before the program starts.
#![allow(
    unsafe_code,
    reason = "code between fork and exec is unsafe in the standard library; ours makes four system calls and allocates nothing"
)]

use super::{Command, SystemError};
use nix::sys::stat::Mode;
use nix::unistd::{Gid, Group, Uid, User};
use std::ffi::CString;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;

/// Whom a program runs as.
pub struct Identity {
    /// Name and home of the account, for the environment.
    pub account: Option<(String, PathBuf)>,
    user: Option<Uid>,
    group: Option<Gid>,
    groups: Option<Vec<Gid>>,
}

/// Looks up what the command asks for; the calling user's own account where it asks for nothing.
pub fn identity(command: &Command) -> Result<Identity, SystemError> {
    let group = command.group.as_deref().map(find_group).transpose()?;
    let Some(name) = &command.user else {
        let own = User::from_uid(Uid::effective()).ok().flatten();
        let groups = group.map(|group| vec![group]);
        return Ok(Identity { account: own.map(|own| (own.name, own.dir)), user: None, group, groups });
    };
    let user = find_user(name)?;
    let group = group.unwrap_or(user.gid);
    let groups = CString::new(user.name.as_str()).ok().and_then(|name| nix::unistd::getgrouplist(&name, group).ok());
    let itself = user.uid == Uid::effective() && group == Gid::effective();
    Ok(Identity {
        user: (!itself).then_some(user.uid),
        group: (!itself).then_some(group),
        groups: if itself { None } else { Some(groups.unwrap_or_else(|| vec![group])) },
        account: Some((user.name, user.dir)),
    })
}

fn find_user(name: &str) -> Result<User, SystemError> {
    let by_id = || name.parse().ok().and_then(|id| User::from_uid(Uid::from_raw(id)).ok().flatten());
    User::from_name(name).ok().flatten().or_else(by_id).ok_or_else(|| SystemError::NoUser(name.to_string()))
}

fn find_group(name: &str) -> Result<Gid, SystemError> {
    let by_id = || name.parse().ok().map(Gid::from_raw);
    let found = Group::from_name(name).ok().flatten().map(|group| group.gid);
    found.or_else(by_id).ok_or_else(|| SystemError::NoGroup(name.to_string()))
}

/// Makes the program drop to the identity and take the umask (ours is left alone where nothing is asked).
pub fn assume(command: &mut std::process::Command, identity: Identity, umask: Option<u32>) {
    let Identity { user, group, groups, .. } = identity;
    if user.is_none() && group.is_none() && groups.is_none() && umask.is_none() {
        return;
    }
    let drop_privileges = move || {
        if let Some(groups) = &groups {
            nix::unistd::setgroups(groups)?;
        }
        group.map_or(Ok(()), nix::unistd::setgid)?;
        user.map_or(Ok(()), nix::unistd::setuid)?;
        if let Some(umask) = umask {
            nix::sys::stat::umask(Mode::from_bits_truncate(umask));
        }
        Ok(())
    };
    // SAFETY: only system calls that are safe between fork and exec; the list of groups was made before the fork.
    unsafe {
        command.pre_exec(drop_privileges);
    }
}
