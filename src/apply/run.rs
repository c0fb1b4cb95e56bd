//! The walk: which node is next, whether it takes part, what is told about it.

use super::Observer;
use super::evaluate::Evaluation;
use super::journal::{Journal, make_folders};
use crate::catalog::{Catalog, Reference, Resource};
use crate::plan::events::{Event as Signal, Events};
use crate::plan::graph::{Node, Role};
use crate::plan::ready::Ready;
use crate::plan::resource_type::Kinds;
use crate::plan::scene::Scene;
use crate::plan::secrets::Secrets;
use crate::plan::{CatalogError, Failure, Memory, Options};
use crate::report::{Event, EventStatus, Level, Log, Report, Status};
use crate::system::{Act, Ownership};
use crate::value::{EcoString, Set};
use std::rc::Rc;

/// Everything that a run carries along.
pub struct Run<'a> {
    pub(super) scene: Scene<'a>,
    secrets: Secrets,
    pub(super) ready: Ready,
    pub(super) act: &'a mut dyn Act,
    pub(super) observer: &'a mut dyn Observer,
    pub(super) memory: Memory,
    pub(super) events: Events,
    pub(super) journal: Journal,
    pub(super) report: Report,
    /// By node: it failed.
    failed: Vec<bool>,
    /// By node: the failed ones among all that come before it.
    failed_dependencies: Vec<Rc<Vec<Node>>>,
    /// Failures that were already named as the reason for skipping something.
    told: Set<Node>,
    done: usize,
}

impl<'a> Run<'a> {
    pub fn new(
        catalog: &'a Catalog,
        kinds: &'a dyn Kinds,
        act: &'a mut dyn Act,
        observer: &'a mut dyn Observer,
        options: &'a Options,
    ) -> Result<Self, CatalogError> {
        let scene = Scene::new(catalog, kinds, act.as_look(), options)?;
        let ready = Ready::of(&scene.graph);
        let report = Report {
            host: catalog.name.clone(),
            environment: catalog.environment.clone(),
            configuration_version: catalog.version.clone(),
            started: act.now(),
            noop: options.noop,
            ..Report::default()
        };
        let (memory, events, told) = Default::default();
        let (failed, failed_dependencies) = (Vec::new(), Vec::new());
        let (journal, problem) = Journal::load(act.as_look(), options.state_directory.as_deref());
        let secrets = Secrets::of(catalog, kinds);
        let mut run =
            Run { scene, secrets, ready, act, observer, memory, events, journal, report, failed, failed_dependencies, told, done: 0 };
        if let Some(problem) = problem {
            run.say(Level::Warning, EcoString::new(), None, format!("{problem}; refreshes that an earlier run owed are not known"));
        }
        Ok(run)
    }

    pub fn finish(mut self) -> Report {
        self.observer.begin(self.scene.count());
        if !self.scene.catalog.version.is_empty() {
            let version = format!("Applying configuration version '{}'", self.scene.catalog.version);
            self.say(Level::Info, EcoString::new(), None, version);
        }
        self.schedule_owed();
        self.report.completed = true;
        while let Some(node) = self.ready.take() {
            if self.act.interrupted() {
                self.end_early(node);
                break;
            }
            self.visit(node);
        }
        self.save_journal();
        self.save_history();
        self.into_report()
    }

    fn into_report(mut self) -> Report {
        let seconds = (self.act.now() - self.report.started).max(0.0);
        self.report.times.insert("transaction_evaluation".into(), seconds);
        self.report.times.insert("total".into(), seconds);
        self.report
    }

    /// What earlier runs still owe is due in this one; what is no longer in the catalog is not owed any more.
    fn schedule_owed(&mut self) {
        for reference in self.journal.owed() {
            match self.scene.node(&reference).filter(|node| self.scene.takes_events(*node)) {
                Some(node) => {
                    self.events.queue(node, &[Signal::Happened]);
                    let message = "Scheduling refresh that is owed from an earlier run".to_string();
                    self.say(Level::Info, self.scene.source(node), Some(node), message);
                }
                None if self.scene.options.noop => {}
                None => self.journal.cross_out(&reference),
            }
        }
    }

