//! `disks`, `mountpoints` (without sizes: they would need more than reading), `filesystems`.

use super::{Facts, hash, integer, readable};
use crate::value::{Value, ValueHash};

pub(super) fn add(facts: &mut Facts<'_>) {
    let mut disks = ValueHash::default();
    for name in facts.list("/sys/block") {
        let folder = format!("/sys/block/{name}");
        let Some(sectors) = facts.line(&format!("{folder}/size")).and_then(|size| size.parse::<u64>().ok()) else { continue };
        if facts.exists(&format!("{folder}/device")) {
            disks.insert(Value::from(name), disk(facts, &folder, sectors.saturating_mul(512)));
        }
    }
    let names: Vec<&str> = disks.keys().filter_map(Value::as_str).collect();
    facts.set("blockdevices", names.join(","));
    facts.set("disks", Value::hash(disks));
    if let Some(text) = facts.file("/proc/filesystems") {
        let mut names: Vec<&str> =
            text.lines().filter(|line| !line.starts_with("nodev")).map(str::trim).filter(|name| *name != "fuseblk").collect();
        names.sort_unstable();
        facts.set("filesystems", names.join(","));
    }
    let mounts = facts.file("/proc/self/mounts").unwrap_or_default();
    facts.set("mountpoints", Value::hash(mounts.lines().filter_map(mount).collect()));
}

fn disk(facts: &Facts<'_>, folder: &str, bytes: u64) -> Value {
    let rotational = facts.line(&format!("{folder}/queue/rotational"));
    let text = |name: &str| facts.line(&format!("{folder}/device/{name}")).map(Value::from);
    hash([
        ("model", text("model")),
        ("size", Some(readable(bytes).into())),
        ("size_bytes", Some(integer(bytes))),
        ("type", rotational.map(|flag| if flag == "0" { "ssd" } else { "hdd" }.into())),
        ("vendor", text("vendor")),
    ])
}

/// A line of the table of mounts; the kernel's own file systems are left out.
fn mount(line: &str) -> Option<(Value, Value)> {
    let mut words = line.split_whitespace();
    let (device, path, filesystem, options) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let own = ["/proc", "/sys"].iter().any(|folder| path == *folder || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')));
    if own || filesystem == "autofs" {
        return None;
    }
    let options: Value = options.split(',').map(Value::from).collect();
    let entry = hash([("device", Some(device.into())), ("filesystem", Some(filesystem.into())), ("options", Some(options))]);
    Some((Value::from(path.replace("\\040", " ")), entry))
}
