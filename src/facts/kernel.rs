//! `kernel`, `kernelrelease`, `kernelversion`, `kernelmajversion`.

use super::Facts;

pub(super) fn add(facts: &mut Facts<'_>) {
    facts.set("kernel", "Linux");
    let Some(release) = facts.line("/proc/sys/kernel/osrelease") else { return };
    let version: String = release.chars().take_while(|character| character.is_ascii_digit() || *character == '.').collect();
    let version = version.trim_end_matches('.').to_string();
    let major: Vec<&str> = version.split('.').take(2).collect();
    facts.set("kernelmajversion", major.join("."));
    facts.set("kernelversion", version);
    facts.set("kernelrelease", release);
}
