//! `mount`: lines of /etc/fstab, and whether they are mounted.

use super::attribute::{absolute, flag, text};
use super::declare::{Declared, bad_attribute, check_values, parameter, property, schema};
use super::run::run;
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Reading, ResourceType};
use crate::system::{Act, Command, Follow, Look, Ownership};
use std::path::{Path, PathBuf};

const ATTRIBUTES: &[Declared] = &[
    parameter("name", "The folder that it is mounted on."),
    parameter("provider", "parsed."),
    property("ensure", "mounted, unmounted, defined (in the table) or absent.").values(&[
        "defined",
        "present",
        "unmounted",
        "absent",
        "mounted",
    ]),
    property("device", "What is mounted."),
    property("blockdevice", "Solaris only."),
    property("fstype", "The type of file system."),
    property("options", "Options, commas between.").default("'defaults'"),
    property("pass", "The order of checks at boot.").default("0"),
    property("atboot", "Whether it is mounted at boot."),
    property("dump", "Whether it is dumped.").default("0"),
    property("target", "The table.").default("'/etc/fstab'"),
    parameter("remounts", "Whether it can be mounted anew in place.").values(&["true", "false"]),
];

/// Fields of a line of the table, beside the folder: attribute, place, what it is where nothing is said.
const FIELDS: &[(&str, usize, &str)] =
    &[("device", 0, ""), ("fstype", 2, ""), ("options", 3, "defaults"), ("dump", 4, "0"), ("pass", 5, "0")];

pub(super) struct Mount {
    schema: Schema,
}

/// What the host has of it.
struct Current {
    fields: Option<Vec<String>>,
    mounted: bool,
}

impl Current {
    /// Puppet's word: a `ghost` is mounted without being in the table.
    fn word(&self) -> &'static str {
        match (&self.fields, self.mounted) {
            (Some(_), true) => "mounted",
            (Some(_), false) => "unmounted",
            (None, true) => "ghost",
            (None, false) => "absent",
        }
    }
}

impl Mount {
    pub(super) fn new() -> Self {
        Mount { schema: schema("mount", "name", ATTRIBUTES) }
    }

    /// Writes the line into the table, or takes it out.
    fn set_line(&self, resource: &Resource, present: bool, acting: &mut Acting<'_>) -> Result<(), Failure> {
        let (table, folder) = (table(resource), folder(resource));
        let mut lines = lines(&table, acting.act.as_look())?;
        let place = lines.iter().position(|line| fields(line).is_some_and(|fields| is_folder(&fields, &folder)));
        let current = place.and_then(|place| lines.get(place)).and_then(|line| fields(line));
        let line = wanted_fields(resource, &folder, current.as_deref()).join("\t");
        match (place.filter(|place| *place < lines.len()), present) {
            (Some(place), true) => lines.splice(place..=place, [line]).for_each(drop),
            (Some(place), false) => drop(lines.remove(place)),
            (None, true) => lines.push(line),
            (None, false) => return Ok(()),
        }
        let content: String = lines.iter().map(|line| format!("{line}\n")).collect();
        Ok(acting.act.write(&table, content.as_bytes(), &Ownership::default(), None)?)
    }

    fn ensure(&self, resource: &Resource, should: &str, acting: &mut Acting<'_>) -> Result<(), Failure> {
        let mounted = is_mounted(&folder(resource), acting.act.as_look())?;
        match should {
            "absent" => {
                if mounted {
                    unmount(resource, acting.act)?;
                }
                self.set_line(resource, false, acting)
            }
            "unmounted" => {
                self.set_line(resource, true, acting)?;
                if mounted { unmount(resource, acting.act) } else { Ok(()) }
            }
            "mounted" => {
                self.set_line(resource, true, acting)?;
                if mounted { Ok(()) } else { mount(resource, acting.act) }
            }
            _ => self.set_line(resource, true, acting),
        }
    }
}

