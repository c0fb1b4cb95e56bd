//! What is known of all modules at once: classes, defined types, functions, data types, types, facts, templates.
//!
//! Modules are looked through ([`list`]), their files are read one by one ([`part`], so that this can be done side by side), and
//! [`Modules`] puts the parts together. Where a module is not there, nothing is known of its names, and nothing is said of them.

mod aliases;
pub mod definition;
pub mod list;
pub mod literal;
mod names;
pub mod part;
pub mod resource;
pub mod scope;
pub mod template;
pub mod templates;

use crate::catalog::Schemas;
use crate::diagnostic::similar;
use crate::value::data_type::Alias;
use crate::value::{EcoString, Map, Set, Type};
use definition::Known;
use list::Module;
pub use names::is_built_in;
use names::{OF_PLANS, OF_PUPPET};
use part::Part;
use rpuppet_syntax::{Ast, Node, NodeId};
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};
use template::Template;

/// What the program itself brings.
pub struct Natives {
    pub schemas: Box<dyn Schemas + Send + Sync>,
    pub is_function: fn(&str) -> bool,
}

/// All modules there are.
pub struct Modules {
    natives: Natives,
    modules: Vec<Module>,
    /// The place of each module among `modules`.
    by_name: Map<String, usize>,
    parts: Vec<Arc<Part>>,
    classes: Map<String, (usize, usize)>,
    defines: Map<String, (usize, usize)>,
    functions: Set<String>,
    types: Set<String>,
    computed_types: Set<String>,
    data_types: Set<String>,
    aliases: Map<String, (usize, usize)>,
    facts: Set<String>,
    beginnings_of_facts: Vec<String>,
    templates: Map<String, (usize, usize)>,
    pub(super) top_variables: Set<EcoString>,
    /// Namespaces of what sites' manifests define.
    sites: Set<String>,
    mentions: Set<EcoString>,
    words: Map<String, Set<EcoString>>,
    titles: Map<String, Set<Option<EcoString>>>,
    given_from_afar: Set<String>,
    dependencies: Map<String, Set<String>>,
    /// Modules with metadata.
    described: Set<String>,
    resolved: Mutex<Map<String, Arc<Alias>>>,
    absent: Mutex<Set<String>>,
}

