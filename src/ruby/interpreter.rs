//! Runs the small Ruby: a tree walk with limits on steps and depth. Methods of objects are in [`super::methods`].

mod assign;
mod block;
mod call;
mod itself;
mod rescue;

use super::error::{Evaluated, Flow, RubyError};
use super::host::Host;
use super::object::{Key, MatchData, Object, Proc, Range};
use super::tree::{Definition, Entry, Kind, Node, When};
use super::types::instance::{Held, Instance};
use super::types::run::Unrun;
use super::types::values::Accepted;
use super::{constants, effort};
use crate::value::{EcoString, Map, Regex, Value};
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

/// Steps that one run may take.
pub const MOST_STEPS: u64 = 5_000_000;
/// Bytes of text that one string may have.
pub const LONGEST_TEXT: usize = 64 << 20;
/// Patterns that are remembered; a program that makes new ones without end starts over.
const MOST_PATTERNS: usize = 1024;
/// Constructs inside each other, calls included.
const DEEPEST: usize = 500;

/// Local variables; blocks see those around them.
#[derive(Debug, Default)]
pub struct Environment {
    variables: RefCell<Map<EcoString, Object>>,
    outer: Option<Rc<Environment>>,
    /// The block that the running method was called with.
    block: Option<Rc<Proc>>,
    /// The running method of an object with its arguments, for `super`.
    method: Option<Rc<(EcoString, Vec<Object>)>>,
}

impl Environment {
    fn get(&self, name: &str) -> Option<Object> {
        let mut current = Some(self);
        while let Some(environment) = current {
            if let Some(value) = environment.variables.borrow().get(name) {
                return Some(value.clone());
            }
            current = environment.outer.as_deref();
        }
        None
    }

    /// Sets a variable where it lives; a new one lives here.
    fn set(&self, name: &EcoString, value: Object) {
        let mut current = Some(self);
        while let Some(environment) = current {
            if let Some(place) = environment.variables.borrow_mut().get_mut(name) {
                *place = value;
                return;
            }
            current = environment.outer.as_deref();
        }
        self.declare(name, value);
    }

    fn declare(&self, name: &EcoString, value: Object) {
        self.variables.borrow_mut().insert(name.clone(), value);
    }

    fn method_block(&self) -> Option<Rc<Proc>> {
        let mut current = Some(self);
        while let Some(environment) = current {
            if let Some(block) = &environment.block {
                return Some(Rc::clone(block));
            }
            current = environment.outer.as_deref();
        }
        None
    }
}

/// What `self` is.
#[derive(Clone, Debug)]
pub enum Itself {
    /// What a template is rendered by.
    Template,
    /// A function of the newer interface.
    Function,
    /// The calling scope: functions of the older interface are its methods.
    Scope,
    /// A resource whose type's code runs, or one of its attributes.
    Resource(Rc<Instance>),
    Attribute(Rc<Held>),
}

/// One run, with what it has learnt: variables that were read, methods that were defined.
pub struct Interpreter<'h> {
    pub(super) host: &'h mut dyn Host,
    steps: u64,
    /// What objects had done by themselves when this run began.
    effort_before: u64,
    depth: usize,
    /// Instance variables that were assigned.
    assigned: Map<EcoString, Object>,
    /// Puppet's variables as objects, each converted once: what changes them is seen by all.
    variables: Map<EcoString, Object>,
    /// Arrays and hashes among them, as they were.
    originals: Map<EcoString, Value>,
    pub(super) itself: Itself,
    definitions: Arc<Map<EcoString, Arc<Definition>>>,
    constants: Arc<Map<EcoString, Node>>,
    /// Methods of modules are among the definitions: they are called on the module's name.
    has_library: bool,
    pub(super) last_match: Option<Rc<MatchData>>,
    patterns: Map<String, Arc<Regex>>,
    /// What attributes accept, by where their code lies: asked once a run.
    pub(super) accepted: Map<usize, Rc<Accepted>>,
    /// Code of types that was passed over, as it is outside of the small Ruby.
    pub(super) unrun: Vec<Unrun>,
}

