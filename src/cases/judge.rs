//! Whether a catalog is as a case expects it.

use super::expectation::{Clause, Expectation};
use super::order::{Order, Way};
use crate::catalog::json::value_to_json;
use crate::catalog::{Catalog, Reference, Resource};
use crate::compare::shown;
use crate::diagnostic::similar;
use crate::plan::Kinds;
use crate::plan::containment::Containment;
use crate::plan::names::Names;
use crate::value::format;
use serde_json::Value as Json;

/// A catalog with all that questions are answered from.
pub struct Evidence<'a> {
    catalog: &'a Catalog,
    kinds: &'a dyn Kinds,
    names: Names,
    containment: &'a Containment,
    /// None where the catalog has no order.
    order: Option<&'a Order>,
}

/// What is not as expected, in words, and the next step where there is one.
pub struct Objection {
    pub message: String,
    pub help: Option<String>,
}

fn objection(message: String) -> Objection {
    Objection { message, help: None }
}

impl<'a> Evidence<'a> {
    pub fn of(catalog: &'a Catalog, kinds: &'a dyn Kinds, containment: &'a Containment, order: Option<&'a Order>) -> Self {
        Evidence { catalog, kinds, names: Names::of(catalog, kinds).0, containment, order }
    }

    /// All that is not as expected.
    pub fn objections(&self, expectation: &Expectation) -> Vec<Objection> {
        match expectation {
            Expectation::Compiles => Vec::new(),
            Expectation::Error(regex) => vec![objection(format!("It compiles, though an error is expected: /{}/", regex.source()))],
            Expectation::Absent(references) => references.iter().filter_map(|reference| self.absent(reference)).collect(),
            Expectation::Present(references, clauses) => references.iter().flat_map(|reference| self.present(reference, clauses)).collect(),
        }
    }

    fn absent(&self, reference: &Reference) -> Option<Objection> {
        self.names.position(reference).map(|_| objection(format!("{reference} is in the catalog")))
    }

    fn present(&self, reference: &Reference, clauses: &[Clause]) -> Vec<Objection> {
        match self.find(reference) {
            Err(missing) => vec![missing],
            Ok((position, resource)) => clauses.iter().flat_map(|clause| self.clause(position, resource, clause)).collect(),
        }
    }

    fn find(&self, reference: &Reference) -> Result<(usize, &'a Resource), Objection> {
        let position = self.names.position(reference);
        let found = position.and_then(|position| Some((position, self.catalog.resources.get_index(position)?.1)));
        found.ok_or_else(|| {
            let titles = self.catalog.resources.keys().filter(|known| known.type_name == reference.type_name);
            let near = similar::closest(&reference.title, titles.map(|known| known.title.as_str()));
            Objection {
                message: format!("{reference} is not in the catalog"),
                help: near.map(|title| format!("did you mean {}['{title}']?", reference.type_name)),
            }
        })
    }

    fn clause(&self, position: usize, resource: &Resource, clause: &Clause) -> Vec<Objection> {
        let name = &resource.reference;
        let told = |is_so: bool, message: String| if is_so { Vec::new() } else { vec![objection(message)] };
        match clause {
            Clause::Equals(parameter, wanted) => {
                let actual = resource.get(parameter).map(value_to_json).unwrap_or_default();
                let hint = if spelt_alike(&actual, wanted) { ": one is a text, the other is not" } else { "" };
                let message = || format!("{name} has {}, not {}{hint}", self.told(resource, parameter), shown(wanted));
                if actual == *wanted { Vec::new() } else { vec![objection(message())] }
            }
            Clause::Matches(parameter, regex) => {
                let text = resource.get(parameter).map(|value| format::interpolated(value).to_string());
                let fits = text.is_some_and(|text| regex.is_match(&text));
                told(fits, format!("{name} has {}, which does not fit /{}/", self.told(resource, parameter), regex.source()))
            }
            Clause::Unset(parameter) => told(resource.get(parameter).is_none(), format!("{name} has {}", self.told(resource, parameter))),
            Clause::Inside(others) => {
                self.each(others, |other| self.contains(other, position), |other| format!("{name} is not in {other}"))
            }
            Clause::Before(others) => {
                self.each(others, |other| self.leads(position, other, Way::Any), |other| format!("{name} does not come before {other}"))
            }
            Clause::Requires(others) => {
                self.each(others, |other| self.leads(other, position, Way::Any), |other| format!("{name} does not come after {other}"))
            }
            Clause::Notifies(others) => {
                self.each(others, |other| self.leads(position, other, Way::Events), |other| format!("no event of {name} reaches {other}"))
            }
        }
    }

    fn each(&self, others: &[Reference], holds: impl Fn(usize) -> bool, say: impl Fn(&Reference) -> String) -> Vec<Objection> {
        let check = |other: &Reference| match self.find(other) {
            Err(missing) => Some(missing),
            Ok((position, _)) => (!holds(position)).then(|| objection(say(other))),
        };
        others.iter().filter_map(check).collect()
    }

    /// Without an order there is something worse to tell.
    fn leads(&self, from: usize, to: usize, way: Way) -> bool {
        self.order.is_none_or(|order| order.leads(from, to, way))
    }

    fn contains(&self, container: usize, position: usize) -> bool {
        let (mut left, mut budget) = (vec![container], self.catalog.resources.len() + 1);
        while let Some(next) = left.pop().filter(|_| budget > 0) {
            budget -= 1;
            let contents = self.containment.contents(next);
            if contents.contains(&position) {
                return true;
            }
            left.extend(contents);
        }
        false
    }

    /// `mode '0644'`, or `no mode`.
    fn told(&self, resource: &Resource, parameter: &str) -> String {
        match resource.get(parameter) {
            None => format!("no {parameter}"),
            Some(_) if resource.is_sensitive(parameter) || is_secret(self.kinds, resource, parameter) => format!("{parameter} [redacted]"),
            Some(value) => format!("{parameter} {}", shown(&value_to_json(value))),
        }
    }
}

/// Whether a parameter is secret by its type, or by the resource's own word.
pub fn is_secret(kinds: &dyn Kinds, resource: &Resource, parameter: &str) -> bool {
    let attribute = kinds.kind(&resource.reference.type_name).and_then(|kind| kind.schema().attributes.get(parameter));
    let is_marked = || parameter == "value" && resource.get("secret").is_some_and(|flag| format::interpolated(flag) == "true");
    attribute.is_some_and(|attribute| attribute.secret) || is_marked()
}

/// `80` and `'80'`
fn spelt_alike(actual: &Json, wanted: &Json) -> bool {
    let plain = |value: &Json| value.as_str().map_or_else(|| value.to_string(), str::to_string);
    actual != wanted && plain(actual) == plain(wanted)
}