impl ResourceType for Mount {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, resource: &Resource) -> Vec<Autorelation> {
        let folder = PathBuf::from(folder(resource));
        let mounts = folder.ancestors().skip(1).map(|parent| Autorelation::require("mount", parent.to_string_lossy().as_ref()));
        let file = Autorelation::require("file", folder.to_string_lossy().as_ref());
        mounts.chain([file]).collect()
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        absolute(resource, "name", &folder(resource))?;
        for (attribute, _, _) in FIELDS {
            if text(resource, attribute).is_some_and(|value| value.is_empty() || value.contains(char::is_whitespace)) {
                return Err(bad_attribute(resource, attribute, &format!("{attribute} must not be empty nor contain whitespace")));
            }
        }
        Ok(())
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let folder = folder(resource);
        let lines = lines(&table(resource), reading.look)?;
        let fields = lines.iter().filter_map(|line| fields(line)).find(|fields| is_folder(fields, &folder));
        let current = Current { fields, mounted: is_mounted(&folder, reading.look)? };
        let ensure = text(resource, "ensure");
        let in_sync = match (ensure.as_deref(), current.word()) {
            (None, _) | (Some("defined" | "present"), "mounted" | "unmounted") => true,
            (Some(should), is) => should == is,
        };
        let should = ensure.unwrap_or_default();
        if should != "absent" && !should.is_empty() && current.fields.is_none() {
            missing_fields(resource)?;
        }
        let mut changes = Vec::new();
        if !in_sync {
            let change = Change::new("ensure", current.word(), should.as_str());
            changes.push(match (current.word(), should.as_str()) {
                ("absent", _) => change.saying(if matches!(should.as_str(), "defined" | "present") {
                    "created".to_string()
                } else {
                    format!("defined 'ensure' as '{should}'")
                }),
                (_, "absent") => change.saying("removed"),
                _ => change,
            });
        }
        if let Some(fields) = current.fields.filter(|_| should != "absent") {
            changes.extend(differences(resource, &fields));
        }
        Ok(changes)
    }

    fn apply(&self, resource: &Resource, changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        match changes.iter().find(|change| change.property == "ensure") {
            Some(change) => self.ensure(resource, &change.to, acting),
            None => self.set_line(resource, true, acting),
        }
    }

    fn is_refreshable(&self) -> bool {
        true
    }

    fn refreshes_itself(&self) -> bool {
        true
    }

    fn refresh(&self, resource: &Resource, acting: &mut Acting<'_>) -> Result<bool, Failure> {
        let wanted = matches!(text(resource, "ensure").as_deref(), Some("mounted" | "defined" | "present"));
        if !wanted || !is_mounted(&folder(resource), acting.act.as_look())? {
            return Ok(false);
        }
        if flag(resource, "remounts") == Some(false) {
            unmount(resource, acting.act)?;
            mount(resource, acting.act)?;
        } else {
            run(acting.act, &Command::new("mount", ["-o", "remount", &folder(resource)]))?;
        }
        Ok(true)
    }
}

fn folder(resource: &Resource) -> String {
    let name = text(resource, "name").unwrap_or_else(|| resource.title().to_string());
    let trimmed = name.trim_end_matches('/');
    if trimmed.is_empty() { "/".to_string() } else { trimmed.to_string() }
}

fn table(resource: &Resource) -> PathBuf {
    PathBuf::from(text(resource, "target").unwrap_or_else(|| "/etc/fstab".to_string()))
}

fn lines(table: &Path, look: &dyn Look) -> Result<Vec<String>, Failure> {
    if look.metadata(table, Follow::Links)?.is_none() {
        return Ok(Vec::new());
    }
    Ok(String::from_utf8_lossy(&look.read(table)?).lines().map(String::from).collect())
}

/// The fields of a line; `None` for a comment or an empty line.
fn fields(line: &str) -> Option<Vec<String>> {
    let fields: Vec<String> = line.split_whitespace().map(String::from).collect();
    (fields.len() >= 3 && !line.trim_start().starts_with('#')).then_some(fields)
}

fn is_folder(fields: &[String], folder: &str) -> bool {
    fields.get(1).is_some_and(|field| field.replace("\\040", " ") == folder)
}

/// What the line shall be; what the resource does not say stays as it is.
fn wanted_fields(resource: &Resource, folder: &str, current: Option<&[String]>) -> Vec<String> {
    let kept = |place: usize, default: &str| {
        let known = current.and_then(|fields| fields.get(place)).cloned();
        known.unwrap_or_else(|| default.to_string())
    };
    let mut wanted = vec![String::new(), folder.replace(' ', "\\040"), String::new(), String::new(), String::new(), String::new()];
    for (attribute, place, default) in FIELDS {
        if let Some(slot) = wanted.get_mut(*place) {
            *slot = text(resource, attribute).unwrap_or_else(|| kept(*place, default));
        }
    }
    wanted
}

fn differences(resource: &Resource, fields: &[String]) -> Vec<Change> {
    let difference = |(attribute, place, default): &(&str, usize, &str)| {
        let is = fields.get(*place).map_or(*default, String::as_str);
        text(resource, attribute).filter(|should| should != is).map(|should| Change::new(attribute, is, should))
    };
    FIELDS.iter().filter_map(difference).collect()
}

fn missing_fields(resource: &Resource) -> Result<(), Failure> {
    match ["device", "fstype"].into_iter().find(|attribute| text(resource, attribute).is_none()) {
        Some(attribute) => Err(Failure::new(format!("Field '{attribute}' is required"))),
        None => Ok(()),
    }
}

fn is_mounted(folder: &str, look: &dyn Look) -> Result<bool, Failure> {
    let mounts = look.read(Path::new("/proc/self/mounts"))?;
    let text = String::from_utf8_lossy(&mounts).into_owned();
    Ok(text.lines().filter_map(fields).any(|fields| is_folder(&fields, folder)))
}

fn mount(resource: &Resource, act: &mut dyn Act) -> Result<(), Failure> {
    run(act, &Command::new("mount", [folder(resource)])).map(drop)
}

fn unmount(resource: &Resource, act: &mut dyn Act) -> Result<(), Failure> {
    run(act, &Command::new("umount", [folder(resource)])).map(drop)
}