    /// A signal came: this node and all that are left are skipped.
    fn end_early(&mut self, node: Node) {
        self.report.completed = false;
        self.say(Level::Notice, EcoString::new(), None, "Caught a signal; ending the run before its end".to_string());
        let mut next = Some(node);
        while let Some(node) = next {
            self.with_status(node, |status| status.skipped = true);
            self.ready.finish(&self.scene.graph, node);
            next = self.ready.take();
        }
    }

    fn visit(&mut self, node: Node) {
        self.note_failed_dependencies(node);
        if let (true, Some(resource)) = (self.scene.graph.role(node).is_resource(), self.scene.resource(node)) {
            self.observer.progress(self.done, &resource.reference);
            self.done += 1;
        }
        match self.scene.is_selected(node, self.act.as_look()) {
            Ok(true) if self.dependencies_of(node).is_empty() => self.take(node),
            Ok(true) => {
                self.tell_failed_dependencies(node);
                self.skip(node);
            }
            Ok(false) => self.skip(node),
            Err(failure) => {
                self.could_not_evaluate(node, &failure);
                self.ready.finish(&self.scene.graph, node);
            }
        }
    }

    /// Evaluates a node that takes part, and with it those that can be changed in one go.
    fn take(&mut self, node: Node) {
        if !self.scene.graph.role(node).is_resource() {
            self.ready.finish(&self.scene.graph, node);
            return self.process_events(node);
        }
        self.with_status(node, |status| status.scheduled = true);
        let evaluation = self.check(node);
        self.ready.finish(&self.scene.graph, node);
        match evaluation {
            Ok(evaluation) => {
                for settled in self.carry_out(evaluation) {
                    self.process_events(settled);
                }
            }
            Err(failure) => {
                self.not_evaluated(node, &failure);
                self.process_events(node);
            }
        }
    }

    /// In noop mode an answer may have to wait for something that an earlier resource would have brought.
    fn not_evaluated(&mut self, node: Node, failure: &Failure) {
        if failure.not_yet && self.scene.is_noop(node) {
            return self.say(Level::Notice, self.scene.source(node), Some(node), format!("Not knowable yet: {} (noop)", failure.message));
        }
        self.could_not_evaluate(node, failure);
    }

    pub(super) fn could_not_evaluate(&mut self, node: Node, failure: &Failure) {
        self.say(Level::Error, self.scene.source(node), Some(node), format!("Could not evaluate: {}", failure.message));
        self.explain(node, None, failure);
        self.fail(node, &failure.message);
    }

    fn skip(&mut self, node: Node) {
        self.with_status(node, |status| status.skipped = true);
        if self.events.is_waiting(node) {
            self.events.take(node);
            let message = format!("Unscheduling all events on {}", self.scene.name(node));
            self.say(Level::Info, self.scene.source(node), Some(node), message);
        }
        self.ready.finish(&self.scene.graph, node);
    }

    /// The failed ones directly before a node, and those that are behind the ones before it.
    fn note_failed_dependencies(&mut self, node: Node) {
        let mut all: Set<Node> = Set::default();
        for before in self.scene.graph.before(node) {
            all.extend(self.dependencies_of(*before).iter().copied());
            if self.has_failed(*before) {
                all.insert(*before);
            }
        }
        if self.failed_dependencies.len() <= node {
            self.failed_dependencies.resize(node + 1, Rc::default());
        }
        if let Some(known) = self.failed_dependencies.get_mut(node) {
            *known = Rc::new(all.into_iter().collect());
        }
    }

    /// Whether something before a node failed (asked before the node's turn).
    pub(super) fn is_blocked(&self, node: Node) -> bool {
        self.scene.graph.before(node).iter().any(|before| self.has_failed(*before) || !self.dependencies_of(*before).is_empty())
    }

    fn dependencies_of(&self, node: Node) -> Rc<Vec<Node>> {
        self.failed_dependencies.get(node).cloned().unwrap_or_default()
    }

    pub(super) fn has_failed(&self, node: Node) -> bool {
        self.failed.get(node).copied().unwrap_or(false)
    }

    /// Each failure is named once; containers keep silent.
    fn tell_failed_dependencies(&mut self, node: Node) {
        if !self.scene.graph.role(node).is_resource() {
            return;
        }
        let source = self.scene.source(node);
        for dependency in self.dependencies_of(node).iter() {
            if self.told.insert(*dependency) {
                let message = format!("Dependency {} has failures: true", self.scene.name(*dependency));
                self.say(Level::Notice, source.clone(), Some(node), message);
            }
        }
        self.say(Level::Warning, source, Some(node), "Skipping because of failed dependencies".to_string());
    }

