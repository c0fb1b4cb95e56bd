//! `user`: accounts of the host, by useradd and its kin. Password hashes go to chpasswd's standard input, never into arguments.

use super::attribute::{flag, name, text, texts};
use super::declare::{BOOLEAN, Declared, bad_attribute, check_values, parameter, property, schema};
use super::run::run;
use crate::catalog::{AttributeKind, Parameter, Reference, Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Reading, ResourceType};
use crate::system::{Act, Command, Follow, Look, User as Account};
use crate::value::{EcoString, Map, Value};
use std::path::Path;

const MEMBERSHIP: &[&str] = &["inclusive", "minimum"];

const ATTRIBUTES: &[Declared] = &[
    parameter("name", "The name of the user."),
    parameter("provider", "useradd."),
    property("ensure", "Whether the user is there.").values(&["present", "absent", "role"]).default("present"),
    property("home", "The home folder."),
    property("uid", "The number of the user."),
    property("gid", "The main group, name or number."),
    property("comment", "The full name."),
    property("shell", "The login shell."),
    property("password", "The hash of the password.").secret(),
    property("password_min_age", "Days before a password may be changed."),
    property("password_max_age", "Days after which it must be changed."),
    property("password_warn_days", "Days of warning before that."),
    property("groups", "Further groups."),
    property("expiry", "The day on which the account ends, YYYY-MM-DD or absent."),
    property("roles", "Solaris only."),
    property("auths", "Solaris only."),
    property("profiles", "Solaris only."),
    property("keys", "Solaris only."),
    property("project", "Solaris only."),
    property("attributes", "AIX only."),
    property("salt", "macOS only.").secret(),
    property("iterations", "macOS only."),
    property("loginclass", "BSD only."),
    parameter("membership", "Whether other groups are left.").values(MEMBERSHIP).default("minimum"),
    parameter("system", "Whether it is a system user.").values(BOOLEAN).default("false"),
    parameter("allowdupe", "Whether the number may be taken already.").values(BOOLEAN).default("false"),
    parameter("managehome", "Whether the home folder is made and removed with it.").values(BOOLEAN).default("false"),
    parameter("role_membership", "Solaris only.").values(MEMBERSHIP),
    parameter("auth_membership", "Solaris only.").values(MEMBERSHIP),
    parameter("profile_membership", "Solaris only.").values(MEMBERSHIP),
    parameter("key_membership", "Solaris only.").values(MEMBERSHIP),
    parameter("ia_load_module", "AIX only."),
    parameter("attribute_membership", "AIX only.").values(MEMBERSHIP),
    parameter("forcelocal", "Whether only local files are used.").values(BOOLEAN).default("false"),
    parameter("purge_ssh_keys", "Whether undeclared keys are removed."),
];

/// Ages in /etc/shadow: property, field, option of chage.
const AGES: &[(&str, usize, &str)] = &[("password_min_age", 3, "-m"), ("password_max_age", 4, "-M"), ("password_warn_days", 5, "-W")];

pub(super) struct User {
    schema: Schema,
}

impl User {
    pub(super) fn new() -> Self {
        User { schema: schema("user", "name", ATTRIBUTES) }
    }

    fn create(&self, resource: &Resource, act: &mut dyn Act) -> Result<(), Failure> {
        let name = name(&self.schema, resource);
        let mut arguments = Vec::new();
        for (attribute, option) in [("comment", "-c"), ("gid", "-g"), ("home", "-d"), ("uid", "-u"), ("shell", "-s")] {
            if let Some(value) = text(resource, attribute) {
                arguments.extend([option.to_string(), value]);
            }
        }
        let groups = texts(resource, "groups");
        if !groups.is_empty() {
            arguments.extend(["-G".to_string(), groups.join(",")]);
        }
        if let Some(expiry) = text(resource, "expiry").filter(|expiry| expiry != "absent") {
            arguments.extend(["-e".to_string(), expiry]);
        }
        for (attribute, option) in [("allowdupe", "-o"), ("system", "-r"), ("managehome", "-m")] {
            if flag(resource, attribute) == Some(true) {
                arguments.push(option.to_string());
            }
        }
        arguments.push(name.clone());
        run(act, &Command::new("useradd", arguments))?;
        if let Some(hash) = text(resource, "password") {
            set_password(&name, &hash, act)?;
        }
        AGES.iter().try_for_each(|(attribute, _, option)| match text(resource, attribute) {
            Some(days) => run(act, &Command::new("chage", [option, days.as_str(), &name])).map(drop),
            None => Ok(()),
        })
    }

