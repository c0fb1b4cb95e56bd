//! Functions that modules write in Ruby, read from their files: `Puppet::Functions.create_function(:name) do … end` and the older
//! `newfunction(:name) do |arguments| … end`. Text in, data out; [`run`] runs what was read.

mod dispatch;
mod run;

pub use dispatch::Dispatch;
pub use run::Outcome;

use super::outside;
use super::parse::{ParseError, parse};
use super::tree::{Call, Definition, Entry, Kind, Lambda, Node, Target};
use crate::value::{EcoString, Map};
use std::sync::Arc;

/// Modules and required files inside each other deeper than this are not followed.
const DEEPEST: usize = 8;

/// A function of a module.
#[derive(Debug)]
pub struct RubyFunction {
    /// Where it is written.
    pub path: String,
    pub form: Form,
    /// The methods beside it, by name.
    methods: Map<EcoString, Arc<Definition>>,
    constants: Arc<Map<EcoString, Node>>,
}

/// Which of Puppet's two interfaces a function is written for.
#[derive(Debug)]
pub enum Form {
    /// Arguments are held against dispatches, in their order.
    Modern(Modern),
    /// Arguments are one list; the function runs as a method of the calling scope.
    Legacy(Legacy),
}

#[derive(Debug, Default)]
pub struct Modern {
    pub dispatches: Vec<Dispatch>,
    /// What is asked for a message where no dispatch fits.
    pub mismatches: Vec<Dispatch>,
    /// `Name = Type` of its own.
    pub local_types: Vec<EcoString>,
}

#[derive(Debug)]
pub struct Legacy {
    body: Lambda,
    /// As Ruby counts: 2 is two arguments, -2 at least one.
    pub arity: i32,
    /// Whether it gives a value.
    pub is_rvalue: bool,
}

/// Why a file of a function cannot be used.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum FunctionError {
    #[error("{0}")]
    Syntax(#[from] ParseError),
    #[error("the file makes no function '{0}'")]
    NoFunction(String),
    #[error("the file makes the function '{actual}', not '{name}'")]
    OtherName { name: String, actual: EcoString },
}

impl RubyFunction {
    /// Reads a file. `required` gives the tree of another file for what `require` and `require_relative` name, without `.rb`.
    ///
    /// # Errors
    /// The text is no Ruby, or makes no function of this name.
    pub fn read(path: &str, name: &str, source: &str, required: &mut dyn FnMut(&str) -> Option<Arc<Node>>) -> Result<Self, FunctionError> {
        let tree = parse(source)?;
        let mut reader = Reader { form: None, name: None, methods: Map::default(), constants: Map::default() };
        reader.collect(&tree, required, 0);
        if let Some(actual) = reader.name.filter(|actual| actual != name) {
            return Err(FunctionError::OtherName { name: name.to_string(), actual });
        }
        let form = reader.form.ok_or_else(|| FunctionError::NoFunction(name.to_string()))?;
        let mut function = RubyFunction { path: path.to_string(), form, methods: reader.methods, constants: Arc::new(reader.constants) };
        function.without_dispatch(name);
        Ok(function)
    }

    /// What of its code is not part of the small Ruby, with lines.
    pub fn outside(&self) -> Vec<(u32, String)> {
        let body = match &self.form {
            Form::Legacy(legacy) => legacy.body.body.as_ref().as_ref(),
            Form::Modern(_) => None,
        };
        let methods = self.methods.values().filter_map(|method| method.body.as_ref().as_ref());
        let known = outside::Known {
            constants: &|name| self.constants.contains_key(name),
            methods: &|name| self.methods.contains_key(name),
            is_type: false,
        };
        body.into_iter().chain(methods).flat_map(|code| outside::of(code, &known)).collect()
    }

    /// A modern function that names no dispatch has one: the method of its own name.
    fn without_dispatch(&mut self, name: &str) {
        let Form::Modern(modern) = &mut self.form else { return };
        let method = name.rsplit("::").next().unwrap_or(name);
        if let (true, Some(definition)) = (modern.dispatches.is_empty(), self.methods.get(method)) {
            modern.dispatches.push(Dispatch::of_method(definition));
        }
    }
}