    /// The node failed for this reason.
    pub(super) fn fail(&mut self, node: Node, message: &str) {
        let now = self.act.now();
        let event = Event::of_resource("resource_error", EventStatus::Failure, message, now);
        self.record(node, event);
    }

    /// Takes an event into the resource's status.
    pub(super) fn record(&mut self, node: Node, event: Event) {
        if event.status == EventStatus::Failure {
            if self.failed.len() <= node {
                self.failed.resize(node + 1, false);
            }
            if let Some(failed) = self.failed.get_mut(node) {
                *failed = true;
            }
        }
        let event = Event { message: self.secrets.blank(event.message), ..event };
        self.with_status(node, |status| status.record(event));
    }

    /// Changes the status of a resource; containers have none.
    pub(super) fn with_status(&mut self, node: Node, change: impl FnOnce(&mut Status)) {
        let (Role::Resource(_), Some(resource)) = (self.scene.graph.role(node), self.scene.resource(node)) else { return };
        let status = self.report.statuses.entry(resource.reference.clone());
        change(status.or_insert_with(|| Status::of(&resource, self.scene.containment_path(node), self.act.now())));
    }

    /// What a program printed, and what could be done.
    pub(super) fn explain(&mut self, node: Node, property: Option<&str>, failure: &Failure) {
        let source = self.scene.source(node);
        let source = property.map_or(source.clone(), |property| format!("{source}/{property}").into());
        for line in failure.output.lines() {
            self.say(Level::Notice, source.clone(), Some(node), line.to_string());
        }
        if let Some(help) = &failure.help {
            self.say(Level::Notice, source, Some(node), format!("help: {help}"));
        }
    }

    pub(super) fn say(&mut self, level: Level, source: EcoString, node: Option<Node>, message: String) {
        let place = node.and_then(|node| self.scene.resource(node)).and_then(|resource| resource.source.clone());
        let log = Log { level, source, message: self.secrets.blank(message), time: self.act.now(), place };
        self.observer.log(&log);
        if level > Level::Debug {
            self.report.logs.push(log);
        }
    }

    pub(super) fn save_journal(&mut self) {
        if let Err(error) = self.journal.save(self.act) {
            self.say(Level::Warning, EcoString::new(), None, format!("Could not keep the journal of owed refreshes: {error}"));
        }
    }

    fn save_history(&mut self) {
        let Some((path, text)) = self.scene.history.unsaved() else { return };
        let private = Ownership { mode: Some(0o600), ..Ownership::default() };
        let saved = make_folders(self.act, &path).and_then(|()| self.act.write(&path, text.as_bytes(), &private, None));
        if let Err(error) = saved {
            self.say(Level::Warning, EcoString::new(), None, format!("Could not keep what was seen of resources: {error}"));
        }
    }

    /// The resources that a change of this node refreshes, through containers.
    pub(super) fn owed_by(&self, node: Node) -> Vec<Reference> {
        let (mut owed, mut seen, mut left) = (Vec::new(), Set::default(), vec![node]);
        while let Some(node) = left.pop() {
            for target in self.scene.listeners(node) {
                if !seen.insert(target) {
                    continue;
                }
                match (self.scene.graph.role(target), self.scene.resource(target)) {
                    (Role::Resource(_), Some(resource)) => owed.push(resource.reference.clone()),
                    _ => left.push(target),
                }
            }
        }
        if self.scene.kind(node).is_some_and(|kind| kind.refreshes_itself()) {
            owed.extend(self.scene.resource(node).map(|resource| resource.reference.clone()));
        }
        owed
    }

    /// The level at which a resource's changes are told.
    pub(super) fn level(resource: &Resource) -> Level {
        resource.text("loglevel").and_then(Level::parse).unwrap_or_default()
    }

    /// Changes one resource, or several in one go, and tells of it; gives the nodes that are settled.
    fn carry_out(&mut self, evaluation: Evaluation<'a>) -> Vec<Node> {
        if evaluation.changes.is_empty() || self.scene.is_noop(evaluation.node) {
            let node = evaluation.node;
            self.settle_unchanged(&evaluation);
            return vec![node];
        }
        self.apply_batch(evaluation)
    }
}