    fn change(&self, resource: &Resource, change: &Change, act: &mut dyn Act) -> Result<(), Failure> {
        let name = name(&self.schema, resource);
        let modify = |arguments: &[&str]| Command::new("usermod", arguments.iter().copied().chain([name.as_str()]));
        let value = change.to.as_str();
        let command = match change.property.as_str() {
            "ensure" if value == "absent" => {
                let options: &[&str] = if flag(resource, "managehome") == Some(true) { &["-r"] } else { &[] };
                Command::new("userdel", options.iter().copied().chain([name.as_str()]))
            }
            "ensure" => return self.create(resource, act),
            "password" => return set_password(&name, &text(resource, "password").unwrap_or_default(), act),
            "uid" if flag(resource, "allowdupe") == Some(true) => modify(&["-o", "-u", value]),
            "uid" => modify(&["-u", value]),
            "gid" => modify(&["-g", value]),
            "comment" => modify(&["-c", value]),
            "shell" => modify(&["-s", value]),
            "home" if flag(resource, "managehome") == Some(true) => modify(&["-m", "-d", value]),
            "home" => modify(&["-d", value]),
            "groups" => modify(&["-G", value]),
            "expiry" => modify(&["-e", if value == "absent" { "" } else { value }]),
            age => match AGES.iter().find(|(attribute, _, _)| *attribute == age) {
                Some((_, _, option)) => Command::new("chage", [option, value, name.as_str()]),
                None => return Ok(()),
            },
        };
        run(act, &command).map(drop)
    }
}

impl User {
    fn is_managed(&self, resource: &Resource) -> bool {
        let is_property =
            |name: &EcoString| self.schema.attributes.get(name).is_some_and(|attribute| attribute.kind == AttributeKind::Property);
        resource.get("audit").is_none() || resource.parameters.keys().any(is_property)
    }
}

impl ResourceType for User {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, resource: &Resource) -> Vec<Autorelation> {
        let mut groups = texts(resource, "groups");
        groups.extend(text(resource, "gid").filter(|gid| gid.parse::<u32>().is_err()));
        groups.into_iter().map(|group| Autorelation::require("group", group)).collect()
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        if text(resource, "password").is_some_and(|hash| hash.contains([':', '\n'])) {
            return Err(bad_attribute(resource, "password", "Passwords cannot include ':'"));
        }
        for group in texts(resource, "groups") {
            let why = if group.parse::<u32>().is_ok() {
                "Group names must be provided, not GID numbers."
            } else if group.contains(',') {
                "Group names must be provided as an array, not a comma-separated list."
            } else if group.is_empty() {
                "Group names must not be empty. If you want to specify \"no groups\" pass an empty array"
            } else {
                continue;
            };
            return Err(bad_attribute(resource, "groups", why));
        }
        for (attribute, _, _) in AGES {
            if text(resource, attribute).is_some_and(|days| days.parse::<i64>().is_err()) {
                return Err(bad_attribute(resource, attribute, "Password ages must be provided as a number."));
            }
        }
        let is_day = |expiry: &String| expiry.len() == 10 && expiry.parse::<jiff::civil::Date>().is_ok();
        match text(resource, "expiry") {
            Some(expiry) if expiry != "absent" && !is_day(&expiry) => {
                Err(bad_attribute(resource, "expiry", "Expiry dates must be YYYY-MM-DD or the string \"absent\""))
            }
            _ => Ok(()),
        }
    }

    fn instances(&self, reading: &mut Reading<'_>) -> Result<Option<Vec<Resource>>, Failure> {
        entries(reading.look, "/etc/passwd", "user").map(Some)
    }

    fn current(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<(EcoString, EcoString)>, Failure> {
        let Some(account) = reading.look.user(&name(&self.schema, resource)) else {
            return Ok(["ensure", "uid", "gid", "comment", "home", "shell"].map(|name| (name.into(), "absent".into())).to_vec());
        };
        let (id, group) = (account.id.to_string().into(), account.group.to_string().into());
        let texts = [("comment", account.comment), ("home", account.home), ("shell", account.shell)];
        let texts = texts.into_iter().map(|(name, text)| (name.into(), text.into()));
        Ok([("ensure".into(), "present".into()), ("uid".into(), id), ("gid".into(), group)].into_iter().chain(texts).collect())
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let absent = resource.text("ensure") == Some("absent");
        match (reading.look.user(&name(&self.schema, resource)), absent) {
            (None, true) => Ok(Vec::new()),
            // nothing is asked of it: it is audited alone
            (None, false) if !self.is_managed(resource) => Ok(Vec::new()),
            (None, false) => Ok(vec![Change::created()]),
            (Some(_), true) => Ok(vec![Change::removed()]),
            (Some(account), false) => differences(resource, &account, reading.look),
        }
    }

    fn apply(&self, resource: &Resource, changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        changes.iter().try_for_each(|change| {
            let located = |failure: Failure| Failure { property: Some(change.property.clone()), ..failure };
            self.change(resource, change, acting.act).map_err(located)
        })
    }
}

