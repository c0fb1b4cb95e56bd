//! A fact is read from the structured facts, not under its old name.
//!
//! ## Why
//! Puppet 8 has no legacy facts any more: `$facts['osfamily']` is undef there.
//!
//! ## Example
//! ```puppet
//! if $facts['osfamily'] == 'Debian' { }
//! ```
//!
//! ## Use instead
//! ```puppet
//! if $facts['os']['family'] == 'Debian' { }
//! ```
//! `--fix` writes the new name, where there is one that means the same. What Hiera's data interpolate (`%{facts.osfamily}`) is found, too.

use super::{Edit, File, Findings, Kind, Rule, Span};
use crate::value::Map;
use std::sync::LazyLock;

pub const RULE: Rule = Rule::warning(look);

/// Old names, and where the fact is now.
const LEGACY: &[(&str, &str)] = &[
    ("architecture", "os.architecture"),
    ("augeasversion", "augeas.version"),
    ("bios_release_date", "dmi.bios.release_date"),
    ("bios_vendor", "dmi.bios.vendor"),
    ("bios_version", "dmi.bios.version"),
    ("boardassettag", "dmi.board.asset_tag"),
    ("boardmanufacturer", "dmi.board.manufacturer"),
    ("boardproductname", "dmi.board.product"),
    ("boardserialnumber", "dmi.board.serial_number"),
    ("chassisassettag", "dmi.chassis.asset_tag"),
    ("chassistype", "dmi.chassis.type"),
    ("domain", "networking.domain"),
    ("fqdn", "networking.fqdn"),
    ("gid", "identity.group"),
    ("hardwareisa", "processors.isa"),
    ("hardwaremodel", "os.hardware"),
    ("hostname", "networking.hostname"),
    ("id", "identity.user"),
    ("ipaddress", "networking.ip"),
    ("ipaddress6", "networking.ip6"),
    ("lsbdistcodename", "os.distro.codename"),
    ("lsbdistdescription", "os.distro.description"),
    ("lsbdistid", "os.distro.id"),
    ("lsbdistrelease", "os.distro.release.full"),
    ("lsbmajdistrelease", "os.distro.release.major"),
    ("lsbminordistrelease", "os.distro.release.minor"),
    ("lsbrelease", "os.distro.release.specification"),
    ("macaddress", "networking.mac"),
    ("macosx_buildversion", "os.macosx.build"),
    ("macosx_productname", "os.macosx.product"),
    ("macosx_productversion", "os.macosx.version.full"),
    ("macosx_productversion_major", "os.macosx.version.major"),
    ("macosx_productversion_minor", "os.macosx.version.minor"),
    ("manufacturer", "dmi.manufacturer"),
    ("memoryfree", "memory.system.available"),
    ("memorysize", "memory.system.total"),
    ("netmask", "networking.netmask"),
    ("netmask6", "networking.netmask6"),
    ("network", "networking.network"),
    ("network6", "networking.network6"),
    ("operatingsystem", "os.name"),
    ("operatingsystemmajrelease", "os.release.major"),
    ("operatingsystemrelease", "os.release.full"),
    ("osfamily", "os.family"),
    ("physicalprocessorcount", "processors.physicalcount"),
    ("processorcount", "processors.count"),
    ("productname", "dmi.product.name"),
    ("rubyplatform", "ruby.platform"),
    ("rubysitedir", "ruby.sitedir"),
    ("rubyversion", "ruby.version"),
    ("selinux", "os.selinux.enabled"),
    ("selinux_config_mode", "os.selinux.config_mode"),
    ("selinux_config_policy", "os.selinux.config_policy"),
    ("selinux_current_mode", "os.selinux.current_mode"),
    ("selinux_enforced", "os.selinux.enforced"),
    ("selinux_policyversion", "os.selinux.policy_version"),
    ("serialnumber", "dmi.product.serial_number"),
    ("swapencrypted", "memory.swap.encrypted"),
    ("swapfree", "memory.swap.available"),
    ("swapsize", "memory.swap.total"),
    ("system32", "os.windows.system32"),
    ("uptime", "system_uptime.uptime"),
    ("uptime_days", "system_uptime.days"),
    ("uptime_hours", "system_uptime.hours"),
    ("uptime_seconds", "system_uptime.seconds"),
    ("uuid", "dmi.product.uuid"),
    ("xendomains", "xen.domains"),
    ("zonename", "solaris_zones.current"),
];

/// Old names of facts that are now something else.
const WITHOUT_SUCCESSOR: &[&str] = &[
    "memoryfree_mb",
    "memorysize_mb",
    "swapfree_mb",
    "swapsize_mb",
    "blockdevices",
    "interfaces",
    "zones",
    "sshfp_dsa",
    "sshfp_ecdsa",
    "sshfp_ed25519",
    "sshfp_rsa",
];

