//! Dependency cycles: which resources go round, on the shortest way, and where each step was asked for.

use super::error::Cycle;
use super::graph::{Graph, Node, Role};
use super::relations::Origin;
use crate::catalog::RelationKind;
use crate::catalog::reference::capitalized;
use crate::catalog::resource::place;
use crate::catalog::{Catalog, Reference};
use crate::value::{EcoString, Map};
use std::collections::VecDeque;

/// Every group of nodes that go round, one way round each, sorted by name.
pub fn find(graph: &Graph, catalog: &Catalog) -> Vec<Cycle> {
    let mut groups: Vec<Vec<(EcoString, Node)>> = Components::of(graph).into_iter().map(|group| named(group, graph, catalog)).collect();
    groups.sort();
    groups.iter().filter_map(|group| way_round(group, graph, catalog)).collect()
}

fn named(group: Vec<Node>, graph: &Graph, catalog: &Catalog) -> Vec<(EcoString, Node)> {
    let mut names: Vec<_> = group.into_iter().map(|node| (sort_key(graph, catalog, node), node)).collect();
    names.sort();
    names
}

/// Puppet sorts the two ends of a container by the name of a resource type of its own, `Whit`.
fn sort_key(graph: &Graph, catalog: &Catalog, node: Node) -> EcoString {
    let name = name(graph, catalog, node);
    match graph.role(node) {
        Role::Resource(_) => name,
        Role::Begin(_) => format!("Whit[Admissible_{name}]").into(),
        Role::End(_) | Role::Generated(_) => format!("Whit[Completed_{name}]").into(),
    }
}

/// Containers are called by their reference, whichever of their two nodes it is.
fn name(graph: &Graph, catalog: &Catalog, node: Node) -> EcoString {
    let reference = catalog.resources.get_index(graph.role(node).position()).map(|(reference, _)| shown(reference));
    reference.unwrap_or_default()
}

/// A reference as messages show it: `Class[Main]`.
pub fn shown(reference: &Reference) -> EcoString {
    if reference.type_name == "Class" {
        return format!("Class[{}]", capitalized(&reference.title)).into();
    }
    reference.to_string().into()
}

/// The shortest way from the first node of the group back to itself.
fn way_round(group: &[(EcoString, Node)], graph: &Graph, catalog: &Catalog) -> Option<Cycle> {
    let start = group.first()?.1;
    let inside: Map<Node, ()> = group.iter().map(|(_, node)| (*node, ())).collect();
    let mut came_from: Map<Node, Node> = Map::default();
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        for edge in graph.edges(node).iter().filter(|edge| inside.contains_key(&edge.target)) {
            if edge.target == start {
                return Some(describe(start, node, &came_from, graph, catalog));
            }
            if !came_from.contains_key(&edge.target) {
                came_from.insert(edge.target, node);
                queue.push_back(edge.target);
            }
        }
    }
    None
}

fn describe(start: Node, last: Node, came_from: &Map<Node, Node>, graph: &Graph, catalog: &Catalog) -> Cycle {
    let mut nodes = vec![start, last];
    let mut node = last;
    while node != start {
        let Some(previous) = came_from.get(&node) else { break };
        node = *previous;
        nodes.push(node);
    }
    if last == start {
        nodes.truncate(2);
    }
    nodes.reverse();
    let reasons = nodes.iter().zip(nodes.iter().skip(1)).map(|(from, to)| reason(*from, *to, graph, catalog));
    Cycle { reasons: reasons.collect(), path: nodes.iter().map(|node| name(graph, catalog, *node).to_string()).collect() }
}

