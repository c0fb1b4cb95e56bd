//! Facts about this host, in Puppet's structure and with the legacy names; one file a family.
//!
//! Everything is read from files (`/proc`, `/sys`, `/etc`, dpkg's status): no program is started but those of `facts.d`, so that facts cost milliseconds.

mod disks;
mod external;
mod identity;
mod kernel;
mod memory;
mod networking;
mod openstack;
mod os;
mod processors;
mod puppet;
mod software;
mod ssh;
pub mod stored;
mod timezone;
mod uptime;
mod virtualization;

pub use external::External;
pub use networking::full_name as host_name;

use crate::system::Look;
use crate::value::{Value, ValueHash};
use std::path::Path;

/// All facts, sorted by name, and a line for each file of external ones that cannot be used. `certname` becomes `clientcert`.
/// What of the host cannot be read is left out.
pub fn collect(look: &dyn Look, certname: &str, external: &External) -> (Value, Vec<String>) {
    let mut facts = Facts { look, entries: ValueHash::default() };
    kernel::add(&mut facts);
    os::add(&mut facts);
    networking::add(&mut facts);
    processors::add(&mut facts);
    memory::add(&mut facts);
    disks::add(&mut facts);
    identity::add(&mut facts);
    timezone::add(&mut facts);
    uptime::add(&mut facts);
    virtualization::add(&mut facts);
    puppet::add(&mut facts, certname);
    openstack::add(&mut facts);
    software::add(&mut facts);
    ssh::add(&mut facts);
    let told = external::add(&mut facts, external);
    let mut entries = facts.entries;
    entries.sort_unstable_by(|one, _, other, _| one.as_str().cmp(&other.as_str()));
    (Value::hash(entries), told)
}

/// The facts that are known so far, and the host that they are about.
struct Facts<'a> {
    look: &'a dyn Look,
    entries: ValueHash,
}

impl Facts<'_> {
    fn set(&mut self, name: &str, value: impl Into<Value>) {
        self.entries.insert(Value::from(name), value.into());
    }

    /// Sets a fact that may be unknown.
    fn set_known<T: Into<Value>>(&mut self, name: &str, value: Option<T>) {
        if let Some(value) = value {
            self.set(name, value);
        }
    }

    /// A fact that an earlier family found, as text.
    fn text(&self, name: &str) -> Option<&str> {
        self.entries.get(&Value::from(name)).and_then(Value::as_str)
    }

    fn number(&self, name: &str) -> Option<i64> {
        match self.entries.get(&Value::from(name)) {
            Some(Value::Integer(number)) => Some(*number),
            _ => None,
        }
    }

    /// A file's text; `None` where it is not there or not to be read.
    fn file(&self, path: &str) -> Option<String> {
        self.look.read(Path::new(path)).ok().map(|content| String::from_utf8_lossy(&content).into_owned())
    }

    /// A file of one line.
    fn line(&self, path: &str) -> Option<String> {
        self.file(path).map(|text| text.trim().to_string()).filter(|text| !text.is_empty())
    }

    fn list(&self, path: &str) -> Vec<String> {
        self.look.list(Path::new(path)).unwrap_or_default()
    }

    fn exists(&self, path: &str) -> bool {
        matches!(self.look.metadata(Path::new(path), crate::system::Follow::Links), Ok(Some(_)))
    }
}

/// A hash with text keys; unknown values are left out.
fn hash<const N: usize>(entries: [(&str, Option<Value>); N]) -> Value {
    Value::hash(entries.into_iter().filter_map(|(name, value)| Some((Value::from(name), value?))).collect())
}

/// The value of `NAME: VALUE`, `NAME=VALUE` or `NAME VALUE` lines, by name.
fn field<'a>(text: &'a str, name: &str, separator: char) -> Option<&'a str> {
    text.lines().find_map(|line| {
        let (found, value) = line.split_once(separator)?;
        (found.trim() == name).then(|| value.trim())
    })
}

