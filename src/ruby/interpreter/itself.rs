//! `self` as an object: a resource whose type's code runs, or one of its attributes.

use super::{Environment, Interpreter, Itself};
use crate::ruby::constants;
use crate::ruby::error::{Evaluated, Flow};
use crate::ruby::methods::{self, Request, attribute, resource};
use crate::ruby::object::{Object, Proc, Scope};
use crate::ruby::tree::Node;
use crate::ruby::types::TypeCode;
use crate::ruby::types::code::{Block, Constants};
use crate::value::{EcoString, Map};
use std::rc::Rc;
use std::sync::Arc;

impl Itself {
    pub(super) fn is_object(&self) -> bool {
        matches!(self, Itself::Resource(_) | Itself::Attribute(_))
    }

    /// What the word `self` gives.
    pub(super) fn object(&self) -> Evaluated {
        match self {
            Itself::Scope => Ok(Object::Scope(Scope::Calling)),
            Itself::Resource(instance) => Ok(Object::Resource(Rc::clone(instance))),
            Itself::Attribute(held) => Ok(Object::Attribute(Rc::clone(held))),
            Itself::Template | Itself::Function => Err(Flow::outside("self")),
        }
    }

    pub(super) fn variable(&self, name: &str) -> Option<Object> {
        match self {
            Itself::Resource(instance) => instance.variable(name),
            Itself::Attribute(held) => held.variable(name),
            _ => None,
        }
    }

    pub(super) fn set_variable(&self, name: &EcoString, value: Object) {
        match self {
            Itself::Resource(instance) => instance.set_variable(name, value),
            Itself::Attribute(held) => held.set_variable(name, value),
            _ => {}
        }
    }

    fn code(&self) -> Option<Arc<TypeCode>> {
        match self {
            Itself::Resource(instance) => instance.code.clone(),
            Itself::Attribute(held) => held.resource.upgrade()?.code.clone(),
            _ => None,
        }
    }
}

impl Interpreter<'_> {
    /// Runs `work` with another `self`, its methods and its constants.
    pub(in crate::ruby) fn become_for<T>(&mut self, itself: Itself, work: impl FnOnce(&mut Self) -> T) -> T {
        let (definitions, constants) = itself.code().map(|code| (code.methods.clone(), code.constants.clone())).unwrap_or_default();
        let before = (
            std::mem::replace(&mut self.itself, itself),
            std::mem::replace(&mut self.definitions, definitions),
            std::mem::replace(&mut self.constants, constants),
            std::mem::replace(&mut self.has_library, true),
        );
        let result = work(self);
        (self.itself, self.definitions, self.constants, self.has_library) = before;
        result
    }

    /// Runs a block of a type's code as a method of `itself`; `name` is what `super` asks for.
    pub(in crate::ruby) fn run_block(&mut self, block: &Block, itself: Itself, name: &str, arguments: Vec<Object>) -> Evaluated {
        self.become_for(itself, |interpreter| {
            let method = Some(Rc::new((EcoString::from(name), arguments.clone())));
            let environment = Rc::new(Environment { method, ..Environment::default() });
            interpreter.declare_all(&block.scope, &environment)?;
            interpreter.invoke_lambda(&block.lambda, &environment, arguments)
        })
    }

    /// The value of an expression that stands in a type's code.
    pub(in crate::ruby) fn value_of(&mut self, node: &Node, scope: &Constants, itself: Itself) -> Evaluated {
        self.become_for(itself, |interpreter| {
            let environment = Rc::new(Environment::default());
            interpreter.declare_all(scope, &environment)?;
            interpreter.evaluate(node, &environment)
        })
    }

    fn declare_all(&mut self, scope: &Map<EcoString, Node>, environment: &Rc<Environment>) -> Result<(), Flow> {
        for (name, node) in scope {
            let value = self.evaluate(node, environment)?;
            environment.declare(name, value);
        }
        Ok(())
    }

    /// A call without a receiver: the object's own methods, then those of its type's files, then the kernel's.
    pub(super) fn call_of_object(&mut self, name: &EcoString, arguments: Vec<Object>, block: Option<Rc<Proc>>) -> Evaluated {
        let request = Request { name, arguments: &arguments, block: block.as_ref() };
        let answer = match self.itself.clone() {
            Itself::Resource(instance) => resource::call(self, &instance, &request)?,
            Itself::Attribute(held) => attribute::call(self, &held, &request)?,
            _ => None,
        };
        answer.map_or_else(|| self.call_own(name, arguments, block), Ok)
    }

    /// A constant that the type's files have, a class of theirs, or one that every code may name.
    pub(super) fn constant_of_type(&mut self, name: &EcoString, environment: &Rc<Environment>) -> Evaluated {
        let last = name.rsplit("::").next().unwrap_or(name);
        let constants = Arc::clone(&self.constants);
        if let Some(value) = constants.get(last).filter(|_| last != name) {
            return self.evaluate(value, environment);
        }
        let own = |code: Arc<TypeCode>| code.modules.iter().any(|module| module == name || module.ends_with(&format!("::{name}")));
        if self.itself.code().is_some_and(own) {
            return Ok(Object::Class(name.clone()));
        }
        constants::find(name).map_err(|_| Flow::outside(name))
    }

    /// A method of the class of a type's resources: `def self.name` in its files; `None` where there is none.
    pub(in crate::ruby) fn call_of_class(&mut self, name: &str, arguments: Vec<Object>, block: Option<Rc<Proc>>) -> Option<Evaluated> {
        let definition = self.definitions.get(name).filter(|definition| definition.on_self)?.clone();
        Some(self.call_definition(&definition, arguments, block))
    }

    /// `super`: what the method would be without the one that is running.
    pub(super) fn call_super(&mut self, arguments: Option<&[Node]>, environment: &Rc<Environment>) -> Evaluated {
        let mut current = Some(environment.as_ref());
        let method = loop {
            match current {
                Some(environment) if environment.method.is_some() => break environment.method.clone(),
                Some(environment) => current = environment.outer.as_deref(),
                None => break None,
            }
        };
        let Some(method) = method else { return Err(Flow::outside("super")) };
        let arguments = match arguments {
            Some(arguments) => self.list(arguments, environment)?,
            None => method.1.clone(),
        };
        let request = methods::Request { name: &method.0, arguments: &arguments, block: None };
        let answer = match self.itself.clone() {
            // what it inherits has been done before it runs
            Itself::Resource(_) if method.0 == "initialize" => Some(Object::Nil),
            Itself::Attribute(held) => attribute::inherited(self, &held, &request)?,
            _ => None,
        };
        answer.ok_or_else(|| Flow::outside("super"))
    }
}
