//! `schedule`: when a resource may be looked at, as Puppet's type of this name decides it.

use super::Failure;
use crate::catalog::Resource;
use crate::value::{Value, format};
use jiff::civil::DateTime;

/// Seconds of the day, from and to, both included.
type Range = (i64, i64);

const DAY: i64 = 86_400;

/// What a schedule asks of the moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schedule {
    ranges: Vec<Range>,
    /// `hourly` and so on; `None`: always.
    period: Option<String>,
    /// Periods are compared by the clock (another hour), not by the time that went by.
    by_number: bool,
    repeat: i64,
    /// Days of the week, 0 being Sunday.
    weekdays: Option<Vec<i64>>,
}

impl Schedule {
    /// The schedules that every catalog has.
    pub fn known(name: &str) -> Option<Self> {
        let (period, repeat) = match name {
            "puppet" => ("hourly", 2),
            "hourly" | "daily" | "weekly" | "monthly" | "never" => (name, 1),
            _ => return None,
        };
        Some(Schedule { period: Some(period.to_string()), repeat, ..Schedule::default() })
    }

    /// What a resource of the type `schedule` says.
    pub fn of(resource: &Resource) -> Result<Self, Failure> {
        let bad = |name: &str, why: String| Failure {
            property: Some(name.into()),
            ..Failure::new(format!("Parameter {name} failed on {}: {why}", resource.reference))
        };
        let by_number = resource.text("periodmatch") == Some("number");
        let ranges = texts(resource, "range").iter().map(|text| range(text)).collect::<Result<_, _>>();
        let weekdays = texts(resource, "weekday").iter().map(|text| weekday(text)).collect::<Result<Vec<_>, _>>();
        let repeat = match resource.get("repeat").filter(|value| !value.is_undef()).map(|value| format::interpolated(value.unwrapped())) {
            None => 1,
            Some(text) => {
                text.parse().ok().filter(|times| *times > 0).ok_or_else(|| bad("repeat", "Repeat must be a number".to_string()))?
            }
        };
        if repeat != 1 && by_number {
            return Err(bad("repeat", "Repeat must be 1 unless periodmatch is 'distance', not 'number'".to_string()));
        }
        Ok(Schedule {
            ranges: ranges.map_err(|why| bad("range", why))?,
            period: resource.text("period").map(str::to_string),
            by_number,
            repeat,
            weekdays: Some(weekdays.map_err(|why| bad("weekday", why))?).filter(|days| !days.is_empty()),
        })
    }

    /// Whether a resource that was looked at `previously` may be looked at `now` (both in local time, with seconds since 1970).
    pub fn allows(&self, previously: (DateTime, i64), now: (DateTime, i64)) -> bool {
        let (today, time) = (weekday_of(now.0), second_of_day(now.0));
        let in_range = self.ranges.is_empty() || self.ranges.iter().any(|range| self.is_in(*range, today, time));
        // A range decides about its days itself: it may begin the day before.
        in_range && self.is_due(previously, now) && (!self.ranges.is_empty() || self.is_on(today))
    }

    fn is_in(&self, (from, to): Range, today: i64, time: i64) -> bool {
        match from < to {
            true => from <= time && time <= to && self.is_on(today),
            // over midnight
            false if time >= from => self.is_on(today),
            false => time <= to && self.is_on((today + 6) % 7),
        }
    }

    fn is_on(&self, day: i64) -> bool {
        self.weekdays.as_ref().is_none_or(|days| days.contains(&day))
    }

    fn is_due(&self, (then, previously): (DateTime, i64), (at, now): (DateTime, i64)) -> bool {
        let Some(period) = self.period.as_deref() else { return true };
        let passed = now - previously;
        let (length, is_another) = match period {
            "hourly" => (DAY / 24, then.hour() != at.hour()),
            "daily" => (DAY, then.day() != at.day()),
            "weekly" => (7 * DAY, weekday_of(then) > weekday_of(at) || passed > 7 * DAY),
            "monthly" => (30 * DAY, then.month() != at.month()),
            _ => return false,
        };
        if self.by_number { is_another } else { passed >= length / self.repeat.max(1) }
    }
}

