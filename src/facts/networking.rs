//! `networking`: names of the host, interfaces and their addresses, all from `/proc` and `/sys`.

use super::{Facts, hash};
use crate::value::{Map, Value, ValueHash};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// An address of an interface.
#[derive(Clone, Copy)]
struct Binding {
    address: IpAddr,
    netmask: IpAddr,
}

/// A line of the routing table.
struct Route {
    interface: String,
    destination: u32,
    mask: u32,
    has_gateway: bool,
}

pub(super) fn add(facts: &mut Facts<'_>) {
    let (hostname, domain) = names(facts);
    let fqdn = domain.as_ref().map_or_else(|| hostname.clone(), |domain| format!("{hostname}.{domain}"));
    let routes = routes(facts);
    let mut bindings: Map<String, Vec<Binding>> = Map::default();
    for (interface, binding) in addresses4(facts, &routes).into_iter().chain(addresses6(facts)) {
        bindings.entry(interface).or_default().push(binding);
    }
    let mut interfaces = ValueHash::default();
    let mut present = facts.list("/sys/class/net");
    present.retain(|name| facts.exists(&format!("/sys/class/net/{name}/address")));
    for name in present {
        let found = bindings.get(&name).map(Vec::as_slice).unwrap_or_default();
        let interface = interface(facts, &name, found);
        legacy(facts, &format!("_{}", name.replace(['.', ':', '-'], "_")), &interface);
        interfaces.insert(Value::from(name), interface);
    }
    let names: Vec<&str> = interfaces.keys().filter_map(Value::as_str).collect();
    facts.set("interfaces", names.join(","));
    let primary = primary(&routes, &interfaces);
    let mut networking = ValueHash::default();
    if let Some(interface) = primary.as_ref().and_then(|name| interfaces.get(&Value::from(name.as_str()))) {
        legacy(facts, "", interface);
        let own = interface.as_hash().into_iter().flatten().filter(|(key, _)| !matches!(key.as_str(), Some("bindings" | "bindings6")));
        networking.extend(own.map(|(key, value)| (key.clone(), value.clone())));
    }
    let mut set = |name: &str, value: Option<Value>| value.map(|value| networking.insert(Value::from(name), value));
    set("domain", domain.as_deref().map(Value::from));
    set("fqdn", Some(fqdn.as_str().into()));
    set("hostname", Some(hostname.as_str().into()));
    set("interfaces", Some(Value::hash(interfaces)));
    set("primary", primary.map(Value::from));
    networking.sort_unstable_by(|one, _, other, _| one.as_str().cmp(&other.as_str()));
    facts.set("networking", Value::hash(networking));
    facts.set("hostname", hostname);
    facts.set_known("domain", domain);
    facts.set("fqdn", fqdn);
}

/// The host's name and domain: from the name itself, /etc/hosts, or what names are completed with.
fn names(facts: &Facts<'_>) -> (String, Option<String>) {
    let name = facts.line("/proc/sys/kernel/hostname").unwrap_or_else(|| "localhost".to_string());
    if let Some((host, domain)) = name.split_once('.') {
        return (host.to_string(), Some(domain.to_string()));
    }
    let hosts = facts.file("/etc/hosts").unwrap_or_default();
    let prefix = format!("{name}.");
    let in_hosts = hosts.lines().map(|line| line.split('#').next().unwrap_or_default()).find_map(|line| {
        let names: Vec<&str> = line.split_whitespace().skip(1).collect();
        names.first().and_then(|first| first.strip_prefix(&prefix)).map(String::from)
    });
    let resolver = facts.file("/etc/resolv.conf").unwrap_or_default();
    let word = |keyword: &str| {
        let mut lines = resolver.lines().map(str::split_whitespace);
        lines.find_map(|mut words| words.next().filter(|first| *first == keyword).and_then(|_| words.next()).map(String::from))
    };
    let domain = in_hosts.or_else(|| word("domain")).or_else(|| word("search")).filter(|domain| domain != ".");
    (name, domain)
}

fn interface(facts: &Facts<'_>, name: &str, bindings: &[Binding]) -> Value {
    let four: Vec<&Binding> = bindings.iter().filter(|binding| binding.address.is_ipv4()).collect();
    let mut six: Vec<&Binding> = bindings.iter().filter(|binding| binding.address.is_ipv6()).collect();
    six.sort_by_key(|binding| scope(binding.address) != "global");
    let list = |bindings: &[&Binding]| bindings.iter().map(|binding| described(binding)).collect::<Value>();
    let (first, first6) = (four.first(), six.first());
    let text = |address: IpAddr| Value::from(address.to_string());
    let mac = facts.line(&format!("/sys/class/net/{name}/address")).filter(|mac| mac != "00:00:00:00:00:00" && !mac.is_empty());
    hash([
        ("bindings", first.map(|_| list(&four))),
        ("bindings6", first6.map(|_| list(&six))),
        ("ip", first.map(|binding| text(binding.address))),
        ("ip6", first6.map(|binding| text(binding.address))),
        ("mac", mac.map(Value::from)),
        ("mtu", facts.line(&format!("/sys/class/net/{name}/mtu")).and_then(|mtu| mtu.parse::<i64>().ok()).map(Value::from)),
        ("netmask", first.map(|binding| text(binding.netmask))),
        ("netmask6", first6.map(|binding| text(binding.netmask))),
        ("network", first.map(|binding| text(network(binding)))),
        ("network6", first6.map(|binding| text(network(binding)))),
        ("scope6", first6.map(|binding| scope(binding.address).into())),
    ])
}

