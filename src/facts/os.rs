//! `os` and its legacy names, from /etc/os-release.

use super::{Facts, field, hash};
use crate::value::Value;

/// Names of distributions by their ID in os-release, and their families.
const DISTRIBUTIONS: &[(&str, &str, &str)] = &[
    ("debian", "Debian", "Debian"),
    ("ubuntu", "Ubuntu", "Debian"),
    ("devuan", "Devuan", "Debian"),
    ("raspbian", "Debian", "Debian"),
    ("linuxmint", "LinuxMint", "Debian"),
    ("rhel", "RedHat", "RedHat"),
    ("centos", "CentOS", "RedHat"),
    ("fedora", "Fedora", "RedHat"),
    ("rocky", "Rocky", "RedHat"),
    ("almalinux", "AlmaLinux", "RedHat"),
    ("ol", "OracleLinux", "RedHat"),
    ("amzn", "Amazon", "RedHat"),
    ("sles", "SLES", "Suse"),
    ("opensuse-leap", "openSUSE", "Suse"),
    ("opensuse-tumbleweed", "openSUSE", "Suse"),
    ("arch", "Archlinux", "Archlinux"),
    ("alpine", "Alpine", "Alpine"),
    ("gentoo", "Gentoo", "Gentoo"),
];

pub(super) fn add(facts: &mut Facts<'_>) {
    let text = facts.file("/etc/os-release").or_else(|| facts.file("/usr/lib/os-release")).unwrap_or_default();
    let value = |name: &str| field(&text, name, '=').map(|value| value.trim_matches(['"', '\'']).to_string());
    let id = value("ID").unwrap_or_else(|| "linux".to_string());
    let known = DISTRIBUTIONS.iter().find(|(known, _, _)| *known == id);
    let (name, family) = known.map_or_else(|| (capitalized(&id), "Linux"), |(_, name, family)| ((*name).to_string(), family));
    let full = release(&id, value("VERSION_ID"), facts);
    let (major, minor) = parts(&id, &full);
    let release = || hash([("full", Some(full.as_str().into())), ("major", Some(major.into())), ("minor", minor.map(Value::from))]);
    let codename = value("VERSION_CODENAME");
    let description = value("PRETTY_NAME");
    let hardware = hardware(facts);
    let architecture = architecture(family, &hardware);
    let selinux = facts.exists("/sys/fs/selinux/enforce");
    let distro = hash([
        ("codename", codename.as_deref().map(Value::from)),
        ("description", description.as_deref().map(Value::from)),
        ("id", Some(name.as_str().into())),
        ("release", Some(release())),
    ]);
    let os = hash([
        ("architecture", Some(architecture.as_str().into())),
        ("distro", Some(distro)),
        ("family", Some(family.into())),
        ("hardware", Some(hardware.as_str().into())),
        ("name", Some(name.as_str().into())),
        ("release", Some(release())),
        ("selinux", Some(hash([("enabled", Some(selinux.into()))]))),
    ]);
    facts.set("os", os);
    for (legacy, value) in [("operatingsystem", &name), ("lsbdistid", &name), ("operatingsystemrelease", &full), ("lsbdistrelease", &full)]
    {
        facts.set(legacy, value.as_str());
    }
    facts.set("operatingsystemmajrelease", major);
    facts.set("lsbmajdistrelease", major);
    facts.set_known("lsbminordistrelease", minor);
    facts.set_known("lsbdistcodename", codename);
    facts.set_known("lsbdistdescription", description);
    facts.set("osfamily", family);
    facts.set("architecture", architecture);
    facts.set("hardwaremodel", hardware.as_str());
    facts.set("hardwareisa", if family == "Debian" { "unknown" } else { hardware.as_str() });
    facts.set("selinux", selinux);
}

/// Debian keeps the point release in a file of its own.
fn release(id: &str, version: Option<String>, facts: &Facts<'_>) -> String {
    let point = facts.line("/etc/debian_version").filter(|point| id == "debian" && point.starts_with(|first: char| first.is_ascii_digit()));
    point.or(version).unwrap_or_default()
}

/// Ubuntu counts `22.04` as one number.
fn parts<'a>(id: &str, full: &'a str) -> (&'a str, Option<&'a str>) {
    if id == "ubuntu" {
        return (full, None);
    }
    let mut parts = full.split('.');
    (parts.next().unwrap_or(full), parts.next())
}

fn hardware(facts: &Facts<'_>) -> String {
    facts.line("/proc/sys/kernel/arch").unwrap_or_else(|| std::env::consts::ARCH.to_string())
}

/// Debian calls the hardware by names of its own.
fn architecture(family: &str, hardware: &str) -> String {
    match hardware {
        "x86_64" if family == "Debian" => "amd64".to_string(),
        "i386" | "i486" | "i586" | "i686" => "i386".to_string(),
        other => other.to_string(),
    }
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str()).unwrap_or_default()
}