impl<'h> Interpreter<'h> {
    pub fn new(host: &'h mut dyn Host) -> Self {
        Interpreter {
            host,
            steps: 0,
            effort_before: effort::allow(MOST_STEPS),
            depth: 0,
            assigned: Map::default(),
            variables: Map::default(),
            originals: Map::default(),
            itself: Itself::Template,
            definitions: Arc::default(),
            constants: Arc::default(),
            has_library: false,
            last_match: None,
            patterns: Map::default(),
            accepted: Map::default(),
            unrun: Vec::new(),
        }
    }

    /// A run that may call these methods of modules, by their names alone.
    pub fn with_library(host: &'h mut dyn Host, library: Map<EcoString, Arc<Definition>>) -> Self {
        Interpreter { definitions: Arc::new(library), has_library: true, ..Interpreter::new(host) }
    }

    /// A run of a function: its methods and constants, and what `self` is.
    pub fn for_function(
        host: &'h mut dyn Host,
        itself: Itself,
        methods: Map<EcoString, Arc<Definition>>,
        constants: Arc<Map<EcoString, Node>>,
    ) -> Self {
        Interpreter { itself, constants, ..Interpreter::with_library(host, methods) }
    }

    /// Runs a program with no local variables; gives the value of its last expression.
    pub fn run(&mut self, program: &Node) -> Result<Object, RubyError> {
        let result = self.program(program);
        // what was cut at the very end
        result.and_then(|object| self.spend(0).map(|()| object)).map_err(Flow::into_error)
    }

    pub(super) fn program(&mut self, program: &Node) -> Evaluated {
        match self.evaluate(program, &Rc::new(Environment::default())) {
            Err(Flow::Return(value)) => Ok(value),
            other => other,
        }
    }

    /// Begins anew with what it may take, for the next piece of a long work.
    pub fn restart(&mut self) {
        self.steps = 0;
        self.effort_before = effort::allow(MOST_STEPS);
    }

    /// Steps that were taken since it began.
    pub fn spent(&self) -> u64 {
        self.steps.saturating_add(effort::taken().saturating_sub(self.effort_before))
    }

    /// Counts work that a method does without evaluating Ruby.
    pub(super) fn spend(&mut self, steps: usize) -> Result<(), Flow> {
        self.steps = self.steps.saturating_add(steps as u64);
        let effort = effort::taken().saturating_sub(self.effort_before);
        if self.steps.saturating_add(effort) > MOST_STEPS { Err(stop("the Ruby code takes too many steps")) } else { Ok(()) }
    }

    fn evaluate(&mut self, node: &Node, environment: &Rc<Environment>) -> Evaluated {
        self.spend(1)?;
        if self.depth >= DEEPEST {
            return Err(stop("stack level too deep").at(node.line));
        }
        self.depth += 1;
        let result = self.dispatch(node, environment);
        self.depth -= 1;
        result.map_err(|flow| flow.at(node.line))
    }

    fn optional(&mut self, node: Option<&Node>, environment: &Rc<Environment>) -> Evaluated {
        node.map_or(Ok(Object::Nil), |node| self.evaluate(node, environment))
    }

