//! The contract between the evaluator and the functions: what a function is, what it gets, what it may ask for.
//!
//! The functions themselves live in the room `functions`; the registry is an argument of `compile`.

use super::annotation::Annotations;
use crate::datatype::Parameters;
use crate::diagnostic::{Diagnostic, Level, Precision};
pub use crate::lookup::LookupOptions;
use crate::template::TemplateFile;
use crate::value::data_type::Signature;
use crate::value::{EcoString, Type, Value, ValueHash};
use crate::world::World;
use rpuppet_syntax::{Ast, Location, NodeId, SourceFile};
use std::fmt::Display;
use std::sync::Arc;

/// A lambda that was passed to a call, with the scope that it closes over.
#[derive(Clone, Debug)]
pub struct Block {
    pub ast: Arc<Ast>,
    pub lambda: NodeId,
    /// The evaluator's handle of the enclosing scope.
    pub scope: usize,
    /// The fewest arguments that it takes.
    pub required: usize,
    /// The most; `None` with `*$rest`.
    pub most: Option<usize>,
}

/// Why an evaluation stopped: a mistake, or one of `next`, `break`, `return` on its way out.
#[derive(Debug)]
pub enum Interrupt {
    Failure(Box<Diagnostic>),
    Next(Value, Location),
    Break(Location),
    Return(Value, Location),
    /// A data function has no value for a key (`$context.not_found`).
    NoSuchKey,
}

impl Interrupt {
    /// A failure without a place: the call that it leaves adds its own.
    pub fn failure(code: &'static str, message: impl Into<String>) -> Self {
        Interrupt::Failure(Box::new(Diagnostic::error(code, message)))
    }

    /// A failure whose message is complete: the call that it leaves does not tell its place.
    pub fn complete(code: &'static str, message: impl Into<String>) -> Self {
        Interrupt::Failure(Box::new(Diagnostic { precision: Precision::Nowhere, ..Diagnostic::error(code, message) }))
    }
}

impl From<Diagnostic> for Interrupt {
    fn from(diagnostic: Diagnostic) -> Self {
        Interrupt::Failure(Box::new(diagnostic))
    }
}

pub type Evaluated = Result<Value, Interrupt>;

/// A checked call: arguments fit one of the function's signatures.
#[derive(Debug)]
pub struct Call<'a> {
    pub arguments: &'a [Value],
    pub block: Option<&'a Block>,
    pub location: Option<Location>,
}

impl Call<'_> {
    /// The argument at `index`; `Undef` where it was left out.
    pub fn argument(&self, index: usize) -> &Value {
        self.arguments.get(index).unwrap_or(&Value::Undef)
    }

    /// The text of the argument at `index`; empty where it is no string.
    pub fn text(&self, index: usize) -> &str {
        self.argument(index).as_str().unwrap_or("")
    }
}

/// A function of the Puppet language written in Rust.
pub trait Function: Sync {
    fn name(&self) -> &'static str;

    /// Puppet types, one per way to call it: `"Callable[String, Optional[Integer]]"`. Empty: any arguments (a function of Puppet's 3.x API).
    fn signatures(&self) -> &'static [&'static str];

    /// What the function itself says of arguments that fit none of its signatures; `None`: the usual words.
    fn refusal(&self, _arguments: &[Value]) -> Option<String> {
        None
    }

    fn call(&self, call: &Call<'_>, context: &mut dyn Context) -> Evaluated;
}

/// Where the evaluator looks functions up.
pub trait Functions: Sync {
    fn function(&self, name: &str) -> Option<&dyn Function>;
    /// Names that are known, for "did you mean".
    fn names(&self) -> Vec<&'static str>;
}

/// Functions that modules bring in another language than Puppet's.
pub trait ModuleFunctions: Sync {
    /// The function of a name; `None` where no module has it.
    ///
    /// # Errors
    /// Its file cannot be used.
    fn find(&self, name: &str) -> Result<Option<Box<dyn ModuleFunction>>, Interrupt>;
    /// Names that are known, for "did you mean".
    fn names(&self) -> Vec<EcoString>;
}

/// A function of a module; it holds its arguments to what it takes by itself.
pub trait ModuleFunction {
    /// `block`: what the lambda of the call takes.
    fn call(&self, call: &Call<'_>, block: Option<&Signature>, context: &mut dyn Context) -> Evaluated;
}

/// Which of `include`, `contain`, `require` a class is wanted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inclusion {
    Include,
    Contain,
    Require,
}

/// Which resources `realize`, collectors and `defined` speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Regular,
    Virtual,
    Exported,
}

