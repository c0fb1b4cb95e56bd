//! What the parts say, put together by name.

use super::aliases;
use super::data::Data;
use super::definition::Known;
use super::function::Function;
use super::list::Module;
use super::names::OF_PLANS;
use super::part::Part;
use super::template::{Template, has_word};
use crate::catalog::Schemas;
use crate::value::data_type::Alias;
use crate::value::qualified::{is_qualified, split_first};
use crate::value::{EcoString, Map, Set, Type, Value};
use std::hash::Hasher;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// What the program itself brings.
pub struct Natives {
    pub schemas: Box<dyn Schemas + Send + Sync>,
    pub is_function: fn(&str) -> bool,
    /// The value of a text of YAML; `None` where it cannot be read.
    pub read_yaml: fn(&str) -> Option<Value>,
    /// How a function of the program may be called; nothing where it takes anything, `None` where there is none.
    pub signatures: fn(&str) -> Option<&'static [&'static str]>,
}

/// A function of which it is known how it may be called.
#[derive(Hash)]
pub enum Callee<'a> {
    /// In Puppet's language.
    Written(&'a Function),
    /// A part of the program, with what it says of its signatures.
    Native(&'static [&'static str]),
}

/// What is said of all modules, by name.
pub struct Index {
    pub(super) natives: Arc<Natives>,
    modules: Arc<Vec<Module>>,
    /// The place of each module among `modules`.
    by_name: Map<String, usize>,
    by_directory: Map<String, usize>,
    pub(super) parts: Vec<Arc<Part>>,
    pub(super) classes: Map<String, (usize, usize)>,
    /// The classes that inherit from each.
    heirs: Map<String, Vec<String>>,
    pub(super) defines: Map<String, (usize, usize)>,
    /// The place of each function in Puppet's language; `None` for one in Ruby.
    pub(super) functions: Map<String, Option<(usize, usize)>>,
    pub(super) types: Set<String>,
    /// The first file of each type in Ruby.
    pub(super) ruby_types: Map<String, usize>,
    data_types: Set<String>,
    pub(super) aliases: Map<String, (usize, usize)>,
    facts: Set<String>,
    beginnings_of_facts: Vec<String>,
    pub(super) templates: Map<String, usize>,
    top_variables: Set<EcoString>,
    /// Namespaces of what sites' manifests define.
    sites: Set<String>,
    mentions: Set<EcoString>,
    pub(super) data: Data,
    /// The templates and data of each module.
    texts: Map<String, Vec<usize>>,
    pub(super) titles: Map<String, Set<Option<EcoString>>>,
    given_from_afar: Set<String>,
    dependencies: Map<String, Set<String>>,
    /// Modules with metadata.
    described: Set<String>,
    versions: Map<String, EcoString>,
    /// Those of them that have all that they depend on.
    complete: Set<String>,
    all_complete: OnceLock<bool>,
    resolved: Mutex<Map<String, Arc<Alias>>>,
    absent: Mutex<Set<String>>,
    pub(super) names: OnceLock<u64>,
}

impl Index {
    /// Puts together what was read; where two say something of one name, the first has it.
    pub fn new(natives: Arc<Natives>, modules: Arc<Vec<Module>>, parts: Vec<Arc<Part>>) -> Self {
        let mut all = Index {
            natives,
            by_name: Map::default(),
            by_directory: Map::default(),
            modules: modules.clone(),
            parts: Vec::new(),
            classes: Map::default(),
            heirs: Map::default(),
            defines: Map::default(),
            functions: Map::default(),
            types: Set::default(),
            ruby_types: Map::default(),
            data_types: Set::default(),
            aliases: Map::default(),
            facts: Set::default(),
            beginnings_of_facts: Vec::new(),
            templates: Map::default(),
            top_variables: Set::default(),
            sites: Set::default(),
            mentions: Set::default(),
            data: Data::default(),
            texts: Map::default(),
            titles: Map::default(),
            given_from_afar: Set::default(),
            dependencies: Map::default(),
            described: Set::default(),
            versions: Map::default(),
            complete: Set::default(),
            all_complete: OnceLock::new(),
            resolved: Mutex::default(),
            absent: Mutex::default(),
            names: OnceLock::new(),
        };
        for module in modules.iter() {
            all.functions.extend(module.functions.iter().map(|name| (name.clone(), None)));
            all.types.extend(module.types.iter().cloned());
            all.data_types.extend(module.data_types.iter().cloned());
        }
        all.by_name = modules.iter().enumerate().map(|(index, module)| (module.name.clone(), index)).collect();
        all.by_directory = modules.iter().enumerate().map(|(index, module)| (module.directory.clone(), index)).collect();
        for (index, part) in parts.iter().enumerate() {
            all.take_in(index, part);
        }
        all.parts = parts;
        all.heirs = all.heirs();
        all.complete = all.complete();
        all
    }