/// Bytes for people: `15.61 GiB`.
fn readable(bytes: u64) -> String {
    let mut size = bytes as f64;
    let mut unit = "bytes";
    for larger in ["KiB", "MiB", "GiB", "TiB", "PiB"] {
        if size < 1024.0 {
            break;
        }
        size /= 1024.0;
        unit = larger;
    }
    if unit == "bytes" { format!("{bytes} bytes") } else { format!("{size:.2} {unit}") }
}

/// A count as Puppet's integer.
fn integer(number: u64) -> Value {
    Value::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::{External, collect};
    use crate::system::memory::Machine;
    use crate::value::Value;

    /// A value by its path: `os.release.major`.
    fn fact<'a>(facts: &'a Value, path: &str) -> Option<&'a Value> {
        path.split('.').try_fold(facts, |value, name| value.as_hash()?.get(&Value::from(name)))
    }

    fn debian() -> Machine {
        let machine = Machine::new();
        machine.set_environment("PATH", "/usr/bin");
        let route = "Iface Destination Gateway Flags RefCnt Use Metric Mask\n\
            eth0 00000000 FE00000A 3 0 0 0 00000000\neth0 0000000A 00000000 1 0 0 0 00FFFFFF\n";
        let trie = "Local:\n  |-- 10.0.0.1\n     /32 host LOCAL\n  |-- 127.0.0.1\n     /32 host LOCAL\n  |-- 10.0.0.255\n     /32 link BROADCAST\n";
        let status = "Package: a\nStatus: install ok installed\nVersion: 1\n\nPackage: mariadb-server-core\n\
            Status: install ok installed\nVersion: 1:10.11.6-0+deb12u1\n\nPackage: haproxy\nStatus: deinstall ok config-files\nVersion: 2.6\n";
        let files = [
            (
                "/etc/os-release",
                "ID=debian\nVERSION_ID=\"12\"\nVERSION_CODENAME=bookworm\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n",
            ),
            ("/etc/debian_version", "12.11\n"),
            ("/etc/hosts", "127.0.0.1 localhost\n10.0.0.1 node1.example.org node1\n"),
            ("/proc/sys/kernel/hostname", "node1\n"),
            ("/proc/sys/kernel/osrelease", "6.1.0-9-amd64\n"),
            ("/proc/sys/kernel/arch", "x86_64\n"),
            ("/proc/meminfo", "MemTotal:       16777216 kB\nMemAvailable:   14680064 kB\nSwapTotal: 0 kB\nSwapFree: 0 kB\n"),
            ("/proc/cpuinfo", "processor : 0\nmodel name : Virtual CPU\n\nprocessor : 1\nmodel name : Virtual CPU\n\n"),
            ("/proc/uptime", "3600.12 1.0\n"),
            ("/proc/self/status", "Name: x\nUid:\t0\t0\t0\t0\nGid:\t0\t0\t0\t0\n"),
            ("/proc/net/route", route),
            ("/proc/net/fib_trie", trie),
            ("/proc/net/if_inet6", "fd000000000000000000000000000001 02 40 00 80     eth0\n"),
            ("/sys/class/net/eth0/address", "52:54:00:00:00:01\n"),
            ("/sys/class/net/eth0/mtu", "1500\n"),
            ("/sys/class/net/lo/address", "00:00:00:00:00:00\n"),
            ("/var/lib/dpkg/status", status),
            ("/etc/facter/facts.d/role.txt", "role=db\n"),
            ("/etc/libvirt/libvirt_uuid", "7a2f\n"),
            ("/etc/ipa/default.conf", "[global]\nxmlrpc_uri = https://ipa.example.org/ipa/xml\n"),
            ("/etc/facter/facts.d/more.json", "{\"site\": {\"rack\": 7}}"),
        ];
        for (path, text) in files {
            machine.files_mut().put(path, text);
        }
        machine
    }

    #[test]
    fn a_debian_host_is_described_as_puppet_does() {
        let machine = debian();
        let (facts, told) = collect(&machine, "node1.example.org", &external());
        assert!(told.is_empty(), "{told:?}");
        let expected = [
            ("os.release.full", "12.11"),
            ("os.release.minor", "11"),
            ("os.distro.codename", "bookworm"),
            ("os.architecture", "amd64"),
            ("os.family", "Debian"),
            ("operatingsystemmajrelease", "12"),
            ("kernelversion", "6.1.0"),
            ("kernelmajversion", "6.1"),
            ("fqdn", "node1.example.org"),
            ("networking.primary", "eth0"),
            ("networking.ip", "10.0.0.1"),
            ("ipaddress", "10.0.0.1"),
            ("networking.interfaces.lo.ip", "127.0.0.1"),
            ("netmask_eth0", "255.255.255.0"),
            ("network", "10.0.0.0"),
            ("ipaddress6", "fd00::1"),
            ("networking.network6", "fd00::"),
            ("macaddress", "52:54:00:00:00:01"),
            ("memory.system.capacity", "12.50%"),
            ("memorysize", "16.00 GiB"),
            ("uptime", "1:00 hours"),
            ("identity.user", "root"),
            ("virtual", "physical"),
            ("timezone", "UTC"),
            ("clientcert", "node1.example.org"),
            ("os_service_default", "<SERVICE DEFAULT>"),
            ("service_provider", "debian"),
            ("role", "db"),
            ("libvirt_uuid", "7a2f"),
            ("ipa_hostname", "ipa.example.org"),
            ("mysqld_version", "mysqld  Ver 10.11.6-MariaDB for debian-linux-gnu on x86_64 (Debian)"),
        ];
        for (path, text) in expected {
            let text = text.replace("on x86_64", &format!("on {}", std::env::consts::ARCH));
            assert_eq!(fact(&facts, path).and_then(Value::as_str), Some(text.as_str()), "{path}");
        }
        for (path, number) in [("processors.count", 2), ("os_workers", 2), ("os_workers_keystone", 4), ("mtu_eth0", 1500), ("site.rack", 7)]
        {
            assert_eq!(fact(&facts, path), Some(&Value::Integer(number)), "{path}");
        }
        assert_eq!(fact(&facts, "systemd"), None);
        assert_eq!(fact(&facts, "haproxy_version"), None);
        assert!(machine.queried().is_empty() && machine.ran().is_empty(), "facts start no program");
    }

    fn external() -> External {
        External { folders: vec!["/modules/m/facts.d".to_string()], read_yaml: |text| crate::lookup::yaml::load(text).ok() }
    }

    #[test]
    fn external_facts_come_in_every_form() {
        let machine = debian();
        for (path, mode, text) in [
            ("/modules/m/facts.d/of_module.yaml", 0o644, "role: web\ntier: {name: front}\n"),
            ("/etc/facter/facts.d/program", 0o755, "#!/bin/sh"),
            ("/etc/facter/facts.d/structured", 0o755, "#!/bin/sh"),
            ("/etc/facter/facts.d/broken.json", 0o644, "{"),
            ("/etc/facter/facts.d/failing.sh", 0o755, "#!/bin/sh"),
            ("/etc/facter/facts.d/README", 0o644, "no facts"),
        ] {
            machine.files_mut().put(path, text).mode = mode;
        }
        machine.answer("/etc/facter/facts.d/program", "rack=9\nRoom = b\n");
        machine.answer("/etc/facter/facts.d/structured", "{\"shelf\": {\"no\": 3}}");
        let (facts, told) = collect(&machine, "node1.example.org", &external());
        for (path, text) in [("role", "db"), ("tier.name", "front"), ("rack", "9"), ("room", "b")] {
            assert_eq!(fact(&facts, path).and_then(Value::as_str), Some(text), "{path}");
        }
        assert_eq!(fact(&facts, "shelf.no"), Some(&Value::Integer(3)));
        let [broken, failing] = told.as_slice() else { panic!("{told:?}") };
        assert!(broken.starts_with("The external facts of /etc/facter/facts.d/broken.json are left out: EOF"), "{broken}");
        assert!(failing.starts_with("The external facts of /etc/facter/facts.d/failing.sh are left out: "), "{failing}");
    }

    #[test]
    fn an_empty_host_has_facts_too() {
        let facts = collect(&Machine::new(), "x", &external()).0;
        assert_eq!(fact(&facts, "networking.hostname").and_then(Value::as_str), Some("localhost"));
        assert_eq!(fact(&facts, "kernel").and_then(Value::as_str), Some("Linux"));
    }
}
