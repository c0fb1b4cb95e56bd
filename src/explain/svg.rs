//! The graph as a picture that needs nothing else: containers are boxes around what they hold, lines lead from what comes first to what
//! comes later. Names and places are told, values are not.

use super::graph::{DEEPEST, Graph};
use super::layout::{self, Pair};
use crate::diagnostic::format::xml_text as escaped;
use crate::plan::relations::{Origin, Relation};
use crate::value::Map;
use std::fmt::Write;

/// The advance of one character of the font, and what a box has around its text.
const LETTER: f64 = 7.0;
const PADDING: f64 = 10.0;
const LINE: f64 = 24.0;
/// Names with more characters are cut in the middle; the tooltip has all of it.
const LONGEST: usize = 44;
/// A line's tooltip tells of as many relations.
const MOST: usize = 20;
/// Room for the heading.
const HEAD: f64 = 56.0;

const STYLE: &str = include_str!("picture.css");

/// What comes first, and what later.
type Edge = (usize, usize);

/// A resource's box, from the corner of what contains it.
#[derive(Clone, Copy, Default)]
struct Box {
    place: Pair,
    size: Pair,
}

impl Graph<'_> {
    /// The picture.
    pub fn svg(&self) -> String {
        let picture = Picture::of(self);
        let (width, height) = (picture.size.0.max(640.0) + 2.0 * PADDING, picture.size.1 + HEAD + PADDING);
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\">\n\
             <title>Catalog of {name}</title>\n<style>\n{STYLE}</style>\n{MARKER}<rect class=\"page\" width=\"100%\" height=\"100%\"/>\n\
             <text class=\"head\" x=\"{PADDING}\" y=\"22\">Catalog of {name}</text>\n{LEGEND}",
            name = escaped(self.catalog.name.as_str())
        );
        picture.roots.iter().for_each(|position| picture.draw_groups(*position, 0, &mut out));
        picture.draw_lines(&mut out);
        picture.roots.iter().for_each(|position| picture.draw_names(*position, &mut out));
        out.push_str("</svg>\n");
        out
    }
}

const MARKER: &str = "<defs><marker id=\"end\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\">\
<path class=\"end\" d=\"M0 0 8 4 0 8z\"/></marker></defs>\n";

const LEGEND: &str = "<g class=\"legend\"><path class=\"line\" d=\"M10 40h36\" marker-end=\"url(#end)\"/><text x=\"54\" y=\"44\">before</text>\
<path class=\"line refresh\" d=\"M126 40h36\" marker-end=\"url(#end)\"/><text x=\"170\" y=\"44\">and refreshes</text>\
<path class=\"line known\" d=\"M294 40h36\" marker-end=\"url(#end)\"/><text x=\"338\" y=\"44\">its type knows</text></g>\n";

struct Picture<'a> {
    graph: &'a Graph<'a>,
    roots: Vec<usize>,
    /// What contains each resource that something contains, up to the depth that is drawn.
    containers: Map<usize, usize>,
    /// Edges between what one container holds, with the relations of what is inside of it that they stand for; under `None` those of the roots.
    lifted: Map<Option<usize>, Map<Edge, Vec<Edge>>>,
    boxes: Map<usize, Box>,
    size: Pair,
}

impl<'a> Picture<'a> {
    fn of(graph: &'a Graph<'a>) -> Self {
        let (containers, lifted, boxes) = (Map::default(), Map::default(), Map::default());
        let mut picture = Picture { graph, roots: graph.roots(), containers, lifted, boxes, size: (0.0, 0.0) };
        picture.roots.clone().into_iter().for_each(|root| picture.note_containers(root, 1));
        graph.relations.keys().for_each(|(earlier, later)| picture.lift(*earlier, *later));
        let roots = picture.roots.clone();
        picture.size = picture.arrange(None, &roots);
        roots.into_iter().for_each(|root| picture.shift(root, (PADDING, HEAD), 1));
        picture
    }