fn weekday_of(time: DateTime) -> i64 {
    i64::from(time.weekday().to_sunday_zero_offset())
}

fn second_of_day(time: DateTime) -> i64 {
    (i64::from(time.hour()) * 60 + i64::from(time.minute())) * 60 + i64::from(time.second())
}

fn texts(resource: &Resource, name: &str) -> Vec<String> {
    let text = |value: &Value| format::interpolated(value.unwrapped()).to_string();
    match resource.get(name) {
        None | Some(Value::Undef) => Vec::new(),
        Some(Value::Array(items)) => items.iter().map(text).collect(),
        Some(value) => vec![text(value)],
    }
}

/// `8:30 - 17`
fn range(text: &str) -> Result<Range, String> {
    let parts: Vec<&str> = text.split('-').map(str::trim).collect();
    let is_time = |part: &&str| part.split(':').all(|number| !number.is_empty() && number.chars().all(|digit| digit.is_ascii_digit()));
    if parts.len() < 2 || !parts.iter().all(is_time) {
        return Err(format!("Invalid range value '{text}'"));
    }
    let &[from, to] = parts.as_slice() else { return Err(format!("Invalid range {text}")) };
    let invalid = |why: String| format!("Munging failed for value \"{text}\" in class range: {why}");
    Ok((time(from).map_err(invalid)?, time(to).map_err(invalid)?))
}

fn time(text: &str) -> Result<i64, String> {
    let mut numbers = text.split(':').map(|number| number.parse::<i64>().unwrap_or(i64::MAX)).chain([0, 0]);
    let (hour, minute, second) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    if hour > 23 {
        return Err(format!("Invalid hour '{hour}'"));
    }
    if minute > 59 {
        return Err(format!("Invalid minute '{minute}'"));
    }
    Ok((hour * 60 + minute) * 60 + second.min(59))
}

