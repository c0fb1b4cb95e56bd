//! `cron`: jobs in the crontabs of users, written by `crontab` itself.

mod crontab;

use super::attribute::{name, text, texts};
use super::declare::{Declared, bad_attribute, check_values, parameter, property, schema};
use crate::catalog::{Parameter, Reference, Resource, Schema};
use crate::plan::{Acting, Autorelation, Change, Failure, Reading, ResourceType};
use crate::system::Follow;
use crate::value::{Map, Value};
use crontab::{Crontab, Job};
use std::path::Path;

const ATTRIBUTES: &[Declared] = &[
    parameter("name", "The name of the job."),
    parameter("provider", "crontab."),
    property("ensure", "Whether the job is there.").values(&["present", "absent"]).default("present"),
    property("command", "What is run."),
    property("special", "reboot, daily and the like.")
        .values(&["reboot", "yearly", "annually", "monthly", "weekly", "daily", "midnight", "hourly", "absent"]),
    property("minute", "0 to 59."),
    property("hour", "0 to 23."),
    property("weekday", "0 to 7, or the name of the day."),
    property("month", "1 to 12, or the name of the month."),
    property("monthday", "1 to 31."),
    property("environment", "Settings for the job, NAME=VALUE.").all(),
    property("user", "Whose crontab it is in."),
    property("target", "Whose crontab it is in."),
];

