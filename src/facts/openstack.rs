//! Facts of the OpenStack modules: the word for "leave it to the service" and numbers of workers.

use super::Facts;

pub(super) fn add(facts: &mut Facts<'_>) {
    facts.set("os_service_default", "<SERVICE DEFAULT>");
    let package = match (facts.text("osfamily"), facts.text("operatingsystem")) {
        (_, Some("Ubuntu")) => Some("ubuntu"),
        (Some("Debian"), _) => Some("debian"),
        (Some("RedHat"), _) => Some("rpm"),
        _ => None,
    };
    facts.set_known("os_package_type", package);
    let processors = facts.number("processorcount").unwrap_or(1);
    facts.set("os_workers", (processors / 2).clamp(2, 12));
    facts.set("os_workers_small", (processors / 4).clamp(2, 8));
    facts.set("os_workers_large", (processors / 2).max(1));
    facts.set("os_workers_heat_engine", (processors / 2).clamp(4, 24));
    facts.set("os_workers_keystone", processors.clamp(4, 24));
}