    fn take_in(&mut self, index: usize, part: &Part) {
        for (at, known) in part.definitions.iter().enumerate() {
            let names = if known.is_class { &mut self.classes } else { &mut self.defines };
            names.entry(known.name.clone()).or_insert((index, at));
        }
        for (at, (name, _, _)) in part.aliases.iter().enumerate() {
            self.aliases.entry(name.clone()).or_insert((index, at));
        }
        if let Some(template) = &part.template {
            self.templates.entry(template.name.clone()).or_insert(index);
        }
        for (at, function) in part.functions.iter().enumerate() {
            self.functions.entry(function.name.clone()).or_insert(Some((index, at)));
        }
        if let Some(ruby_type) = &part.ruby_type {
            self.ruby_types.entry(ruby_type.name.clone()).or_insert(index);
        }
        for fact in &part.facts {
            match fact.strip_suffix('*') {
                Some(beginning) => self.beginnings_of_facts.push(beginning.to_string()),
                None => drop(self.facts.insert(fact.clone())),
            }
        }
        self.mentions.extend(part.mentions.iter().cloned());
        self.data.take_in(part);
        if part.module.is_empty() {
            self.top_variables.extend(part.top_variables.iter().cloned());
            let functions = part.functions.iter().map(|function| &function.name);
            let names = part.definitions.iter().map(|known| &known.name).chain(functions).chain(part.aliases.iter().map(|alias| &alias.0));
            self.sites.extend(names.filter_map(|name| Some(name.split("::").next()?.to_string())));
        }
        if !part.text.is_empty() {
            self.texts.entry(part.module.clone()).or_default().push(index);
        }
        for (name, titles) in &part.titles {
            self.titles.entry(name.clone()).or_default().extend(titles.iter().cloned());
        }
        if part.title.is_some() {
            self.described.insert(part.module.clone());
            self.versions.extend(part.version.iter().map(|version| (part.module.clone(), version.clone())));
        }
        self.given_from_afar.extend(part.given_from_afar.iter().cloned());
        self.dependencies.entry(part.module.clone()).or_default().extend(part.dependencies.iter().cloned());
    }

    fn known(&self, place: Option<&(usize, usize)>) -> Option<&Known> {
        place.and_then(|(part, at)| self.parts.get(*part)?.definitions.get(*at))
    }

    /// A class, by its name in lower case without `::` in front.
    pub fn class(&self, name: &str) -> Option<&Known> {
        self.known(self.classes.get(name))
    }

    /// A defined type.
    pub fn define(&self, name: &str) -> Option<&Known> {
        self.known(self.defines.get(name))
    }

    fn heirs(&self) -> Map<String, Vec<String>> {
        let mut heirs: Map<String, Vec<String>> = Map::default();
        for known in self.classes.values().filter_map(|place| self.known(Some(place))) {
            if let Some(parent) = &known.parent {
                heirs.entry(parent.clone()).or_default().push(known.name.clone());
            }
        }
        heirs
    }

    /// Whether a class that inherits from this one reads a variable.
    pub fn is_read_by_heirs(&self, name: &str, variable: &str) -> bool {
        let (mut waiting, mut seen) = (vec![name], Set::default());
        while let Some(name) = waiting.pop() {
            for heir in self.heirs.get(name).into_iter().flatten().filter(|heir| seen.insert(heir.as_str())) {
                if self.class(heir).is_some_and(|known| known.reads(variable)) {
                    return true;
                }
                waiting.push(heir);
            }
        }
        false
    }

    pub fn is_top_variable(&self, name: &str) -> bool {
        self.top_variables.contains(name)
    }

    /// Whether a name may be that of a fact; of some that modules compute only the beginning is known.
    pub fn may_be_fact(&self, name: &str) -> bool {
        self.facts.contains(name) || self.beginnings_of_facts.iter().any(|beginning| name.starts_with(beginning))
    }

    pub fn is_function(&self, name: &str) -> bool {
        (self.natives.is_function)(name) || OF_PLANS.contains(&name) || self.functions.contains_key(name)
    }