const DAYS: &[&str] = &["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const MONTHS: &[&str] =
    &["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/// A time field: attribute, least and greatest number, names, the number of the first name. In the order of a crontab's line.
struct Field(&'static str, u32, u32, &'static [&'static str], u32);

const FIELDS: [Field; 5] = [
    Field("minute", 0, 59, &[], 0),
    Field("hour", 0, 23, &[], 0),
    Field("monthday", 1, 31, &[], 0),
    Field("month", 1, 12, MONTHS, 1),
    Field("weekday", 0, 7, DAYS, 0),
];

/// Where Debian keeps crontabs.
const FOLDER: &str = "/var/spool/cron/crontabs";

pub(super) struct Cron {
    schema: Schema,
}

impl Cron {
    pub(super) fn new() -> Self {
        Cron { schema: schema("cron", "name", ATTRIBUTES) }
    }

    /// What the job shall be; what the resource does not say stays as it is.
    fn job(&self, resource: &Resource, current: Option<&Job>) -> Result<Job, Failure> {
        let mut job = current.cloned().unwrap_or_else(|| Job { fields: std::array::from_fn(|_| "*".to_string()), ..Job::default() });
        if let Some(command) = text(resource, "command") {
            job.command = command.trim().to_string();
        }
        match text(resource, "special").as_deref() {
            Some("absent") => job.special = None,
            Some(special) => job.special = Some(special.to_string()),
            None if FIELDS.iter().any(|field| resource.get(field.0).is_some()) => job.special = None,
            None => {}
        }
        for (field, slot) in FIELDS.iter().zip(&mut job.fields) {
            if resource.get(field.0).is_some() {
                *slot = field.value(resource)?;
            } else if slot.is_empty() {
                *slot = "*".to_string();
            }
        }
        if resource.get("environment").is_some() {
            job.environment = texts(resource, "environment").into_iter().filter(|setting| setting != "absent").collect();
        }
        Ok(job)
    }
}

impl Field {
    /// The field's text in a crontab: numbers and ranges, commas between.
    fn value(&self, resource: &Resource) -> Result<String, Failure> {
        let values: Result<Vec<String>, Failure> = texts(resource, self.0).iter().map(|value| self.one(resource, value)).collect();
        let values = values?;
        Ok(if values.is_empty() || values.iter().any(|value| value == "*") { "*".to_string() } else { values.join(",") })
    }

    fn one(&self, resource: &Resource, value: &str) -> Result<String, Failure> {
        let is_number = |text: &str| !text.is_empty() && text.chars().all(|digit| digit.is_ascii_digit());
        let (range, step) = value.split_once('/').map_or((value, None), |(range, step)| (range, Some(step)));
        let is_range = range.split_once('-').is_some_and(|(from, to)| is_number(from) && is_number(to));
        if value == "absent" || value == "*" {
            return Ok("*".to_string());
        }
        if (range == "*" || is_range) && step.is_none_or(is_number) {
            return Ok(value.to_string());
        }
        let lower = value.to_lowercase();
        let named = |name: &&&str| **name == lower || lower.len() == 3 && name.starts_with(&lower);
        let position = self.3.iter().position(|name| named(&name)).and_then(|index| u32::try_from(index).ok());
        let number = value.parse().ok().filter(|number| (self.1..=self.2).contains(number)).or(position.map(|index| index + self.4));
        let number = number.ok_or_else(|| bad_attribute(resource, self.0, &format!("{value} is not a valid {}", self.0)))?;
        Ok(number.to_string())
    }
}

impl ResourceType for Cron {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn autorelations(&self, resource: &Resource) -> Vec<Autorelation> {
        text(resource, "user").map(|user| Autorelation::require("user", user)).into_iter().collect()
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        check_values(&self.schema, resource)?;
        if let Some(setting) = texts(resource, "environment").iter().find(|setting| !setting.contains('=') && *setting != "absent") {
            return Err(bad_attribute(resource, "environment", &format!("Invalid environment setting \"{setting}\"")));
        }
        if ["command", "environment"].iter().any(|name| texts(resource, name).iter().any(|text| text.contains('\n'))) {
            return Err(Failure::new("A job of a crontab is one line: a newline cannot stand in it"));
        }
        let special = text(resource, "special").is_some_and(|special| special != "absent");
        for field in &FIELDS {
            let value = field.value(resource)?;
            if special && resource.get(field.0).is_some() && value != "*" {
                let message = format!("{} cannot specify both a special schedule and a value for {}", resource.reference, field.0);
                return Err(Failure::new(message));
            }
        }
        Ok(())
    }

    fn instances(&self, reading: &mut Reading<'_>) -> Result<Option<Vec<Resource>>, Failure> {
        let mut found = Vec::new();
        if reading.look.metadata(Path::new(FOLDER), Follow::Links)?.is_none() {
            return Ok(Some(found));
        }
        for user in reading.look.list(Path::new(FOLDER))? {
            for name in Crontab::read(&user, reading.look)?.names() {
                let parameters = Map::from_iter([("user".into(), Parameter { value: Value::from(user.as_str()), location: None })]);
                found.push(Resource { reference: Reference::new("cron", name), parameters, ..Resource::default() });
            }
        }
        Ok(Some(found))
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        let user = user(resource);
        if reading.look.user(&user).is_none() {
            return Err(Failure::not_yet(format!("Could not find user {user}")));
        }
        let current = Crontab::read(&user, reading.look)?.job(&name(&self.schema, resource));
        match (&current, resource.text("ensure") == Some("absent")) {
            (None, true) => Ok(Vec::new()),
            (Some(_), true) => Ok(vec![Change::removed()]),
            (None, false) if text(resource, "command").is_none() => Err(Failure::new("no command specified, cannot create")),
            (None, false) => Ok(vec![Change::created()]),
            (Some(job), false) => Ok(differences(job, &self.job(resource, current.as_ref())?)),
        }
    }

    fn apply(&self, resource: &Resource, changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        let (user, name) = (user(resource), name(&self.schema, resource));
        let mut crontab = Crontab::read(&user, acting.act.as_look())?;
        if changes.iter().any(|change| change.property == "ensure" && change.to == "absent") {
            crontab.remove(&name);
        } else {
            let job = self.job(resource, crontab.job(&name).as_ref())?;
            crontab.put(&name, &job);
        }
        crontab.write(&user, acting.act)
    }
}

fn user(resource: &Resource) -> String {
    text(resource, "user").or_else(|| text(resource, "target")).unwrap_or_else(|| "root".to_string())
}

fn differences(is: &Job, should: &Job) -> Vec<Change> {
    let special = |job: &Job| job.special.clone().unwrap_or_else(|| "absent".to_string());
    let mut pairs = vec![("command", is.command.clone(), should.command.clone()), ("special", special(is), special(should))];
    if should.special.is_none() {
        let fields = FIELDS.iter().zip(is.fields.iter().zip(&should.fields));
        pairs.extend(fields.map(|(field, (is, should))| (field.0, is.clone(), should.clone())));
    }
    pairs.push(("environment", is.environment.join(","), should.environment.join(",")));
    let different = pairs.into_iter().filter(|(_, is, should)| is != should);
    different.map(|(property, is, should)| Change::new(property, is, should)).collect()
}
