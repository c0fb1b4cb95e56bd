//! How far modules go without Ruby: what of their manifests parses and compiles, which of their functions, templates, types and facts are
//! at hand here, and what is missing. For people who think of moving.
//!
//! A class is declared alone, with values made up for what it must be given; one that asks for more than that is counted apart.

mod classes;
mod files;
mod html;
mod ruby;
mod sample;
mod templates;
pub mod text;

pub use html::page;

use crate::settings::Settings;
use crate::value::Value;
use crate::world::World;
use std::sync::Mutex;

/// What a survey looks at.
pub struct Subject<'a> {
    pub world: &'a dyn World,
    /// Directories that hold modules, first wins.
    pub module_path: Vec<String>,
    /// Classes are compiled with these.
    pub facts: Value,
    pub settings: &'a Settings,
}

/// The kinds of things that modules consist of, in the order of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Manifests,
    Classes,
    Defines,
    Functions,
    Templates,
    Types,
    /// The pieces of types' code.
    Blocks,
    Facts,
}

impl Part {
    pub const ALL: [Part; 8] =
        [Part::Manifests, Part::Classes, Part::Defines, Part::Functions, Part::Templates, Part::Types, Part::Blocks, Part::Facts];

    pub fn name(self) -> &'static str {
        match self {
            Part::Manifests => "manifests",
            Part::Classes => "classes",
            Part::Defines => "defines",
            Part::Functions => "functions",
            Part::Templates => "templates",
            Part::Types => "types",
            Part::Blocks => "blocks",
            Part::Facts => "facts",
        }
    }
}

/// How it stands with one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It works here.
    Works,
    /// It fails by its own code, as it would with Puppet: alone, with made-up values.
    Demands(String),
    /// Something that it needs is not here.
    Missing(String),
}

/// One manifest, class, function, ….
#[derive(Clone, Debug)]
pub struct Item {
    pub part: Part,
    pub name: String,
    pub verdict: Verdict,
}

/// A module with what it consists of.
#[derive(Clone, Debug)]
pub struct Module {
    pub name: String,
    pub items: Vec<Item>,
}

/// Of the things of one kind: how many there are, how many work, how many ask for more than a survey gives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub all: usize,
    pub works: usize,
    pub demands: usize,
}

impl Module {
    pub fn tally(&self, part: Part) -> Tally {
        self.items.iter().filter(|item| item.part == part).fold(Tally::default(), |tally, item| tally.with(&item.verdict))
    }
}

impl Tally {
    fn with(self, verdict: &Verdict) -> Self {
        Tally {
            all: self.all + 1,
            works: self.works + usize::from(*verdict == Verdict::Works),
            demands: self.demands + usize::from(matches!(verdict, Verdict::Demands(_))),
        }
    }

    pub fn and(self, other: Tally) -> Self {
        Tally { all: self.all + other.all, works: self.works + other.works, demands: self.demands + other.demands }
    }

    pub fn missing(self) -> usize {
        self.all - self.works - self.demands
    }
}

/// Looks at every module of the path, several at a time.
pub fn survey(subject: &Subject<'_>) -> Vec<Module> {
    let modules = files::modules(subject);
    let shared = ruby::Shared::new(subject);
    let (queue, done) = (Mutex::new(modules.into_iter()), Mutex::new(Vec::new()));
    let work = || {
        loop {
            let next = queue.lock().ok().and_then(|mut queue| queue.next());
            let Some((name, directory)) = next else { break };
            let items = items(subject, &shared, &directory);
            if let Ok(mut done) = done.lock() {
                done.push(Module { name, items });
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| crate::pipeline::with_large_stack(work));
        }
    });
    let mut modules = done.into_inner().unwrap_or_default();
    modules.sort_by(|a: &Module, b| a.name.cmp(&b.name));
    modules
}

fn items(subject: &Subject<'_>, shared: &ruby::Shared<'_>, directory: &str) -> Vec<Item> {
    let mut items = classes::of_module(subject, directory);
    items.extend(ruby::functions(subject, shared, directory));
    items.extend(templates::of_module(subject, directory));
    items.extend(ruby::types(subject, shared, directory));
    items.extend(ruby::facts(subject, directory));
    items
}
