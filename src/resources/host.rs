//! `host`: entries of /etc/hosts; other lines, comments among them, stay as they are.

use super::attribute::{absolute, name, text, texts};
use super::declare::{Declared, bad_attribute, check_values, parameter, property, schema};
use crate::catalog::{Reference, Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Reading, ResourceType};
use crate::system::{Follow, Look, Ownership};
use std::net::IpAddr;
use std::path::{Path, PathBuf};

const ATTRIBUTES: &[Declared] = &[
    parameter("name", "The name of the host."),
    parameter("provider", "parsed."),
    property("ensure", "Whether the entry is there.").values(&["present", "absent"]).default("present"),
    property("ip", "The address."),
    property("host_aliases", "Further names."),
    property("comment", "A remark behind the entry."),
    property("target", "The file.").default("'/etc/hosts'"),
];

pub(super) struct Host {
    schema: Schema,
}

/// One entry: address, name, further names, remark.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Entry {
    ip: String,
    name: String,
    aliases: Vec<String>,
    comment: String,
}

impl Host {
    pub(super) fn new() -> Self {
        Host { schema: schema("host", "name", ATTRIBUTES) }
    }

    /// What the entry shall be; what the resource does not say stays as it is.
    fn entry(&self, resource: &Resource, current: Option<&Entry>) -> Result<Entry, Failure> {
        let mut entry = current.cloned().unwrap_or_default();
        entry.name = name(&self.schema, resource);
        if let Some(ip) = text(resource, "ip") {
            entry.ip = ip;
        }
        if entry.ip.is_empty() {
            return Err(Failure::new("ip is a required attribute for hosts"));
        }
        if resource.get("host_aliases").is_some() {
            entry.aliases = texts(resource, "host_aliases");
        }
        if let Some(comment) = text(resource, "comment") {
            entry.comment = comment;
        }
        Ok(entry)
    }
}

impl Entry {
    fn parse(line: &str) -> Option<Self> {
        let (entry, comment) = line.split_once('#').unwrap_or((line, ""));
        let mut words = entry.split_whitespace().map(String::from);
        let (ip, name) = (words.next()?, words.next()?);
        Some(Entry { ip, name, aliases: words.collect(), comment: comment.trim().to_string() })
    }

    fn line(&self) -> String {
        let mut line = format!("{}\t{}", self.ip, self.name);
        if !self.aliases.is_empty() {
            line.push('\t');
            line.push_str(&self.aliases.join(" "));
        }
        if !self.comment.is_empty() {
            line.push_str("\t# ");
            line.push_str(&self.comment);
        }
        line
    }

    fn differences(&self, should: &Entry) -> Vec<Change> {
        let pairs = [
            ("ip", self.ip.clone(), should.ip.clone()),
            ("host_aliases", self.aliases.join(" "), should.aliases.join(" ")),
            ("comment", self.comment.clone(), should.comment.clone()),
        ];
        let different = pairs.into_iter().filter(|(_, is, should)| is != should);
        different.map(|(property, is, should)| Change::new(property, is, should)).collect()
    }
}

impl ResourceType for Host {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, resource: &Resource) -> Vec<Autorelation> {
        vec![Autorelation::require("file", target(resource).to_string_lossy().as_ref())]
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        absolute(resource, "target", &target(resource).to_string_lossy())?;
        if let Some(ip) = text(resource, "ip").filter(|ip| ip.parse::<IpAddr>().is_err()) {
            return Err(bad_attribute(resource, "ip", &format!("Invalid IP address \"{ip}\"")));
        }
        for alias in texts(resource, "host_aliases") {
            if alias.is_empty() {
                let why = "Host aliases cannot be an empty string. Use an empty array to delete all host_aliases ";
                return Err(bad_attribute(resource, "host_aliases", why));
            }
            if alias.contains(char::is_whitespace) {
                return Err(bad_attribute(resource, "host_aliases", "Host aliases cannot include whitespace"));
            }
        }
        if text(resource, "comment").is_some_and(|comment| comment.contains('\n')) {
            return Err(bad_attribute(resource, "comment", "Comment cannot include newline"));
        }
        let name = name(&self.schema, resource);
        let is_label = |label: &str| !label.is_empty() && label.chars().all(|letter| letter.is_alphanumeric() || "-_".contains(letter));
        if name.is_empty() || !name.trim_end_matches('.').split('.').all(is_label) {
            return Err(bad_attribute(resource, "name", "Invalid host name"));
        }
        Ok(())
    }

    fn instances(&self, reading: &mut Reading<'_>) -> Result<Option<Vec<Resource>>, Failure> {
        let lines = lines(Path::new("/etc/hosts"), reading.look)?;
        let entries = lines.iter().filter_map(|line| Entry::parse(line));
        Ok(Some(entries.map(|entry| Resource { reference: Reference::new("host", entry.name), ..Resource::default() }).collect()))
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let name = name(&self.schema, resource);
        let lines = lines(&target(resource), reading.look)?;
        let current = lines.iter().filter_map(|line| Entry::parse(line)).find(|entry| entry.name == name);
        match (&current, resource.text("ensure") == Some("absent")) {
            (None, true) => Ok(Vec::new()),
            (Some(_), true) => Ok(vec![Change::removed()]),
            (None, false) => self.entry(resource, None).map(|_| vec![Change::created()]),
            (Some(entry), false) => Ok(entry.differences(&self.entry(resource, current.as_ref())?)),
        }
    }

    fn apply(&self, resource: &Resource, changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let (name, target) = (name(&self.schema, resource), target(resource));
        let mut lines = lines(&target, acting.act.as_look())?;
        let place = lines.iter().position(|line| Entry::parse(line).is_some_and(|entry| entry.name == name));
        if changes.iter().any(|change| change.property == "ensure" && change.to == "absent") {
            lines.retain(|line| Entry::parse(line).is_none_or(|entry| entry.name != name));
        } else {
            let current = place.and_then(|place| lines.get(place)).and_then(|line| Entry::parse(line));
            let line = self.entry(resource, current.as_ref())?.line();
            match place.and_then(|place| lines.get_mut(place)) {
                Some(old) => *old = line,
                None => lines.push(line),
            }
        }
        let content: String = lines.iter().map(|line| format!("{line}\n")).collect();
        Ok(acting.act.write(&target, content.as_bytes(), &Ownership::default(), None)?)
    }
}

fn target(resource: &Resource) -> PathBuf {
    PathBuf::from(text(resource, "target").unwrap_or_else(|| "/etc/hosts".to_string()))
}

fn lines(path: &Path, look: &dyn Look) -> Result<Vec<String>, Failure> {
    if look.metadata(path, Follow::Links)?.is_none() {
        return Ok(Vec::new());
    }
    let content = look.read(path)?;
    Ok(String::from_utf8_lossy(&content).lines().map(String::from).collect())
}
