//! From a manifest to a catalog, from a catalog to kinds that can act: the only place that wires registries to engines.

mod lookup;
mod prepare;
mod template;
mod types;

pub use lookup::{LookedUp, Question, Unread, look_up, origins_of, unread_keys};
pub use prepare::{Ready, prepare};
pub use template::{Engine, Given, Template, render};

use crate::catalog::{Catalog, Declaration, Schemas as _};
use crate::diagnostic::{Diagnostic, Level, Strictness};
use crate::evaluate::function::Functions as _;
use crate::evaluate::{FUEL, Inputs, Log, NodeInformation, Observer, compile};
use crate::facts::{self, External};
use crate::functions::{Builtins, OfModules};
use crate::lookup::{Hiera, HieraSettings, yaml};
use crate::plan::Kinds;
use crate::resources::{NativeSchemas, Natives, RubyProviders, Sources};
use crate::ruby::declarations::Declarations;
use crate::ruby::functions::RubyFunctions;
use crate::settings::Settings;
use crate::system::Look;
use crate::value::{EcoString, Set, Value, ValueHash};
use crate::world::{World, autoload};
use rpuppet_syntax::SourceFile;
use std::cell::{Cell, LazyCell};
use std::path::PathBuf;
use std::sync::Arc;
use types::Types;

/// Compiling needs room for deep nesting; this much stack is reserved (not used) for it.
const COMPILER_STACK: usize = 1 << 30;

/// What a compilation starts from.
pub struct Site {
    pub manifests: Vec<Arc<SourceFile>>,
    pub module_path: Vec<String>,
    /// The environment's name.
    pub environment: String,
    /// The folder of the environment, where there is one.
    pub environment_directory: Option<String>,
    /// The provider of data that the environment's configuration names, as Puppet 4 had it.
    pub environment_data_provider: Option<String>,
    /// What is to be said of the environment before compiling.
    pub warnings: Vec<String>,
    pub facts: Value,
    pub certname: EcoString,
    /// An external node classifier's classes with their parameters, and its top-scope variables.
    pub classes: Vec<(EcoString, Value)>,
    pub parameters: Vec<(EcoString, Value)>,
    /// Seconds since 1970.
    pub now: i64,
    /// The configuration's version where something else than the time.
    pub version: Option<String>,
    /// Steps that compiling may take.
    pub fuel: u64,
    /// Is told what of the code is reached.
    pub observer: Option<Arc<dyn Observer>>,
}

impl Default for Site {
    fn default() -> Self {
        Site {
            manifests: Vec::new(),
            module_path: Vec::new(),
            environment: "production".to_string(),
            environment_directory: None,
            environment_data_provider: None,
            warnings: Vec::new(),
            facts: Value::hash(ValueHash::default()),
            certname: EcoString::new(),
            classes: Vec::new(),
            parameters: Vec::new(),
            now: 0,
            version: None,
            fuel: FUEL,
            observer: None,
        }
    }
}

/// Compiles a site; notices and warnings go to `log`.
///
/// # Errors
/// The first mistake of the code.
pub fn compile_site(
    site: &Site,
    settings: &Settings,
    world: &dyn World,
    log: &mut (dyn FnMut(Message) + Send),
) -> Result<Catalog, Box<Diagnostic>> {
    with_inputs(site, settings, world, log, |inputs, logger| compile(inputs, logger))
}

/// A failure of what was asked for, as there is no code whose evaluation could have failed.
fn plain_message(mut failure: Box<Diagnostic>) -> Box<Diagnostic> {
    let openings = ["Evaluation Error: ", "Error while evaluating a Function Call, "];
    let plain = openings.iter().fold(&*failure.message, |text, opening| text.strip_prefix(opening).unwrap_or(text));
    failure.message = plain.to_string();
    failure
}

/// Runs `work` with everything that a compilation depends on, with room for deep nesting.
fn with_inputs<T: Send>(
    site: &Site,
    settings: &Settings,
    world: &dyn World,
    log: &mut (dyn FnMut(Message) + Send),
    work: impl for<'a> FnOnce(&'a Inputs<'a>, &'a mut Log<'a>) -> Result<T, Box<Diagnostic>> + Send,
) -> Result<T, Box<Diagnostic>> {
    let types = Types::new(world, &site.module_path, site.environment_directory.as_ref());
    let module_functions = OfModules::new(RubyFunctions::new(world, &site.module_path, site.environment_directory.as_ref()));
    let hiera_settings = HieraSettings {
        global_config: Some(settings.get("hiera_config")),
        environment_directory: site.environment_directory.clone(),
        environment: site.environment.clone(),
        environment_data_provider: site.environment_data_provider.clone(),
        module_path: site.module_path.clone(),
        codedir: settings.get("codedir"),
    };
    for text in &site.warnings {
        log(Message { level: Level::Warning, text: text.clone(), diagnostic: None });
    }
    let certname = (EcoString::from("certname"), Value::String(site.certname.clone()));
    let variables = || settings.variables().into_iter().chain([certname.clone()]).collect();
    let run = || {
        let variables = LazyCell::new(&variables);
        let hiera = Hiera::new(world, hiera_settings);
        let inputs = Inputs {
            world,
            functions: &Builtins,
            module_functions: &module_functions,
            schemas: &types,
            hiera: &hiera,
            node: node_information(site),
            module_path: site.module_path.clone(),
            environment_directory: site.environment_directory.clone(),
            manifests: site.manifests.clone(),
            settings: &variables,
            strict: strictness(settings),
            strict_variables: settings.is_on("strict_variables"),
            version: site.version.clone().unwrap_or_else(|| site.now.to_string()).into(),
            fuel: site.fuel,
            observer: site.observer.as_deref(),
        };
        let logger: &mut Log<'_> =
            &mut |level, text, diagnostic| log(Message { level, text: text.to_string(), diagnostic: diagnostic.cloned() });
        work(&inputs, logger)
    };
    let result =
        with_large_stack(run).unwrap_or_else(|| Err(Box::new(Diagnostic::error("COMPILER_CRASHED", "The compiler ended unexpectedly"))));
    types.broken().map_or(result, Err)
}