fn described(binding: &Binding) -> Value {
    hash([
        ("address", Some(binding.address.to_string().into())),
        ("netmask", Some(binding.netmask.to_string().into())),
        ("network", Some(network(binding).to_string().into())),
        ("scope6", binding.address.is_ipv6().then(|| scope(binding.address).into())),
    ])
}

fn network(binding: &Binding) -> IpAddr {
    match (binding.address, binding.netmask) {
        (IpAddr::V4(address), IpAddr::V4(mask)) => IpAddr::V4(Ipv4Addr::from_bits(address.to_bits() & mask.to_bits())),
        (IpAddr::V6(address), IpAddr::V6(mask)) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & mask.to_bits())),
        (address, _) => address,
    }
}

fn scope(address: IpAddr) -> &'static str {
    match address {
        IpAddr::V6(address) if address.is_loopback() => "host",
        IpAddr::V6(address) if address.is_unicast_link_local() => "link",
        _ => "global",
    }
}

/// `ipaddress`, `netmask_eth0` and so on.
fn legacy(facts: &mut Facts<'_>, suffix: &str, interface: &Value) {
    let Some(entries) = interface.as_hash() else { return };
    let names = [
        ("ip", "ipaddress"),
        ("ip6", "ipaddress6"),
        ("mac", "macaddress"),
        ("netmask", "netmask"),
        ("netmask6", "netmask6"),
        ("network", "network"),
        ("network6", "network6"),
        ("scope6", "scope6"),
        ("mtu", "mtu"),
    ];
    for (key, name) in names {
        let value = entries.get(&Value::from(key)).filter(|_| !(suffix.is_empty() && name == "mtu"));
        facts.set_known(&format!("{name}{suffix}"), value.cloned());
    }
}

/// The interface of the default route, else the first with an address that is not for this host alone.
fn primary(routes: &[Route], interfaces: &ValueHash) -> Option<String> {
    let default = routes.iter().find(|route| route.mask == 0).map(|route| route.interface.clone());
    let has_address = |value: &Value| value.as_hash().is_some_and(|entries| entries.contains_key(&Value::from("ip")));
    let addressed = || interfaces.iter().filter(|(_, value)| has_address(value)).filter_map(|(name, _)| name.as_str());
    default.or_else(|| addressed().find(|name| *name != "lo").map(String::from))
}

/// `/proc/net/route`: numbers in hexadecimal, in the machine's byte order.
fn routes(facts: &Facts<'_>) -> Vec<Route> {
    let text = facts.file("/proc/net/route").unwrap_or_default();
    let parse = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let number = |index: usize| words.get(index).and_then(|word| u32::from_str_radix(word, 16).ok()).map(u32::to_be);
        Some(Route { interface: (*words.first()?).to_string(), destination: number(1)?, has_gateway: number(2)? != 0, mask: number(7)? })
    };
    text.lines().skip(1).filter_map(parse).collect()
}

/// The host's own addresses from the routing trie, each with the interface whose network holds it.
fn addresses4(facts: &Facts<'_>, routes: &[Route]) -> Vec<(String, Binding)> {
    let text = facts.file("/proc/net/fib_trie").unwrap_or_default();
    let mut found: Map<Ipv4Addr, (String, Binding)> = Map::default();
    let mut last = None;
    for line in text.lines() {
        if let Some(address) = line.trim().strip_prefix("|-- ") {
            last = address.parse::<Ipv4Addr>().ok();
        } else if line.contains("/32 host LOCAL") {
            let place = last.and_then(|address| Some((address, place(address, routes)?)));
            found.extend(place.map(|(address, (interface, mask))| {
                let binding = Binding { address: IpAddr::V4(address), netmask: IpAddr::V4(Ipv4Addr::from_bits(mask)) };
                (address, (interface, binding))
            }));
        }
    }
    found.into_values().collect()
}

fn place(address: Ipv4Addr, routes: &[Route]) -> Option<(String, u32)> {
    if address.is_loopback() {
        return Some(("lo".to_string(), 0xff00_0000));
    }
    let holds = |route: &&Route| !route.has_gateway && route.mask != 0 && address.to_bits() & route.mask == route.destination;
    let route = routes.iter().filter(holds).max_by_key(|route| route.mask)?;
    Some((route.interface.clone(), route.mask))
}

/// `/proc/net/if_inet6`: address, index, prefix length, scope, flags, interface.
fn addresses6(facts: &Facts<'_>) -> Vec<(String, Binding)> {
    let text = facts.file("/proc/net/if_inet6").unwrap_or_default();
    let parse = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let address = Ipv6Addr::from_bits(u128::from_str_radix(words.first()?, 16).ok()?);
        let length = u32::from_str_radix(words.get(2)?, 16).ok()?;
        let mask = u128::MAX.checked_shl(128u32.checked_sub(length)?).unwrap_or(0);
        let binding = Binding { address: IpAddr::V6(address), netmask: IpAddr::V6(Ipv6Addr::from_bits(mask)) };
        Some(((*words.last()?).to_string(), binding))
    };
    text.lines().filter_map(parse).collect()
}

/// The full name of the host: what a certname is by default.
pub fn full_name(look: &dyn crate::system::Look) -> String {
    let (host, domain) = names(&Facts { look, entries: crate::value::ValueHash::default() });
    domain.map_or_else(|| host.clone(), |domain| format!("{host}.{domain}"))
}
