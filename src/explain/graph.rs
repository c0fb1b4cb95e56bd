//! The catalog as a graph: what contains what, and what comes before what.

use crate::catalog::Catalog;
use crate::plan::Kinds;
use crate::plan::names::Names;
use crate::plan::relations::{self, Relations};
use crate::value::Map;
use rpuppet_syntax::Location;
use serde_json::{Value as Json, json};

const PAGE: &str = include_str!("page.html");
/// Containers inside each other deeper than this are cut (a catalog from elsewhere may contain itself).
pub(super) const DEEPEST: usize = 100;

/// Resources by position, with their relations.
pub struct Graph<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) relations: Relations,
    /// Positions of what each container holds.
    pub(super) contents: Map<usize, Vec<usize>>,
}

impl<'a> Graph<'a> {
    pub fn of(catalog: &'a Catalog, kinds: &dyn Kinds) -> Self {
        let (names, _) = Names::of(catalog, kinds);
        let (relations, _) = relations::collect(catalog, kinds, &names);
        let mut contents: Map<usize, Vec<usize>> = Map::default();
        for (inside, container) in super::containers(catalog) {
            let positions = (catalog.resources.get_index_of(container), catalog.resources.get_index_of(inside));
            if let (Some(container), Some(inside)) = positions {
                contents.entry(container).or_default().push(inside);
            }
        }
        Graph { catalog, relations, contents }
    }

    pub(super) fn name(&self, position: usize) -> String {
        self.catalog.resources.get_index(position).map(|(reference, _)| reference.to_string()).unwrap_or_default()
    }

    /// What nothing contains.
    pub(super) fn roots(&self) -> Vec<usize> {
        let inside: Vec<usize> = self.contents.values().flatten().copied().collect();
        (0..self.catalog.resources.len()).filter(|position| !inside.contains(position)).collect()
    }

    /// Graphviz's language: containers are clusters.
    pub fn dot(&self) -> String {
        let mut out = "digraph catalog {\n  rankdir=LR;\n  compound=true;\n  node [shape=box, fontname=\"sans-serif\"];\n".to_string();
        self.roots().into_iter().for_each(|position| self.dot_node(position, 1, &mut out));
        for ((earlier, later), reasons) in &self.relations {
            let style = if reasons.iter().any(|relation| relation.refresh) { " [style=bold]" } else { "" };
            out.push_str(&format!("  {} -> {}{style};\n", quoted(&self.name(*earlier)), quoted(&self.name(*later))));
        }
        out.push_str("}\n");
        out
    }

    fn dot_node(&self, position: usize, depth: usize, out: &mut String) {
        let indent = "  ".repeat(depth);
        let name = quoted(&self.name(position));
        let contents = self.contents.get(&position).filter(|_| depth < DEEPEST);
        let Some(contents) = contents else { return out.push_str(&format!("{indent}{name};\n")) };
        out.push_str(&format!(
            "{indent}subgraph {} {{\n{indent}  label={name};\n{indent}  {name};\n",
            quoted(&format!("cluster_{position}"))
        ));
        contents.iter().for_each(|inside| self.dot_node(*inside, depth + 1, out));
        out.push_str(&format!("{indent}}}\n"));
    }

    /// A page that can be searched and folded, and needs nothing else.
    pub fn page(&self) -> String {
        let tree: Vec<Json> = self.roots().into_iter().map(|position| self.tree(position, 0)).collect();
        let data = json!({ "name": self.catalog.name.as_str(), "tree": tree }).to_string();
        // nothing in the data may end the element that it stands in
        PAGE.replacen("DATA", &data.replace('<', "\\u003c"), 1)
    }

    fn tree(&self, position: usize, depth: usize) -> Json {
        let inside = self.contents.get(&position).filter(|_| depth < DEEPEST);
        let inside: Vec<Json> = inside.into_iter().flatten().map(|position| self.tree(*position, depth + 1)).collect();
        let related = |wanted: fn(&(usize, usize), usize) -> Option<usize>| -> Vec<Json> {
            let found = self.relations.iter().filter_map(|(pair, reasons)| Some((wanted(pair, position)?, reasons)));
            found.map(|(other, reasons)| json!({ "name": self.name(other), "refresh": reasons.iter().any(|one| one.refresh) })).collect()
        };
        let after = related(|(earlier, later), position| (*later == position).then_some(*earlier));
        let before = related(|(earlier, later), position| (*earlier == position).then_some(*later));
        json!({ "name": self.name(position), "place": self.place(position), "after": after, "before": before, "inside": inside })
    }

    pub(super) fn place(&self, position: usize) -> Option<String> {
        let location: Option<&Location> = self.catalog.resources.get_index(position).and_then(|(_, resource)| resource.location.as_ref());
        location.map(super::text::place)
    }

    pub fn document(&self) -> Json {
        let relations = self.relations.iter().map(|((earlier, later), reasons)| {
            json!({ "first": self.name(*earlier), "then": self.name(*later), "refresh": reasons.iter().any(|relation| relation.refresh) })
        });
        let contents = self.catalog.edges.iter().map(|(container, inside)| json!([container.to_string(), inside.to_string()]));
        let resources: Vec<String> = (0..self.catalog.resources.len()).map(|position| self.name(position)).collect();
        json!({ "resources": resources, "contains": contents.collect::<Vec<_>>(), "order": relations.collect::<Vec<_>>() })
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}
