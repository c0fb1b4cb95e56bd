//! A catalog on its way to a host: what the code of its types makes of it. Real Puppet does so when it turns a catalog into resources
//! that act; what is refused then fails the whole, before anything is changed.

use super::{Message, actors, with_large_stack};
use crate::catalog::schema::CORE_TYPES;
use crate::catalog::{Catalog, Parameter, Reference, Resource, Schemas as _};
use crate::diagnostic::Level;
use crate::plan::{Autorelation, CatalogError, Failure, Kinds, ModuleCode, Prepared, Problem};
use crate::resources::{Natives, Sources};
use crate::ruby::declarations::Declarations;
use crate::ruby::types::catalog::run;
use crate::ruby::types::made::{Made, Refusal, Subject};
use crate::ruby::types::run::{Step, Unrun};
use crate::value::{EcoString, Map, Value};
use crate::world::World;

/// A catalog as a host is brought in line with it.
pub struct Ready {
    pub catalog: Catalog,
    pub kinds: Prepared<Natives>,
    /// What the code of types logged.
    pub messages: Vec<Message>,
    problems: Vec<Problem>,
}

impl Ready {
    /// Whether nothing was refused.
    ///
    /// # Errors
    /// Everything that was.
    pub fn checked(&mut self) -> Result<(), CatalogError> {
        let problems = std::mem::take(&mut self.problems);
        if problems.is_empty() { Ok(()) } else { Err(CatalogError::Problems { problems }) }
    }
}

/// Runs the code of the types that modules declare. `facts` are those of the host, where they are at hand.
pub fn prepare(catalog: Catalog, facts: Option<&Value>, sources: Sources, world: &dyn World) -> Ready {
    let declarations = Declarations::new(world, &sources.module_path);
    let kinds = actors(&catalog, sources, world);
    let work = || run(&catalog, facts, &|name| subject(name, &catalog, &declarations, &kinds));
    let outcome = with_large_stack(work);
    let problems = if outcome.is_some() { Vec::new() } else { vec![crashed()] };
    let outcome = outcome.unwrap_or_default();
    let messages = outcome.messages.into_iter().map(|(level, text)| Message {
        level: Level::parse(&level).unwrap_or(Level::Notice),
        text,
        diagnostic: None,
    });
    let prepared = Prepared { kinds, relations: Map::default(), unready: Map::default() };
    let mut ready = Ready { catalog, kinds: prepared, messages: messages.collect(), problems };
    for (reference, made) in outcome.made {
        ready.take(&reference, made);
    }
    ready
}

/// Nothing is applied where the code could not be run to its end.
fn crashed() -> Problem {
    Problem::of(&Resource::default(), "The code of the types of this catalog ended unexpectedly".to_string())
}

fn subject(name: &str, catalog: &Catalog, declarations: &Declarations<'_>, kinds: &Natives) -> Option<Subject> {
    if CORE_TYPES.contains(&name) || name.contains("::") || name == "class" {
        return None;
    }
    let (code, schema) = (declarations.code(name)?, declarations.schema(name)?);
    // their files are read where a resource names one
    let names_one =
        |resource: &Resource| resource.parameters.contains_key("provider") && resource.reference.type_name.eq_ignore_ascii_case(name);
    let declaration = catalog.resources.values().any(names_one).then(|| declarations.declaration(name)).flatten();
    let providers = declaration.map(|declaration| declaration.providers).unwrap_or_default();
    let relates = kinds.kind(name).is_some_and(|kind| kind.module_code() != ModuleCode::Refuses);
    Some(Subject { code, schema, providers: providers.into_iter().map(|provider| provider.name).collect(), relates })
}

impl Ready {
    fn take(&mut self, reference: &Reference, made: Made) {
        let Some(resource) = self.catalog.resources.get_mut(reference) else { return };
        let code = self.kinds.kinds.kind(&reference.type_name).map_or(ModuleCode::Refuses, |kind| kind.module_code());
        if let Some(refusal) = made.refusal {
            self.problems.push(problem(resource, refusal));
            return;
        }
        let unknown = |step: Step| made.unrun.iter().any(|unrun| unrun.step == step);
        if code != ModuleCode::Refuses && !unknown(Step::Relation) {
            let relations = made.relations.into_iter().map(|(kind, other)| Autorelation { kind, other });
            self.kinds.relations.insert(reference.clone(), relations.collect());
        }
        if code == ModuleCode::Makes {
            let missing = made.unrun.iter().find(|unrun| matches!(unrun.step, Step::Munge | Step::Default));
            if let Some(unrun) = missing {
                self.kinds.unready.insert(reference.clone(), unready(resource, unrun, &made.path));
            }
            set_values(resource, made.values);
        }
    }
}

/// The values that the code made; the name stays out where it is the title.
fn set_values(resource: &mut Resource, values: Map<EcoString, Value>) {
    for (name, value) in values {
        let is_title = value.as_str() == Some(resource.title());
        match resource.parameters.get_mut(&name) {
            Some(parameter) => parameter.value = value,
            None if is_title => {}
            None => drop(resource.parameters.insert(name, Parameter { value, location: None })),
        }
    }
}

fn problem(resource: &Resource, refusal: Refusal) -> Problem {
    let parameter = refusal.attribute.as_ref().and_then(|name| resource.parameters.get(name));
    let location = parameter.and_then(|parameter| parameter.location.clone()).or_else(|| resource.location.clone());
    let place = if refusal.line > 1 { format!("{}:{}", refusal.path, refusal.line) } else { refusal.path };
    Problem { location, help: Some(format!("the type says so in {place}")), ..Problem::of(resource, refusal.message) }
}

/// A value that a native provider needs and that only Ruby could tell.
fn unready(resource: &Resource, unrun: &Unrun, path: &str) -> Failure {
    let (name, reference) = (&unrun.attribute, &resource.reference);
    let what = if unrun.step == Step::Munge { "value" } else { "default" };
    let message = format!("the {what} of {name} of {reference} needs more than the Ruby that there is here: {}", unrun.error.message);
    let help = format!("{path}:{}: give a value that needs no more, or the resource to an installed Puppet", unrun.error.line);
    Failure { help: Some(help), property: Some(name.clone()), ..Failure::new(message) }
}