fn differences(resource: &Resource, account: &Account, look: &dyn Look) -> Result<Vec<Change>, Failure> {
    let (id, group) = (account.id.to_string(), account.group.to_string());
    let mut changes = Vec::new();
    for (property, current) in [("uid", &id), ("home", &account.home), ("comment", &account.comment), ("shell", &account.shell)] {
        changes.extend(
            text(resource, property).filter(|wanted| wanted != current).map(|wanted| Change::new(property, current.as_str(), wanted)),
        );
    }
    if let Some(wanted) = text(resource, "gid") {
        let number = wanted.parse().ok().or_else(|| look.group(&wanted).map(|group| group.id));
        let number: u32 = number.ok_or_else(|| Failure::not_yet(format!("Could not find group(s) {wanted}")))?;
        changes.extend((number != account.group).then(|| Change::new("gid", group, number.to_string())));
    }
    changes.extend(groups(resource, account, look)?);
    changes.extend(shadowed(resource, account, look)?);
    Ok(changes)
}

/// Further groups; those that are not named stay unless membership is inclusive.
fn groups(resource: &Resource, account: &Account, look: &dyn Look) -> Result<Option<Change>, Failure> {
    if resource.get("groups").is_none() {
        return Ok(None);
    }
    let content = String::from_utf8_lossy(&look.read(Path::new("/etc/group"))?).into_owned();
    let is_member = |line: &&str| line.rsplit(':').next().is_some_and(|members| members.split(',').any(|member| member == account.name));
    let mut current: Vec<String> = content.lines().filter(is_member).filter_map(|line| line.split(':').next()).map(String::from).collect();
    current.sort();
    let mut wanted = texts(resource, "groups");
    if resource.text("membership") != Some("inclusive") {
        wanted.extend(current.iter().cloned());
    }
    wanted.sort();
    wanted.dedup();
    Ok((wanted != current).then(|| Change::new("groups", current.join(","), wanted.join(","))))
}

/// What /etc/shadow holds: hash, ages, end.
fn shadowed(resource: &Resource, account: &Account, look: &dyn Look) -> Result<Vec<Change>, Failure> {
    let asked = AGES.iter().map(|(attribute, _, _)| *attribute).chain(["password", "expiry"]).any(|name| resource.get(name).is_some());
    if !asked {
        return Ok(Vec::new());
    }
    let content = String::from_utf8_lossy(&look.read(Path::new("/etc/shadow"))?).into_owned();
    let fields: Vec<&str> = content
        .lines()
        .map(|line| line.split(':').collect())
        .find(|fields: &Vec<&str>| fields.first() == Some(&&*account.name))
        .unwrap_or_default();
    let field = |index: usize| fields.get(index).copied().unwrap_or("");
    let mut changes = Vec::new();
    if text(resource, "password").is_some_and(|hash| hash != field(1)) {
        changes.push(Change::new("password", "[old password hash redacted]", "[new password hash redacted]").redacted());
    }
    for (property, index, _) in AGES {
        changes
            .extend(text(resource, property).filter(|days| days != field(*index)).map(|days| Change::new(property, field(*index), days)));
    }
    if let Some(expiry) = text(resource, "expiry") {
        let current = field(7).parse::<i64>().ok().and_then(day).unwrap_or_else(|| "absent".to_string());
        changes.extend((expiry != current).then(|| Change::new("expiry", current, expiry)));
    }
    Ok(changes)
}

/// Days since 1970 as a date.
fn day(days: i64) -> Option<String> {
    let span = jiff::Span::new().try_days(days).ok()?;
    jiff::civil::date(1970, 1, 1).checked_add(span).ok().map(|date| date.to_string())
}

fn set_password(name: &str, hash: &str, act: &mut dyn Act) -> Result<(), Failure> {
    let stdin = Some(format!("{name}:{hash}\n").into_bytes());
    run(act, &Command { stdin, ..Command::new("chpasswd", ["-e"]) }).map(drop)
}

/// The entries of /etc/passwd or /etc/group as resources, with their numbers.
pub(super) fn entries(look: &dyn Look, file: &str, type_name: &str) -> Result<Vec<Resource>, Failure> {
    if look.metadata(Path::new(file), Follow::Links)?.is_none() {
        return Ok(Vec::new());
    }
    let content = String::from_utf8_lossy(&look.read(Path::new(file))?).into_owned();
    let number = if type_name == "user" { "uid" } else { "gid" };
    let entry = |line: &str| {
        let fields: Vec<&str> = line.split(':').collect();
        let (name, id) = (fields.first()?, fields.get(2)?.parse::<i64>().ok()?);
        let parameters = Map::from_iter([(number.into(), Parameter { value: Value::Integer(id), location: None })]);
        Some(Resource { reference: Reference::new(type_name, *name), parameters, ..Resource::default() })
    };
    Ok(content.lines().filter_map(entry).collect())
}