    fn dispatch(&mut self, node: &Node, environment: &Rc<Environment>) -> Evaluated {
        match &node.kind {
            Kind::Nil => Ok(Object::Nil),
            Kind::True => Ok(Object::Boolean(true)),
            Kind::False => Ok(Object::Boolean(false)),
            Kind::Integer(number) => Ok(Object::Integer(*number)),
            Kind::Float(number) => Ok(Object::Float(*number)),
            Kind::String(text) => Ok(Object::string(text.as_str())),
            Kind::Symbol(name) => Ok(Object::Symbol(name.clone())),
            Kind::Local(name) => Ok(environment.get(name).unwrap_or(Object::Nil)),
            Kind::Instance(name) => Ok(self.instance(name)),
            Kind::Constant(name) => self.constant(name, environment),
            Kind::Group(index) => Ok(self.last_match.as_ref().map_or(Object::Nil, |found| found.group(*index))),
            Kind::Call(call) => self.call(call, environment),
            Kind::Sequence(parts) => self.sequence(parts, environment),
            Kind::Assign { target, value } => self.assign(target, value, environment),
            Kind::Update { target, operator, value } => self.update(target, operator, value, environment),
            Kind::Lambda(lambda) => Ok(Object::Proc(closure(lambda, environment))),
            Kind::Outside(what) => Err(Flow::outside(what)),
            _ => self.compound(node, environment),
        }
    }

    fn compound(&mut self, node: &Node, environment: &Rc<Environment>) -> Evaluated {
        match &node.kind {
            Kind::Interpolated(parts) => self.joined(parts, environment).map(Object::string),
            Kind::InterpolatedSymbol(parts) => self.joined(parts, environment).map(Object::symbol),
            Kind::Regex { parts, options } => {
                let source = self.joined(parts, environment)?;
                self.pattern(&source, options).map(Object::Regex)
            }
            Kind::Array(items) => self.list(items, environment).map(Object::array),
            Kind::Hash(entries) => self.hash(entries, environment),
            Kind::Range { from, to, exclusive } => {
                let from = self.optional(from.as_deref(), environment)?;
                let to = self.optional(to.as_deref(), environment)?;
                Ok(Object::Range(Rc::new(Range { from, to, exclusive: *exclusive })))
            }
            _ => self.flow(node, environment),
        }
    }

    fn flow(&mut self, node: &Node, environment: &Rc<Environment>) -> Evaluated {
        match &node.kind {
            Kind::And(left, right) => {
                let left = self.evaluate(left, environment)?;
                if left.is_truthy() { self.evaluate(right, environment) } else { Ok(left) }
            }
            Kind::Or(left, right) => {
                let left = self.evaluate(left, environment)?;
                if left.is_truthy() { Ok(left) } else { self.evaluate(right, environment) }
            }
            Kind::If { condition, then, otherwise } => {
                let branch = if self.evaluate(condition, environment)?.is_truthy() { then } else { otherwise };
                self.optional(branch.as_deref(), environment)
            }
            Kind::Case { subject, whens, otherwise } => self.case(subject.as_deref(), whens, otherwise.as_deref(), environment),
            Kind::While { condition, negated, body } => self.repeat(condition, *negated, body.as_deref(), environment),
            Kind::For { variable, iterated, body } => self.for_each(variable, iterated, body.as_deref(), environment),
            Kind::Rescue(rescue) => self.rescue(rescue, environment),
            Kind::Define(definition) => {
                Arc::make_mut(&mut self.definitions).insert(definition.name.clone(), Arc::new(Definition::clone(definition)));
                Ok(Object::Symbol(definition.name.clone()))
            }
            Kind::Return(value) => Err(Flow::Return(self.optional(value.as_deref(), environment)?)),
            Kind::Next(value) => Err(Flow::Next(self.optional(value.as_deref(), environment)?)),
            Kind::Break(value) => Err(Flow::Break(self.optional(value.as_deref(), environment)?)),
            Kind::Yield(arguments) => {
                let block = environment.method_block().ok_or_else(|| Flow::raise("LocalJumpError", "no block given (yield)"))?;
                let arguments = self.list(arguments, environment)?;
                self.invoke(&block, arguments)
            }
            Kind::Defined(inner) => Ok(self.defined(inner, environment)),
            Kind::SelfReference => self.itself.object(),
            Kind::Super(arguments) => self.call_super(arguments.as_deref(), environment),
            Kind::Global(name) if name == "$~" => Ok(self.last_match.clone().map_or(Object::Nil, Object::Match)),
            Kind::Global(name) => Err(Flow::outside(&format!("the global variable {name}"))),
            Kind::Module { .. } => Err(Flow::outside("a class or module of one's own")),
            _ => Err(Flow::outside("this construct")),
        }
    }

