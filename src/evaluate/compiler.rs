//! The compiler's state and the order of its work.

use super::collector::Collector;
use super::declared::{Declared, DeclaredId};
use super::definition::{Definition, Definitions};
use super::function::{Context, Evaluated, Functions, Interrupt, ModuleFunctions};
use super::observer::Observer;
use super::relationship::Relationship;
use super::scope::{Scope, ScopeId, ScopeKind, Scopes};
use crate::catalog::{Catalog, Reference, Schemas};
use crate::diagnostic::render::line_place;
use crate::diagnostic::{Diagnostic, Frame, Level, Severity, Strictness};
use crate::lookup::Hiera;
use crate::value::{EcoString, Map, Set, Value, ValueHash};
use crate::world::World;
use rpuppet_syntax::{Ast, Location, SourceFile};
use std::cell::RefCell;
use std::ops::Deref;
use std::sync::Arc;

/// The node that the catalog is for.
#[derive(Clone, Debug, Default)]
pub struct NodeInformation {
    /// The certname.
    pub name: EcoString,
    pub environment: EcoString,
    /// A hash.
    pub facts: Value,
    /// `$trusted`.
    pub trusted: Value,
    /// `$server_facts`; each is a top-scope variable too.
    pub server_facts: Value,
    /// Further top-scope variables (an external node classifier's).
    pub parameters: Vec<(EcoString, Value)>,
    /// An external node classifier's classes with their parameters.
    pub classes: Vec<(EcoString, Value)>,
}

/// Everything that a compilation depends on.
pub struct Inputs<'a> {
    pub world: &'a dyn World,
    pub functions: &'a dyn Functions,
    pub module_functions: &'a dyn ModuleFunctions,
    pub schemas: &'a dyn Schemas,
    pub hiera: &'a Hiera<'a>,
    pub node: NodeInformation,
    pub module_path: Vec<String>,
    /// The folder of the environment, which may have functions and types of its own.
    pub environment_directory: Option<String>,
    /// The manifests of the site, in order.
    pub manifests: Vec<Arc<SourceFile>>,
    /// `$settings::NAME`; made when a first one is asked for.
    pub settings: &'a dyn Deref<Target = Map<EcoString, Value>>,
    pub strict: Strictness,
    pub strict_variables: bool,
    /// The configuration version.
    pub version: EcoString,
    /// Steps of evaluation that the compilation may take; code that would go on for ever ends there.
    pub fuel: u64,
    /// Is told what of the code is reached.
    pub observer: Option<&'a dyn Observer>,
}

/// Where `notice` and its siblings, and warnings of the compiler, go.
pub type Log<'a> = dyn FnMut(Level, &str, Option<&Diagnostic>) + 'a;

pub(super) struct Compiler<'a> {
    pub inputs: &'a Inputs<'a>,
    pub logger: &'a mut Log<'a>,
    pub scopes: Scopes,
    /// The scope that is being evaluated in.
    pub scope: ScopeId,
    pub definitions: Definitions,
    /// Files that were read, or that are not there.
    pub looked_at: Set<EcoString>,
    /// Names that no file defines.
    pub absent: Set<(super::definition::DefinitionKind, EcoString)>,
    pub module_directories: RefCell<Map<EcoString, Option<EcoString>>>,
    pub resources: Vec<Declared>,
    pub by_reference: Map<Reference, DeclaredId>,
    /// For collectors: what is declared of each type, in order.
    pub by_type: Map<EcoString, Vec<DeclaredId>>,
    pub aliases: Map<Reference, DeclaredId>,
    /// Resources by the values of several name variables.
    pub identities: Map<(EcoString, super::identity::Identity), DeclaredId>,
    pub edges: Vec<(DeclaredId, DeclaredId)>,
    pub edge_set: Set<(DeclaredId, DeclaredId)>,
    pub classes: Set<EcoString>,
    /// Overrides of resources that are not declared yet.
    pub overrides: Vec<super::overriding::Override>,
    pub collectors: Vec<Collector>,
    pub relationships: Vec<Relationship>,
    /// Texts of EPP templates that are being rendered, innermost last.
    pub epp: Vec<super::literal::Rendering>,
    /// Nesting of evaluation, to end an endless recursion with a message.
    pub depth: usize,
    /// Steps that are left.
    pub fuel: u64,
    /// Where the running call stands.
    pub call_location: Option<Location>,
    /// Parameters of the definition being set up that have no value yet.
    pub pending_parameters: Vec<Set<EcoString>>,
    /// Parameter lists of definitions, their types evaluated once.
    pub signatures: super::parameters::Signatures,
    pub type_aliases: Map<EcoString, Arc<crate::value::data_type::Alias>>,
    pub unresolved: Set<EcoString>,
    pub annotations: super::annotation::Annotations,
    pub type_sets: super::type_set::TypeSets,
    /// Types may be named that are not there: in the body of an alias, between the brackets of `Class[…]`.
    pub naming_unknown_types: bool,
    /// Keys of the warnings that are given once.
    pub warned: Set<EcoString>,
}