fn look(file: &File, found: &mut Findings) {
    for variable in file.all(Kind::Variable).chain(file.all(Kind::BareVariable)) {
        let Some((name, end)) = fact(file, variable) else { continue };
        let Some(path) = successor(name) else { continue };
        let start = file.word(variable).start;
        let finding = found.at(Span::new(start, end), format!("legacy fact '{name}'"));
        if !path.is_empty() && !file.is_set_here(variable) {
            let keys: String = path.iter().map(|key| written(key)).collect();
            let dollar = if file.text(variable).starts_with('$') { "$" } else { "" };
            let text = match file.kind(variable) {
                Kind::BareVariable => format!("${{facts{keys}}}"),
                _ => format!("{dollar}facts{keys}"),
            };
            finding.fix([Edit::replace(Span::new(start, end), text)]);
        }
    }
}

/// Numbers are indexes of arrays.
fn written(key: &str) -> String {
    if key.bytes().all(|digit| digit.is_ascii_digit()) { format!("[{key}]") } else { format!("['{key}']") }
}

/// The fact that a variable reads: `$facts['x']` or `$::x`; and where that ends.
fn fact<'a>(file: &File<'a>, variable: usize) -> Option<(&'a str, u32)> {
    let name = file.variable_name(variable);
    let bare = name.strip_prefix("::");
    if bare.unwrap_or(name) != "facts" {
        return bare.map(|bare| (bare, file.word(variable).end));
    }
    let open = file.next(variable);
    if file.kind(open) != Kind::OpenBracket {
        return None;
    }
    let (key, close) = (file.next_code(open), file.partner(open));
    let only = file.next_code(key) == close;
    (only && (file.kind(key).is_quoted() || file.kind(key).is_name())).then(|| (file.value(key), file.word(close).end))
}

/// Whether a name is that of a legacy fact.
pub fn is_legacy(name: &str) -> bool {
    successor(name).is_some()
}

/// Where a legacy fact is now: the keys; none where nothing means the same. `None` for what is no legacy fact.
fn successor(name: &str) -> Option<Vec<&str>> {
    static KNOWN: LazyLock<Map<&str, &str>> = LazyLock::new(|| {
        let without = WITHOUT_SUCCESSOR.iter().map(|name| (*name, ""));
        LEGACY.iter().copied().chain(without).collect()
    });
    if let Some(path) = KNOWN.get(name) {
        return Some(path.split('.').filter(|key| !key.is_empty()).collect());
    }
    of_interface(name).or_else(|| of_device(name)).or_else(|| numbered(name)).or_else(|| of_zone(name))
}

/// `ipaddress_eth0`, `mtu_eth0`, …
fn of_interface(name: &str) -> Option<Vec<&str>> {
    let (attribute, interface) = name.split_once('_')?;
    let now = match attribute {
        "ipaddress" => "ip",
        "ipaddress6" => "ip6",
        "macaddress" => "mac",
        "mtu" | "netmask" | "netmask6" | "network" | "network6" => attribute,
        _ => return None,
    };
    Some(vec!["networking", "interfaces", interface, now])
}

/// `blockdevice_sda_size`
fn of_device(name: &str) -> Option<Vec<&str>> {
    let (device, attribute) = name.strip_prefix("blockdevice_")?.rsplit_once('_')?;
    match attribute {
        "size" => Some(vec!["disks", device, "size_bytes"]),
        "model" | "vendor" => Some(vec!["disks", device, attribute]),
        _ => None,
    }
}

/// `processor0`, `sp_name`, `sshrsakey`, `ldom_name`
fn numbered(name: &str) -> Option<Vec<&str>> {
    let digits = |text: &&str| !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
    if let Some(number) = name.strip_prefix("processor").filter(digits) {
        return Some(vec!["processors", "models", number]);
    }
    if let Some(name) = name.strip_prefix("sp_") {
        return Some(vec!["system_profiler", name]);
    }
    if let Some(name) = name.strip_prefix("ldom_") {
        return Some(vec!["ldom", name]);
    }
    let algorithm = name.strip_prefix("ssh")?.strip_suffix("key")?;
    matches!(algorithm, "dsa" | "ecdsa" | "ed25519" | "rsa").then(|| vec!["ssh", algorithm, "key"])
}

/// `zone_name_status`
fn of_zone(name: &str) -> Option<Vec<&str>> {
    let (zone, attribute) = name.strip_prefix("zone_")?.rsplit_once('_')?;
    let known = matches!(attribute, "brand" | "iptype" | "name" | "uuid" | "id" | "path" | "status");
    known.then(|| vec!["solaris_zones", "zones", zone, attribute])
}

#[cfg(test)]
mod tests {
    use super::successor;

    #[test]
    fn old_names_lead_to_new_ones() {
        let path = |name| successor(name).map(|keys| keys.join("."));
        assert_eq!(path("osfamily").as_deref(), Some("os.family"));
        assert_eq!(path("ipaddress_eth0").as_deref(), Some("networking.interfaces.eth0.ip"));
        assert_eq!(path("processor12").as_deref(), Some("processors.models.12"));
        assert_eq!(path("processor_x"), None);
        assert_eq!(path("kernel"), None);
        assert_eq!(path("interfaces").as_deref(), Some(""));
    }
}
