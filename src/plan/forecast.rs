//! The forecast: the walk of a run that only looks. What an earlier resource would bring is not there yet, so some answers are "not knowable yet".

use super::events::{Event, Events};
use super::graph::Node;
use super::ready::Ready;
use super::resource_type::{Kinds, Reading};
use super::scene::Scene;
use super::secrets::Secrets;
use super::{CatalogError, Change, Failure, Memory, Options};
use crate::catalog::{Catalog, Reference};
use crate::system::Look;
use crate::value::EcoString;

/// What would happen to one resource.
#[derive(Clone, Debug, Default)]
pub struct Step {
    pub reference: Reference,
    /// `/Stage[main]/Trove::Api/Service[trove-api]`
    pub path: EcoString,
    pub changes: Vec<Change>,
    /// Number of events that would refresh it.
    pub events: usize,
    /// It could not be checked; `not_yet` in it says that this is because something has to come first.
    pub failure: Option<Failure>,
}

/// What would happen, in order; resources that stay as they are have no step.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    pub steps: Vec<Step>,
    /// How many resources were looked at.
    pub checked: usize,
    /// The run was interrupted before its end.
    pub interrupted: bool,
}

impl Plan {
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }
}

/// Forecasts a run.
pub fn plan(catalog: &Catalog, kinds: &dyn Kinds, look: &dyn Look, options: &Options) -> Result<Plan, CatalogError> {
    let scene = Scene::new(catalog, kinds, look, options)?;
    let ready = Ready::of(&scene.graph);
    let secrets = Secrets::of(catalog, kinds);
    let walk = Walk { secrets, scene, ready, look, memory: Memory::default(), events: Events::default(), plan: Plan::default() };
    Ok(walk.finish())
}

struct Walk<'a> {
    secrets: Secrets,
    scene: Scene<'a>,
    ready: Ready,
    look: &'a dyn Look,
    memory: Memory,
    events: Events,
    plan: Plan,
}

impl Walk<'_> {
    fn finish(mut self) -> Plan {
        while let Some(node) = self.ready.take() {
            if self.look.interrupted() {
                self.plan.interrupted = true;
                break;
            }
            match self.scene.is_selected(node, self.look) {
                Ok(true) => self.visit(node),
                Ok(false) => drop(self.events.take(node)),
                Err(failure) => self.note(node, Vec::new(), 0, Some(failure)),
            }
            self.ready.finish(&self.scene.graph, node);
        }
        self.plan
    }

    fn visit(&mut self, node: Node) {
        let is_resource = self.scene.graph.role(node).is_resource();
        let (changes, failure) = if is_resource { self.check(node) } else { (Vec::new(), None) };
        if self.scene.kind(node).is_some_and(|kind| kind.absorbs_refresh(&changes)) {
            self.events.take(node);
        }
        let events = self.events.take(node).len();
        let happened = changes.len() + usize::from(events > 0);
        for target in self.scene.listeners(node) {
            self.events.queue(target, &vec![Event::Noop; happened]);
        }
        if is_resource {
            self.plan.checked += 1;
            self.note(node, changes, events, failure);
        }
    }

    fn check(&mut self, node: Node) -> (Vec<Change>, Option<Failure>) {
        let Some(resource) = self.scene.resource(node) else { return Default::default() };
        let Some(kind) = self.scene.kind(node) else { return (Vec::new(), Some(no_kind(&resource.reference))) };
        if let Err(failure) = self.scene.kinds.ready(&resource) {
            return (Vec::new(), Some(failure));
        }
        let mut reading = Reading { look: self.look, memory: &mut self.memory, catalog: self.scene.catalog };
        let generated = self.scene.generate(node, &mut reading, &mut self.ready);
        match generated.and_then(|()| kind.check(&resource, &mut reading)) {
            Ok(changes) => (changes, None),
            Err(failure) => (Vec::new(), Some(failure)),
        }
    }

    fn note(&mut self, node: Node, changes: Vec<Change>, events: usize, failure: Option<Failure>) {
        if changes.is_empty() && events == 0 && failure.is_none() {
            return;
        }
        let failure = failure.map(|failure| Failure { message: self.secrets.blank(failure.message), ..failure });
        let reference = self.scene.resource(node).map(|resource| resource.reference.clone()).unwrap_or_default();
        self.plan.steps.push(Step { reference, path: self.scene.source(node), changes, events, failure });
    }
}

/// A type that is declared somewhere but that this program cannot manage.
pub fn no_kind(reference: &Reference) -> Failure {
    let type_name = reference.type_name.to_lowercase();
    Failure::new(format!("Could not find a suitable provider for {type_name}: rpuppet has no native provider for this type"))
}
