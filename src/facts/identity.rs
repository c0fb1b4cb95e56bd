//! `identity`, `id`, `gid`, `path`, `root_home`.

use super::{Facts, field, hash};

pub(super) fn add(facts: &mut Facts<'_>) {
    let status = facts.file("/proc/self/status").unwrap_or_default();
    // Real, effective, saved, file system: the second counts.
    let number = |name: &str| field(&status, name, ':').and_then(|ids| ids.split_whitespace().nth(1)?.parse::<u32>().ok());
    let (uid, gid) = (number("Uid"), number("Gid"));
    let user = uid.and_then(|id| facts.look.user_by_id(id)).map(|user| user.name);
    let group = gid.and_then(|id| facts.look.group_by_id(id)).map(|group| group.name);
    let identity = hash([
        ("gid", gid.map(|id| i64::from(id).into())),
        ("group", group.as_deref().map(Into::into)),
        ("privileged", uid.map(|id| (id == 0).into())),
        ("uid", uid.map(|id| i64::from(id).into())),
        ("user", user.as_deref().map(Into::into)),
    ]);
    facts.set("identity", identity);
    facts.set_known("id", user);
    facts.set_known("gid", group);
    facts.set_known("path", facts.look.environment("PATH"));
    facts.set_known("root_home", facts.look.user("root").map(|user| user.home));
}
