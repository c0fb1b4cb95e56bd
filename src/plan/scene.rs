//! What a walk over a catalog has at hand: resources by node, their types, their paths, and who takes part.

use super::containment::Containment;
use super::cycles::shown;
use super::graph::{Edge, Graph, Node, Role};
use super::history::History;
use super::ready::Ready;
use super::relations::Origin;
use super::resource_type::{Kinds, Reading, ResourceType};
use super::schedule::Schedule;
use super::{CatalogError, Failure, Options};
use crate::catalog::{Catalog, Reference, Resource};
use crate::system::Look;
use crate::value::{EcoString, Map, Value};
use jiff::{Timestamp, tz::TimeZone};
use std::path::Path;
use std::rc::Rc;

pub struct Scene<'a> {
    pub catalog: &'a Catalog,
    pub kinds: &'a dyn Kinds,
    pub options: &'a Options,
    pub graph: Graph,
    pub history: History,
    containment: Containment,
    resources: Vec<Rc<Resource>>,
    /// For generated resources: the position of the resource that they come from.
    parents: Map<usize, usize>,
    /// Nodes of plain resources, generated ones too.
    nodes: Map<Reference, Node>,
}

impl<'a> Scene<'a> {
    pub fn new(catalog: &'a Catalog, kinds: &'a dyn Kinds, look: &dyn Look, options: &'a Options) -> Result<Self, CatalogError> {
        let containment = Containment::of(catalog, kinds);
        let graph = Graph::build(catalog, kinds, &containment)?;
        let resources = catalog.resources.values().cloned().map(Rc::new).collect();
        let history = History::load(look, options.state_directory.as_deref());
        let (parents, nodes) = Default::default();
        let mut scene = Scene { catalog, kinds, options, graph, history, containment, resources, parents, nodes };
        for node in 0..scene.graph.roles.len() {
            if let (true, Some(resource)) = (scene.graph.role(node).is_resource(), scene.resource(node)) {
                scene.nodes.insert(resource.reference.clone(), node);
            }
        }
        Ok(scene)
    }

    /// The resource of a node; for the ends of a container, the container.
    pub fn resource(&self, node: Node) -> Option<Rc<Resource>> {
        self.resources.get(self.graph.role(node).position()).cloned()
    }

    /// The node of a plain resource.
    pub fn node(&self, reference: &Reference) -> Option<Node> {
        self.nodes.get(reference).copied()
    }

    /// How many resources there are that are no containers.
    pub fn count(&self) -> usize {
        self.nodes.len()
    }

