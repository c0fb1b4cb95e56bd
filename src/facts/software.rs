//! Versions of software that modules ask about, from dpkg's status file rather than by running it.

use super::Facts;
use memchr::memmem;
use std::path::Path;

/// Facts that are an upstream version, and the packages that tell it.
const VERSIONS: &[(&str, &[&str])] = &[
    ("rabbitmq_version", &["rabbitmq-server"]),
    ("apache_version", &["apache2"]),
    ("haproxy_version", &["haproxy"]),
    ("redis_server_version", &["redis-server"]),
    ("iptables_version", &["iptables"]),
    ("ssh_server_version_full", &["openssh-server"]),
    ("ssh_client_version_full", &["openssh-client"]),
];

pub(super) fn add(facts: &mut Facts<'_>) {
    let status = facts.look.read(Path::new("/var/lib/dpkg/status")).unwrap_or_default();
    for (fact, packages) in VERSIONS {
        facts.set_known(fact, packages.iter().find_map(|package| version(&status, package)).map(|version| upstream(&version)));
    }
    if let Some(server) = version(&status, "mariadb-server-core").or_else(|| version(&status, "mariadb-server")) {
        let number = upstream(&server);
        facts.set("mysqld_version", format!("mysqld  Ver {number}-MariaDB for debian-linux-gnu on {} (Debian)", std::env::consts::ARCH));
    } else if let Some(server) = version(&status, "mysql-server-core-8.0").or_else(|| version(&status, "mysql-server")) {
        facts.set("mysqld_version", format!("mysqld  Ver {} for Linux on {} (Debian)", upstream(&server), std::env::consts::ARCH));
    }
    let client = ["mariadb-client-core", "mariadb-client", "mysql-client-core-8.0"].iter().find_map(|package| version(&status, package));
    facts.set_known("mysql_version", client.map(|version| upstream(&version)));
    facts.set_known("mysql_server_id", server_id(facts));
    let erlang = facts.list("/usr/lib/erlang/lib").into_iter().find(|name| name.starts_with("ssl-"));
    facts.set_known("erl_ssl_path", erlang.map(|name| format!("/usr/lib/erlang/lib/{name}/ebin")));
}

/// The version of an installed package.
fn version(status: &[u8], package: &str) -> Option<String> {
    let head = format!("Package: {package}\n");
    let start = memmem::find_iter(status, &head).find(|start| *start == 0 || status.get(start - 1) == Some(&b'\n'))?;
    let rest = status.get(start..)?;
    let block = rest.get(..memmem::find(rest, b"\n\n").unwrap_or(rest.len()))?;
    let text = String::from_utf8_lossy(block);
    let installed = super::field(&text, "Status", ':')?.ends_with(" installed");
    super::field(&text, "Version", ':').filter(|_| installed).map(String::from)
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