/// How deep evaluation may nest; the thread that compiles has room for it.
const DEEPEST: usize = 4000;
/// Steps for a compilation that nobody gave another number: minutes of work, more than any real site takes by far.
pub const FUEL: u64 = 1_000_000_000;
/// The class whose variables are the settings.
pub(super) const SETTINGS: &str = "settings";
/// Variables of the top scope besides facts, about.
const FURTHER_VARIABLES: usize = 20;
/// How often collectors and defines may take turns, as in Puppet.
const MOST_ROUNDS: usize = 1000;

/// Compiles the site for a node.
///
/// # Errors
/// The first mistake, as Puppet would tell it, with place and stack.
pub fn compile<'a>(inputs: &'a Inputs<'a>, logger: &'a mut Log<'a>) -> Result<Catalog, Box<Diagnostic>> {
    let mut compiler = Compiler::new(inputs, logger);
    match compiler.run() {
        Ok(()) => Ok(compiler.catalog()),
        Err(interrupt) => Err(into_diagnostic(interrupt)),
    }
}

/// Compiles the site for a node, then lets `ask` speak with the compiler at top scope.
///
/// # Errors
/// The first mistake, in the site or in what `ask` does.
pub fn compile_and_ask<'a>(
    inputs: &'a Inputs<'a>,
    logger: &'a mut Log<'a>,
    ask: &mut dyn FnMut(&mut dyn Context) -> Evaluated,
) -> Result<Value, Box<Diagnostic>> {
    let mut compiler = Compiler::new(inputs, logger);
    let asked = compiler.run().and_then(|()| compiler.within(Scopes::TOP, |compiler| ask(compiler)));
    asked.map_err(into_diagnostic)
}

impl<'a> Compiler<'a> {
    fn new(inputs: &'a Inputs<'a>, logger: &'a mut Log<'a>) -> Self {
        let mut scopes = Scopes::default();
        let scope = scopes.add(Scope::new(ScopeKind::Top, None));
        Compiler {
            inputs,
            logger,
            scopes,
            scope,
            definitions: Definitions::default(),
            looked_at: Set::default(),
            absent: Set::default(),
            module_directories: RefCell::default(),
            resources: Vec::new(),
            by_reference: Map::default(),
            by_type: Map::default(),
            aliases: Map::default(),
            identities: Map::default(),
            edges: Vec::new(),
            edge_set: Set::default(),
            classes: Set::default(),
            overrides: Vec::new(),
            collectors: Vec::new(),
            relationships: Vec::new(),
            epp: Vec::new(),
            depth: 0,
            fuel: inputs.fuel,
            call_location: None,
            pending_parameters: Vec::new(),
            signatures: Default::default(),
            type_aliases: Map::default(),
            unresolved: Set::default(),
            annotations: Default::default(),
            type_sets: Default::default(),
            naming_unknown_types: false,
            warned: Set::default(),
        }
    }

    fn run(&mut self) -> Result<(), Interrupt> {
        self.set_top_variables();
        self.declare_foundations()?;
        let mains = self.load_manifests()?;
        self.evaluate_main(&mains)?;
        self.evaluate_node_definition()?;
        self.evaluate_node_classes()?;
        self.evaluate_generators()?;
        self.finish()
    }

    fn set_top_variables(&mut self) {
        let node = &self.inputs.node;
        let facts = || node.facts.as_hash().into_iter().chain(node.server_facts.as_hash());
        let mut variables =
            Map::with_capacity_and_hasher(facts().map(ValueHash::len).sum::<usize>() + FURTHER_VARIABLES, Default::default());
        for (name, value) in facts().flatten() {
            if let Value::String(name) = name
                && name != "environment"
            {
                variables.insert(name.clone(), value.clone());
            }
        }
        variables.extend(node.parameters.iter().cloned());
        variables.insert("environment".into(), Value::String(node.environment.clone()));
        variables.insert("trusted".into(), node.trusted.clone());
        variables.insert("server_facts".into(), node.server_facts.clone());
        variables.insert("facts".into(), node.facts.clone());
        self.scopes.get_mut(Scopes::TOP).variables = variables;
        let settings = self.scopes.add(Scope::new(ScopeKind::Class, Some(Scopes::TOP)));
        self.scopes.classes.insert(SETTINGS.into(), settings);
    }

    fn load_manifests(&mut self) -> Result<Vec<Arc<Ast>>, Interrupt> {
        let manifests: Vec<Arc<SourceFile>> = self.inputs.manifests.clone();
        manifests.into_iter().map(|source| self.load(source, None)).collect()
    }

