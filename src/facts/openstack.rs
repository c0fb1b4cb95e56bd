//! Facts of the OpenStack modules: the word for "leave it to the service" and numbers of workers.

use super::Facts;

/// The host of FreeIPA that this one is enrolled with.
fn ipa_server(facts: &Facts<'_>) -> Option<String> {
    let text = facts.file("/etc/ipa/default.conf")?;
    let address = text.lines().find(|line| line.contains("xmlrpc_uri"))?;
    address.split('/').nth(2).map(str::to_string)
}

pub(super) fn add(facts: &mut Facts<'_>) {
    facts.set("os_service_default", "<SERVICE DEFAULT>");
    let package = match (facts.text("osfamily"), facts.text("operatingsystem")) {
        (_, Some("Ubuntu")) => Some("ubuntu"),
        (Some("Debian"), _) => Some("debian"),
        (Some("RedHat"), _) => Some("rpm"),
        _ => None,
    };
    facts.set_known("os_package_type", package);
    facts.set_known("libvirt_uuid", facts.line("/etc/libvirt/libvirt_uuid"));
    facts.set_known("ipa_hostname", ipa_server(facts));
    let processors = facts.number("processorcount").unwrap_or(1);
    facts.set("os_workers", (processors / 2).clamp(2, 12));
    facts.set("os_workers_small", (processors / 4).clamp(2, 8));
    facts.set("os_workers_large", (processors / 2).max(1));
    facts.set("os_workers_heat_engine", (processors / 2).clamp(4, 24));
    facts.set("os_workers_keystone", processors.clamp(4, 24));
}