impl Modules {
    /// Puts together what was read; where two say something of one name, the first has it.
    pub fn new(natives: Natives, modules: Vec<Module>, parts: Vec<Arc<Part>>) -> Self {
        let mut all = Modules {
            natives,
            by_name: Map::default(),
            modules: Vec::new(),
            parts: Vec::new(),
            classes: Map::default(),
            defines: Map::default(),
            functions: Set::default(),
            types: Set::default(),
            computed_types: Set::default(),
            data_types: Set::default(),
            aliases: Map::default(),
            facts: Set::default(),
            beginnings_of_facts: Vec::new(),
            templates: Map::default(),
            top_variables: Set::default(),
            sites: Set::default(),
            mentions: Set::default(),
            words: Map::default(),
            titles: Map::default(),
            given_from_afar: Set::default(),
            dependencies: Map::default(),
            described: Set::default(),
            resolved: Mutex::default(),
            absent: Mutex::default(),
        };
        for module in &modules {
            all.functions.extend(module.functions.iter().cloned());
            all.types.extend(module.types.iter().cloned());
            all.data_types.extend(module.data_types.iter().cloned());
        }
        all.by_name = modules.iter().enumerate().map(|(index, module)| (module.name.clone(), index)).collect();
        all.modules = modules;
        for (index, part) in parts.iter().enumerate() {
            all.take_in(index, part);
        }
        all.parts = parts;
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
        if let Some((name, _)) = &part.template {
            self.templates.entry(name.clone()).or_insert((index, 0));
        }
        self.functions.extend(part.functions.iter().cloned());
        self.computed_types.extend(part.computed_type.iter().cloned());
        for fact in &part.facts {
            match fact.strip_suffix('*') {
                Some(beginning) => self.beginnings_of_facts.push(beginning.to_string()),
                None => drop(self.facts.insert(fact.clone())),
            }
        }
        self.mentions.extend(part.mentions.iter().cloned());
        if part.module.is_empty() {
            self.top_variables.extend(part.top_variables.iter().cloned());
            let names =
                part.definitions.iter().map(|known| &known.name).chain(&part.functions).chain(part.aliases.iter().map(|alias| &alias.0));
            self.sites.extend(names.filter_map(|name| Some(name.split("::").next()?.to_string())));
        }
        if !part.words.is_empty() {
            self.words.entry(part.module.clone()).or_default().extend(part.words.iter().cloned());
        }
        for (name, titles) in &part.titles {
            self.titles.entry(name.clone()).or_default().extend(titles.iter().cloned());
        }
        if part.title.is_some() {
            self.described.insert(part.module.clone());
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

    pub fn classes(&self) -> impl Iterator<Item = &Known> {
        self.classes.values().filter_map(|place| self.known(Some(place)))
    }

    pub fn schemas(&self) -> &dyn Schemas {
        self.natives.schemas.as_ref()
    }

    /// Whether a name may be that of a fact; of some that modules compute only the beginning is known.
    pub fn may_be_fact(&self, name: &str) -> bool {
        self.facts.contains(name) || self.beginnings_of_facts.iter().any(|beginning| name.starts_with(beginning))
    }

    pub fn is_function(&self, name: &str) -> bool {
        (self.natives.is_function)(name) || OF_PLANS.contains(&name) || self.functions.contains(name)
    }

    /// Whether a module declares a type in Ruby, all of whose parameters are known.
    pub fn declares_type(&self, name: &str) -> bool {
        self.types.contains(name) && !self.computed_types.contains(name)
    }

    /// Whether there is a type in Ruby, or a native one, or one that some Puppet brings.
    pub fn is_type(&self, name: &str) -> bool {
        self.types.contains(name) || OF_PUPPET.contains(&name) || self.natives.schemas.schema(name).is_some()
    }

    /// Whether a name, in lower case, is that of a data type.
    pub fn is_data_type(&self, name: &str) -> bool {
        self.aliases.contains_key(name) || self.data_types.contains(name)
    }

    pub fn template(&self, name: &str) -> Option<&Template> {
        let (part, _) = self.templates.get(name)?;
        self.parts.get(*part)?.template.as_ref().map(|(_, template)| template)
    }

    pub fn has_module(&self, name: &str) -> bool {
        self.by_name.contains_key(name)
    }

    pub fn similar_template(&self, name: &str) -> Option<&str> {
        similar::closest(name, self.templates.keys().map(String::as_str))
    }

    /// The module that a file belongs to.
    pub fn module_of(&self, path: &str) -> Option<&str> {
        let inside = |module: &&Module| path.strip_prefix(&module.directory).is_some_and(|rest| rest.starts_with('/'));
        self.modules.iter().find(inside).map(|module| module.name.as_str())
    }

    /// Whether a name's module is there, so that the name has to be there, too. Modules that are not there are noted.
    pub fn is_judged(&self, name: &str) -> bool {
        let module = name.split("::").next().unwrap_or(name);
        let there = self.by_name.contains_key(module);
        let module_of_a_site = self.sites.contains(module);
        if !there && !module_of_a_site && name.contains("::") && !matches!(module, "settings" | "environment") {
            self.absent.lock().unwrap_or_else(PoisonError::into_inner).insert(module.to_string());
        }
        there
    }

    /// Whether all that a file may use is there: what its module depends on, and what that depends on; for a site's manifest and a module
    /// without metadata, what any module depends on. Else a name without a namespace may come from a module that is not there.
    pub fn is_complete(&self, path: &str) -> bool {
        let mut wanted: Vec<&str> = match self.module_of(path).filter(|module| self.described.contains(*module)) {
            Some(module) => vec![module],
            None => self.by_name.keys().map(String::as_str).collect(),
        };
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
        self.words.get(module).is_some_and(|words| words.contains(word))
    }

    /// The titles that are declared for a type; `None` where there may be others.
    pub fn titles(&self, name: &str) -> Option<&Set<Option<EcoString>>> {
        let any = self.titles.get("").is_some_and(|titles| !titles.is_empty());
        self.titles.get(name).filter(|titles| !any && !titles.contains(&None))
    }

    /// A type from its text; `None` where part of it is not known, so that nothing can be said of what it takes.
    pub fn data_type(&self, text: &str) -> Option<Type> {
        aliases::data_type(self, text, &self.resolved)
    }

    /// An alias as it is written: its name, and what it stands for.
    fn written_alias(&self, name: &str) -> Option<(&str, &str)> {
        let (part, at) = self.aliases.get(name)?;
        self.parts.get(*part)?.aliases.get(*at).map(|(_, written, text)| (written.as_str(), text.as_str()))
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

    pub fn similar_class(&self, name: &str) -> Option<&str> {
        similar::closest(name, self.classes.keys().map(String::as_str))
    }

    pub fn similar_type(&self, name: &str) -> Option<String> {
        let natives = self.natives.schemas.names();
        let all = self.defines.keys().map(String::as_str).chain(natives.iter().map(EcoString::as_str));
        similar::closest(name, all.chain(self.types.iter().map(String::as_str))).map(str::to_string)
    }

    pub fn similar_function(&self, name: &str) -> Option<&str> {
        similar::closest(name, self.functions.iter().map(String::as_str))
    }

    pub fn similar_alias(&self, name: &str) -> Option<&str> {
        let closest = similar::closest(&name.to_lowercase(), self.aliases.keys().map(String::as_str))?;
        self.written_alias(closest).map(|(written, _)| written)
    }
}

/// `; did you mean 'x'?`, or nothing.
pub fn meant(similar: Option<&str>) -> String {
    similar.map(|name| format!("; did you mean '{name}'?")).unwrap_or_default()
}

/// The places inside of `defined(…)`, where a name need not be there.
pub fn within_defined(ast: &Ast) -> Vec<Range<u32>> {
    let span = |id: NodeId| match ast.node(id) {
        Node::Call { function, .. } if literal::text(ast, function) == Some("defined") => Some(ast.span(id).start..ast.span(id).end),
        _ => None,
    };
    ast.ids().filter_map(span).collect()
}