    /// Collectors and defines by turns, until nothing new appears.
    fn evaluate_generators(&mut self) -> Result<(), Interrupt> {
        for _ in 0..MOST_ROUNDS {
            let collected = self.evaluate_collectors()?;
            let evaluated = self.evaluate_defines()?;
            if !collected && !evaluated {
                return Ok(());
            }
        }
        let message = "Somehow looped more than 1000 times while evaluating host catalog";
        let last = self.resources.last().and_then(|declared| declared.location.clone());
        let help = "this define declares ever more of its own kind";
        Err(Diagnostic::error("ENDLESS_GENERATION", message).shown_at(last).with_help(help).into())
    }

    /// Runs `work` in another scope.
    pub fn within<T>(&mut self, scope: ScopeId, work: impl FnOnce(&mut Self) -> Result<T, Interrupt>) -> Result<T, Interrupt> {
        let before = std::mem::replace(&mut self.scope, scope);
        let result = work(self);
        self.scope = before;
        result
    }

    /// Runs `work` one level deeper; an endless recursion ends here.
    pub fn deeper<T>(
        &mut self,
        location: &dyn Fn() -> Location,
        work: impl FnOnce(&mut Self) -> Result<T, Interrupt>,
    ) -> Result<T, Interrupt> {
        if self.depth >= DEEPEST {
            let help = "look for a class, define, function or variable that leads back to itself";
            return Err(Diagnostic::error("STACK_TOO_DEEP", "stack level too deep").shown_at(Some(location())).with_help(help).into());
        }
        self.spend(1, location)?;
        self.depth += 1;
        let result = work(self);
        self.depth -= 1;
        result
    }

    /// Takes steps from what is left of them.
    pub fn spend(&mut self, steps: u64, location: &dyn Fn() -> Location) -> Result<(), Interrupt> {
        self.fuel = self.fuel.saturating_sub(steps);
        if self.fuel > 0 {
            return Ok(());
        }
        let message = format!("Evaluation takes more than {} steps", self.inputs.fuel);
        let help = "look for an iteration or a recursion without an end in sight";
        Err(Diagnostic::error("OUT_OF_FUEL", message).at(location()).with_help(help).into())
    }

    /// Runs `work` in a frame of the stack that messages show: a failure takes it along on its way out.
    pub fn in_frame<T>(
        &mut self,
        frame: impl FnOnce() -> Frame,
        work: impl FnOnce(&mut Self) -> Result<T, Interrupt>,
    ) -> Result<T, Interrupt> {
        work(self).map_err(|interrupt| match interrupt {
            Interrupt::Failure(mut diagnostic) => {
                diagnostic.stack.push(frame());
                Interrupt::Failure(diagnostic)
            }
            other => other,
        })
    }

    pub fn current(&self) -> Option<&Scope> {
        self.scopes.get(self.scope)
    }

    /// The container that resources declared now belong to.
    pub fn container(&self) -> Option<DeclaredId> {
        self.current().and_then(|scope| scope.container)
    }

    pub fn current_definition(&self) -> Option<Arc<Definition>> {
        self.current().and_then(|scope| scope.definition.clone())
    }

    pub fn resource(&self, id: DeclaredId) -> Option<&Declared> {
        self.resources.get(id.0)
    }

    /// A breach of a newer rule: an error, a warning or nothing, as the setting `strict` says.
    pub fn strictly(&mut self, diagnostic: Diagnostic) -> Result<(), Interrupt> {
        match self.inputs.strict {
            Strictness::Error => Err(diagnostic.into()),
            Strictness::Warning => {
                self.warn(Diagnostic { severity: Severity::Warning, ..diagnostic });
                Ok(())
            }
            Strictness::Off => Ok(()),
        }
    }

    pub fn warn(&mut self, diagnostic: Diagnostic) {
        let place = diagnostic.location.as_ref().map(|place| format!(" {}", line_place(place))).unwrap_or_default();
        let text = format!("{}{place}", diagnostic.message);
        (self.logger)(Level::Warning, &text, Some(&diagnostic));
    }
}

fn into_diagnostic(interrupt: Interrupt) -> Box<Diagnostic> {
    match interrupt {
        Interrupt::Failure(diagnostic) => super::wording::opened(diagnostic),
        Interrupt::Next(_, place) => outside("next", place),
        Interrupt::Break(place) => outside("break", place),
        Interrupt::Return(_, place) => outside("return", place),
        Interrupt::NoSuchKey => super::wording::opened(Box::new(Diagnostic::error("NO_SUCH_KEY", "uncaught throw :no_such_key"))),
    }
}

pub(super) fn outside(name: &str, place: Location) -> Box<Diagnostic> {
    let file = place.source.path().unwrap_or("unknown");
    let message = format!("{name}() from context where this is illegal (file: {file}, line: {})", place.line());
    Box::new(Diagnostic::error("ILLEGAL_BREAK", message).shown_at(Some(place)))
}
