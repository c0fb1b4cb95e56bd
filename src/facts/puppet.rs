//! What manifests ask about Puppet itself, and the providers that stdlib tells.

use super::Facts;

/// The version of the language that is spoken here.
pub const PUPPET_VERSION: &str = "8.10.0";
const FACTER_VERSION: &str = "4.10.0";

pub(super) fn add(facts: &mut Facts<'_>, certname: &str) {
    facts.set("puppetversion", PUPPET_VERSION);
    facts.set("clientversion", PUPPET_VERSION);
    facts.set("facterversion", FACTER_VERSION);
    facts.set("clientcert", certname);
    facts.set("clientnoop", false);
    facts.set("is_pe", false);
    facts.set("puppet_vardir", "/var/cache/puppet");
    facts.set("puppet_environmentpath", "/etc/puppet/code/environments");
    facts.set("puppet_server", "puppet");
    facts.set("fips_enabled", facts.line("/proc/sys/crypto/fips_enabled").as_deref() == Some("1"));
    let package = match facts.text("osfamily") {
        Some("Debian") => Some("apt"),
        Some("RedHat") => Some("dnf"),
        Some("Suse") => Some("zypper"),
        Some("Archlinux") => Some("pacman"),
        Some("Alpine") => Some("apk"),
        _ => None,
    };
    facts.set_known("package_provider", package);
    let systemd = facts.exists("/run/systemd/system");
    let service = if systemd { Some("systemd") } else { (package == Some("apt")).then_some("debian") };
    facts.set_known("service_provider", service);
    if systemd {
        facts.set("systemd", true);
    }
}
