//! A type of resource for tests: a `thing` has a value, kept in a file of the pretended machine, and does what its parameters say.

use rpuppet::apply::apply;
use rpuppet::catalog::{Catalog, Parameter, Reference, Resource, Schema, SourceLine};
use rpuppet::plan::{Acting, Change, Failure, Kinds, Options, Reading, ResourceType};
use rpuppet::report::{Level, Log, Report};
use rpuppet::system::memory::Machine;
use rpuppet::system::{Follow, Ownership};
use rpuppet::value::Value;
use std::path::PathBuf;
use std::sync::Mutex;

/// `thing`, and `deaf`, which is the same without refresh.
pub struct Thing {
    schema: Schema,
    is_refreshable: bool,
    /// What was done: `apply a`, `refresh a`, `batch a b`.
    pub done: Mutex<Vec<String>>,
}

impl Thing {
    fn named(name: &str, is_refreshable: bool) -> Self {
        let schema = Schema { name: name.into(), name_variables: vec!["name".into()], isomorphic: true, ..Schema::default() };
        Thing { schema, is_refreshable, done: Mutex::default() }
    }

    fn note(&self, text: String) {
        self.done.lock().unwrap().push(text);
    }

    fn change(&self, resource: &Resource, acting: &mut Acting<'_>) -> Result<(), Failure> {
        if is(resource, "crashes") {
            panic!("killed");
        }
        if is(resource, "fails") {
            return Err(Failure { output: "it said so".into(), ..Failure::new("it does not want to") });
        }
        let value = resource.text("value").unwrap_or("on");
        Ok(acting.act.write(&path(resource), value.as_bytes(), &Ownership::default(), None)?)
    }
}

fn path(resource: &Resource) -> PathBuf {
    PathBuf::from("/things").join(resource.title())
}

fn is(resource: &Resource, name: &str) -> bool {
    resource.text(name) == Some("true")
}

impl ResourceType for Thing {
    fn schema(&self) -> &Schema {
        &self.schema
    }

    fn validate(&self, resource: &Resource) -> Result<(), Failure> {
        if is(resource, "invalid") { Err(Failure::new(format!("the value of {} is bad", resource.reference))) } else { Ok(()) }
    }

    fn generate(&self, resource: &Resource, _reading: &mut Reading<'_>) -> Result<Vec<Resource>, Failure> {
        let titles = resource.text("generates").unwrap_or_default().split_whitespace();
        Ok(titles.map(|title| Resource { reference: Reference::new(&self.schema.name, title), ..Resource::default() }).collect())
    }

    fn check(&self, resource: &Resource, reading: &mut Reading<'_>) -> Result<Vec<Change>, Failure> {
        if is(resource, "unknowable") {
            return Err(Failure::not_yet("its program is not installed"));
        }
        if is(resource, "unreadable") {
            return Err(Failure::new("it cannot be read"));
        }
        let wanted = resource.text("value").unwrap_or("on");
        let now = match reading.look.metadata(&path(resource), Follow::Links)? {
            Some(_) => String::from_utf8_lossy(&reading.look.read(&path(resource))?).into_owned(),
            None => "absent".to_string(),
        };
        let mut change = Change::new("value", now.as_str(), wanted);
        change.redacted = resource.is_sensitive("value");
        change.diff = Some(format!("-{now}\n+{wanted}\n"));
        Ok(if now == wanted { Vec::new() } else { vec![change] })
    }

    fn apply(&self, resource: &Resource, _changes: &[Change], acting: &mut Acting<'_>) -> Result<(), Failure> {
        self.note(format!("apply {}", resource.title()));
        self.change(resource, acting)
    }

    fn batch_key(&self, resource: &Resource, _changes: &[Change]) -> Option<rpuppet::value::EcoString> {
        resource.text("batch").map(Into::into)
    }

