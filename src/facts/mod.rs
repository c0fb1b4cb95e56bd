//! Facts about this host, in Puppet's structure and with the legacy names; one file a family.
//!
//! Everything is read from files (`/proc`, `/sys`, `/etc`, dpkg's status): no program is started, so that facts cost milliseconds.

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
mod timezone;
mod uptime;
mod virtualization;

use crate::system::Look;
use crate::value::{Value, ValueHash};
use std::path::Path;

/// All facts, sorted by name. `certname` becomes `clientcert`. What cannot be read is left out.
pub fn collect(look: &dyn Look, certname: &str) -> Value {
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
    external::add(&mut facts);
    let mut entries = facts.entries;
    entries.sort_unstable_by(|one, _, other, _| one.as_str().cmp(&other.as_str()));
    Value::hash(entries)
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
