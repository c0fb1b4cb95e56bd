//! A catalog as the code of its types makes it: values munged, mistakes refused, relations found. Nothing of the host is asked.

use super::instance::{Instance, Members};
use super::made::{Made, Outcome, Refusal, Subject, given, values};
use super::run::{Step, Unrun};
use super::secrets::Secrets;
use crate::catalog::{Catalog, Reference, RelationKind, Resource};
use crate::ruby::error::Flow;
use crate::ruby::host::Host;
use crate::ruby::interpreter::{Interpreter, Itself, MOST_STEPS};
use crate::ruby::methods::kernel::as_array;
use crate::ruby::object::Object;
use crate::value::{EcoString, Map, Value};
use std::cell::RefCell;
use std::rc::Rc;

/// Steps that the code of all resources together may take.
const MOST_STEPS_OF_ALL: u64 = 20 * MOST_STEPS;

/// Lines that the code may log, and characters of one.
const MOST_LINES: usize = 1000;
const LONGEST_LINE: usize = 10_000;

/// Runs the code of the types that `subject` knows, by name in lower case. `facts` are those of the host, where they are at hand.
pub fn run(catalog: &Catalog, facts: Option<&Value>, subject: &dyn Fn(&str) -> Option<Subject>) -> Outcome {
    let mut log = Log { facts: facts.cloned(), ..Log::default() };
    let mut work = Work::new(&mut log);
    let mut subjects: Map<EcoString, Option<Subject>> = Map::default();
    for resource in catalog.resources.values() {
        let name = resource.reference.type_name.to_lowercase();
        let subject = subjects.entry(name).or_insert_with_key(|name| subject(name)).clone();
        if let Some(subject) = subject {
            work.resource(resource, &subject);
        }
    }
    if work.made.values().any(|made| made.relates) && work.made.values().all(|made| made.refusal.is_none()) {
        work.relations(catalog);
    }
    let Work { made, lines, .. } = work;
    Outcome { made, messages: lines.take() }
}

/// What code logs is kept until somebody tells it.
#[derive(Default)]
struct Log {
    lines: Rc<RefCell<Vec<(String, String)>>>,
    facts: Option<Value>,
}

impl Host for Log {
    fn variable(&mut self, name: &str) -> Option<Value> {
        self.facts.clone().filter(|_| name == "facts")
    }

    fn log(&mut self, level: &str, message: &str) {
        let mut lines = self.lines.borrow_mut();
        match lines.len() {
            MOST_LINES => lines.push(("warning".to_string(), "the code of types has more to say, which is left out".to_string())),
            known if known < MOST_LINES => lines.push((level.to_string(), message.chars().take(LONGEST_LINE).collect())),
            _ => {}
        }
    }
}

struct Work<'h> {
    interpreter: Interpreter<'h>,
    /// The resources whose types have code.
    instances: Map<Reference, Rc<Instance>>,
    made: Map<Reference, Made>,
    spent: u64,
    lines: Rc<RefCell<Vec<(String, String)>>>,
}

impl<'h> Work<'h> {
    fn new(log: &'h mut Log) -> Self {
        let lines = Rc::clone(&log.lines);
        Work { interpreter: Interpreter::new(log), instances: Map::default(), made: Map::default(), spent: 0, lines }
    }

    fn resource(&mut self, resource: &Resource, subject: &Subject) {
        let place = crate::catalog::resource::place(resource.source.as_ref());
        let secrets = Secrets::of(resource, &subject.schema);
        let logged = self.lines.borrow().len();
        let mut made = Made { path: subject.code.path.clone(), relates: subject.relates, ..Made::default() };
        let instance = match self.make(resource, subject, &place, None) {
            Ok(instance) => instance,
            Err(refusal) => {
                made.refusal = Some(self.without_secrets(refusal, &secrets, resource, subject, &place));
                Instance::new(resource.reference.clone(), Some(subject.code.clone()), place.clone())
            }
        };
        made.unrun = std::mem::take(&mut self.interpreter.unrun);
        self.hide(&secrets, logged, resource, subject, &place);
        self.interpreter.unrun.clear();
        made.values = values(&instance, resource);
        made.has_secrets = !secrets.is_empty();
        self.made.insert(resource.reference.clone(), made);
        self.instances.insert(resource.reference.clone(), instance);
    }

    /// Of what was logged from a line on, keeps what is logged with other texts in the place of the secrets, too.
    fn hide(&mut self, secrets: &Secrets, from: usize, resource: &Resource, subject: &Subject, place: &str) {
        if secrets.is_empty() || self.lines.borrow().len() <= from {
            return;
        }
        let told = self.lines.borrow_mut().split_off(from);
        // what comes of it is of no interest
        drop(self.make(resource, subject, place, Some(secrets)));
        let also = self.lines.borrow_mut().split_off(from);
        self.lines.borrow_mut().extend(told.into_iter().filter(|line| also.contains(line)));
    }

    /// One resource from its parameters; `masked` puts something else in the place of its secrets.
    fn make(&mut self, resource: &Resource, subject: &Subject, place: &str, masked: Option<&Secrets>) -> Result<Rc<Instance>, Refusal> {
        let instance = Instance::new(resource.reference.clone(), Some(subject.code.clone()), place.to_string());
        let given = given(resource, subject, masked).map_err(|message| refusal(message, None, subject, place, 0))?;
        self.begin()
            .map_err(|flow| (None, flow))
            .and_then(|()| {
                let filled = self.interpreter.fill(&instance, &given, &subject.providers);
                self.spent = self.spent.saturating_add(self.interpreter.spent());
                filled.map(|()| Rc::clone(&instance))
            })
            .map_err(|(attribute, flow)| {
                let error = flow.into_error();
                refusal(error.message, attribute, subject, place, error.line)
            })
    }