    fn sequence(&mut self, parts: &[Node], environment: &Rc<Environment>) -> Evaluated {
        let mut last = Object::Nil;
        for part in parts {
            last = self.evaluate(part, environment)?;
        }
        Ok(last)
    }

    fn joined(&mut self, parts: &[Node], environment: &Rc<Environment>) -> Result<String, Flow> {
        let mut out = String::new();
        for part in parts {
            out.push_str(&self.evaluate(part, environment)?.to_text());
        }
        check_length(out.len())?;
        Ok(out)
    }

    /// Items of a list, with `*x` spread.
    fn list(&mut self, items: &[Node], environment: &Rc<Environment>) -> Result<Vec<Object>, Flow> {
        let mut list = Vec::with_capacity(items.len());
        for item in items {
            match &item.kind {
                Kind::Splat(inner) => {
                    let value = self.evaluate(inner, environment)?;
                    list.extend(super::methods::kernel::as_array(&value));
                }
                _ => list.push(self.evaluate(item, environment)?),
            }
        }
        self.spend(list.len())?;
        Ok(list)
    }

    fn hash(&mut self, entries: &[Entry], environment: &Rc<Environment>) -> Evaluated {
        let mut table = Map::default();
        for entry in entries {
            match entry {
                Entry::Pair(key, value) => {
                    let key = Key::of(&self.evaluate(key, environment)?);
                    table.insert(key, self.evaluate(value, environment)?);
                }
                Entry::Splat(inner) => {
                    if let Object::Hash(other) = self.evaluate(inner, environment)? {
                        table.extend(other.borrow().entries.clone());
                    }
                }
            }
        }
        Ok(Object::hash(table))
    }

    fn case(&mut self, subject: Option<&Node>, whens: &[When], otherwise: Option<&Node>, environment: &Rc<Environment>) -> Evaluated {
        let subject = subject.map(|subject| self.evaluate(subject, environment)).transpose()?;
        for when in whens {
            for pattern in self.list(&when.patterns, environment)? {
                let fits = match &subject {
                    Some(subject) => self.case_equals(&pattern, subject)?,
                    None => pattern.is_truthy(),
                };
                if fits {
                    return self.optional(when.body.as_ref(), environment);
                }
            }
        }
        self.optional(otherwise, environment)
    }

