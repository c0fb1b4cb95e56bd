//! `virtual`, `is_virtual` and what the firmware says about the machine (`dmi`).

use super::{Facts, hash};
use crate::value::Value;

/// What a vendor's or product's name betrays.
const SIGNS: &[(&str, &str)] = &[
    ("KVM", "kvm"),
    ("QEMU", "kvm"),
    ("OpenStack", "kvm"),
    ("Amazon EC2", "kvm"),
    ("Google", "gce"),
    ("VMware", "vmware"),
    ("VirtualBox", "virtualbox"),
    ("Parallels", "parallels"),
    ("Virtual Machine", "hyperv"),
    ("Xen", "xenhvm"),
    ("RHEV", "rhev"),
    ("oVirt", "ovirt"),
    ("Bochs", "bochs"),
];

pub(super) fn add(facts: &mut Facts<'_>) {
    let dmi = |name: &str| facts.line(&format!("/sys/class/dmi/id/{name}"));
    let (vendor, product, bios) = (dmi("sys_vendor"), dmi("product_name"), dmi("bios_vendor"));
    let described = hash([
        ("bios", bios.as_deref().map(|name| hash([("vendor", Some(name.into()))]))),
        ("manufacturer", vendor.as_deref().map(Value::from)),
        ("product", product.as_deref().map(|name| hash([("name", Some(name.into()))]))),
    ]);
    let names = [product.clone(), vendor.clone(), bios].map(Option::unwrap_or_default).join("\n");
    let kind = container(facts).or_else(|| SIGNS.iter().find(|(sign, _)| names.contains(sign)).map(|(_, kind)| (*kind).to_string()));
    facts.set("is_virtual", kind.is_some());
    facts.set("virtual", kind.unwrap_or_else(|| "physical".to_string()));
    facts.set_known("manufacturer", vendor);
    facts.set_known("productname", product);
    if described.as_hash().is_some_and(|entries| !entries.is_empty()) {
        facts.set("dmi", described);
    }
}

/// A container, by the marks that container managers leave.
fn container(facts: &Facts<'_>) -> Option<String> {
    if facts.exists("/.dockerenv") {
        return Some("docker".to_string());
    }
    if facts.exists("/run/.containerenv") {
        return Some("podman".to_string());
    }
    facts.line("/run/systemd/container").map(|name| name.replace('-', "_"))
}
