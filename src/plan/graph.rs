//! The order of a run as a graph. A container (class, define, stage) becomes two nodes, one before and one after all that is in it,
//! so that a relation of the container is one edge and not one for everything inside.

use super::error::{CatalogError, Problem};
use super::names::Names;
use super::relations::{self, Origin, Relation, Relations};
use super::resource_type::Kinds;
use super::secrets::Secrets;
use super::{containment::Containment, cycles, metaparameters};
use crate::catalog::{Catalog, Resource};
use crate::value::Map;

/// A node by its number.
pub type Node = usize;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A resource by its position in the catalog (positions behind the catalog's end are generated resources).
    Resource(usize),
    /// Before everything in the container at this position.
    Begin(usize),
    /// After everything in the container at this position.
    End(usize),
    /// After everything that the resource at this position generated.
    Generated(usize),
}

impl Role {
    /// The position of the resource or container.
    pub fn position(self) -> usize {
        match self {
            Role::Resource(position) | Role::Begin(position) | Role::End(position) | Role::Generated(position) => position,
        }
    }

    pub fn is_resource(self) -> bool {
        matches!(self, Role::Resource(_))
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Edge {
    pub target: Node,
    pub refresh: bool,
    pub origin: Origin,
}

/// Ready nodes come in this order: by position in the catalog, then by the order in which they were generated.
pub type Priority = (usize, usize);

#[derive(Debug, Default)]
pub struct Graph {
    pub roles: Vec<Role>,
    pub priorities: Vec<Priority>,
    /// Every edge, also several between the same two nodes.
    pub outward: Vec<Vec<Edge>>,
    /// The distinct nodes that come directly before.
    pub inward: Vec<Vec<Node>>,
}

impl Graph {
    /// The graph of a catalog; all missing dependencies, names taken twice and cycles are told at once.
    pub fn build(catalog: &Catalog, kinds: &dyn Kinds, containment: &Containment) -> Result<Self, CatalogError> {
        let (names, mut problems) = Names::of(catalog, kinds);
        let (relations, missing) = relations::collect(catalog, kinds, &names);
        problems.extend(missing);
        problems.extend(invalid(catalog, kinds));
        if !problems.is_empty() {
            let secrets = Secrets::of(catalog, kinds);
            let blanked = problems.into_iter().map(|problem| Problem { message: secrets.blank(problem.message), ..problem });
            return Err(CatalogError::Problems { problems: blanked.collect() });
        }
        let graph = expand(catalog, containment, &relations);
        match cycles::find(&graph, catalog) {
            cycles if cycles.is_empty() => Ok(graph),
            cycles => Err(CatalogError::Cycles { cycles }),
        }
    }

    pub fn add(&mut self, role: Role, priority: Priority) -> Node {
        self.roles.push(role);
        self.priorities.push(priority);
        self.outward.push(Vec::new());
        self.inward.push(Vec::new());
        self.roles.len() - 1
    }

    pub fn connect(&mut self, source: Node, edge: Edge) {
        let is_new = self.outward.get(source).is_some_and(|edges| edges.iter().all(|known| known.target != edge.target));
        if let Some(edges) = self.outward.get_mut(source) {
            edges.push(edge);
        }
        if is_new && let Some(sources) = self.inward.get_mut(edge.target) {
            sources.push(source);
        }
    }

    /// The edges that leave a node.
    pub fn edges(&self, node: Node) -> &[Edge] {
        self.outward.get(node).map_or(&[], Vec::as_slice)
    }

    /// The nodes directly before a node.
    pub fn before(&self, node: Node) -> &[Node] {
        self.inward.get(node).map_or(&[], Vec::as_slice)
    }

    pub fn role(&self, node: Node) -> Role {
        self.roles.get(node).copied().unwrap_or(Role::Resource(usize::MAX))
    }
}

/// What types can tell of their resources without looking at the machine.
fn invalid(catalog: &Catalog, kinds: &dyn Kinds) -> Vec<Problem> {
    let check = |resource: &Resource| {
        let kind = kinds.kind(&resource.reference.type_name)?;
        let failure = metaparameters::validate(resource, kind.schema(), catalog).and_then(|()| kind.validate(resource)).err()?;
        let message = match failure.property {
            Some(_) => failure.message,
            None => format!("Validation of {} failed: {}", resource.reference, failure.message),
        };
        Some(Problem::of(resource, message))
    };
    catalog.resources.values().filter_map(check).collect()
}

/// The first and the last node of everything in the catalog: the same one for a plain resource.
struct Ends {
    first: Vec<Node>,
    last: Vec<Node>,
}

impl Ends {
    fn first(&self, position: usize) -> Node {
        self.first.get(position).copied().unwrap_or_default()
    }

    fn last(&self, position: usize) -> Node {
        self.last.get(position).copied().unwrap_or_default()
    }
}

fn expand(catalog: &Catalog, containment: &Containment, relations: &Relations) -> Graph {
    let mut builder = Builder::default();
    let mut ends = Ends { first: Vec::new(), last: Vec::new() };
    for position in 0..catalog.resources.len() {
        let priority = (position, 0);
        if containment.is_container(position) {
            ends.first.push(builder.graph.add(Role::Begin(position), priority));
            ends.last.push(builder.graph.add(Role::End(position), priority));
        } else {
            let node = builder.graph.add(Role::Resource(position), priority);
            ends.first.push(node);
            ends.last.push(node);
        }
    }
    for position in (0..catalog.resources.len()).filter(|position| containment.is_container(*position)) {
        builder.contain(position, containment, &ends);
    }
    for ((earlier, later), reasons) in relations {
        reasons.iter().for_each(|relation| builder.connect(ends.last(*earlier), ends.first(*later), *relation));
    }
    builder.graph
}

#[derive(Default)]
struct Builder {
    graph: Graph,
    known: Map<(Node, Node), ()>,
}

impl Builder {
    fn contain(&mut self, position: usize, containment: &Containment, ends: &Ends) {
        let (begin, end) = (ends.first(position), ends.last(position));
        let contents = containment.contents(position);
        if contents.is_empty() {
            // Nothing inside: the order holds, but events do not pass through.
            self.connect(begin, end, Relation { refresh: false, origin: Origin::Containment });
        }
        for inside in contents {
            let relation = Relation { refresh: true, origin: Origin::Containment };
            self.connect(begin, ends.first(*inside), relation);
            self.connect(ends.last(*inside), end, relation);
        }
    }

    fn connect(&mut self, source: Node, target: Node, relation: Relation) {
        let edge = Edge { target, refresh: relation.refresh, origin: relation.origin };
        if let Some(edges) = self.graph.outward.get_mut(source) {
            edges.push(edge);
        }
        if self.known.insert((source, target), ()).is_none()
            && let Some(sources) = self.graph.inward.get_mut(target)
        {
            sources.push(source);
        }
    }
}