    fn inside(&self, position: usize) -> Vec<usize> {
        let held = |inside: &&usize| self.containers.get(*inside) == Some(&position);
        self.graph.contents.get(&position).into_iter().flatten().filter(held).copied().collect()
    }

    fn note_containers(&mut self, position: usize, depth: usize) {
        for inside in self.graph.contents.get(&position).cloned().into_iter().flatten() {
            // what contains itself is drawn once
            if depth < DEEPEST && !self.containers.contains_key(&inside) && !self.roots.contains(&inside) {
                self.containers.insert(inside, position);
                self.note_containers(inside, depth + 1);
            }
        }
    }

    /// What a resource is in, from the outside, itself last.
    fn way(&self, position: usize) -> Vec<usize> {
        let mut way: Vec<usize> = std::iter::successors(Some(position), |at| self.containers.get(at).copied()).collect();
        way.reverse();
        way
    }

    /// Notes an edge where the ways to its ends part.
    fn lift(&mut self, earlier: usize, later: usize) {
        let (first, then) = (self.way(earlier), self.way(later));
        let shared = first.iter().zip(&then).take_while(|(one, other)| one == other).count();
        if let (Some(first_side), Some(then_side)) = (first.get(shared), then.get(shared)) {
            let container = shared.checked_sub(1).and_then(|at| first.get(at).copied());
            self.lifted.entry(container).or_default().entry((*first_side, *then_side)).or_default().push((earlier, later));
        }
    }

    /// Gives the boxes of one container their places from its corner; the room that they take.
    fn arrange(&mut self, container: Option<usize>, inside: &[usize]) -> Pair {
        let sizes: Vec<Pair> = inside.iter().map(|position| self.measure(*position)).collect();
        let indexes: Map<usize, usize> = inside.iter().enumerate().map(|(index, position)| (*position, index)).collect();
        let edges = self.lifted.get(&container).into_iter().flat_map(Map::keys);
        let edges: Vec<_> = edges.filter_map(|(first, then)| Some((*indexes.get(first)?, *indexes.get(then)?))).collect();
        let (places, size) = layout::place(&sizes, &edges);
        let boxes = inside.iter().zip(places).zip(sizes).map(|((position, place), size)| (*position, Box { place, size }));
        self.boxes.extend(boxes);
        size
    }

    /// How large a resource's box is with all that is in it.
    fn measure(&mut self, position: usize) -> Pair {
        let own = (shortened(&self.graph.name(position)).chars().count() as f64 * LETTER + 2.0 * PADDING, LINE);
        let inside = self.inside(position);
        if inside.is_empty() {
            return own;
        }
        let (width, height) = self.arrange(Some(position), &inside);
        (own.0.max(width + 2.0 * PADDING), LINE + height + PADDING)
    }

    /// Makes places count from the corner of the picture.
    fn shift(&mut self, position: usize, corner: Pair, depth: usize) {
        let Some(placed) = self.boxes.get_mut(&position) else { return };
        placed.place = (placed.place.0 + corner.0, placed.place.1 + corner.1);
        let corner = (placed.place.0 + PADDING, placed.place.1 + LINE);
        self.inside(position).into_iter().filter(|_| depth < DEEPEST).for_each(|inside| self.shift(inside, corner, depth + 1));
    }

    /// Containers, from the outside in.
    fn draw_groups(&self, position: usize, depth: usize, out: &mut String) {
        let inside = self.inside(position);
        if !inside.is_empty() {
            self.draw_box(position, if depth.is_multiple_of(2) { "node group" } else { "node group odd" }, "", out);
        }
        inside.into_iter().for_each(|inside| self.draw_groups(inside, depth + 1, out));
    }

