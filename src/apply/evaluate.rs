//! One resource: what differs, and what is told after it was changed.

use super::audit::Audited;
use super::run::Run;
use crate::catalog::Resource;
use crate::diagnostic::Level;
use crate::plan::events::Event as Signal;
use crate::plan::forecast::no_kind;
use crate::plan::graph::{Node, Role};
use crate::plan::resource_type::{Reading, ResourceType};
use crate::plan::{Change, Failure, Notes};
use crate::report::{Event, EventStatus};
use crate::value::EcoString;
use std::rc::Rc;

/// A resource that was checked.
pub struct Evaluation<'a> {
    pub node: Node,
    pub resource: Rc<Resource>,
    pub kind: &'a dyn ResourceType,
    pub changes: Vec<Change>,
    pub audited: Vec<Audited>,
    /// Seconds since 1970.
    pub started: f64,
}

impl<'a> Run<'a> {
    /// Asks the type what differs, after the resource told which further ones it stands for.
    pub(super) fn check(&mut self, node: Node) -> Result<Evaluation<'a>, Failure> {
        let started = self.act.now();
        let resource = self.scene.resource(node).unwrap_or_default();
        let kind = self.scene.kind(node).ok_or_else(|| no_kind(&resource.reference))?;
        self.scene.kinds.ready(&resource)?;
        self.generate(node);
        let mut reading = Reading { look: self.act.as_look(), memory: &mut self.memory, catalog: self.scene.catalog };
        let changes = kind.check(&resource, &mut reading);
        self.tell_notes(node);
        if resource.get("schedule").is_some() {
            self.scene.history.check(&resource.reference, started as i64);
        }
        let changes = changes?;
        let audited = self.audit(&resource, kind, &changes);
        Ok(Evaluation { node, resource, kind, changes, audited, started })
    }

    /// A resource that cannot tell what it stands for is told of; it is evaluated all the same.
    fn generate(&mut self, node: Node) {
        let mut reading = Reading { look: self.act.as_look(), memory: &mut self.memory, catalog: self.scene.catalog };
        let Err(failure) = self.scene.generate(node, &mut reading, &mut self.ready) else { return };
        if failure.not_yet && self.scene.is_noop(node) {
            return;
        }
        self.report.failed_to_generate = true;
        let message = format!("Failed to generate additional resources: {}", failure.message);
        self.say(Level::Error, self.scene.source(node), Some(node), message);
    }

    /// In sync, or in noop mode: what would change is told and passed on as such.
    pub(super) fn settle_unchanged(&mut self, evaluation: &Evaluation<'_>) {
        for change in &evaluation.changes {
            self.tell(evaluation, change, EventStatus::Noop, change.noop_text());
        }
        self.tell_audited(evaluation);
        self.pass_on(evaluation, Signal::Noop);
        self.take_time(evaluation, 1);
    }

    /// The type has acted: what became of each change.
    pub(super) fn settle(&mut self, evaluation: &Evaluation<'_>, result: Result<(), Failure>, shared_by: usize) {
        let owed = self.owed_by(evaluation.node);
        self.tell_notes(evaluation.node);
        match result {
            Ok(()) => {
                for change in &evaluation.changes {
                    self.tell(evaluation, change, EventStatus::Success, change.text());
                }
                self.tell_audited(evaluation);
                self.journal.confirm(&owed);
                self.pass_on(evaluation, Signal::Happened);
            }
            // What was changed in part is passed on by the next run, when the rest succeeds or is no longer asked for.
            Err(failure) if self.tell_failure(evaluation, &failure) > 0 => self.journal.confirm(&owed),
            Err(_) => self.journal.withdraw(&owed),
        }
        self.take_time(evaluation, shared_by);
    }

    /// Changes before the one that failed were made (their number is given back); those after it were not tried.
    fn tell_failure(&mut self, evaluation: &Evaluation<'_>, failure: &Failure) -> usize {
        let is_culprit = |change: &Change| failure.property.as_ref().is_none_or(|property| *property == change.property);
        let position = evaluation.changes.iter().position(is_culprit).unwrap_or_default();
        for change in evaluation.changes.iter().take(position) {
            self.tell(evaluation, change, EventStatus::Success, change.text());
        }
        let Some(change) = evaluation.changes.get(position) else { return position };
        self.explain(evaluation.node, Some(&change.property), failure);
        self.say(Level::Error, EcoString::new(), Some(evaluation.node), failure.message.clone());
        self.tell(evaluation, change, EventStatus::Failure, change.failure_text(&failure.message));
        position
    }

    /// One line of the log and one event of the report.
    fn tell(&mut self, evaluation: &Evaluation<'_>, change: &Change, status: EventStatus, mut message: String) {
        let audited = evaluation.audited.iter().find(|audited| audited.property == change.property);
        message.extend(audited.filter(|_| status != EventStatus::Failure).map(Audited::remark));
        let level = if status == EventStatus::Failure { Level::Error } else { Run::level(&evaluation.resource) };
        let source: EcoString = format!("{}/{}", self.scene.source(evaluation.node), change.property).into();
        if let Some(diff) =
            // What was not there has nothing that it differs from.
            change.diff.as_ref().filter(|_| {
                change.property != "ensure" && self.scene.options.show_diff && !change.redacted && status != EventStatus::Failure
            })
        {
            self.say(level, source.clone(), Some(evaluation.node), format!("\n{diff}"));
        }
        self.say(level, source, Some(evaluation.node), message.clone());
        let now = self.act.now();
        self.record(evaluation.node, Event { audited: audited.is_some(), ..Event::of_change(change, status, message, now) });
    }

    /// What the type had to say.
    pub(super) fn tell_notes(&mut self, node: Node) {
        for note in Notes::take(&mut self.memory) {
            let source = match note.property {
                _ if !note.with_path => EcoString::new(),
                Some(property) => format!("{}/{property}", self.scene.source(node)).into(),
                None => self.scene.source(node),
            };
            self.say(Level::parse(&note.level).unwrap_or_default(), source, Some(node), note.text);
        }
    }

    /// Everyone who listens hears of each change.
    fn pass_on(&mut self, evaluation: &Evaluation<'_>, signal: Signal) {
        for _ in &evaluation.changes {
            self.queue(evaluation.node, signal);
            if evaluation.kind.refreshes_itself() && evaluation.resource.text("ensure") != Some("absent") {
                self.events.queue(evaluation.node, &[signal]);
            }
        }
        if evaluation.kind.absorbs_refresh(&evaluation.changes) {
            let message = format!("Unscheduling refresh on {}", self.scene.name(evaluation.node));
            self.say(Level::Info, self.scene.source(evaluation.node), Some(evaluation.node), message);
            self.events.take(evaluation.node);
            if signal == Signal::Happened {
                self.journal.cross_out(&evaluation.resource.reference);
                self.save_journal();
            }
        }
    }

    /// Queues one event for each listener.
    pub(super) fn queue(&mut self, node: Node, signal: Signal) {
        for target in self.scene.listeners(node) {
            if !matches!(self.scene.graph.role(target), Role::End(_) | Role::Generated(_)) {
                let message = format!("Scheduling refresh of {}", self.scene.name(target));
                self.say(Level::Info, self.scene.source(node), Some(node), message);
            }
            self.events.queue(target, &[signal]);
        }
    }

    /// A share of the time since the check began.
    fn take_time(&mut self, evaluation: &Evaluation<'_>, shared_by: usize) {
        let seconds = (self.act.now() - evaluation.started).max(0.0) / shared_by.max(1) as f64;
        self.with_status(evaluation.node, |status| status.evaluation_time = seconds);
    }
}