    fn repeat(&mut self, condition: &Node, negated: bool, body: Option<&Node>, environment: &Rc<Environment>) -> Evaluated {
        while self.evaluate(condition, environment)?.is_truthy() != negated {
            match self.optional(body, environment) {
                Err(Flow::Break(value)) => return Ok(value),
                Ok(_) | Err(Flow::Next(_)) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(Object::Nil)
    }

    /// `@x`: assigned in the code, or Puppet's variable.
    fn instance(&mut self, name: &EcoString) -> Object {
        if self.itself.is_object() {
            return self.itself.variable(name).unwrap_or(Object::Nil);
        }
        self.assigned.get(name).cloned().unwrap_or_else(|| self.puppet_variable(name).unwrap_or(Object::Nil))
    }

    /// One of Puppet's variables; the same object every time.
    pub(super) fn puppet_variable(&mut self, name: &str) -> Option<Object> {
        if let Some(known) = self.variables.get(name) {
            return Some(known.clone());
        }
        let value = self.host.variable(name)?;
        Some(self.remembered(name, value))
    }

    /// The same, as the scope's own methods ask for it; the error is the reason why there is none.
    pub(super) fn look_up(&mut self, name: &str) -> Result<Option<Object>, String> {
        if let Some(known) = self.variables.get(name) {
            return Ok(Some(known.clone()));
        }
        let found = self.host.look_up(name)?;
        Ok(found.map(|value| self.remembered(name, value)))
    }

    fn remembered(&mut self, name: &str, value: Value) -> Object {
        let object = Object::from_value(&value);
        self.variables.insert(name.into(), object.clone());
        if matches!(value, Value::Array(_) | Value::Hash(_)) {
            self.originals.insert(name.into(), value);
        }
        object
    }

    /// Arrays and hashes of Puppet's that the code changed in place, as they are now.
    ///
    /// # Errors
    /// They are so large that looking through them takes too many steps.
    pub fn changed_variables(&mut self) -> Result<Vec<(EcoString, Value)>, RubyError> {
        let now = |name: &EcoString| self.variables.get(name).filter(|object| matches!(object, Object::Array(_) | Object::Hash(_)));
        let changed = self.originals.iter().filter_map(|(name, before)| {
            let value = now(name)?.to_value();
            (value != Object::from_value(before).to_value()).then(|| (name.clone(), value))
        });
        let changed = changed.collect();
        // what was cut is not what they are now
        self.spend(0).map(|()| changed).map_err(Flow::into_error)
    }

    /// `scope.setvar`: seen by this run and the templates that it renders.
    pub(super) fn set_puppet_variable(&mut self, name: &str, value: Object) {
        self.variables.insert(name.into(), value);
    }

    /// A constant of the code itself, or a class that it may name.
    fn constant(&mut self, name: &EcoString, environment: &Rc<Environment>) -> Evaluated {
        if let Some(set) = environment.get(name) {
            return Ok(set);
        }
        let constants = Arc::clone(&self.constants);
        match constants.get(name) {
            Some(value) => self.evaluate(value, environment),
            None if self.itself.is_object() => self.constant_of_type(name, environment),
            None => constants::find(name),
        }
    }

    fn defined(&mut self, node: &Node, environment: &Rc<Environment>) -> Object {
        let kind = match &node.kind {
            Kind::Local(name) => environment.get(name).map(|_| "local-variable"),
            Kind::Instance(name) => {
                let of_object = self.itself.variable(name).is_some();
                let known =
                    of_object || self.assigned.contains_key(name) || self.puppet_variable(name).is_some_and(|value| !value.is_nil());
                known.then_some("instance-variable")
            }
            Kind::Constant(name) => self.constant(name, environment).ok().map(|_| "constant"),
            Kind::Call(call) if call.receiver.is_none() => self.definitions.contains_key(&call.name).then_some("method"),
            Kind::Call(_) => self.evaluate(node, environment).ok().map(|_| "method"),
            _ => Some("expression"),
        };
        kind.map_or(Object::Nil, Object::string)
    }

    /// A regular expression, compiled once a run.
    pub(super) fn pattern(&mut self, source: &str, options: &str) -> Result<Arc<Regex>, Flow> {
        let flags: String = options.chars().filter(|flag| matches!(flag, 'i' | 'm' | 'x')).collect();
        let whole = if flags.is_empty() { source.to_string() } else { format!("(?{flags}:{source})") };
        if let Some(known) = self.patterns.get(&whole) {
            return Ok(Arc::clone(known));
        }
        let regex = Regex::cached(&whole).map_err(|error| Flow::raise("RegexpError", error.to_string()))?;
        if self.patterns.len() >= MOST_PATTERNS {
            self.patterns.clear();
        }
        self.patterns.insert(whole, Arc::clone(&regex));
        Ok(regex)
    }
}

fn closure(lambda: &super::tree::Lambda, environment: &Rc<Environment>) -> Rc<Proc> {
    Rc::new(Proc { body: super::object::ProcBody::Lambda { lambda: lambda.clone(), environment: Rc::clone(environment) } })
}

/// Strings have a limit, so that doubling one again and again ends.
pub fn check_length(length: usize) -> Result<(), Flow> {
    if length > LONGEST_TEXT { Err(stop("a string became too long")) } else { Ok(()) }
}

fn stop(message: &str) -> Flow {
    Flow::Stop(Box::new(RubyError { class: "SystemStackError".to_string(), message: message.to_string(), line: 0 }))
}
