//! One thing that happened to a resource, would have happened, or did not succeed.

use crate::plan::Change;
use crate::value::EcoString;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventStatus {
    Success,
    Failure,
    Noop,
    /// Nothing was done: an audited value is not what it was in the last run.
    Audit,
}

impl EventStatus {
    pub fn as_str(self) -> &'static str {
        match self {
            EventStatus::Success => "success",
            EventStatus::Failure => "failure",
            EventStatus::Noop => "noop",
            EventStatus::Audit => "audit",
        }
    }
}

#[derive(Clone, Debug)]
pub struct Event {
    /// `None` for events of the resource as a whole (a refresh, a failure to check it).
    pub property: Option<EcoString>,
    pub previous_value: EcoString,
    pub desired_value: EcoString,
    /// What the last run saw, where the property is audited and is not what it was.
    pub historical_value: Option<EcoString>,
    pub audited: bool,
    pub message: String,
    /// Puppet's name for the kind of event: `file_changed`, `refresh`, `resource_error`.
    pub name: EcoString,
    pub status: EventStatus,
    /// Seconds since 1970.
    pub time: f64,
    pub redacted: bool,
}

impl Event {
    /// An event of one property; secret values do not get into it.
    pub fn of_change(change: &Change, status: EventStatus, message: String, time: f64) -> Self {
        let value = |value: &EcoString| if change.redacted { "[redacted]".into() } else { value.clone() };
        Event {
            previous_value: value(&change.from),
            desired_value: value(&change.to),
            name: format!("{}_changed", change.property).into(),
            property: Some(change.property.clone()),
            message,
            status,
            time,
            redacted: change.redacted,
            historical_value: None,
            audited: false,
        }
    }

    /// An event of the resource as a whole.
    pub fn of_resource(name: &str, status: EventStatus, message: impl Into<String>, time: f64) -> Self {
        let (previous_value, desired_value) = Default::default();
        let (property, historical_value, audited, redacted) = (None, None, false, false);
        let (message, name) = (message.into(), name.into());
        Event { property, previous_value, desired_value, historical_value, audited, message, name, status, time, redacted }
    }
}