    pub fn kind(&self, node: Node) -> Option<&'a dyn ResourceType> {
        self.resources.get(self.graph.role(node).position()).and_then(|resource| self.kinds.kind(&resource.reference.type_name))
    }

    /// `Stage[main]`, `Trove::Api`, `Service[trove-api]`.
    pub fn containment_path(&self, node: Node) -> Vec<EcoString> {
        let position = self.graph.role(node).position();
        let Some(parent) = self.parents.get(&position) else { return self.containment.path(self.catalog, position) };
        let mut path = self.containment.path(self.catalog, *parent);
        path.pop();
        path.extend(self.resource(node).map(|resource| resource.reference.to_string().into()));
        path
    }

    /// Who speaks in a message: `/Stage[main]/Trove::Api/Service[trove-api]`, and for the ends of a container `Class[Trove::Api]`.
    pub fn source(&self, node: Node) -> EcoString {
        match self.graph.role(node) {
            Role::Resource(_) => format!("/{}", self.containment_path(node).join("/")).into(),
            _ => self.name(node),
        }
    }

    /// Who is spoken of: `Service[trove-api]`, `Class[Trove::Api]`.
    pub fn name(&self, node: Node) -> EcoString {
        match (self.graph.role(node), self.resource(node)) {
            (Role::Generated(_), Some(resource)) => resource.reference.title.clone(),
            (_, Some(resource)) => shown(&resource.reference),
            (_, None) => EcoString::new(),
        }
    }

    /// Whether a node takes events: ends of containers pass them on, resources where their type answers a refresh.
    pub fn takes_events(&self, node: Node) -> bool {
        !self.graph.role(node).is_resource() || self.kind(node).is_some_and(ResourceType::is_refreshable)
    }

    /// The targets of a node's events, one for each edge.
    pub fn listeners(&self, node: Node) -> Vec<Node> {
        let edges = self.graph.edges(node).iter().filter(|edge| edge.refresh);
        edges.map(|edge| edge.target).filter(|target| self.takes_events(*target)).collect()
    }

    /// The resource's own `noop` where it has one, else what the run was asked for.
    pub fn is_noop(&self, node: Node) -> bool {
        let own = || match self.resource(node)?.get("noop")? {
            Value::Boolean(flag) => Some(*flag),
            Value::String(text) => Some(text == "true"),
            _ => None,
        };
        let own = if self.graph.role(node).is_resource() { own() } else { None };
        own.unwrap_or(self.options.noop)
    }

    /// Whether tags and schedule let a node take part.
    pub fn is_selected(&self, node: Node, look: &dyn Look) -> Result<bool, Failure> {
        let Some(resource) = self.resource(node) else { return Ok(false) };
        let tagged = |wanted: &[EcoString]| wanted.iter().any(|tag| resource.tags.contains(tag.to_lowercase().as_str()));
        if tagged(&self.options.skip_tags) || !self.options.tags.is_empty() && !tagged(&self.options.tags) {
            return Ok(false);
        }
        if self.options.ignore_schedules || !self.graph.role(node).is_resource() {
            return Ok(true);
        }
        self.is_scheduled(&resource, look)
    }

    /// The schedule of a resource, one of the catalog or one that every catalog has.
    fn is_scheduled(&self, resource: &Resource, look: &dyn Look) -> Result<bool, Failure> {
        let Some(name) = resource.text("schedule") else { return Ok(true) };
        let schedule = match self.catalog.resource(&Reference::new("Schedule", name)) {
            Some(declared) => Some(Schedule::of(declared)?),
            None => Schedule::known(name),
        };
        let Some(schedule) = schedule else { return Err(Failure::new(format!("Could not find schedule {name}"))) };
        let zone =
            look.read(Path::new("/etc/localtime")).ok().and_then(|data| TimeZone::tzif("Local", &data).ok()).unwrap_or(TimeZone::UTC);
        let local = |seconds: i64| (zone.to_datetime(Timestamp::from_second(seconds).unwrap_or_default()), seconds);
        Ok(schedule.allows(local(self.history.checked(&resource.reference)), local(look.now() as i64)))
    }

    /// Takes in the resources that a node stands for, just before it is evaluated: they come after it, and what waited for it waits for them.
    pub fn generate(&mut self, node: Node, reading: &mut Reading<'_>, ready: &mut Ready) -> Result<(), Failure> {
        let (Some(resource), Some(kind)) = (self.resource(node), self.kind(node)) else { return Ok(()) };
        let mut generated = kind.generate(&resource, reading)?;
        generated.retain(|new| self.catalog.resource(&new.reference).is_none() && !self.nodes.contains_key(&new.reference));
        if generated.is_empty() {
            return Ok(());
        }
        let position = self.graph.role(node).position();
        let mut made: Map<EcoString, Node> = Map::default();
        for (order, mut new) in generated.into_iter().enumerate() {
            new.tags.extend(resource.tags.iter().cloned());
            new.source = new.source.or_else(|| resource.source.clone());
            made.insert(new.reference.title.clone(), self.add(new, position, order + 1));
        }
        let end =
            self.graph.add(Role::Generated(position), (self.graph.priorities.get(node).map_or(position, |own| own.0), made.len() + 1));
        self.redirect(node, end);
        for (title, child) in &made {
            let above = Path::new(title.as_str()).ancestors().skip(1).find_map(|above| made.get(above.to_str()?));
            self.graph.connect(*above.unwrap_or(&node), Edge { target: *child, refresh: false, origin: Origin::Automatic(position) });
            self.graph.connect(*child, Edge { target: end, refresh: true, origin: Origin::Containment });
        }
        self.graph.connect(node, Edge { target: end, refresh: true, origin: Origin::Containment });
        ready.grow(&self.graph);
        Ok(())
    }

    fn add(&mut self, new: Resource, parent: usize, order: usize) -> Node {
        let position = self.resources.len();
        let node = self.graph.add(Role::Resource(position), (parent, order));
        self.parents.insert(position, parent);
        self.nodes.insert(new.reference.clone(), node);
        self.resources.push(Rc::new(new));
        node
    }

    /// What came after a node comes after its end instead.
    fn redirect(&mut self, node: Node, end: Node) {
        let edges = self.graph.outward.get_mut(node).map(std::mem::take).unwrap_or_default();
        for edge in &edges {
            for source in self.graph.inward.get_mut(edge.target).into_iter().flatten().filter(|source| **source == node) {
                *source = end;
            }
        }
        if let Some(outward) = self.graph.outward.get_mut(end) {
            *outward = edges;
        }
    }
}