    /// What is known of how a function may be called.
    pub fn callee(&self, name: &str) -> Option<Callee<'_>> {
        match self.functions.get(name) {
            Some(place) => place.as_ref().and_then(|(part, at)| self.parts.get(*part)?.functions.get(*at)).map(Callee::Written),
            None => (self.natives.signatures)(name).map(Callee::Native),
        }
    }

    /// Whether a name, in lower case, is that of a data type.
    pub fn is_data_type(&self, name: &str) -> bool {
        self.aliases.contains_key(name) || self.data_types.contains(name)
    }

    pub fn template(&self, name: &str) -> Option<&Template> {
        self.parts.get(*self.templates.get(name)?)?.template()
    }

    pub fn has_module(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
    }

    /// The folder of a module.
    pub fn directory_of(&self, module: &str) -> Option<&str> {
        self.by_name.get(module).and_then(|at| self.modules.get(*at)).map(|module| module.directory.as_str())
    }

    /// The module that a file belongs to, the innermost one.
    pub fn module_of(&self, path: &str) -> Option<&str> {
        self.place_of(path).map(|(module, _)| module)
    }

    /// The module that a file belongs to, and the file's path in it.
    pub fn place_of<'p>(&self, path: &'p str) -> Option<(&str, &'p str)> {
        let folders = path.rmatch_indices('/').filter_map(|(at, _)| Some((path.get(..at)?, path.get(at + 1..)?)));
        let (index, inside) = folders.filter_map(|(folder, inside)| Some((self.by_directory.get(folder)?, inside))).next()?;
        self.modules.get(*index).map(|module| (module.name.as_str(), inside))
    }

    /// Whether a module is there on which another one, which has metadata, does not depend.
    pub fn lacks_dependency(&self, module: &str, other: &str) -> bool {
        module != other
            && self.described.contains(module)
            && self.has_module(other)
            && !self.dependencies.get(module).is_some_and(|dependencies| dependencies.contains(other))
    }

    /// The version of a module that is there, as its metadata has it.
    pub fn version_of(&self, module: &str) -> Option<&str> {
        self.versions.get(module).map(EcoString::as_str)
    }

    /// Whether a name's module is there, so that the name has to be there, too. Modules that are not there are noted.
    pub fn is_judged(&self, name: &str) -> bool {
        let module = split_first(name).map_or(name, |(module, _)| module);
        let there = self.by_name.contains_key(module);
        let module_of_a_site = self.sites.contains(module);
        if !there && !module_of_a_site && is_qualified(name) && !matches!(module, "settings" | "environment") {
            self.absent.lock().unwrap_or_else(PoisonError::into_inner).insert(module.to_string());
        }
        there
    }

    /// Whether all that a file may use is there: what its module depends on, and what that depends on; for a site's manifest and a module
    /// without metadata, what any module depends on. Else a name without a namespace may come from a module that is not there.
    pub fn is_complete(&self, path: &str) -> bool {
        match self.module_of(path).filter(|module| self.described.contains(*module)) {
            Some(module) => self.complete.contains(module),
            None => *self.all_complete.get_or_init(|| self.has_all(self.by_name.keys().map(String::as_str).collect())),
        }
    }

    /// The modules with metadata all of whose dependencies are there.
    fn complete(&self) -> Set<String> {
        self.described.iter().filter(|module| self.has_all(vec![module])).cloned().collect()
    }

    /// Whether modules are there, with what they depend on.
    fn has_all<'s>(&'s self, mut wanted: Vec<&'s str>) -> bool {
        let mut seen: Set<&str> = Set::default();
        while let Some(name) = wanted.pop() {
            if !self.by_name.contains_key(name) {
                return false;
            }
            if seen.insert(name) {
                wanted.extend(self.dependencies.get(name).into_iter().flatten().map(String::as_str));
            }
        }
        self.by_name.contains_key("stdlib")
    }

    /// Whether something with a namespace is read somewhere: a variable, or a key of data.
    pub fn is_mentioned(&self, name: &str) -> bool {
        self.mentions.contains(name)
    }

    /// Whether a module's templates or data have a word.
    pub fn has_word(&self, module: &str, word: &str) -> bool {
        let mut parts = self.texts.get(module).into_iter().flatten().filter_map(|index| self.parts.get(*index));
        parts.any(|part| has_word(&part.text, word))
    }

    /// Whether no resource of a type has a title, as far as all titles are known.
    pub fn is_declared_nowhere(&self, name: &str, title: &str) -> bool {
        let any = self.titles.get("").is_some_and(|titles| !titles.is_empty());
        let titles = self.titles.get(name).filter(|titles| !any && !titles.contains(&None));
        titles.is_some_and(|titles| !titles.contains(&Some(title.into())))
    }

    /// A type from its text; `None` where part of it is not known, so that nothing can be said of what it takes.
    pub fn data_type(&self, text: &str) -> Option<Type> {
        aliases::data_type(self, text, &self.resolved)
    }

    /// An alias as it is written: its name, and what it stands for.
    pub(super) fn written_alias(&self, name: &str) -> Option<(&str, &str)> {
        let (part, at) = self.aliases.get(name)?;
        self.parts.get(*part)?.aliases.get(*at).map(|(_, written, text)| (written.as_str(), text.as_str()))
    }

    /// Takes in what the text of a type stands for.
    pub fn hash_meaning(&self, text: &str, hasher: &mut impl Hasher) {
        aliases::hash_meaning(self, text, hasher);
    }

    /// Whether there is a type or a defined type.
    pub fn is_resource_type(&self, name: &str) -> bool {
        self.defines.contains_key(name) || self.is_type(name)
    }

    pub fn is_given_from_afar(&self, name: &str) -> bool {
        self.given_from_afar.contains(name)
    }

    /// A class and all that it inherits from; `None` where one of them is not known.
    pub fn lineage<'a>(&'a self, class: &'a Known) -> Option<Vec<&'a Known>> {
        let mut line = vec![class];
        let mut next = class.parent.as_deref();
        while let Some(name) = next {
            let parent = self.class(name).filter(|parent| !line.iter().any(|known| known.name == parent.name))?;
            line.push(parent);
            next = parent.parent.as_deref();
        }
        Some(line)
    }

    /// Names of modules that are not there and that something was asked of.
    pub fn absent(&self) -> Vec<String> {
        let mut names: Vec<String> = self.absent.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect();
        names.sort();
        names
    }
}