/// A number, a name or the name's beginning.
fn weekday(text: &str) -> Result<i64, String> {
    const NAMES: [&[&str]; 7] = [
        &["sun", "sunday"],
        &["mon", "monday"],
        &["tue", "tues", "tueday", "tuesday"],
        &["wed", "wednes", "wedday", "wednesday"],
        &["thu", "thurs", "thuday", "thursday"],
        &["fri", "friday"],
        &["sat", "satur", "satday", "saturday"],
    ];
    let lower = text.to_lowercase();
    let is_meant = |day: usize, names: &&[&str]| lower == day.to_string() || names.contains(&lower.as_str());
    let found = NAMES.iter().enumerate().position(|(day, names)| is_meant(day, names));
    found.and_then(|day| i64::try_from(day).ok()).ok_or_else(|| format!("{text} is not a valid day of the week"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Parameter, Reference};
    use crate::value::json::from_json;
    use serde_json::{Value as Json, json};

    fn schedule(parameters: Json) -> Result<Schedule, String> {
        let parameters = parameters.as_object().unwrap().iter();
        let parameters = parameters.map(|(name, value)| (name.as_str().into(), Parameter { value: from_json(value), location: None }));
        let resource = Resource { reference: Reference::new("Schedule", "s"), parameters: parameters.collect(), ..Resource::default() };
        Schedule::of(&resource).map_err(|failure| failure.message)
    }

    /// Whether it allows a look at `now` after one at `then`; 2026-11-22 is a Sunday.
    fn allows(parameters: Json, then: &str, now: &str) -> bool {
        let moment = |text: &str| {
            let time: DateTime = text.parse().unwrap();
            (time, time.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp().as_second())
        };
        schedule(parameters).unwrap().allows(moment(then), moment(now))
    }

    const LONG_AGO: &str = "1970-01-01T00:00";

    #[test]
    fn periods_by_distance_and_by_number() {
        let noon = "2026-11-22T12:00";
        for (parameters, then, due) in [
            (json!({"period": "hourly"}), "2026-11-22T11:00", true),
            (json!({"period": "hourly"}), "2026-11-22T11:01", false),
            (json!({"period": "hourly", "repeat": "4"}), "2026-11-22T11:45", true),
            (json!({"period": "hourly", "repeat": 4}), "2026-11-22T11:46", false),
            (json!({"period": "hourly", "periodmatch": "number"}), "2026-11-22T11:59", true),
            (json!({"period": "hourly", "periodmatch": "number"}), "2026-11-21T12:59", false),
            (json!({"period": "daily"}), "2026-11-21T12:00", true),
            (json!({"period": "daily", "periodmatch": "number"}), "2026-11-21T23:59", true),
            (json!({"period": "weekly", "periodmatch": "number"}), "2026-11-21T12:00", true),
            (json!({"period": "weekly"}), "2026-11-16T12:00", false),
            (json!({"period": "monthly"}), "2026-10-23T12:00", true),
            (json!({"period": "monthly", "periodmatch": "number"}), "2026-10-31T12:00", true),
            (json!({"period": "never"}), LONG_AGO, false),
            (json!({}), noon, true),
        ] {
            assert_eq!(allows(parameters.clone(), then, noon), due, "{parameters} after {then}");
        }
    }

    #[test]
    fn ranges_and_weekdays() {
        for (parameters, now, open) in [
            (json!({"range": "8:30 - 17"}), "2026-11-22T08:30", true),
            (json!({"range": "8:30 - 17"}), "2026-11-22T17:00:01", false),
            (json!({"range": ["1-2", "3 - 4:00:30"]}), "2026-11-22T04:00:30", true),
            (json!({"range": "22:00 - 04:00"}), "2026-11-22T23:00", true),
            (json!({"range": "22:00 - 04:00"}), "2026-11-22T03:00", true),
            (json!({"range": "22:00 - 04:00"}), "2026-11-22T05:00", false),
            // the day is that on which the range began
            (json!({"range": "22:00 - 04:00", "weekday": "Saturday"}), "2026-11-22T02:00", true),
            (json!({"range": "22:00 - 04:00", "weekday": "Saturday"}), "2026-11-22T23:00", false),
            (json!({"weekday": ["Mon", 0]}), "2026-11-22T12:00", true),
            (json!({"weekday": "Tues"}), "2026-11-22T12:00", false),
        ] {
            assert_eq!(allows(parameters.clone(), LONG_AGO, now), open, "{parameters} at {now}");
        }
    }

    #[test]
    fn what_no_schedule_can_say() {
        for (parameters, why) in [
            (json!({"range": "x"}), "Parameter range failed on Schedule[s]: Invalid range value 'x'"),
            (json!({"range": "1 - 2 - 3"}), "Parameter range failed on Schedule[s]: Invalid range 1 - 2 - 3"),
            (
                json!({"range": "25 - 26"}),
                "Parameter range failed on Schedule[s]: Munging failed for value \"25 - 26\" in class range: Invalid hour '25'",
            ),
            (
                json!({"range": "2:70 - 4"}),
                "Parameter range failed on Schedule[s]: Munging failed for value \"2:70 - 4\" in class range: Invalid minute '70'",
            ),
            (json!({"weekday": ["Mon", 8]}), "Parameter weekday failed on Schedule[s]: 8 is not a valid day of the week"),
            (json!({"repeat": "x"}), "Parameter repeat failed on Schedule[s]: Repeat must be a number"),
            (
                json!({"repeat": 2, "periodmatch": "number"}),
                "Parameter repeat failed on Schedule[s]: Repeat must be 1 unless periodmatch is 'distance', not 'number'",
            ),
        ] {
            assert_eq!(schedule(parameters).unwrap_err(), why);
        }
    }
}