    /// What has names to be read is above the lines.
    fn draw_names(&self, position: usize, out: &mut String) {
        let (x, y) = self.boxed(position).place;
        let name = escaped(&shortened(&self.graph.name(position)));
        let text = format!("<text class=\"name\" x=\"{:.1}\" y=\"{:.1}\">{name}</text>", x + PADDING, y + 16.0);
        let inside = self.inside(position);
        if inside.is_empty() {
            self.draw_box(position, "node", &text, out);
        } else {
            out.push_str(&text.replacen("name", "name of-group", 1));
            out.push('\n');
        }
        inside.into_iter().for_each(|inside| self.draw_names(inside, out));
    }

    fn draw_box(&self, position: usize, class: &str, text: &str, out: &mut String) {
        let Box { place: (x, y), size: (width, height) } = self.boxed(position);
        let place = self.graph.place(position).map(|place| format!("\n{}", escaped(&place))).unwrap_or_default();
        // a string takes every line that is written to it
        let _ = writeln!(
            out,
            "<g class=\"{class}\"><title>{}{place}</title><rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"4\"/>{text}</g>",
            escaped(&self.graph.name(position)),
        );
    }

    fn boxed(&self, position: usize) -> Box {
        self.boxes.get(&position).copied().unwrap_or_default()
    }

    /// One line for all relations between what two boxes hold: from box to box where there are several, else between the two themselves.
    fn draw_lines(&self, out: &mut String) {
        for ((first_side, then_side), relations) in self.lifted.values().flatten() {
            let (first, then) = match relations.as_slice() {
                [(earlier, later)] => (*earlier, *later),
                _ => (*first_side, *then_side),
            };
            let reasons = || relations.iter().filter_map(|pair| self.graph.relations.get(pair)).flatten();
            let refresh = reasons().any(|relation| relation.refresh);
            let known = reasons().all(|relation| matches!(relation.origin, Origin::Automatic(_)));
            let kind = if refresh {
                " refresh"
            } else if known {
                " known"
            } else {
                ""
            };
            let several = if relations.len() > 1 { " several" } else { "" };
            let told: Vec<String> = relations.iter().take(MOST).map(|pair| self.told(*pair)).collect();
            let more = relations.len().checked_sub(MOST + 1).map(|more| format!("\n… and {} more", more + 1)).unwrap_or_default();
            let way = way(&self.boxed(first), &self.boxed(then));
            let title = escaped(&(told.join("\n") + &more));
            let _ = writeln!(out, "<path class=\"line{kind}{several}\" d=\"{way}\" marker-end=\"url(#end)\"><title>{title}</title></path>");
        }
    }

    fn told(&self, (earlier, later): (usize, usize)) -> String {
        let refresh = |reasons: &Vec<Relation>| reasons.iter().any(|relation| relation.refresh);
        let arrow = if self.graph.relations.get(&(earlier, later)).is_some_and(refresh) { "~>" } else { "->" };
        format!("{} {arrow} {}", self.graph.name(earlier), self.graph.name(later))
    }
}

/// The line between two boxes: from a right side to a left one, around where what comes later is not to the right.
fn way(first: &Box, then: &Box) -> String {
    let (x, y) = (first.place.0 + first.size.0, first.place.1 + LINE / 2.0);
    let (end_x, end_y) = (then.place.0, then.place.1 + LINE / 2.0);
    let reach = if end_x > x { ((end_x - x) / 2.0).clamp(12.0, 160.0) } else { 60.0 };
    format!("M{x:.1} {y:.1}C{:.1} {y:.1} {:.1} {end_y:.1} {end_x:.1} {end_y:.1}", x + reach, end_x - reach)
}

fn shortened(name: &str) -> String {
    let count = name.chars().count();
    if count <= LONGEST {
        return name.to_string();
    }
    let half = LONGEST / 2 - 1;
    name.chars().take(half).chain(['…']).chain(name.chars().skip(count - half)).collect()
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn long_names_are_cut_in_the_middle() {
        let long = shortened(&"ä".repeat(100));
        assert_eq!((long.chars().count(), long.contains('…')), (43, true));
        assert_eq!(shortened("File[/a]"), "File[/a]");
    }
}
