//! `group`: groups of the host, by groupadd and its kin.

use super::attribute::{flag, name, text, texts};
use super::declare::{BOOLEAN, Declared, bad_attribute, check_values, parameter, property, schema};
use super::run::run;
use crate::catalog::{Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Reading, ResourceType};
use crate::system::{Act, Command};

const ATTRIBUTES: &[Declared] = &[
    parameter("name", "The name of the group."),
    parameter("provider", "groupadd."),
    property("ensure", "Whether the group is there.").values(&["present", "absent"]).default("present"),
    property("gid", "The number of the group."),
    property("members", "Users who belong to it.").all(),
    property("attributes", "AIX only."),
    parameter("auth_membership", "Whether others than the members leave.").values(BOOLEAN).default("false"),
    parameter("allowdupe", "Whether the number may be taken already.").values(BOOLEAN).default("false"),
    parameter("ia_load_module", "AIX only."),
    parameter("attribute_membership", "AIX only.").values(&["inclusive", "minimum"]),
    parameter("system", "Whether it is a system group.").values(BOOLEAN).default("false"),
    parameter("forcelocal", "Whether only local files are used.").values(BOOLEAN).default("false"),
];

pub(super) struct Group {
    schema: Schema,
}

impl Group {
    pub(super) fn new() -> Self {
        Group { schema: schema("group", "name", ATTRIBUTES) }
    }

    fn create(&self, resource: &Resource, act: &mut dyn Act) -> Result<(), Failure> {
        let mut arguments = Vec::new();
        if let Some(gid) = text(resource, "gid") {
            arguments.extend(["-g".to_string(), gid]);
        }
        if flag(resource, "allowdupe") == Some(true) {
            arguments.push("-o".to_string());
        }
        if flag(resource, "system") == Some(true) {
            arguments.push("-r".to_string());
        }
        let group = name(&self.schema, resource);
        arguments.push(group.clone());
        run(act, &Command::new("groupadd", arguments))?;
        texts(resource, "members").iter().try_for_each(|member| membership("-a", member, &group, act))
    }

    fn change(&self, resource: &Resource, change: &Change, act: &mut dyn Act) -> Result<(), Failure> {
        let group = name(&self.schema, resource);
        match (change.property.as_str(), change.to.as_str()) {
            ("ensure", "absent") => run(act, &Command::new("groupdel", [group])).map(drop),
            ("ensure", _) => self.create(resource, act),
            ("gid", gid) => run(act, &Command::new("groupmod", ["-g", gid, &group])).map(drop),
            _ => {
                let current = act.group(&group).map(|group| group.members).unwrap_or_default();
                let wanted = wanted_members(resource, &current);
                let joining = wanted.iter().filter(|member| !current.contains(member)).map(|member| ("-a", member));
                let leaving = current.iter().filter(|member| !wanted.contains(member)).map(|member| ("-d", member));
                joining.chain(leaving).try_for_each(|(option, member)| membership(option, member, &group, act))
            }
        }
    }
}

impl ResourceType for Group {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, resource: &Resource) -> Vec<Autorelation> {
        texts(resource, "members").into_iter().map(|member| Autorelation::require("user", member)).collect()
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        match text(resource, "gid").filter(|gid| gid.parse::<u32>().is_err()) {
            Some(gid) => Err(bad_attribute(resource, "gid", &format!("Invalid GID {gid}"))),
            None => Ok(()),
        }
    }

    fn instances(&self, reading: &mut Reading<'_>) -> Result<Option<Vec<Resource>>, Failure> {
        super::user::entries(reading.look, "/etc/group", "group").map(Some)
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let absent = resource.text("ensure") == Some("absent");
        let current = match (reading.look.group(&name(&self.schema, resource)), absent) {
            (None, true) => return Ok(Vec::new()),
            (None, false) => return Ok(vec![Change::created()]),
            (Some(_), true) => return Ok(vec![Change::removed()]),
            (Some(current), false) => current,
        };
        let mut changes = Vec::new();
        if let Some(gid) = text(resource, "gid").filter(|gid| *gid != current.id.to_string()) {
            changes.push(Change::new("gid", current.id.to_string(), gid));
        }
        if resource.get("members").is_some() {
            let wanted = wanted_members(resource, &current.members);
            let mut sorted = current.members.clone();
            sorted.sort();
            if wanted != sorted {
                changes.push(Change::new("members", sorted.join(","), wanted.join(",")));
            }
        }
        Ok(changes)
    }

    fn apply(&self, resource: &Resource, changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        changes.iter().try_for_each(|change| self.change(resource, change, acting.act))
    }
}

/// The members that the group shall have, sorted.
fn wanted_members(resource: &Resource, current: &[String]) -> Vec<String> {
    let mut members = texts(resource, "members");
    if flag(resource, "auth_membership") != Some(true) {
        members.extend(current.iter().cloned());
    }
    members.sort();
    members.dedup();
    members
}

fn membership(option: &str, member: &str, group: &str, act: &mut dyn Act) -> Result<(), Failure> {
    run(act, &Command::new("gpasswd", [option, member, group])).map(drop)
}