struct Reader {
    form: Option<Form>,
    /// Of a modern function, as its file says it.
    name: Option<EcoString>,
    methods: Map<EcoString, Arc<Definition>>,
    constants: Map<EcoString, Node>,
}

impl Reader {
    fn collect(&mut self, node: &Node, required: &mut dyn FnMut(&str) -> Option<Arc<Node>>, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match &node.kind {
            Kind::Sequence(parts) => parts.iter().for_each(|part| self.collect(part, required, depth)),
            Kind::Module { body: Some(body), .. } => self.collect(body, required, depth + 1),
            Kind::Define(definition) => drop(self.methods.insert(definition.name.clone(), Arc::new(Definition::clone(definition)))),
            Kind::Assign { target, value } => {
                if let Target::Constant(name) = target.as_ref() {
                    self.constants.insert(name.clone(), Node::clone(value));
                }
            }
            Kind::Call(call) => self.call(call, required, depth),
            _ => {}
        }
    }

    fn call(&mut self, call: &Call, required: &mut dyn FnMut(&str) -> Option<Arc<Node>>, depth: usize) {
        match (call.name.as_str(), &call.block) {
            ("create_function", Some(block)) => {
                self.form = Some(Form::Modern(Modern::default()));
                self.name = call.arguments.first().and_then(Node::literal).cloned();
                if let Some(body) = block.body.as_ref() {
                    body.statements().iter().for_each(|statement| self.statement(statement, required, depth + 1));
                }
            }
            ("newfunction", Some(block)) => self.form = Some(Form::Legacy(legacy(call, block))),
            ("require" | "require_relative", _) => {
                let path = call.arguments.first().map(super::declaration::path_of).unwrap_or_default();
                if let Some(tree) = required(&path) {
                    self.collect(&tree, required, depth + 1);
                }
            }
            _ => {}
        }
    }

    /// A statement of a modern function's block.
    fn statement(&mut self, statement: &Node, required: &mut dyn FnMut(&str) -> Option<Arc<Node>>, depth: usize) {
        let (Kind::Call(call), Some(Form::Modern(modern))) = (&statement.kind, &mut self.form) else {
            return self.collect(statement, required, depth);
        };
        match call.name.as_str() {
            "dispatch" => modern.dispatches.extend(Dispatch::read(call)),
            "argument_mismatch" => modern.mismatches.extend(Dispatch::read(call)),
            "local_types" => modern.local_types = local_types(call),
            _ => self.call(call, required, depth),
        }
    }
}

fn local_types(call: &Call) -> Vec<EcoString> {
    let body = call.block.as_ref().and_then(|block| block.body.as_ref().as_ref());
    let statements = body.map(Node::statements).unwrap_or_default();
    let text = |statement: &Node| match &statement.kind {
        Kind::Call(call) if call.name == "type" => call.arguments.first()?.literal().cloned(),
        _ => None,
    };
    statements.iter().filter_map(text).collect()
}

fn legacy(call: &Call, block: &Lambda) -> Legacy {
    let options = call.arguments.iter().find_map(|argument| match &argument.kind {
        Kind::Hash(entries) => Some(entries.as_slice()),
        _ => None,
    });
    let option = |name: &str| {
        let named = |entry: &'_ Entry| matches!(entry, Entry::Pair(key, _) if key.literal().is_some_and(|key| key == name));
        options.unwrap_or_default().iter().find(|entry| named(entry)).and_then(|entry| match entry {
            Entry::Pair(_, value) => Some(value.clone()),
            Entry::Splat(_) => None,
        })
    };
    let arity = option("arity").and_then(|node| match node.kind {
        Kind::Integer(number) => i32::try_from(number).ok(),
        _ => None,
    });
    let is_rvalue = option("type").is_some_and(|node| node.literal().is_some_and(|kind| kind == "rvalue"));
    // a method is made of the block: it takes just its arguments, and `return` ends it
    let body = Lambda { strict: true, ..block.clone() };
    Legacy { body, arity: arity.unwrap_or(-1), is_rvalue }
}
