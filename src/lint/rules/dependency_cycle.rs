//! Resources do not wait for each other in a circle.
//!
//! ## Why
//! Puppet refuses to apply the catalog. What is found are circles that no fact decides on: those of relations that are written out, between
//! titles that are, outside of conditions. A class waits for all that is declared in it.
//!
//! ## Example
//! ```puppet
//! file { '/etc/motd': require => Service['motd'] }
//! service { 'motd': subscribe => File['/etc/motd'] }
//! ```
//!
//! ## Use instead
//! ```puppet
//! file { '/etc/motd': }
//! service { 'motd': subscribe => File['/etc/motd'] }
//! ```

use super::{File, Findings, Modules, Node, NodeId, Rule, Span, literal_text, plain, type_of};
use crate::catalog::reference::capitalized;
use crate::value::{Map, Set};
use rpuppet_syntax::ast::{Arrow, Form};

pub const RULE: Rule = Rule::sense(look).fatal();

fn look(file: &File, _modules: &Modules, found: &mut Findings) {
    let bodies = file.ast.definitions.iter().filter_map(|id| match file.ast.node(*id) {
        Node::Class { name, body, .. } => Some((Some(plain(file.ast.text(name))).filter(|name| is_named(file, name)), body)),
        Node::Define { body, .. } | Node::NodeDefinition { body, .. } => Some((None, body)),
        _ => None,
    });
    for (class, body) in bodies.chain([(None, file.ast.root)]) {
        let mut order = Order { file, class, next: Map::default(), found: &mut *found };
        order.statements(body);
    }
}

/// Whether something refers to a class: else it is in no circle with what it holds.
fn is_named(file: &File, class: &str) -> bool {
    file.ast.ids().any(|id| match file.ast.node(id) {
        Node::Access(left, keys) if is_class(file, left) => {
            file.ast.items(keys).iter().any(|key| literal_text(file.ast, *key).is_some_and(|name| plain(name) == class))
        }
        _ => false,
    })
}

fn is_class(file: &File, id: NodeId) -> bool {
    matches!(file.ast.node(id), Node::QualifiedReference(name) if file.ast.text(name).eq_ignore_ascii_case("class"))
}

/// A resource by type and title; of a class its beginning and its end are two.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Point {
    type_name: String,
    title: String,
    is_end: bool,
}

impl Point {
    fn new(type_name: &str, title: &str) -> Point {
        let title = if type_name == "class" { plain(title) } else { title.to_string() };
        Point { type_name: type_name.to_string(), title, is_end: false }
    }

    /// Where it is over: what waits for it waits for that.
    fn end(&self) -> Point {
        Point { is_end: self.type_name == "class", ..self.clone() }
    }

    fn shown(&self) -> String {
        format!("{}['{}']", capitalized(&self.type_name), self.title)
    }
}

/// What has to come before what.
struct Order<'f, 'a> {
    file: &'f File<'a>,
    /// The class whose resources these are, where that matters.
    class: Option<String>,
    next: Map<Point, Set<Point>>,
    found: &'f mut Findings,
}

impl Order<'_, '_> {
    fn statements(&mut self, body: NodeId) {
        for statement in self.file.ast.statements(&body) {
            self.statement(*statement);
        }
    }

    /// The resources of a statement that others may be chained to.
    fn statement(&mut self, id: NodeId) -> Vec<Point> {
        let ast = self.file.ast;
        match ast.node(id) {
            Node::Resource { type_name, bodies, form: Form::Regular } => match type_of(ast, type_name) {
                Some(name) => ast.items(bodies).iter().flat_map(|body| self.resource(&name, *body)).collect(),
                None => Vec::new(),
            },
            Node::Relationship(arrow, left, right) => {
                let (one, other) = (self.statement(left), self.statement(right));
                match arrow {
                    Arrow::Before | Arrow::Notify => self.put(&one, &other, ast.place(id)),
                    Arrow::Require | Arrow::Subscribe => self.put(&other, &one, ast.place(id)),
                }
                other
            }
            _ => self.referred(id),
        }
    }