/// What a function may ask of the compiler.
pub trait Context {
    /// Calls a block with positional arguments.
    fn call_block(&mut self, block: &Block, arguments: &[Value]) -> Evaluated;
    /// Calls another function by name, as the language would.
    fn call_function(&mut self, name: &str, arguments: &[Value], block: Option<&Block>) -> Evaluated;
    /// A variable by name (`x`, `::x`, `a::b`); `None` where it is not set.
    fn variable(&self, name: &str) -> Option<Value>;
    /// The same where the setting `strict_variables` makes a mistake of one that is not set; the error is the reason, as far as there is one.
    fn look_up_variable(&self, name: &str) -> Result<Option<Value>, String>;
    /// A new `Puppet::LookupContext`.
    fn lookup_context(&mut self, module: Option<EcoString>) -> Value;
    /// What was noted of values.
    fn annotations(&mut self) -> &mut Annotations;
    /// Whether the calling scope sees a match, whose groups are `$0`, `$1`, …
    fn has_match(&self) -> bool;
    /// All variables that the calling scope sees, innermost first, for templates and `to_hash`.
    fn visible_variables(&self) -> Vec<(EcoString, Value)>;
    /// Sets a variable in a new scope around `run` (EPP parameters); the scope ends with it.
    fn with_variables(&mut self, variables: Vec<(EcoString, Value)>, run: &mut dyn FnMut(&mut dyn Context) -> Evaluated) -> Evaluated;
    /// A line of the log, of the scope that the call stands in.
    fn log(&mut self, level: Level, message: &str);
    /// A line of the log that is of no scope.
    fn say(&mut self, level: Level, message: &str);
    /// A warning that is given once a compilation for each `key`, with the line of the call where it is known.
    fn warn_once(&mut self, key: &str, message: &str, location: Option<&Location>);
    /// What is said once of a function that goes, unless the setting `strict` is off.
    fn deprecate(&mut self, function: &str, message: &dyn Display);
    /// The file that a call stands in and the place, for messages.
    fn location(&self) -> Option<Location>;
    /// The module whose code is being evaluated.
    fn module_name(&self) -> Option<EcoString>;
    fn world(&self) -> &dyn World;
    fn environment(&self) -> EcoString;
    /// `MODULEPATH/NAME`, the first that exists.
    fn module_directory(&self, name: &str) -> Option<String>;
    /// The facts as one hash.
    fn facts(&self) -> Value;
    /// A value of `settings::NAME`.
    fn setting(&self, name: &str) -> Option<Value>;

    /// Reads a type expression in the calling scope: aliases of modules are known.
    fn parse_type(&mut self, text: &str) -> Result<Type, Interrupt>;
    /// Reads a signature, `Callable[String $name, 1, 1]`, as [`Self::parse_type`] does; `local` are types of its own, `Name = Type`.
    fn parse_signature(&mut self, text: &str, local: &[EcoString]) -> Result<Parameters, Interrupt>;
    /// Whether the value is an instance of the type (aliases resolved).
    fn is_instance(&self, data_type: &Type, value: &Value) -> bool;

    /// Evaluates classes; gives their references.
    fn include(&mut self, classes: &[Value], how: Inclusion) -> Evaluated;
    /// `create_resources`: a type, titles with parameters, defaults.
    fn create_resources(&mut self, type_name: &str, resources: &Value, defaults: &Value, form: Form) -> Evaluated;
    /// The defaults that the calling scope sees for resources of a type, by attribute.
    fn resource_defaults(&self, type_name: &str) -> Vec<(EcoString, Value)>;
    /// Makes virtual resources real.
    fn realize(&mut self, references: &[Value]) -> Result<(), Interrupt>;
    /// Whether the catalog has this resource; `Class[…]` too.
    fn has_resource(&self, type_name: &str, title: &str) -> bool;
    /// Whether a class, define or type of this name can be found (`defined('name')`).
    fn is_known(&mut self, name: &str) -> bool;
    /// Whether a function of this name can be called.
    fn is_function(&mut self, name: &str) -> bool;
    /// The names of a class's parameters; `None` where there is no such class, or its file has a mistake.
    fn class_parameters(&mut self, name: &str) -> Option<Vec<EcoString>>;
    /// A parameter of a resource of the catalog.
    fn resource_parameter(&mut self, type_name: &str, title: &str, parameter: &str) -> Option<Value>;
    /// Adds tags to the calling container.
    fn tag(&mut self, tags: &[EcoString]) -> Result<(), Interrupt>;
    fn tagged(&self, tags: &[EcoString]) -> bool;

    /// Hiera: the value of a key under `options` (merge, default_value, …), as the function `lookup` has it.
    fn lookup(&mut self, key: &str, options: &LookupOptions) -> Result<Option<Value>, Interrupt>;
    /// The content of a data file, as one of Hiera's functions (`yaml_data`, …) reads it.
    fn data_file(&mut self, function: &str, path: &str) -> Evaluated;
    /// A key of an encrypted data file; where there is none, the look-up goes on elsewhere.
    fn encrypted_data(&mut self, key: &str, path: &str, options: &ValueHash) -> Evaluated;
    /// Renders a parsed EPP text with parameters.
    fn evaluate_epp(&mut self, ast: &Arc<Ast>, parameters: &Value) -> Evaluated;
    /// Renders a text in the calling scope: tera where the file (which stands in messages too) is named so, else ERB.
    fn evaluate_template(&mut self, file: Option<&TemplateFile>, text: &str) -> Evaluated;
    /// The value of a text of code, evaluated in the calling scope.
    fn evaluate_code(&mut self, source: &Arc<SourceFile>) -> Evaluated;
}