thread_local! {
    static HAS_LARGE_STACK: Cell<bool> = const { Cell::new(false) };
}

/// Runs `work` on a thread with room for deep nesting; on this one if it is such a thread. `None` where it cannot be run to its end.
///
/// Whoever compiles many times does so inside of one call.
pub fn with_large_stack<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    if HAS_LARGE_STACK.get() {
        return Some(work());
    }
    let marked = || {
        HAS_LARGE_STACK.set(true);
        work()
    };
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(COMPILER_STACK).spawn_scoped(scope, marked);
        thread.ok()?.join().ok()
    })
}

/// One line that compiling has to say.
#[derive(Debug)]
pub struct Message {
    pub level: crate::diagnostic::Level,
    pub text: String,
    pub diagnostic: Option<Diagnostic>,
}

/// The setting `strict`.
pub fn strictness(settings: &Settings) -> Strictness {
    match settings.get("strict").as_str() {
        "off" => Strictness::Off,
        "warning" => Strictness::Warning,
        _ => Strictness::Error,
    }
}

fn node_information(site: &Site) -> NodeInformation {
    let fact = |path: &[&str]| path.iter().try_fold(&site.facts, |value, key| value.as_hash()?.get(&Value::from(*key)));
    let server = [
        ("servername", fact(&["networking", "fqdn"]).or_else(|| fact(&["fqdn"]))),
        ("serverip", fact(&["networking", "ip"]).or_else(|| fact(&["ipaddress"]))),
    ];
    let mut server_facts: ValueHash = server.into_iter().filter_map(|(name, value)| Some((Value::from(name), value?.clone()))).collect();
    server_facts.insert(Value::from("serverversion"), Value::from(PUPPET_VERSION));
    server_facts.insert(Value::from("environment"), Value::from(site.environment.as_str()));
    let (host, domain) = site.certname.split_once('.').unwrap_or((&site.certname, ""));
    let trusted = [
        ("authenticated", Value::from("local")),
        ("certname", Value::String(site.certname.clone())),
        ("extensions", Value::hash(ValueHash::default())),
        ("hostname", Value::from(host)),
        ("domain", if domain.is_empty() { Value::Undef } else { Value::from(domain) }),
        ("external", Value::hash(ValueHash::default())),
    ];
    NodeInformation {
        name: site.certname.clone(),
        environment: site.environment.as_str().into(),
        parameters: site.parameters.clone(),
        classes: site.classes.clone(),
        facts: site.facts.clone(),
        trusted: Value::hash(trusted.into_iter().map(|(name, value)| (Value::from(name), value)).collect()),
        server_facts: Value::hash(server_facts),
    }
}

/// The Puppet version whose language and catalogs these are.
pub const PUPPET_VERSION: &str = "8.10.0";

/// The types that can act on the resources of a catalog: native ones, ini files whose types modules declare, and what needs Ruby.
pub fn actors(catalog: &Catalog, sources: Sources, world: &dyn World) -> Natives {
    let declarations = Declarations::new(world, &sources.module_path);
    let mut natives = Natives::new(sources);
    let names: Set<EcoString> = catalog.resources.keys().map(|reference| reference.type_name.to_lowercase()).collect();
    let unknown = names.iter().filter(|name| !name.contains("::") && natives.kind(name).is_none());
    let declared: Vec<_> = unknown.filter_map(|name| declarations.declaration(name)).collect();
    natives.declare(&declared);
    natives
}

/// The facts of this host with those that modules and the administrator bring, and what is to be said of them.
pub fn host_facts(look: &dyn Look, certname: &str, module_path: &[String], world: &dyn World) -> (Value, Vec<String>) {
    let modules = autoload::modules(world, module_path).into_values().map(|directory| format!("{directory}/facts.d"));
    let folders = modules.filter(|folder| world.is_directory(folder)).collect();
    facts::collect(look, certname, &External { folders, read_yaml: |text| yaml::load(text).ok() })
}

/// What the program and the modules on a path bring, for checks that know all modules.
pub fn natives(world: &'static dyn World, module_path: &[String]) -> crate::lint::sense::Natives {
    let schemas = Types::new(world, module_path, None);
    let read_yaml = |text: &str| yaml::load(text).ok();
    let (schemas, signatures) = (Box::new(schemas), native_signatures);
    crate::lint::sense::Natives { schemas, is_function: is_native_function, read_yaml, signatures }
}

/// Whether a function of this name is part of the program.
pub fn is_native_function(name: &str) -> bool {
    Builtins.function(name).is_some()
}

/// How a function that is part of the program may be called.
fn native_signatures(name: &str) -> Option<&'static [&'static str]> {
    Builtins.function(name).map(|function| function.signatures())
}

/// Whether the program itself can act on a type that a module declares.
pub fn acts_natively(declaration: &Declaration) -> bool {
    NativeSchemas::shared().schema(&declaration.schema.name).is_some() || Natives::can_declare(declaration)
}

/// The Puppet that resources are handed to whose providers are Ruby's alone. `directory` is there and private.
pub fn ruby_providers(command: String, directory: PathBuf, module_path: &[String]) -> Arc<RubyProviders> {
    let read_yaml = |text: &str| yaml::load(text).ok();
    Arc::new(RubyProviders { command, directory, module_path: module_path.to_vec(), read_yaml })
}
