//! The metaparameter `audit`: properties whose values are remembered from run to run, whether they are managed or not.

use super::evaluate::Evaluation;
use super::run::Run;
use crate::catalog::{AttributeKind, Resource};
use crate::plan::Change;
use crate::plan::events::Event as Signal;
use crate::plan::resource_type::{Reading, ResourceType};
use crate::report::{Event, EventStatus, Level};
use crate::value::{EcoString, Value, format};

/// One audited property of a resource.
pub struct Audited {
    pub property: EcoString,
    /// What the last run saw.
    recorded: Option<EcoString>,
    current: EcoString,
}

impl Audited {
    fn has_changed(&self) -> bool {
        self.recorded.as_ref().is_some_and(|recorded| *recorded != self.current)
    }

    /// What is added to the message of a change of the same property.
    pub fn remark(&self) -> String {
        match &self.recorded {
            Some(recorded) if self.has_changed() => format!(" (previously recorded value was {})", format::quoted_text(recorded)),
            _ => String::new(),
        }
    }
}

impl Run<'_> {
    /// What the audited properties of a resource are now, and were in the last run.
    pub(super) fn audit(&mut self, resource: &Resource, kind: &dyn ResourceType, changes: &[Change]) -> Vec<Audited> {
        let properties = audited(resource, kind);
        if properties.is_empty() {
            return Vec::new();
        }
        let mut reading = Reading { look: self.act.as_look(), memory: &mut self.memory, catalog: self.scene.catalog };
        // A resource that cannot be read is told of by its check.
        let known = kind.current(resource, &mut reading).unwrap_or_default();
        let current = |property: &EcoString| {
            let known = known.iter().find(|(name, _)| name == property).map(|(_, value)| value.clone());
            known.or_else(|| managed(property, resource, changes))
        };
        let seen: Vec<(EcoString, EcoString)> = properties.into_iter().filter_map(|name| Some((name.clone(), current(&name)?))).collect();
        let record = |(property, current): (EcoString, EcoString)| {
            let recorded = self.scene.history.audited(&resource.reference, &property);
            self.scene.history.audit(&resource.reference, &property, current.clone());
            Audited { property, recorded, current }
        };
        seen.into_iter().map(record).collect()
    }

    /// Tells of what changed since the last run and was not put right in this one, and of what is recorded for the first time.
    pub(super) fn tell_audited(&mut self, evaluation: &Evaluation<'_>) {
        for audited in &evaluation.audited {
            let source: EcoString = format!("{}/{}", self.scene.source(evaluation.node), audited.property).into();
            let Some(recorded) = &audited.recorded else {
                let message = format!("audit change: newly-recorded value {}", audited.current);
                self.say(Level::Notice, source, Some(evaluation.node), message);
                continue;
            };
            let is_synced = evaluation.changes.iter().any(|change| change.property == audited.property);
            if is_synced || !audited.has_changed() {
                continue;
            }
            let (was, is) = (format::quoted_text(recorded), format::quoted_text(&audited.current));
            let message = format!("audit change: previously recorded value {was} has been changed to {is}");
            self.say(Run::level(&evaluation.resource), source, Some(evaluation.node), message.clone());
            let change = Change::new(&audited.property, audited.current.clone(), "");
            let event = Event::of_change(&change, EventStatus::Audit, message, self.act.now());
            self.record(evaluation.node, Event { historical_value: Some(recorded.clone()), audited: true, ..event });
            self.queue(evaluation.node, Signal::Happened);
        }
    }
}

/// The properties that a resource wants to be audited; those that are secret are not: their values may not be kept.
fn audited(resource: &Resource, kind: &dyn ResourceType) -> Vec<EcoString> {
    let names: Vec<EcoString> = match resource.get("audit") {
        Some(Value::Array(names)) => names.iter().map(format::interpolated).collect(),
        Some(Value::String(name)) => vec![name.clone()],
        _ => return Vec::new(),
    };
    let schema = kind.schema();
    let is_open = |name: &EcoString| {
        let attribute = schema.attributes.get(name);
        attribute.is_some_and(|attribute| attribute.kind == AttributeKind::Property && !attribute.secret) && !resource.is_sensitive(name)
    };
    let is_all = matches!(names.as_slice(), [name] if name == "all");
    let names = if is_all { schema.attributes.keys().cloned().collect() } else { names };
    names.into_iter().filter(is_open).collect()
}

/// The value of a managed property as its check tells it: what it changes from, or what is wanted.
fn managed(property: &str, resource: &Resource, changes: &[Change]) -> Option<EcoString> {
    if let Some(change) = changes.iter().find(|change| change.property == property && !change.redacted) {
        return Some(change.from.clone());
    }
    resource.get(property).filter(|value| !value.is_undef()).map(format::interpolated)
}
