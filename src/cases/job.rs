//! What there is to do: every case with every set of facts that it is for.

use super::case::Case;
use super::facts::{self, FactSet};
use super::suite::Suite;
use crate::value::regex::Regex;
use rpuppet_syntax::SourceFile;
use std::sync::Arc;

/// A case with a set of facts.
#[derive(Clone, Copy)]
pub struct Job<'a> {
    pub suite: &'a Suite,
    pub case: &'a Case,
    pub facts: &'a FactSet,
}

impl Job<'_> {
    pub fn name(&self) -> String {
        format!("{}@{}", self.case.name, self.facts.name)
    }

    /// The node that the case names, else that of the facts.
    pub fn node(&self) -> String {
        self.case.node.clone().unwrap_or_else(|| facts::node(self.facts))
    }

    /// The case's own manifest; where it names a node, those of its environment before.
    pub fn manifests(&self) -> Vec<Arc<SourceFile>> {
        let of_environment = self.suite.manifests.iter().filter(|_| self.case.node.is_some());
        of_environment.chain([&self.case.source]).cloned().collect()
    }
}

/// Every case with every set of facts that it is for, if `CASE@FACTS` fits the filter.
pub fn jobs<'a>(suites: &'a [Suite], filter: Option<&Regex>) -> Vec<Job<'a>> {
    let pairs = |suite: &'a Suite| suite.cases.iter().flat_map(move |case| suite.facts.iter().map(move |facts| Job { suite, case, facts }));
    let all = suites.iter().flat_map(pairs);
    all.filter(|job| job.case.is_for(&job.facts.name) && filter.is_none_or(|filter| filter.is_match(&job.name()))).collect()
}
