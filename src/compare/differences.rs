//! What differs between two canonical catalogs.

use super::canonical::{Canonical, Entry, RELATIONS};
use super::moved::{self, Moved};
use crate::value::Set;
use serde_json::Value as Json;
use similar::TextDiff;

/// Texts from this length on, and those of several lines, are shown as a difference of lines.
const LONG: usize = 100;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Added,
    Removed,
    Changed,
}

/// Everything that differs; nothing where two catalogs are equal.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Differences {
    pub classes_added: Vec<String>,
    pub classes_removed: Vec<String>,
    /// Removed ones in the order of the first catalog, then added and changed ones in the order of the second.
    pub resources: Vec<ResourceDifference>,
    /// The fewest resources whose other place explains the other order.
    pub moved: Vec<Moved>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ResourceDifference {
    pub reference: String,
    pub kind: Kind,
    /// Of an added or removed resource: all that it has.
    pub parameters: Vec<ParameterDifference>,
    pub relations: Vec<RelationDifference>,
    /// Before and after, where the container is another one.
    pub container: Option<[Option<String>; 2]>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ParameterDifference {
    pub name: String,
    pub from: Option<Json>,
    pub to: Option<Json>,
    /// The difference by lines, of long texts.
    pub lines: Option<String>,
}

/// The references that a metaparameter lost or got.
#[derive(Clone, Debug, PartialEq)]
pub struct RelationDifference {
    pub name: String,
    pub added: Vec<String>,
    pub removed: Vec<String>,
}

impl Differences {
    pub fn between(before: &Canonical, after: &Canonical) -> Self {
        let mut resources: Vec<ResourceDifference> = Vec::new();
        for (name, entry) in before.resources.iter().filter(|(name, _)| !after.resources.contains_key(*name)) {
            resources.push(difference(name, Kind::Removed, entry, &Entry::default()));
        }
        for (name, entry) in &after.resources {
            match before.resources.get(name) {
                None => resources.push(difference(name, Kind::Added, &Entry::default(), entry)),
                Some(known) if known != entry => resources.push(difference(name, Kind::Changed, known, entry)),
                Some(_) => {}
            }
        }
        Differences {
            classes_added: only_in(&after.classes, &before.classes),
            classes_removed: only_in(&before.classes, &after.classes),
            resources,
            moved: moved::moved(before, after),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.classes_added.is_empty() && self.classes_removed.is_empty() && self.resources.is_empty() && self.moved.is_empty()
    }

    pub fn count(&self, kind: Kind) -> usize {
        self.resources.iter().filter(|resource| resource.kind == kind).count()
    }
}

fn only_in(these: &[String], those: &[String]) -> Vec<String> {
    let those: Set<&String> = those.iter().collect();
    these.iter().filter(|name| !those.contains(name)).cloned().collect()
}

fn difference(reference: &str, kind: Kind, before: &Entry, after: &Entry) -> ResourceDifference {
    let mut names: Vec<&String> = before.parameters.keys().chain(after.parameters.keys()).collect();
    names.sort();
    names.dedup();
    let (relations, others): (Vec<&String>, Vec<&String>) = names.into_iter().partition(|name| RELATIONS.contains(&name.as_str()));
    ResourceDifference {
        reference: reference.to_string(),
        kind,
        parameters: others.into_iter().filter_map(|name| parameter(name, before, after)).collect(),
        relations: relations.into_iter().filter_map(|name| relation(name, before, after)).collect(),
        container: (before.container != after.container).then(|| [before.container.clone(), after.container.clone()]),
    }
}

fn parameter(name: &str, before: &Entry, after: &Entry) -> Option<ParameterDifference> {
    let (from, to) = (before.parameters.get(name), after.parameters.get(name));
    (from != to).then(|| ParameterDifference { name: name.to_string(), from: from.cloned(), to: to.cloned(), lines: lines(from, to) })
}

fn lines(from: Option<&Json>, to: Option<&Json>) -> Option<String> {
    let (from, to) = (from?.as_str()?, to?.as_str()?);
    let is_long = |text: &str| text.len() > LONG || text.contains('\n');
    (is_long(from) || is_long(to)).then(|| TextDiff::from_lines(from, to).unified_diff().to_string())
}

fn relation(name: &str, before: &Entry, after: &Entry) -> Option<RelationDifference> {
    let of = |entry: &Entry| -> Vec<String> {
        let items = entry.parameters.get(name).and_then(Json::as_array);
        items.into_iter().flatten().map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_string)).collect()
    };
    let (before, after) = (of(before), of(after));
    let (added, removed) = (only_in(&after, &before), only_in(&before, &after));
    (!added.is_empty() || !removed.is_empty()).then(|| RelationDifference { name: name.to_string(), added, removed })
}