    fn apply_batch(&self, batch: &[(&Resource, &[Change])], acting: &mut Acting<'_>) -> Vec<Result<(), Failure>> {
        let titles: Vec<&str> = batch.iter().map(|(resource, _)| resource.title()).collect();
        self.note(format!("batch {}", titles.join(" ")));
        batch.iter().map(|(resource, _)| self.change(resource, acting)).collect()
    }

    fn is_refreshable(&self) -> bool {
        self.is_refreshable
    }

    fn absorbs_refresh(&self, changes: &[Change]) -> bool {
        changes.iter().any(|change| change.to == "started")
    }

    fn refresh(&self, resource: &Resource, _acting: &mut Acting<'_>) -> Result<bool, Failure> {
        self.note(format!("refresh {}", resource.title()));
        if is(resource, "refresh_crashes") {
            panic!("killed");
        }
        if is(resource, "refresh_fails") {
            return Err(Failure::new("it does not come up"));
        }
        Ok(true)
    }
}

pub struct Things {
    pub thing: Thing,
    pub deaf: Thing,
}

impl Things {
    pub fn new() -> Self {
        Things { thing: Thing::named("thing", true), deaf: Thing::named("deaf", false) }
    }

    /// What was done since the last time.
    pub fn take_done(&self) -> Vec<String> {
        std::mem::take(&mut *self.thing.done.lock().unwrap())
    }
}

impl Kinds for Things {
    fn kind(&self, type_name: &str) -> Option<&dyn ResourceType> {
        match type_name {
            "Thing" => Some(&self.thing),
            "Deaf" => Some(&self.deaf),
            _ => None,
        }
    }
}

/// A catalog of one class: each line is `Type[title] parameter=value …`; values of relations are `A[b],C[d]`.
pub fn catalog(text: &str) -> Catalog {
    let mut catalog = Catalog { name: "box".into(), environment: "production".into(), ..Catalog::default() };
    let (stage, main) = (Reference::new("Stage", "main"), Reference::new("Class", "main"));
    for reference in [&stage, &main] {
        catalog.resources.insert(reference.clone(), Resource { reference: reference.clone(), ..Resource::default() });
    }
    catalog.edges.push((stage, main.clone()));
    for (line, text) in text.lines().enumerate() {
        let mut words = text.split_whitespace();
        let Some(reference) = words.next().and_then(Reference::parse) else { continue };
        let parameters = words.map(|word| {
            let (name, value) = word.split_once('=').unwrap();
            let relation = ["require", "before", "notify", "subscribe"].contains(&name);
            let value = if relation { value.split(',').map(Value::from).collect() } else { Value::from(value.replace('_', " ")) };
            let value = if let Some(secret) = value.as_str().and_then(|text| text.strip_prefix("secret:")) {
                Value::sensitive(secret.into())
            } else {
                value
            };
            (name.into(), Parameter { value, location: None })
        });
        let source = SourceLine { file: Some("site.pp".into()), line: u32::try_from(line + 1).unwrap() };
        let kind = Some("compilable_type".into());
        let resource =
            Resource { reference: reference.clone(), parameters: parameters.collect(), source: Some(source), kind, ..Resource::default() };
        catalog.edges.push((main.clone(), reference.clone()));
        assert!(catalog.resources.insert(reference, resource).is_none(), "{text}");
    }
    catalog
}

/// A machine with the folder that things live in.
pub fn machine() -> Machine {
    let machine = Machine::new();
    machine.files_mut().put_directory("/things");
    machine.files_mut().put_directory("/state");
    machine
}

pub fn options() -> Options {
    Options { state_directory: Some("/state".into()), ..Options::default() }
}

/// One run; gives the lines of the log from notice upwards.
pub fn run(text: &str, things: &Things, machine: &mut Machine, options: &Options) -> (Report, Vec<String>) {
    let mut log: Vec<Log> = Vec::new();
    let report = apply(&catalog(text), things, machine, &mut log, options).unwrap();
    let lines: Vec<String> = log.iter().filter(|log| log.level >= Level::Notice).map(Log::to_string).collect();
    (report, lines)
}