    fn resource(&mut self, type_name: &str, body: NodeId) -> Vec<Point> {
        let ast = self.file.ast;
        let Node::ResourceBody { title, attributes } = ast.node(body) else { return Vec::new() };
        let titles = match ast.node(title) {
            Node::Array(items) => ast.items(items).to_vec(),
            _ => vec![title],
        };
        let points: Vec<Point> =
            titles.iter().filter_map(|title| literal_text(ast, *title)).map(|title| Point::new(type_name, title)).collect();
        self.contain(&points, ast.span(title));
        for attribute in ast.items(attributes) {
            let Node::Attribute { name, value, .. } = ast.node(*attribute) else { continue };
            let others = || self.referred(value);
            match ast.text(name).as_str() {
                "require" | "subscribe" => self.put(&others(), &points, ast.span(value)),
                "before" | "notify" => self.put(&points, &others(), ast.span(value)),
                _ => {}
            }
        }
        points
    }

    /// The class begins before what it holds, and ends after it. Classes that are declared in it are not held.
    fn contain(&mut self, points: &[Point], span: Span) {
        let Some(class) = self.class.as_deref().map(|name| Point::new("class", name)) else { return };
        for point in points.iter().filter(|point| point.type_name != "class") {
            self.edge(class.clone(), point.clone(), span);
            self.edge(point.clone(), class.end(), span);
        }
    }

    /// The resources that a reference names, or a list of references.
    fn referred(&self, id: NodeId) -> Vec<Point> {
        let ast = self.file.ast;
        match ast.node(id) {
            Node::Array(items) => ast.items(items).iter().flat_map(|item| self.referred(*item)).collect(),
            Node::Access(left, keys) if matches!(ast.node(left), Node::QualifiedReference(_)) => {
                let titles = ast.items(keys).iter().filter_map(|key| literal_text(ast, *key));
                type_of(ast, left).map(|name| titles.map(|title| Point::new(&name, title)).collect()).unwrap_or_default()
            }
            _ => Vec::new(),
        }
    }

    fn put(&mut self, before: &[Point], after: &[Point], span: Span) {
        for (one, other) in before.iter().flat_map(|one| after.iter().map(move |other| (one, other))) {
            for class in [one, other].into_iter().filter(|point| point.type_name == "class") {
                self.edge(class.clone(), class.end(), span);
            }
            self.edge(one.end(), other.clone(), span);
        }
    }

    /// Takes in that one comes before another, unless that closes a circle: then it is told, with the way round.
    fn edge(&mut self, from: Point, to: Point, span: Span) {
        let next = self.next.entry(from.clone()).or_default();
        if next.contains(&to) {
            return;
        }
        match self.way(&to, &from) {
            Some(way) => {
                let mut names: Vec<String> = way.iter().map(|point| point.shown()).collect();
                names.dedup();
                names.push(to.shown());
                self.found.at(span, format!("resources wait for each other in a circle: {}", names.join(" -> ")));
            }
            None => drop(self.next.entry(from).or_default().insert(to)),
        }
    }

    /// A way from one to another along what was taken in.
    fn way<'s>(&'s self, from: &'s Point, to: &'s Point) -> Option<Vec<&'s Point>> {
        let (mut ways, mut seen) = (vec![(from, None)], Set::default());
        let mut at = 0;
        seen.insert(from);
        while let Some((point, _)) = ways.get(at).copied() {
            if point == to {
                let back = std::iter::successors(Some(at), |at| ways.get(*at).and_then(|(_, before)| *before));
                let mut way: Vec<&Point> = back.filter_map(|at| ways.get(at)).map(|(point, _)| *point).collect();
                way.reverse();
                return Some(way);
            }
            let next = self.next.get(point).into_iter().flatten();
            let fresh: Vec<_> = next.filter(|point| seen.insert(*point)).map(|point| (point, Some(at))).collect();
            ways.extend(fresh);
            at += 1;
        }
        None
    }
}