    fn begin(&mut self) -> Result<(), Flow> {
        self.interpreter.restart();
        if self.spent > MOST_STEPS_OF_ALL {
            return Err(Flow::raise("SystemStackError", "the Ruby code of the types of this catalog takes too many steps"));
        }
        Ok(())
    }

    /// A message may show the value that was refused. So that of a secret is made anew, with another text in its place; where that one
    /// is not refused, the reason is not told.
    fn without_secrets(&mut self, refusal: Refusal, secrets: &Secrets, resource: &Resource, subject: &Subject, place: &str) -> Refusal {
        if secrets.is_empty() {
            return refusal;
        }
        let logged = self.lines.borrow().len();
        let masked = self.make(resource, subject, place, Some(secrets));
        self.lines.borrow_mut().truncate(logged);
        match masked {
            Err(masked) if masked.attribute == refusal.attribute => masked,
            _ => {
                let message = match &refusal.attribute {
                    Some(name) => format!("Parameter {name} failed on {}: the reason may show a secret", resource.reference),
                    None => format!("Validation of {} failed: the reason may show a secret", resource.reference),
                };
                Refusal { message, ..refusal }
            }
        }
    }

    fn relations(&mut self, catalog: &Catalog) {
        let mut known = std::mem::take(&mut self.instances);
        let member = |resource: &Resource| known.swap_remove(&resource.reference).unwrap_or_else(|| plain(resource));
        let instances: Map<Reference, Rc<Instance>> =
            catalog.resources.values().map(member).map(|instance| (instance.reference.clone(), instance)).collect();
        let members = Rc::new(Members { instances });
        for instance in members.instances.values() {
            *instance.catalog.borrow_mut() = Rc::downgrade(&members);
        }
        for instance in members.instances.values() {
            if !self.made.get(&instance.reference).is_some_and(|made| made.relates) {
                continue;
            }
            let logged = self.lines.borrow().len();
            let found = self.relations_of(instance);
            if let Some(made) = self.made.get_mut(&instance.reference) {
                if made.has_secrets {
                    self.lines.borrow_mut().truncate(logged);
                }
                made.relations = found;
                made.unrun.append(&mut self.interpreter.unrun);
            }
        }
    }

    /// A block that fails tells no relation, as one that is outside of the small Ruby.
    fn relations_of(&mut self, instance: &Rc<Instance>) -> Vec<(RelationKind, Reference)> {
        let Some(code) = instance.code.clone() else { return Vec::new() };
        let mut found = Vec::new();
        // Puppet passes over what is no type of resource
        for relation in code.relations.iter().filter(|relation| relation.type_name != "class") {
            let itself = Itself::Resource(Rc::clone(instance));
            let given = self.begin().and_then(|()| self.interpreter.run_block(&relation.block, itself, "", Vec::new()));
            self.spent = self.spent.saturating_add(self.interpreter.spent());
            match given {
                Ok(given) => {
                    let others = as_list(&given).into_iter().filter_map(|other| reference(&other, &relation.type_name));
                    found.extend(others.map(|other| (relation.kind, other)));
                }
                Err(flow) => {
                    let error = flow.into_error();
                    self.interpreter.unrun.push(Unrun { step: Step::Relation, attribute: relation.type_name.clone(), error });
                }
            }
        }
        found
    }
}

/// A resource whose type has no code: it has what the catalog says.
fn plain(resource: &Resource) -> Rc<Instance> {
    let instance = Instance::new(resource.reference.clone(), None, String::new());
    for (name, parameter) in &resource.parameters {
        instance.hold(name).store(Object::from_value(parameter.value.unwrapped()));
    }
    instance
}

/// A list, or one alone.
fn as_list(given: &Object) -> Vec<Object> {
    match given {
        Object::Hash(_) => vec![given.clone()],
        other => as_array(other),
    }
}

/// What a title, or a resource itself, refers to.
fn reference(other: &Object, type_name: &str) -> Option<Reference> {
    match other {
        Object::Nil => None,
        Object::Resource(instance) => Some(instance.reference.clone()),
        title => Some(Reference::new(type_name, title.to_text())),
    }
}

fn refusal(message: String, attribute: Option<EcoString>, subject: &Subject, place: &str, line: u32) -> Refusal {
    let message = message.strip_suffix(place).map(str::to_string).unwrap_or(message);
    Refusal { message: message.trim_end().to_string(), attribute, path: subject.code.path.clone(), line }
}

/// The instance of one resource as a test looks at it: attributes as Ruby shows them, or why it is refused.
pub fn shown(resource: &Resource, subject: &Subject, facts: &Value) -> Result<Vec<(EcoString, String)>, String> {
    let mut log = Log { facts: Some(facts.clone()), ..Log::default() };
    let mut work = Work::new(&mut log);
    let instance = work.make(resource, subject, "", None).map_err(|refusal| refusal.message)?;
    if let Some(unrun) = work.interpreter.unrun.first() {
        return Err(format!("{:?} of {}: {}", unrun.step, unrun.attribute, unrun.error));
    }
    let held: Vec<_> = instance.attributes.borrow().values().filter(|held| held.code.is_some()).cloned().collect();
    let mut show = |held: Rc<super::instance::Held>| {
        let value = work.interpreter.value_of_attribute(&held).map_err(|flow| flow.into_error().message)?;
        Ok((held.name.clone(), value.inspect()))
    };
    held.into_iter().map(&mut show).collect()
}