fn reason(from: Node, to: Node, graph: &Graph, catalog: &Catalog) -> String {
    let origin = graph.edges(from).iter().find(|edge| edge.target == to).map(|edge| edge.origin);
    let (earlier, later) = (name(graph, catalog, from), name(graph, catalog, to));
    let at = |position: usize| {
        catalog.resources.get_index(position).map(|(_, resource)| (shown(&resource.reference), place(resource.source.as_ref())))
    };
    let why = match origin {
        Some(Origin::Parameter(position, kind)) => at(position).map(|(name, place)| format!("'{}' of {name}{place}", word(kind))),
        Some(Origin::Automatic(position)) => at(position).map(|(name, place)| format!("known to the type of {name}{place}")),
        _ => {
            let inside = if graph.role(to).is_resource() || !graph.role(from).is_resource() { to } else { from };
            at(graph.role(inside).position()).map(|(name, place)| format!("containment of {name}{place}"))
        }
    };
    format!("{earlier} => {later}: {}", why.unwrap_or_default())
}

fn word(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::Require => "require",
        RelationKind::Subscribe => "subscribe",
        RelationKind::Before => "before",
        RelationKind::Notify => "notify",
    }
}

/// Tarjan's strongly connected components, with a stack of its own instead of recursion.
struct Components<'a> {
    graph: &'a Graph,
    index: Vec<Option<usize>>,
    low: Vec<usize>,
    on_stack: Vec<bool>,
    stack: Vec<Node>,
    count: usize,
    found: Vec<Vec<Node>>,
}

impl<'a> Components<'a> {
    /// The groups of nodes that can reach each other, and nodes that come before themselves.
    fn of(graph: &'a Graph) -> Vec<Vec<Node>> {
        let size = graph.roles.len();
        let (index, low, on_stack) = (vec![None; size], vec![0; size], vec![false; size]);
        let mut search = Components { graph, index, low, on_stack, stack: Vec::new(), count: 0, found: Vec::new() };
        for node in 0..size {
            if search.index_of(node).is_none() {
                search.visit(node);
            }
        }
        let is_cycle = |group: &Vec<Node>| match group.as_slice() {
            [node] => graph.edges(*node).iter().any(|edge| edge.target == *node),
            _ => true,
        };
        search.found.retain(is_cycle);
        search.found
    }

    fn index_of(&self, node: Node) -> Option<usize> {
        self.index.get(node).copied().flatten()
    }

    fn enter(&mut self, node: Node) {
        if let (Some(index), Some(low), Some(on_stack)) = (self.index.get_mut(node), self.low.get_mut(node), self.on_stack.get_mut(node)) {
            (*index, *low, *on_stack) = (Some(self.count), self.count, true);
        }
        self.count += 1;
        self.stack.push(node);
    }

    fn lower(&mut self, node: Node, to: usize) {
        if let Some(low) = self.low.get_mut(node) {
            *low = (*low).min(to);
        }
    }

    fn visit(&mut self, root: Node) {
        self.enter(root);
        let mut frames: Vec<(Node, usize)> = vec![(root, 0)];
        while let Some((node, next)) = frames.last_mut() {
            let node = *node;
            if let Some(edge) = self.graph.edges(node).get(*next) {
                *next += 1;
                match self.index_of(edge.target) {
                    None => {
                        self.enter(edge.target);
                        frames.push((edge.target, 0));
                    }
                    Some(index) if self.on_stack.get(edge.target).copied().unwrap_or(false) => self.lower(node, index),
                    Some(_) => {}
                }
                continue;
            }
            frames.pop();
            self.leave(node, frames.last().map(|(parent, _)| *parent));
        }
    }

    fn leave(&mut self, node: Node, parent: Option<Node>) {
        let low = self.low.get(node).copied().unwrap_or_default();
        if let Some(parent) = parent {
            self.lower(parent, low);
        }
        if Some(low) != self.index_of(node) {
            return;
        }
        let mut group = Vec::new();
        while let Some(top) = self.stack.pop() {
            if let Some(on_stack) = self.on_stack.get_mut(top) {
                *on_stack = false;
            }
            group.push(top);
            if top == node {
                break;
            }
        }
        self.found.push(group);
    }
}
