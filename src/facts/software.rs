//! Versions of software that modules ask about, from dpkg's status file rather than by running it.

use super::{Facts, field};
use crate::value::Map;
use memchr::memmem;
use std::path::Path;

/// Facts that are an upstream version, and the packages that tell it.
const VERSIONS: &[(&str, &[&str])] = &[
    ("mysql_version", &["mariadb-client-core", "mariadb-client", "mysql-client-core-8.0"]),
    ("rabbitmq_version", &["rabbitmq-server"]),
    ("apache_version", &["apache2"]),
    ("haproxy_version", &["haproxy"]),
    ("redis_server_version", &["redis-server"]),
    ("iptables_version", &["iptables"]),
    ("ovs_version", &["openvswitch-common", "openvswitch-switch"]),
    ("ssh_server_version_full", &["openssh-server"]),
    ("ssh_client_version_full", &["openssh-client"]),
];

pub(super) fn add(facts: &mut Facts<'_>) {
    let status = facts.look.read(Path::new("/var/lib/dpkg/status")).unwrap_or_default();
    let installed = installed(&status);
    let version = |packages: &[&str]| packages.iter().find_map(|package| installed.get(package)).map(|version| upstream(version));
    for (fact, packages) in VERSIONS {
        facts.set_known(fact, version(packages));
    }
    let architecture = std::env::consts::ARCH;
    if let Some(number) = version(&["mariadb-server-core", "mariadb-server"]) {
        facts.set("mysqld_version", format!("mysqld  Ver {number}-MariaDB for debian-linux-gnu on {architecture} (Debian)"));
    } else if let Some(number) = version(&["mysql-server-core-8.0", "mysql-server"]) {
        facts.set("mysqld_version", format!("mysqld  Ver {number} for Linux on {architecture} (Debian)"));
    }
    facts.set_known("mysql_server_id", server_id(facts));
    if installed.contains_key("rabbitmq-server") {
        facts.set_known("rabbitmq_nodename", rabbitmq_nodename(facts));
    }
    let erlang = facts.list("/usr/lib/erlang/lib").into_iter().find(|name| name.starts_with("ssl-"));
    facts.set_known("erl_ssl_path", erlang.map(|name| format!("/usr/lib/erlang/lib/{name}/ebin")));
}

/// The broker's name among its peers: as its environment's file says, else by the host.
fn rabbitmq_nodename(facts: &Facts<'_>) -> Option<String> {
    let configured = facts.file("/etc/rabbitmq/rabbitmq-env.conf");
    let named = configured.as_deref().and_then(|text| field(text, "NODENAME", '=').or_else(|| field(text, "RABBITMQ_NODENAME", '=')));
    let host = || facts.text("hostname").map(|name| format!("rabbit@{name}"));
    named.map(|name| name.trim_matches(['"', '\'']).to_string()).or_else(host)
}

/// The versions of the installed ones of those packages that are asked for; the file is read through once.
fn installed(status: &[u8]) -> Map<&str, String> {
    let servers = ["mariadb-server-core", "mariadb-server", "mysql-server-core-8.0", "mysql-server"];
    let asked = |name: &[u8]| {
        let packages = VERSIONS.iter().flat_map(|(_, packages)| packages.iter().copied());
        packages.chain(servers).find(|package| package.as_bytes() == name)
    };
    let mut found = Map::default();
    let mut rest = status;
    while !rest.is_empty() {
        let end = memmem::find(rest, b"\n\n").map_or(rest.len(), |end| end + 2);
        let (block, next) = rest.split_at(end);
        rest = next;
        let Some(name) = block.strip_prefix(b"Package: ").and_then(|block| block.split(|byte| *byte == b'\n').next()) else { continue };
        let Some(package) = asked(name) else { continue };
        let text = String::from_utf8_lossy(block);
        if field(&text, "Status", ':').is_some_and(|status| status.ends_with(" installed")) {
            found.extend(field(&text, "Version", ':').map(|version| (package, version.to_string())));
        }
    }
    found
}

/// `1:10.11.6-0+deb12u1` → `10.11.6`.
fn upstream(version: &str) -> String {
    let version = version.split_once(':').map_or(version, |(_, rest)| rest);
    version.chars().take_while(|character| character.is_ascii_alphanumeric() || *character == '.').collect()
}

/// A number for replication, made of the hardware address.
fn server_id(facts: &Facts<'_>) -> Option<i64> {
    let mac = facts.text("macaddress")?;
    let mut id = 0i64;
    for part in mac.split(':').skip(2) {
        id = (id << 6) + i64::from_str_radix(part, 16).ok()?;
    }
    Some(id)
}
