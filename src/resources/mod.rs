//! The native resource types: one file a type, or a folder where it has providers.
//!
//! A new type is a file here and a line in [`natives`]. Types see the machine through `Look` and `Act` alone.

mod apt_key;
mod attribute;
mod by_ruby;
mod concat;
mod cron;
mod declare;
mod ensure;
mod exec;
mod file;
mod file_line;
mod glob;
mod group;
mod host;
mod inert;
pub mod ini;
pub mod keystone;
mod mount;
pub mod mysql;
mod notify;
mod package;
mod parsed;
mod postgresql;
mod purge;
pub mod rabbitmq;
mod run;
mod service;
mod sysctl;
#[cfg(test)]
mod testing;
mod tidy;
pub mod trove;
mod user;
mod vcsrepo;

pub use by_ruby::RubyProviders;

use crate::catalog::{Declaration, Schema, Schemas};
use crate::plan::{Kinds, ResourceType};
use crate::value::{EcoString, Map, Set};
use by_ruby::ByRuby;
use inert::Inert;
use std::sync::{Arc, LazyLock};

/// What native types need to know beside the catalog: where `puppet:///modules/…` lies.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// Folders with modules, in the order of search.
    pub module_path: Vec<String>,
    /// Who acts on resources whose providers are Ruby's alone.
    pub ruby_providers: Option<Arc<RubyProviders>>,
}

/// The types of one room.
type Family = fn() -> Vec<Arc<dyn ResourceType>>;

const FAMILIES: [Family; 7] =
    [ini::natives, keystone::natives, mysql::natives, postgresql::natives, rabbitmq::natives, sysctl::natives, trove::natives];

/// Every native type. `sources` is where `file` finds the files of modules.
fn natives(sources: &Arc<Sources>) -> Vec<Arc<dyn ResourceType>> {
    let mut all: Vec<Arc<dyn ResourceType>> = vec![
        Arc::new(Inert::named("anchor")),
        Arc::new(Inert::named("component")),
        Arc::new(Inert::named("stage")),
        Arc::new(Inert::named("whit")),
        Arc::new(Inert::filebucket()),
        Arc::new(Inert::schedule()),
        Arc::new(apt_key::AptKey::new()),
        Arc::new(exec::Exec::new()),
        Arc::new(file::File::new(sources.clone())),
        Arc::new(cron::Cron::new()),
        Arc::new(file_line::FileLine::new()),
        Arc::new(group::Group::new()),
        Arc::new(host::Host::new()),
        Arc::new(mount::Mount::new()),
        Arc::new(notify::Notify::new()),
        Arc::new(package::Package::new()),
        Arc::new(service::Service::new()),
        Arc::new(tidy::Tidy::new()),
        Arc::new(user::User::new()),
        Arc::new(vcsrepo::Vcsrepo::default()),
    ];
    all.extend(concat::natives(sources));
    for family in FAMILIES {
        all.extend(family());
    }
    all
}

/// What the native types accept; to compile, nothing more is needed of them.
pub struct NativeSchemas(Map<EcoString, Arc<Schema>>);

impl NativeSchemas {
    /// The schemas are the same for the whole process.
    pub fn shared() -> &'static Self {
        static SHARED: LazyLock<NativeSchemas> = LazyLock::new(|| {
            let kinds = Natives::new(Sources::default()).kinds;
            NativeSchemas(kinds.into_iter().map(|(name, kind)| (name, Arc::new(kind.schema().clone()))).collect())
        });
        &SHARED
    }
}

impl Schemas for NativeSchemas {
    fn schema(&self, name: &str) -> Option<Arc<Schema>> {
        self.0.get(name).cloned()
    }

    fn names(&self) -> Vec<EcoString> {
        self.0.keys().cloned().collect()
    }
}

/// The registry of native types, by name in lower case.
pub struct Natives {
    kinds: Map<EcoString, Arc<dyn ResourceType>>,
    sources: Arc<Sources>,
}

impl Natives {
    pub fn new(sources: Sources) -> Self {
        let sources = Arc::new(sources);
        let mut kinds: Map<EcoString, Arc<dyn ResourceType>> =
            natives(&sources).into_iter().map(|kind| (kind.schema().name.clone(), kind)).collect();
        know_all(&mut kinds);
        Natives { kinds, sources }
    }

    /// Whether a type that a module declares is one upon ini files.
    pub fn can_declare(declaration: &Declaration) -> bool {
        ini::IniType::from_declaration(declaration).is_some()
    }

    /// Adds the types that modules declare: natively those upon ini files (`trove_config`), the others as Ruby's. A native type of the
    /// same name stays.
    pub fn declare<'d>(&mut self, declarations: impl IntoIterator<Item = &'d Declaration>) {
        let mut others = Vec::new();
        for declaration in declarations {
            match ini::IniType::from_declaration(declaration) {
                Some(kind) => self.add(Arc::new(kind)),
                None => others.push(declaration.clone()),
            }
        }
        let names: Arc<Set<EcoString>> = Arc::new(others.iter().map(|other| other.schema.name.clone()).collect());
        for declaration in others {
            self.add(Arc::new(ByRuby::new(declaration, self.sources.ruby_providers.clone(), names.clone())));
        }
        know_all(&mut self.kinds);
    }

    fn add(&mut self, kind: Arc<dyn ResourceType>) {
        self.kinds.entry(kind.schema().name.clone()).or_insert(kind);
    }
}

/// `resources` is the one type that has to know the others: it asks them what is on the host.
fn know_all(kinds: &mut Map<EcoString, Arc<dyn ResourceType>>) {
    kinds.shift_remove("resources");
    let purge: Arc<dyn ResourceType> = Arc::new(purge::Purge::new(kinds));
    kinds.insert(purge.schema().name.clone(), purge);
}

impl Kinds for Natives {
    fn kind(&self, type_name: &str) -> Option<&dyn ResourceType> {
        self.kinds.get(type_name.to_ascii_lowercase().as_str()).map(|kind| &**kind)
    }
}
